"""Edits that change only the bytes they mean: bytes in, bytes out, spliced in at the parser's marks.

Comments, order, quoting style, line ends, byte order mark, indentation and every other byte stay.
Every result is read again before it is given: its values must be the old ones with exactly that change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from goldenthread.editing.tree import CannotEdit, Edit, Tree
from goldenthread.editing.writing import as_text, in_order, line, rows
from goldenthread.model.base import Record
from goldenthread.read import part_kind
from goldenthread.source import Data, Loc, loads

__all__ = ["CannotEdit", "Item", "add_item", "remove", "set_value"]

Item: TypeAlias = "str | Mapping[str, Any]"  # texts, and lists or named fields of texts


def set_value(source: bytes, loc: Loc, value: str | Sequence[str], kind: type[Record]) -> bytes:
    """Give a field or an item of a list another value; a field that is not there is added in the record's order.

    `kind` is what the whole file holds. A text takes the form of the one it replaces, where that form can hold it.
    A list is changed item by item. CannotEdit when the place or the text makes it impossible.
    """
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        return _insert(tree, loc, len(way), value, kind)
    if not isinstance(value, str):
        return _set_list(source, loc, value, kind)
    node = way[-1]
    if node.id != "scalar":
        raise CannotEdit("edit-is-a-list", field=_name(loc))
    if node.value.removesuffix("\n" if node.style == "|" else "") == value:
        return source
    _refuse_odd_spaces(loc, value)
    wanted = _with(tree.data, loc, value)
    return _first_right(tree, wanted, _replacements(tree, node, way[-2], value))


def add_item(source: bytes, loc: Loc, item: Item, kind: type[Record], *, first: bool) -> bytes:
    """Add an item to a list, before all others or after them; the list is made when it is not there.

    An item is a text, or named fields that are written in the order of their record.
    """
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        return _insert(tree, loc, len(way), [item], kind)
    node = way[-1]
    if not node.value:  # a name with nothing behind it, or []
        return add_item(remove(source, loc), loc, item, kind, first=first)
    if node.id != "sequence":
        raise CannotEdit("edit-is-no-list", field=_name(loc))
    old = _at(tree.data, loc)
    wanted = _with(tree.data, loc, [_values(item), *old] if first else [*old, _values(item)])
    return _first_right(tree, wanted, _additions(tree, node, item, _kind_at(kind, loc), first=first))


def remove(source: bytes, loc: Loc) -> bytes:
    """Take a field or an item away; with the last item of a list goes the list's own field."""
    tree = Tree.of(source)
    way = tree.find(loc)
    if len(way) <= len(loc):
        raise CannotEdit("edit-nowhere", field=_name(loc))
    parent = way[-2]
    if len(parent.value) == 1:
        if len(loc) == 1:
            raise CannotEdit("edit-leaves-nothing", field=_name(loc))
        return remove(source, loc[:-1])
    wanted = deepcopy(tree.data)
    del _at(wanted, loc[:-1])[loc[-1]]
    return _first_right(tree, wanted, [_removal(tree, parent, loc[-1])])


def _first_right(tree: Tree, wanted: Data, edits: Iterable[list[Edit]]) -> bytes:
    """Give the first way of writing it that reads as wanted: the gate itself is the judge."""
    for edit in edits:
        result = tree.edited(edit)
        loaded = loads(result, "")
        if loaded.data == wanted and not loaded.problems:
            return result
    raise CannotEdit("edit-not-possible")


# Replacing a text


def _replacements(tree: Tree, node: Any, parent: Any, value: str) -> Iterator[list[Edit]]:
    """Give the ways to write a text in place of another, the likest first."""
    start, end = node.start_mark.index, tree.end(node)
    space = " " if tree.text[start - 1 : start] not in (" ", "\n", "[") else ""
    if node.style == "|":
        header = tree.line_end(start)
        block = _set_in(value.split("\n"), _block_inset(tree, node, parent))
        yield [(header, end, "\n" + "\n".join(block))]
    if parent.flow_style:
        yield from ([(start, end, form)] for form in _forms(value, node.style, _in_brackets))
        return
    if "\n" in value:
        block = _set_in(value.split("\n"), " " * (parent.start_mark.column + 2))
        yield [(start, end, space + "\n".join(["|", *block]))]
    yield from ([(start, end, space + form)] for form in _forms(value, node.style, line))


def _forms(value: str, style: str, plain: Callable[[str], str]) -> Iterator[str]:
    """Give the ways to write a text on one line, that of the old one first."""
    double = json.dumps(value, ensure_ascii=False)
    if style == "'" and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"
    elif style == '"' and double == f'"{value}"':
        yield double
    yield from (plain(value), double)


