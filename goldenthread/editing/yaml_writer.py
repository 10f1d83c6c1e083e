"""A new YAML file in the house style: fields in the model's order, prose under `|`, quotes only where needed.

A file that exists is never written with this: an edit changes only the bytes it means (`splice`).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from goldenthread.model import NOT_RECORDED
from goldenthread.model.base import Record
from goldenthread.model.fields import is_prose, part_kind
from goldenthread.model.settings import FILE_KINDS
from goldenthread.source import Loc, loads

GUIDES = {kind.model: kind.guide for kind in FILE_KINDS if kind.guide}
WIDTH = 100
GAP = "\f"  # stands for a blank line between parts, which an empty line of a text is not
_BLOCK = re.compile(r"[^ \n](?:.|\n)*(?<!\n)")


def as_yaml(
    kind: type[Record],
    values: Mapping[str, Any],
    *,
    comments: bool = False,
    schema: str = "",
    notes: Mapping[Loc, str] | None = None,
) -> str:
    """Write the values of one new file; the gate reads the same values back, each as text.

    Values are texts, whole numbers, days, yes/no as True and False, lists and named fields; None leaves a field out.
    With `comments`, the help of each field is above the first place where it is used, and the fields that are
    left out are named at the end. `schema` is the path from the file to the JSON Schema that editors check it with.
    `notes` are further comments, each by the way to the value that it is above.
    """
    lines = [f'# Guide: "{GUIDES[kind]}"'] if kind in GUIDES else []
    if schema:
        lines.append(f"# yaml-language-server: $schema={schema}")
    writer = _Writer(comments, notes or {})
    text = "\n".join(_spaced([*lines, *writer.fields(kind, values, ())])) + "\n"
    return text + (_left_out(kind, values) if comments else "")


def rows(kind: type[Record], values: Mapping[str, Any]) -> list[str]:
    """Return the lines of some fields of a record, for a place in a file that is there already."""
    return list(_spaced(list(_Writer(comments=False, notes={}).fields(kind, values, ()))))


class _Writer:
    """The lines of records; remembers which fields it has explained."""

    def __init__(self, comments: bool, notes: Mapping[Loc, str]) -> None:
        self.comments, self.notes = comments, notes
        self.explained: set[tuple[type, str]] = set()

    def fields(self, kind: type[Record], values: Mapping[str, Any], at: Loc) -> Iterator[str]:
        """Yield the lines of the fields of the record that the way `at` leads to."""
        if unknown := values.keys() - kind.model_fields.keys():
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        for name in in_order(kind):
            value = values.get(name)
            if value is None:
                continue
            above = [*self._help(kind, name, at), *_comment(self.notes.get((*at, name), ""), _inset(at))]
            if not at and (above or _is_records(value)):
                yield GAP
            yield from above
            yield from self._field(kind, name, value, at)

    def _help(self, kind: type[Record], name: str, at: Loc) -> list[str]:
        if not self.comments or (kind, name) in self.explained:
            return []
        self.explained.add((kind, name))
        return _comment(str(kind.model_fields[name].description), _inset(at))

    def _field(self, kind: type[Record], name: str, value: Any, at: Loc) -> Iterator[str]:
        below: Any = part_kind(kind.model_fields[name].annotation)
        start, prose = f"{_inset(at)}{name}:", is_prose(kind, name)
        if isinstance(value, Mapping):
            yield start
            yield from self.fields(below, value, (*at, name))
        elif not isinstance(value, Sequence) or isinstance(value, str):
            yield from _value(start, value, _inset(at), prose=prose)
        elif not value:
            yield f"{start} []"
        else:
            yield start
            for place, item in enumerate(value):
                yield from self._item(below, item, (*at, name, place), prose=prose)
            yield from [GAP] * _is_records(value)

    def _item(self, below: Any, item: Any, at: Loc, *, prose: bool) -> Iterator[str]:
        inset = _inset(at)[2:]
        if not isinstance(item, Mapping):
            yield from _value(f"{inset}-", item, inset, prose=prose)
            return
        yield GAP
        yield from _comment(self.notes.get(at, ""), inset)
        yield from _dashed(list(self.fields(below, item, at)), inset)


def _inset(at: Loc) -> str:
    """Return the spaces before the fields of the record that a way leads to: two for each step down."""
    return "  " * len(at)


def in_order(kind: type[Record]) -> list[str]:
    """Return the names of a record's fields in the order of a file: the model's, with notes on the whole last."""
    names = list(kind.model_fields)
    return sorted(names, key=lambda name: name == "editor_notes")


def line(text: str) -> str:
    """Write a text on one line: as it is where the gate reads that as the same, else in quotes."""
    for form in (text, "'" + text.replace("'", "''") + "'"):
        loaded = loads(f"a:\n  - {form}\n".encode(errors="replace"), "")
        if loaded.data == {"a": [text]} and not loaded.problems:
            return form
    return json.dumps(text, ensure_ascii=False)


def _spaced(lines: Sequence[str]) -> Iterator[str]:
    """Put one blank line where parts end or begin, and none at the end."""
    waits = False
    for words in lines:
        if words != GAP:
            yield from ["", words] if waits else [words]
        waits = words == GAP


def _is_records(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping)


def _value(start: str, value: Any, inset: str, *, prose: bool) -> Iterator[str]:
    text = as_text(value)
    if prose and text != NOT_RECORDED and _BLOCK.fullmatch(text):
        yield f"{start} |"
        yield from (f"{inset}  {part}" if part else "" for part in text.split("\n"))
    else:
        yield f"{start} {line(text)}"


def as_text(value: Any) -> str:
    """Return a single value as a file holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _dashed(lines: list[str], inset: str) -> list[str]:
    """Put the dash of a list before the first field of an item; notes above that field stay above the dash."""
    first = next((at for at, words in enumerate(lines) if not words.lstrip().startswith("#")), 0)
    notes = [inset + words.lstrip() for words in lines[:first]]
    return [*notes, f"{inset}- {lines[first].lstrip()}", *lines[first + 1 :]] if lines else [f"{inset}- {{}}"]


def _comment(words: str, inset: str) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=f"{inset}# ", subsequent_indent=f"{inset}# ", break_on_hyphens=False
    )


def _left_out(kind: type[Record], values: Mapping[str, Any]) -> str:
    """Name the fields that the file does not use, each with its help."""
    rest = [name for name in in_order(kind) if values.get(name) is None]
    told = [
        words for name in rest for words in _comment(f"{name}: {kind.model_fields[name].description}", "")
    ]
    return "\n# You may also add:\n" + "\n".join(told) + "\n" if told else ""
