"""A correction: published wording in its new form, what changed and why, and the version that readers had.

The version that readers have is drawn from what is committed and kept byte for byte, before anything is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.target import Edited, cleaned
from goldenthread.changes.canonical import public_facts
from goldenthread.changes.public_state import state
from goldenthread.changes.uncorrected import corrected_fields
from goldenthread.editing.lookup import Named
from goldenthread.editing.splice import add_item
from goldenthread.editing.tree import CannotEdit
from goldenthread.model.cabinet_report import Appendix
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER
from goldenthread.publish.keep_version import content_of, published, versions
from goldenthread.read import Content, read
from goldenthread.read.records import record_of
from goldenthread.source import loads

UNPUBLISHED = "This is not published yet, so it needs no correction."


def refuse_uncorrectable(found: Named) -> None:
    """Raise CannotEdit for a file that has no page to be corrected."""
    if "corrections" not in found.kind.model_fields:
        raise CannotEdit("edit-no-page", file=found.file)


def correction(
    root: Path, found: Named, after: bytes, answered: Answers, today: date, field: str = ""
) -> Edited:
    """Return the record's file with its new wording `after` and the correction, and the papers kept as they were.

    `field` is the one that was changed now; without it, all that differs from what is committed is corrected.
    Raise WrongAnswer where readers have not seen the record.
    """
    entry = {
        "date": answered["date"],
        "about": found.record["number"] if found.loc else None,
        "fields": _fields(root, found, after, today, field),
        **{name: cleaned(answered[name]) for name in ("what", "why", "approved_by")},
    }
    kept = _kept(root, found, today)
    after = add_item(after, ("corrections",), entry, found.kind, first=True)
    return Edited(found, after, "", kept)


def _fields(root: Path, found: Named, after: bytes, today: date, field: str) -> list[str]:
    """Return the fields that differ from what is committed: those within the one that was typed, or all."""
    own = [field] if field else []
    key = found.file.removeprefix("data/").removesuffix(".yml")
    with published(root) as folder:
        before = state(content_of(folder, today), today).records.get(key)
    content, _ = read(root, whole=False)
    record = record_of(after, key)
    if before is None or content is None or record is None:
        return own  # the edit is refused, and says why
    files = {name: facts.sha256 for name, facts in content.files.items()}
    data = loads(after, found.file).data
    differing = corrected_fields(key, before, public_facts(record, content.texts, files), data)
    start = f"{found.loc[0]}.{found.record['number']}." if found.loc else ""
    inside = [name.removeprefix(start) for name in differing if name.startswith(start)]
    return [name for name in inside if not field or _overlap(name, field)] or own


def _overlap(one: str, other: str) -> bool:
    """Whether one of two fields is the other, or within it."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _kept(root: Path, found: Named, today: date) -> Mapping[str, bytes]:
    """Draw the papers that hold the record as readers have them; what is not published yet is not corrected."""
    folder_name, name = found.file.removeprefix("data/").removesuffix(".yml").split("/")
    with published(root) as folder:
        content = content_of(folder, today)
        record = content.folders[folder_name].get(name)
        if record is None or not record.is_public(today):
            raise WrongAnswer(UNPUBLISHED)
        papers = _papers(content, folder_name, name)
        shown = [paper for paper in papers if content.cabinet_reports[paper].is_public(today)]
        return versions(root, folder, content, shown, today)


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