def _in_brackets(text: str) -> str:
    """Write a text within square brackets, where a comma ends it."""
    quoted = "'" + text.replace("'", "''") + "'"
    return text if loads(f"a: [{text}]\n".encode(errors="replace"), "").data == {"a": [text]} else quoted


def _set_in(form: Iterable[str], inset: str) -> list[str]:
    return [inset + row if row else "" for row in form]


def _block_inset(tree: Tree, node: Any, parent: Any) -> str:
    """Say how far in the old text stands; an empty one says nothing."""
    block = tree.text[tree.line_end(node.start_mark.index) : tree.end(node)].split("\n")
    spaces = [len(row) - len(row.lstrip(" ")) for row in block if row.strip(" ")]
    return " " * (spaces[0] if spaces else parent.start_mark.column + 2)


# Adding


def _insert(tree: Tree, loc: Loc, known: int, value: Any, kind: type[Record]) -> bytes:
    """Add the first field of the way that is missing, with all that the rest of the way asks for."""
    parent, name = tree.find(loc)[-1], loc[known - 1]
    if parent.id != "mapping" or not all(isinstance(part, str) for part in loc[known - 1 :]):
        raise CannotEdit("edit-nowhere", field=_name(loc))
    if isinstance(value, str):
        _refuse_odd_spaces(loc, value)
    for part in reversed(loc[known:]):
        value = {part: value}
    owner = _kind_at(kind, loc[: known - 1])
    if owner is None or name not in owner.model_fields:
        raise CannotEdit("edit-nowhere", field=_name(loc))
    wanted = _with(tree.data, loc[:known], _values(value))
    return _first_right(tree, wanted, _insertions(tree, parent, str(name), value, owner))


def _insertions(tree: Tree, parent: Any, name: str, value: Any, owner: type[Record]) -> Iterator[list[Edit]]:
    """Put a field behind the last one that the record's order puts before it."""
    order = {field: place for place, field in enumerate(in_order(owner))}
    before = [pair for pair in parent.value if order.get(pair[0].value, -1) < order[name]]
    inset = " " * parent.value[0][0].start_mark.column
    house = rows(owner, {name: value})
    forms = [_set_in(house if not inset or house[0] else house[1:], inset)]
    if isinstance(value, str):
        forms.append([f"{inset}{name}: {json.dumps(value, ensure_ascii=False)}"])
    for form in forms:
        words = "\n".join(form)
        if before:
            nearest = max(before, key=lambda pair: order.get(pair[0].value, -1))
            at = tree.line_end(tree.end(nearest[1]))
            yield [(at, at, "\n" + words)]
        else:
            at = parent.value[0][0].start_mark.index
            yield [(at, at, f"{words.lstrip()}\n{inset}")]


def _additions(
    tree: Tree, node: Any, item: Item, kind: type[Record] | None, *, first: bool
) -> Iterator[list[Edit]]:
    """Give the ways to write one item more."""
    if node.flow_style:
        yield from _in_flow(tree, node, item, first=first)
        return
    dash = tree.dash(node, 0)
    column = dash - tree.line_start(dash)
    gap = "\n" * (1 + _blank_between(tree, node))
    for form in _item_forms(tree, node, item, kind, column):
        words = "\n".join(form)
        if not first:
            at = tree.line_end(tree.end(node))
            yield [(at, at, gap + " " * column + words)]
        elif tree.text[tree.line_start(dash) : dash].strip(" "):
            yield [(dash, dash, words + gap + " " * column)]
        else:
            at = _above_notes(tree, dash)
            yield [(at, at, " " * column + words + gap)]


def _item_forms(
    tree: Tree, node: Any, item: Item, kind: type[Record] | None, column: int
) -> Iterator[list[str]]:
    """Write an item from its dash on, set in as the first item of its list."""
    begin, dash = node.value[0].start_mark.index, tree.dash(node, 0)
    width = begin - dash if tree.line_start(begin) == tree.line_start(dash) and begin - dash > 1 else 2
    inset, dashed = " " * (column + width), "-" + " " * (width - 1)
    if not isinstance(item, str):
        if kind is None:
            raise CannotEdit("edit-not-possible")
        form = _set_in(rows(kind, item), inset)
        yield [dashed + form[0].lstrip(), *form[1:]]
        return
    if "\n" in item or any(one.style == "|" for one in node.value):
        yield [f"{dashed}|", *_set_in(item.split("\n"), inset)]
    yield [dashed + line(item)]


