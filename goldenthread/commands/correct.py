"""`build.py correct`: correct published wording and tell readers, in one go; the previous version is kept."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from goldenthread.acts.questions import CORRECT, WrongAnswer
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import answers, save_edit, usage
from goldenthread.commands.set_field import edit_field
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import named
from goldenthread.publish.correction import UNPUBLISHED, correction, refuse_uncorrectable


def run(args: argparse.Namespace) -> Exit:
    """Put the new wording and the correction into the record's file; draw what is to be kept."""
    found, rest = named(args.root, args.words)
    if len(rest) == 1:
        raise usage("correct RECORD [NUMBER] [FIELD VALUE] --what … --why … --approved-by …")
    refuse_uncorrectable(found)
    before = (args.root / found.file).read_bytes()
    after = edit_field(args).after if rest else before
    if rest and after == before:
        raise WrongAnswer(
            "It already says that. If you have changed the wording in the files already, leave out FIELD and VALUE."
        )
    answered = answers(CORRECT, vars(args), args)
    try:
        edited = correction(args.root, found, after, answered, args.today, *rest[:1])
    except WrongAnswer as error:
        hint = f" Change it with {as_typed('set')}" if str(error) == UNPUBLISHED else ""
        raise WrongAnswer(f"{error}{hint}") from error
    return save_edit(args, replace(edited, note=_note(edited.further)))


def _note(kept: Mapping[str, bytes]) -> str:
    note = "Readers see the correction at the top of the page, in the PDF and in the feed."
    folders = sorted({file.rpartition("/")[0] for file in kept})
    if folders:
        note += "\nThe previous version is kept at its own address:"
        note += "".join(f"\n  {folder}/" for folder in folders)
        note += f"\nPropose that folder with your change, and run {as_typed('addresses')}"
    return note
