"""`build.py correct`: correct published wording and tell readers, in one go; the previous version is kept.

The version that readers have is drawn from what is committed and kept byte for byte, before anything is changed.
"""

from __future__ import annotations

import argparse

from goldenthread.acts.questions import CORRECT, WrongAnswer
from goldenthread.acts.target import Edited, cleaned
from goldenthread.changes.canonical import public_facts
from goldenthread.changes.public_state import state
from goldenthread.changes.uncorrected import corrected_fields
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import answers, save_edit, usage
from goldenthread.commands.set_field import edit_field
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import Named, named
from goldenthread.editing.splice import add_item
from goldenthread.editing.tree import CannotEdit
from goldenthread.model.cabinet_report import Appendix
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER
from goldenthread.publish.keep_version import content_of, published, versions
from goldenthread.read import Content, read
from goldenthread.read.records import record_of
from goldenthread.source import loads


def run(args: argparse.Namespace) -> Exit:
    """Put the new wording and the correction into the record's file; draw what is to be kept."""
    found, rest = named(args.root, args.words)
    if len(rest) == 1:
        raise usage("correct RECORD [NUMBER] [FIELD VALUE] --what … --why … --approved-by …")
    if "corrections" not in found.kind.model_fields:
        raise CannotEdit("edit-no-page", file=found.file)
    before = (args.root / found.file).read_bytes()
    after = edit_field(args).after if rest else before
    if rest and after == before:
        raise WrongAnswer(
            "It already says that. If you have changed the wording in the files already, leave out FIELD and VALUE."
        )
    answered = answers(CORRECT, vars(args), args)
    correction = {
        "date": answered["date"],
        "about": found.record["number"] if found.loc else None,
        "fields": _fields(args, found, after, rest),
        **{name: cleaned(answered[name]) for name in ("what", "why", "approved_by")},
    }
    kept = _kept(args, found)
    after = add_item(after, ("corrections",), correction, found.kind, first=True)
    return save_edit(args, Edited(found, after, _note(kept), kept))


def _fields(args: argparse.Namespace, found: Named, after: bytes, rest: list[str]) -> list[str]:
    """Return the fields that differ from what is committed: those within the one that was typed, or all."""
    key = found.file.removeprefix("data/").removesuffix(".yml")
    with published(args.root) as folder:
        before = state(content_of(folder, args.today), args.today).records.get(key)
    content, _ = read(args.root, whole=False)
    record = record_of(after, key)
    if before is None or content is None or record is None:
        return rest[:1]  # the edit is refused, and says why
    files = {name: facts.sha256 for name, facts in content.files.items()}
    data = loads(after, found.file).data
    differing = corrected_fields(key, before, public_facts(record, content.texts, files), data)
    start = f"{found.loc[0]}.{found.record['number']}." if found.loc else ""
    inside = [name.removeprefix(start) for name in differing if name.startswith(start)]
    return [name for name in inside if not rest or _overlap(name, rest[0])] or rest[:1]


def _overlap(one: str, other: str) -> bool:
    """Whether one of two fields is the other, or within it."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _kept(args: argparse.Namespace, found: Named) -> dict[str, bytes]:
    """Draw the papers that hold the record as readers have them; what is not published yet is not corrected."""
    folder_name, name = found.file.removeprefix("data/").removesuffix(".yml").split("/")
    with published(args.root) as folder:
        content = content_of(folder, args.today)
        record = content.folders[folder_name].get(name)
        if record is None or not record.is_public(args.today):
            raise WrongAnswer(
                f"This is not published yet, so it needs no correction. Change it with {as_typed('set')}"
            )
        papers = _papers(content, folder_name, name)
        shown = [paper for paper in papers if content.cabinet_reports[paper].is_public(args.today)]
        return versions(args.root, folder, content, shown, args.today)


def _papers(content: Content, folder: str, name: str) -> list[str]:
    """Return the cabinet reports that print a record: itself, or those that hold it as an appendix."""
    field = BY_FOLDER[folder].held_as
    if not field:
        return [name]

    def holds(appendix: Appendix) -> bool:
        is_plan = folder == ACTION_PLANS.folder
        return name in (appendix.plans if is_plan else (getattr(appendix, field),))

    reports = content.cabinet_reports.values()
    return [report.id for report in reports if any(map(holds, report.appendices))]


def _note(kept: dict[str, bytes]) -> str:
    note = "Readers see the correction at the top of the page, in the PDF and in the feed."
    folders = sorted({file.rpartition("/")[0] for file in kept})
    if folders:
        note += "\nThe previous version is kept at its own address:"
        note += "".join(f"\n  {folder}/" for folder in folders)
        note += f"\nPropose that folder with your change, and run {as_typed('addresses')}"
    return note
