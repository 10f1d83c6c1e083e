"""`build.py correct`: change published words and say so to readers, in one go; the words until now are kept.

The version that readers have is drawn from what is committed and kept byte for byte, before anything is changed.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import CannotAsk, Question, a_day
from goldenthread.commands import edit_command, set_field
from goldenthread.commands.prompts import add_flags, answers
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.publish.keep_version import CannotKeep

if TYPE_CHECKING:
    from goldenthread.editing.lookup import Named
    from goldenthread.read import Content

WORDS = "RECORD [NUMBER] [FIELD VALUE]"
HELP = (
    "such as: 2031-10-04-finance authors.1.phone '01234 567891'. Leave out FIELD and VALUE when the words are "
    "changed in the files already, as those of a long text are"
)
CONFIGURATION = 3


def _today(about: Any, _: Any) -> str:
    return str(about.isoformat())


QUESTIONS = (
    Question("what", "What did it say, and what does it say now, in a sentence for readers?"),
    Question("why", "Why is it changed?"),
    Question("approved_by", "Who approved that, by post or body?"),
    Question("date", "From which day do the new words stand?", default=_today, read=a_day, asked=False),
)


def options(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked. What no flag says is asked, when there is a terminal to ask on."""
    edit_command.options(parser, WORDS, HELP)
    add_flags(parser, QUESTIONS)


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    try:
        return edit_command.carry_out(args, make)
    except CannotKeep as error:
        print(f"{error}\n{edit_command.UNCHANGED}", file=sys.stderr)
        return CONFIGURATION


def make(args: argparse.Namespace) -> edit_command.Edited:
    """Put the new words and the correction into the bytes of the record's file; draw what is to be kept."""
    from goldenthread.editing.lookup import named
    from goldenthread.editing.splice import add_item
    from goldenthread.editing.tree import CannotEdit

    found, rest = named(args.root, args.words)
    if len(rest) == 1:
        raise CannotAsk(f"Say it as: build.py correct {WORDS} --what … --why … --approved-by …")
    if "corrections" not in found.kind.model_fields:
        raise CannotEdit("edit-no-page", file=found.file)
    before = edit_command.source(args.root, found)
    after = set_field.make(argparse.Namespace(**vars(args), remove=False)).after if rest else before
    if rest and after == before:
        raise CannotAsk(
            "It says that already. What was changed in the files already needs no FIELD and VALUE."
        )
    said = answers(QUESTIONS, vars(args), args.today)
    told = {
        "date": said["date"],
        "about": found.record["number"] if found.loc else None,
        **{name: edit_command.cleaned(said[name]) for name in ("what", "why", "approved_by")},
    }
    kept = _kept(args, found)
    after = add_item(after, ("corrections",), told, found.kind, first=True)
    return edit_command.Edited(found, after, _note(kept), kept)


def _kept(args: argparse.Namespace, found: Named) -> dict[str, bytes]:
    """Draw the papers that hold the record as readers have them; what is not published yet is not corrected."""
    from goldenthread.publish.keep_version import content_of, published, versions

    folder_name, name = found.file.removeprefix("data/").removesuffix(".yml").split("/")
    with published(args.root) as folder:
        content = content_of(folder, args.today)
        record = content.folders[folder_name].get(name)
        if record is None or not record.is_public(args.today):
            raise CannotAsk("This is not published yet, so nothing has to be corrected. Use build.py set.")
        papers = _papers(content, folder_name, name)
        shown = [paper for paper in papers if content.cabinet_reports[paper].is_public(args.today)]
        return versions(args.root, folder, content, shown, args.today)


def _papers(content: Content, folder: str, name: str) -> list[str]:
    """Give the cabinet reports that print a record: itself, or those that hold it as an appendix."""
    field = BY_FOLDER[folder].held_as
    if not field:
        return [name]
    return [
        report.id
        for report in content.cabinet_reports.values()
        if any(getattr(appendix, field) == name for appendix in report.appendices)
    ]


def _note(kept: dict[str, bytes]) -> str:
    note = "Readers see the correction at the head of the page, in the PDF and in the feed."
    folders = sorted({file.rpartition("/")[0] for file in kept})
    if folders:
        note += "\nThe version until now is kept, and stays at its own address:"
        note += "".join(f"\n  {folder}/" for folder in folders)
        note += "\nPropose that folder with your change, and run build.py addresses."
    return note
