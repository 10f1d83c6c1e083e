"""`build.py update`: record progress on an action on a date; earlier updates stay as they are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from goldenthread.acts.questions import UPDATE, Question
from goldenthread.commands.prompts import Edited, answers, cleaned, save_edit, usage
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import Named, named_action
from goldenthread.editing.splice import add_item
from goldenthread.model import NOT_RECORDED
from goldenthread.model.progress import is_newer, outline
from goldenthread.model.vocabulary import Role
from goldenthread.read.records import read_vocabulary


def run(args: argparse.Namespace) -> Exit:
    """Put the update into the plan's file."""
    found, rest = named_action(args.root, args.words)
    if rest:
        raise usage("update PLAN NUMBER --status … --note …")
    if args.note == "-":
        args.note = sys.stdin.read()
    args.vocabulary, _ = read_vocabulary(args.root)
    update = answers(UPDATE[:1], vars(args), args)
    status = update["status"]
    role = args.vocabulary.role("statuses", status) if args.vocabulary else status
    update |= answers([_asked(question, role) for question in UPDATE[1:]], vars(args), args)
    note = ""
    if "same_as" in found.record:
        note = f"The plan answers this action with “See {found.record['same_as']}”. From now on its progress is shown separately."
    return save_edit(args, Edited(found, with_update(args.root, found, update), note))


def _asked(question: Question, role: str) -> Question:
    """Ask for evidence until there is some when an action is recorded as complete."""
    if question.name == "evidence" and role == Role.COMPLETE:
        return replace(question, text="Which paper or page shows that it is complete?", default=None)
    return question


def with_update(root: Path, found: Named, update: Mapping[str, str]) -> bytes:
    """Return the plan's bytes with one more update in its place: the newest comes first."""
    new, *old = outline({"updates": [update, *found.record.get("updates", ())]}).updates
    before = next((place for place, other in enumerate(old) if not is_newer(other, new)), len(old))
    values = {
        name: cleaned(value)
        for name, value in update.items()
        if value and (name, value) != ("status", NOT_RECORDED)
    }
    return add_item(
        (root / found.file).read_bytes(), (*found.loc, "updates"), values, found.kind, before=before
    )
