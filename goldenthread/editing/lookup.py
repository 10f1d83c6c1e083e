"""From the words by which an officer names a record and a field to their place in a file.

Only the one file is read, so that a record can be named, and corrected, while other files have problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldenthread.editing.splice import kind_at
from goldenthread.editing.tree import CannotEdit
from goldenthread.messages import guess
from goldenthread.model.base import Record
from goldenthread.model.fields import field_at, holds_several, part_kind, record_name
from goldenthread.model.kinds import BY_FOLDER, KINDS
from goldenthread.model.settings import SETTINGS
from goldenthread.source import Data, Loc, load

_NUMBERED = {f"{kind.folder}/[^/]+": kind.numbered.field for kind in KINDS if kind.numbered}
_PAGE = "|".join(f"({record})/{field}" for record, field in _NUMBERED.items())
_ADDRESS = re.compile(rf"(?:https?://[^/]+/(?:.*/)?|/)?(?:{_PAGE})/(\d+)/?")


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


def named(root: Path, words: Sequence[str]) -> tuple[Named, list[str]]:
    """Find the record that the first words name, with its number where one follows; give the words that are left.

    `2021-finance 12` is action 12 of a plan or recommendation 12 of a review; `action-plans/2021-finance` says which
    when both have the name. The address of a page does too. CannotEdit says what is not found.
    """
    rest = list(words)
    if match := _ADDRESS.fullmatch(rest[0]):
        rest[:1] = [part for part in match.groups() if part]
    found = _file(root, rest.pop(0))
    if rest and re.fullmatch(r"[0-9]+", rest[0]):
        return _numbered(found, rest.pop(0)), rest
    return found, rest


def field(found: Named, name: str) -> Loc:
    """Return the way to a field by its dotted name: `timeline`, `events.2.when`, `offices.cabinet.name`.

    A figure counts from 1; where the items have a number or an id, these name them.
    """
    loc = found.loc
    for part in name.split("."):
        value = _at(found.data, loc)
        if isinstance(value, list):
            loc = (*loc, _item(value, part))
            continue
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


def _file(root: Path, word: str) -> Named:
    name = word.removeprefix("data/").removesuffix("/").removesuffix(".yml")
    folder, _, stem = name.rpartition("/")
    known = _known(root)
    fits = [path for path in known if path == name or (not folder and path.rpartition("/")[2] == stem)]
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


def _numbered(found: Named, number: str) -> Named:
    kind = BY_FOLDER.get(found.file.split("/")[1])
    numbered = kind.numbered if kind else None
    if numbered is None:
        raise CannotEdit("edit-not-numbered", file=found.file, number=number)
    name = numbered.field
    items = found.data.get(name, [])
    for place, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict) and item.get("number") == number:
            return Named(found.file, found.kind, found.data, (name, place))
    raise CannotEdit(
        "edit-no-number", file=found.file, what=numbered.singular, number=number, count=len(items)
    )


def _item(items: list[Any], part: str) -> int:
    for name in ("number", "id"):
        fits = [
            place for place, item in enumerate(items) if isinstance(item, dict) and item.get(name) == part
        ]
        if fits:
            return fits[0]
    numbered = any(isinstance(item, dict) and "number" in item for item in items)
    if not numbered and part.isdecimal() and 1 <= int(part) <= len(items):
        return int(part) - 1
    raise CannotEdit("edit-no-item", part=part, count=len(items))


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
    found, rest = named(root, words)
    if found.loc[:1] != ("actions",):
        raise CannotEdit("edit-no-action", file=found.file)
    return found, rest
