"""What an act is done to, and what it makes of it: a record in its file, and the file with the change in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import as_text
from goldenthread.editing.lookup import Named
from goldenthread.editing.splice import add_item
from goldenthread.messages import guess
from goldenthread.model.organisation import Office
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import Content, read
from goldenthread.read.records import read_vocabulary
from goldenthread.source import Loc, is_name


@dataclass(frozen=True)
class Target:
    """A record, an action or a recommendation, with the day and with what the council's other files say."""

    root: Path
    found: Named
    today: date

    @property
    def record(self) -> Mapping[str, Any]:
        """Return its own values, as its file has them."""
        values: Mapping[str, Any] = self.found.record
        return values

    @property
    def path(self) -> str:
        """Return the name of its file as a command takes it: `action-plans/2031-finance`."""
        return self.found.file.removeprefix("data/").removesuffix(".yml")

    @property
    def words(self) -> tuple[str, ...]:
        """Return it as a command takes it, with its number."""
        return (self.path, str(self.record["number"])) if self.found.loc else (self.path,)

    @cached_property
    def source(self) -> bytes:
        """Return the bytes of its file."""
        return (self.root / self.found.file).read_bytes()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the council's lists of words."""
        vocabulary, problems = read_vocabulary(self.root)
        if vocabulary is None:
            raise CommandError(as_text(problems), Exit.PROBLEMS)
        return vocabulary

    @cached_property
    def content(self) -> Content:
        """Return all records that can be read."""
        content, problems = read(self.root, whole=False)
        if content is None:
            raise CommandError(as_text(problems), Exit.PROBLEMS)
        return content

    @property
    def offices(self) -> tuple[Office, ...]:
        """Return the council's bodies, posts and groups."""
        return self.content.organisation.offices

    def edited(self, after: bytes, note: str = "") -> Edited:
        """Return the file with a change in it."""
        return Edited(self.found, after, note)

    def added(
        self,
        name: str,
        values: Mapping[str, Any],
        place: int,
        note: str = "",
    ) -> Edited:
        """Return the file with one more entry in a list of the record, unless the list has that very entry."""
        entry = filled(values)
        if entry in self.record.get(name, ()):
            return self.edited(self.source)
        loc: Loc = (*self.found.loc, name)
        return self.edited(add_item(self.source, loc, entry, self.found.kind, before=place), note)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was answered, as a file keeps it; what has no answer is left out."""
    return {
        name: cleaned(value) if isinstance(value, str) else value for name, value in values.items() if value
    }


@dataclass(frozen=True, slots=True)
class Edited:
    """A record, the bytes of its file with the change in them, and a note for the person who makes it.

    `further` holds whole files that are written with it, by path from the root.
    """

    found: Named
    after: bytes
    note: str = ""
    further: Mapping[str, bytes] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """Return a text as a file keeps it: letters in their usual form, no spaces around, plain line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def name_of_office(target: Target, text: str) -> str:
    """Return the full name of a body or post that is named by its ID or by any of its names; else the text itself."""
    wanted = text.casefold()
    for office in target.offices:
        if wanted in (office.id, *(name.casefold() for name in (office.name, *office.other_names))):
            return office.name
    return text


def not_an_office(target: Target, _: object, text: str) -> str:
    """Return what is wrong with an ID that no body, post or group has; names in full are taken as they are."""
    if not is_name(text):
        return ""
    ids: Sequence[str] = [office.id for office in target.offices]
    return f"We do not know “{text}”. {guess(text, ids)}Give the ID of a body or post, or its full name."
