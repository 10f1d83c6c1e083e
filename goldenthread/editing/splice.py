"""Edits that change only the bytes they mean: bytes in, bytes out, spliced in at the parser's marks.

Comments, order, quoting style, line ends, byte order mark, indentation and every other byte stay.
Every result is read again before it is given: its values must be the old ones with exactly that change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from goldenthread.editing.candidates import Item, additions, insertions, removals, replacements
from goldenthread.editing.tree import CannotEdit, Edit, Tree
from goldenthread.editing.yaml_writer import as_text
from goldenthread.model.base import Record
from goldenthread.model.fields import field_at, part_kind
from goldenthread.source import Data, Loc, loads

__all__ = ["CannotEdit", "Item", "add_item", "kind_at", "remove", "set_value"]


def set_value(
    source: bytes, loc: Loc, value: str | Sequence[str] | Mapping[str, Any], kind: type[Record]
) -> bytes:
    """Return the file with another value for a field or an item of a list; a field that is not there is added in the record's order.

    `kind` is what the whole file holds. A text takes the form of the one it replaces, where that form can hold it.
    A list is changed item by item; named fields can only be added. CannotEdit when that is impossible.
    """
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        return _insert(tree, loc, len(way), value, kind)
    if not isinstance(value, str | Mapping):
        return _set_list(source, loc, value, kind)
    node = way[-1]
    if node.id != "scalar" or not isinstance(value, str):
        raise CannotEdit("edit-is-a-list", field=_name(loc))
    if node.value.removesuffix("\n" if node.style == "|" else "") == value:
        return source
    wanted = _with(tree.data, loc, _values(loc, value))
    return _first_right(tree, wanted, replacements(tree, node, way[-2], value))


def add_item(
    source: bytes, loc: Loc, item: Item, kind: type[Record], *, first: bool = False, before: int | None = None
) -> bytes:
    """Add an item to a list: the first or the last, or before that of a place; the list is made when not there.

    An item is a text, or named fields that are written in the order of their record.
    """
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        return _insert(tree, loc, len(way), [item], kind)
    node = way[-1]
    if not node.value:  # a name with nothing behind it, or []
        return add_item(remove(source, loc), loc, item, kind)
    if node.id != "sequence":
        raise CannotEdit("edit-is-no-list", field=_name(loc))
    old = value_at(tree.data, loc)
    new = _values(loc, item)
    place = before if before is not None else 0 if first else len(old)
    wanted = _with(tree.data, loc, [*old[:place], new, *old[place:]])
    return _first_right(tree, wanted, additions(tree, node, item, kind_at(kind, loc), place))


def remove(source: bytes, loc: Loc) -> bytes:
    """Take a field or an item away; with the last item of a list goes the list's own field."""
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        raise CannotEdit("edit-not-there", field=_name(loc))
    parent = way[-2]
    if len(parent.value) == 1:
        if len(loc) == 1:
            raise CannotEdit("edit-leaves-nothing", field=_name(loc))
        return remove(source, loc[:-1])
    wanted = deepcopy(tree.data)
    del value_at(wanted, loc[:-1])[loc[-1]]
    return _first_right(tree, wanted, removals(tree, parent, loc[-1]))


def _first_right(tree: Tree, wanted: Data, edits: Iterable[list[Edit]]) -> bytes:
    """Return the first way of writing it that reads as wanted: the gate itself is the judge."""
    for edit in edits:
        result = tree.edited(edit)
        loaded = loads(result, "")
        if loaded.data == wanted and not loaded.problems:
            return result
    raise CannotEdit("edit-not-possible")


def _insert(tree: Tree, loc: Loc, known: int, value: Any, kind: type[Record]) -> bytes:
    """Add the first field of the way that is missing, with all that the rest of the way asks for."""
    parent, name = tree.find(loc)[-1], loc[known - 1]
    if parent.id != "mapping" or not all(isinstance(part, str) for part in loc[known - 1 :]):
        raise CannotEdit("edit-nowhere", field=_name(loc))
    for part in reversed(loc[known:]):
        value = {part: value}
    owner, last = kind_at(kind, loc[: known - 1]), kind_at(kind, loc[:-1])
    if owner is None or last is None or loc[-1] not in last.model_fields:
        raise CannotEdit("edit-nowhere", field=_name(loc))
    wanted = _with(tree.data, loc[:known], _values(loc[:known], value))
    return _first_right(tree, wanted, insertions(tree, parent, str(name), value, owner))


def _set_list(source: bytes, loc: Loc, values: Sequence[str], kind: type[Record]) -> bytes:
    """Change a list item by item, so that the items that stay are not touched."""
    old = value_at(Tree.of(source).data, loc)
    if not values:
        return remove(source, loc)
    if not isinstance(old, list):
        if len(values) == 1:
            return set_value(source, loc, values[0], kind)
        return set_value(remove(source, loc), loc, values, kind)
    for place, value in enumerate(values[: len(old)]):
        source = set_value(source, (*loc, place), value, kind)
    for place in range(len(old) - 1, len(values) - 1, -1):
        source = remove(source, (*loc, place))
    for value in values[len(old) :]:
        source = add_item(source, loc, value, kind, first=False)
    return source


def value_at(data: Any, loc: Loc) -> Any:
    """Return the value that a way leads to in what was read from a file; KeyError or IndexError where it leads nowhere."""
    for part in loc:
        data = data[part]
    return data


def _with(data: dict[str, Data], loc: Loc, value: Data) -> dict[str, Data]:
    """Return a copy of the file's values with one of them changed."""
    copy = deepcopy(data)
    value_at(copy, loc[:-1])[loc[-1]] = value
    return copy


def _values(loc: Loc, value: Any) -> Data:
    """Return a value as the gate will read it; CannotEdit where it is blank or has spaces that nobody can see."""
    if isinstance(value, Mapping):
        return {name: _values((*loc, name), inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_values(loc, inner) for inner in value]
    text = as_text(value)
    if not text or text != text.strip():
        raise CannotEdit("edit-spaces-around" if text.strip() else "edit-blank", field=_name(loc))
    return text


def kind_at(kind: type[Record], loc: Loc) -> type[Record] | None:
    """Follow a way to the kind of record that is there; None where none does."""
    if not any(isinstance(part, str) for part in loc):
        return kind
    _, info = field_at(kind, loc)
    return part_kind(info.annotation) if info else None  # type: ignore[return-value]


def _name(loc: Loc) -> str:
    return next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