def _in_flow(tree: Tree, node: Any, item: Item, *, first: bool) -> Iterator[list[Edit]]:
    start = node.start_mark.index + 1
    if not isinstance(item, str):
        raise CannotEdit("edit-not-possible")
    for form in _forms(item, "", _in_brackets):
        if not node.value:
            yield [(start, start, form)]
        elif first:
            yield [(start, start, f"{form}, ")]
        else:
            at = tree.end(node.value[-1])
            yield [(at, at, f", {form}")]


def _blank_between(tree: Tree, node: Any) -> int:
    """Say whether blank lines part the items of a list: 1 or 0. A list of one item has none."""
    if len(node.value) < 2:
        return 0
    between = tree.text[tree.end(node.value[0]) : tree.dash(node, 1)]
    return int(any(not row.strip(" ") for row in between.split("\n")[1:-1]))


def _above_notes(tree: Tree, at: int) -> int:
    """Give the start of a line, or of the notes right above it, which belong to what they stand over."""
    at = tree.line_start(at)
    while at and tree.line(at - 1).lstrip(" ").startswith("#"):
        at = tree.line_start(at - 1)
    return at


# Taking away


def _removal(tree: Tree, parent: Any, part: str | int) -> list[Edit]:
    if parent.id == "mapping":
        place = next(at for at, (name, _) in enumerate(parent.value) if name.value == part)
        name, value = parent.value[place]
        return _without(tree, parent, place, name.start_mark.index, tree.end(value))
    place = int(part)
    if parent.flow_style:
        return _without_in_flow(tree, parent, place)
    return _without(tree, parent, place, tree.dash(parent, place), tree.end(parent.value[place]))


def _without(tree: Tree, parent: Any, place: int, start: int, end: int) -> list[Edit]:
    """Take whole lines out with the blank lines that parted them; on a dash's line, only the field."""
    begin, finish = tree.line_start(start), tree.next_line(end)
    if tree.text[begin:start].strip(" "):
        return [(start, _begin(tree, parent, place + 1), "")]
    if place + 1 == len(parent.value):  # the line feed before it goes, so that the file ends as it did
        return [(tree.line_end(_blank_above(tree, parent, place, begin)), tree.line_end(end), "")]
    if parent.id == "sequence" or begin == 0 or not tree.line(begin - 1).strip(" "):
        while finish < len(tree.text) and not tree.line(finish).strip(" "):
            finish = tree.next_line(finish)
    return [(begin, finish, "")]


def _blank_above(tree: Tree, parent: Any, place: int, begin: int) -> int:
    """Go up from a line over the blank ones, to the last line that says something."""
    before = parent.value[place - 1]
    floor = tree.line_end(tree.end(before[1] if parent.id == "mapping" else before))
    at = begin - 1
    while at > floor and not tree.line(at).strip(" "):
        at = tree.line_start(at) - 1
    return int(at)


def _begin(tree: Tree, parent: Any, place: int) -> int:
    """Give the index where an entry begins: its name, or its dash."""
    if parent.id == "mapping":
        return int(parent.value[place][0].start_mark.index)
    return tree.dash(parent, place)


def _without_in_flow(tree: Tree, node: Any, place: int) -> list[Edit]:
    if place:
        return [(tree.end(node.value[place - 1]), tree.end(node.value[place]), "")]
    return [(node.value[0].start_mark.index, node.value[1].start_mark.index, "")]


# Lists


def _set_list(source: bytes, loc: Loc, values: Sequence[str], kind: type[Record]) -> bytes:
    """Change a list item by item, so that the items that stay are not touched."""
    old = _at(Tree.of(source).data, loc)
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


# Values


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        data = data[part]
    return data


def _with(data: dict[str, Data], loc: Loc, value: Data) -> dict[str, Data]:
    """Give a copy of the file's values with one of them changed."""
    copy = deepcopy(data)
    _at(copy, loc[:-1])[loc[-1]] = value
    return copy


def _values(value: Any) -> Data:
    """Give a value as the gate will read it."""
    if isinstance(value, Mapping):
        return {name: _values(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_values(inner) for inner in value]
    return as_text(value)


def _kind_at(kind: type[Record], loc: Loc) -> type[Record] | None:
    """Follow a way to the kind of record that stands there."""
    found: Any = kind
    for part in loc:
        if isinstance(part, str):
            info = found.model_fields.get(part) if found else None
            found = part_kind(info.annotation) if info else None
    return found  # type: ignore[no-any-return]


def _refuse_odd_spaces(loc: Loc, value: str) -> None:
    if not value or value != value.strip():
        raise CannotEdit("edit-spaces-around" if value.strip() else "edit-blank", field=_name(loc))


def _name(loc: Loc) -> str:
    return next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
