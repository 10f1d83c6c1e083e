"""`build.py withdraw`: say that a record, a recommendation or an action no longer applies. Its address stays for ever."""

from __future__ import annotations

import argparse

from goldenthread.acts.questions import WITHDRAW
from goldenthread.commands.prompts import Edited, answers, cleaned, save_edit, usage
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import Named, named
from goldenthread.editing.splice import kind_at, set_value
from goldenthread.editing.tree import CannotEdit


def run(args: argparse.Namespace) -> Exit:
    """Put the withdrawal into the record's file."""
    found, rest = named(args.root, args.words)
    if rest:
        raise usage("withdraw RECORD [NUMBER] --reason …")
    kind = kind_at(found.kind, found.loc)
    if kind is None or "withdrawn" not in kind.model_fields:
        raise CannotEdit("edit-no-page", file=found.file)
    if "withdrawn" in found.record:
        raise CannotEdit("edit-withdrawn-already", file=found.file)
    answered = answers(WITHDRAW, vars(args), args)
    notice = {"date": answered["date"], "reason": cleaned(answered["reason"])}
    after = set_value((args.root / found.file).read_bytes(), (*found.loc, "withdrawn"), notice, found.kind)
    return save_edit(args, Edited(found, after, _note(found)))


def _note(found: Named) -> str:
    what = found.loc[0][:-1] if found.loc and isinstance(found.loc[0], str) else "record"
    return (
        f"The page of this {what} stays and says when and why it was withdrawn. "
        f"The {what} is no longer counted, has no deadlines, and is not in search."
    )
