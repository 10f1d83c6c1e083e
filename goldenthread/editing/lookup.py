"""From the words by which an officer names a record and a field to their place in a file.

Only the one file is read, so that a record can be named, and corrected, while other files have problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goldenthread.common.inflection import slug
from goldenthread.editing.splice import kind_at
from goldenthread.editing.tree import CannotEdit
from goldenthread.messages import guess
from goldenthread.model.base import Record
from goldenthread.model.fields import field_at, holds_several, part_kind, record_name
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, KINDS, Numbered
from goldenthread.model.settings import SETTINGS
from goldenthread.source import Data, Loc, load

_NUMBERED = {f"{kind.folder}/[^/]+": kind.numbered.field for kind in KINDS if kind.numbered}
_PAGE = "|".join(f"({record})/{field}" for record, field in _NUMBERED.items())
_ADDRESS = re.compile(rf"(?:https?://[^/]+/(?:.*/)?|/)?(?:{_PAGE})/([a-z0-9-]+)/?")


@dataclass(frozen=True, slots=True)
class Named:
    """A record in its file: the file's path from the root, what the whole file holds, its values, the way there."""

    file: str
    kind: type[Record]
    data: dict[str, Data]
    loc: Loc = ()

    @property
    def record(self) -> Any:
        """Return the record's own values."""
        return _at(self.data, self.loc)


def named(root: Path, words: Sequence[str], *, first: str = "") -> tuple[Named, list[str]]:
    """Find the record that the first words name, with its number where one follows; give the words that are left.

    `2021-finance 12` is action 12 of a plan or recommendation 12 of a review; `action-plans/2021-finance` says which
    when both have the name, unless the caller wants one folder `first`. The address of a page does too. CannotEdit
    says what is not found.
    """
    rest = list(words)
    if match := _ADDRESS.fullmatch(rest[0]):
        rest[:1] = [part for part in match.groups() if part]
    found = _file(root, rest.pop(0), first)
    place = _place_of(found, rest[0]) if rest else None
    if place is not None:
        return replace(found, loc=place), rest[1:]
    is_field = not rest or rest[0].partition(".")[0] in found.kind.model_fields
    if match or (not is_field and re.search("[0-9]", rest[0])):
        raise _not_numbered(found, rest[0])
    return found, rest


def field(found: Named, name: str) -> Loc:
    """Return the way to a field by its dotted name: `timeline`, `events.2.when`, `offices.cabinet.name`.

    A figure counts from 1; where the items have a number or an id, these name them.
    """
    loc = found.loc
    rest = name.split(".")
    while rest:
        value = _at(found.data, loc)
        if isinstance(value, list):
            item, length = _item(value, rest)
            loc, rest = (*loc, item), rest[length:]
            continue
        part = rest.pop(0)
        kind = kind_at(found.kind, loc)
        if kind is None or isinstance(value, str):
            raise CannotEdit("edit-nowhere", field=name)
        if part not in kind.model_fields:
            fields = list(kind.model_fields)
            raise CannotEdit(
                "unknown-field",
                field=part,
                record=f"this {record_name(kind)}",
                guess=guess(part, fields),
                known=", ".join(fields),
            )
        loc = (*loc, part)
    return loc


def is_list(found: Named, loc: Loc) -> bool:
    """Whether a field holds several values."""
    info = _field_info(found, loc)
    return info is not None and holds_several(info.annotation)


def fields_within(found: Named, loc: Loc) -> list[str]:
    """Return the names of the fields that a field holds; none when it holds texts."""
    info = _field_info(found, loc)
    below = part_kind(info.annotation) if info else None
    return list(below.model_fields) if below else []


def _field_info(found: Named, loc: Loc) -> Any:
    return field_at(found.kind, loc)[1] if isinstance(loc[-1], str) else None


def _file(root: Path, word: str, first: str) -> Named:
    name = word.removeprefix("data/").removesuffix("/").removesuffix(".yml")
    folder, _, stem = name.rpartition("/")
    known = _known(root)
    fits = [path for path in known if path == name or (not folder and path.rpartition("/")[2] == stem)]
    fits = [path for path in fits if path.startswith(f"{first}/")] or fits
    if len(fits) != 1:
        code = "edit-two-records" if fits else "edit-no-record"
        near = guess(stem, sorted({path.rpartition("/")[2] for path in known}))
        raise CannotEdit(code, name=word, guess=near, known=" or ".join(fits))
    file = f"data/{fits[0]}.yml"
    loaded = load(root / file, file)
    if loaded.data is None or loaded.problems:
        raise CannotEdit("edit-of-broken-file", problems=loaded.problems)
    return Named(file, known[fits[0]], loaded.data)


def _known(root: Path) -> dict[str, Any]:
    """Return every record that has a file, by its path below `data/` without the ending, with what it holds."""
    found: dict[str, Any] = {
        setting.name: setting.model for setting in SETTINGS if (root / setting.file).is_file()
    }
    for kind in KINDS:
        found |= {f"{kind.folder}/{path.stem}": kind.model for path in root.glob(kind.files)}
    return found


def _kind_numbered(found: Named) -> Numbered | None:
    kind = BY_FOLDER.get(found.file.split("/")[1])
    return kind.numbered if kind else None


def _place_of(found: Named, number: str) -> Loc | None:
    """Return the way to the item with a number, as printed or as its address has it; None where there is none."""
    numbered = _kind_numbered(found)
    items = found.data.get(numbered.field) if numbered else None
    given = [str(item.get("number", "")) for item in items if isinstance(item, dict)] if items else []
    slugs = [slug(one) for one in given]
    known = given if number in given else slugs
    return (numbered.field, known.index(number)) if numbered and number in known else None


def _not_numbered(found: Named, number: str) -> CannotEdit:
    numbered = _kind_numbered(found)
    if numbered is None:
        return CannotEdit("edit-not-numbered", file=found.file, number=number)
    count = len(found.data.get(numbered.field, []))
    return CannotEdit("edit-no-number", file=found.file, what=numbered.singular, number=number, count=count)


def _item(items: list[Any], rest: list[str]) -> tuple[int, int]:
    """Return the place of the item that the first parts of a dotted name mean, and how many they are: `21.4` is two."""
    names = [item.get("number") or item.get("id") if isinstance(item, dict) else None for item in items]
    for length in range(len(rest), 0, -1):
        if ".".join(rest[:length]) in names:
            return names.index(".".join(rest[:length])), length
    numbered = any(isinstance(item, dict) and "number" in item for item in items)
    if not numbered and rest[0].isdecimal() and 1 <= int(rest[0]) <= len(items):
        return int(rest[0]) - 1, 1
    raise CannotEdit("edit-no-item", part=rest[0], count=len(items))


def _at(data: Any, loc: Loc) -> Any:
    """Follow a way; what is not there yet is an empty set of fields."""
    for part in loc:
        below: Any = {}
        if isinstance(data, dict):
            below = data.get(part, {})
        elif isinstance(data, list) and isinstance(part, int):
            below = data[part]
        data = below
    return data


def named_action(root: Path, words: Sequence[str]) -> tuple[Named, list[str]]:
    """Find the action that the words name; return the words that are left."""
    found, rest = named(root, words, first=ACTION_PLANS.folder)
    if found.loc[:1] != ("actions",):
        raise CannotEdit("edit-no-action", file=found.file)
    return found, rest
