"""Everything that the council's files say, as on an earlier day: what is dated later is left out, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from pydantic import BaseModel

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import count
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.common import Published, Source
from goldenthread.model.scope import as_on, begins, is_later
from goldenthread.read.content import Content

P = TypeVar("P", bound=Published)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is dated after a day: how many whole records, and how many entries of others."""

    day: date
    records: int = 0
    entries: int = 0

    def __str__(self) -> str:
        """Return it as a sentence; empty where nothing is left out."""
        if not self.records + self.entries:
            return ""
        what = f"{count(self.records, 'record')} and {self.entries:,} {'entry' if self.entries == 1 else 'entries'}"
        return f"As at {in_words(self.day)}: {what} dated later are left out."


def on_day(content: Content, day: date) -> tuple[Content, LeftOut]:
    """Return what was known on a day. A record that began later is held back like one whose day has not come."""
    folders: dict[str, dict[str, Published]] = {}
    records = entries = 0
    for folder, held in content.folders.items():
        folders[folder] = {}
        for stem, record in held.items():
            begun = _begins(content, record)
            if begun and begun > day:
                records += record.is_public(day)
                folders[folder][stem] = record.model_copy(
                    update={"publish_on": max(begun, day + timedelta(1))}
                )
            else:
                entries += sum(1 for _ in _later(record, day))
                folders[folder][stem] = _without_later_sources(as_on(record, day))
    versions = tuple(version for version in content.versions if version.day <= day)
    addresses = as_on(content.addresses, day)
    earlier = replace(content, folders=folders, versions=versions, addresses=addresses)
    return earlier, LeftOut(day, records, entries)


def _begins(content: Content, record: Published) -> date | None:
    """Return when a record begins; an action plan without dates of its own begins with the paper that presents it."""
    begun = begins(record)
    if begun is None and isinstance(record, ActionPlan) and record.decided_in in content.cabinet_reports:
        return begins(content.cabinet_reports[record.decided_in])
    return begun


def _later(record: BaseModel, day: date) -> Iterator[BaseModel]:
    """Yield each part of a record that is dated after a day; not what is within it."""
    for name in type(record).model_fields:
        held = getattr(record, name)
        for part in held if isinstance(held, tuple) else (held,):
            if isinstance(part, BaseModel):
                yield from (part,) if is_later(part, day) else _later(part, day)


def _without_later_sources(record: P) -> P:
    """Leave out what is printed in a paper of the record that was not written yet."""
    known = {document.id for document in getattr(record, "documents", ())}

    def is_printed(part: object) -> bool:
        source = getattr(part, "source", None)
        return not isinstance(source, Source) or source.document in known

    lists = {name: getattr(record, name) for name in type(record).model_fields}
    changed = {
        name: tuple(filter(is_printed, held)) for name, held in lists.items() if isinstance(held, tuple)
    }
    return record.model_copy(update=changed)
