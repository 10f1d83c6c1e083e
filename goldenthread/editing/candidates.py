"""The forms in which a change can be written into a file, those most like the present text first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from goldenthread.editing.tree import CannotEdit, Edit, Tree
from goldenthread.editing.yaml_writer import in_order, line, rows
from goldenthread.model.base import Record
from goldenthread.source import loads

Item: TypeAlias = "str | Mapping[str, Any]"  # a text, or named fields of texts, lists and named fields


def replacements(tree: Tree, node: Any, parent: Any, value: str) -> Iterator[list[Edit]]:
    """Yield the ways to write a text in place of another, the likest first."""
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
    """Yield the ways to write a text on one line, that of the old one first."""
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
    """Return the indent of the old text; empty when the text is."""
    block = tree.text[tree.line_end(node.start_mark.index) : tree.end(node)].split("\n")
    spaces = [len(row) - len(row.lstrip(" ")) for row in block if row.strip(" ")]
    return " " * (spaces[0] if spaces else parent.start_mark.column + 2)


def insertions(tree: Tree, parent: Any, name: str, value: Any, owner: type[Record]) -> Iterator[list[Edit]]:
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


def additions(
    tree: Tree, node: Any, item: Item, kind: type[Record] | None, place: int
) -> Iterator[list[Edit]]:
    """Yield the ways to write one item more."""
    if node.flow_style:
        yield from _in_flow(tree, node, item, place)
        return
    dash = tree.dash(node, min(place, len(node.value) - 1))
    column = dash - tree.line_start(dash)
    gap = "\n" * (1 + _blank_between(tree, node))
    for form in _item_forms(tree, node, item, kind, column):
        words = "\n".join(form)
        if place == len(node.value):
            at = tree.line_end(tree.end(node))
            yield [(at, at, gap + " " * column + words)]
        elif tree.text[tree.line_start(dash) : dash].strip(" "):
            yield [(dash, dash, words + gap + " " * column)]
        else:
            for at in (
                _above_notes(tree, dash),
                tree.line_start(dash),
            ):  # the first may be no note, but a text
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


def _in_flow(tree: Tree, node: Any, item: Item, place: int) -> Iterator[list[Edit]]:
    if not isinstance(item, str):
        raise CannotEdit("edit-not-possible")
    for form in _forms(item, "", _in_brackets):
        if place == len(node.value):
            at = tree.end(node.value[-1])
            yield [(at, at, f", {form}")]
        else:
            at = node.value[place].start_mark.index
            yield [(at, at, f"{form}, ")]


def _blank_between(tree: Tree, node: Any) -> int:
    """Return whether blank lines part the items of a list: 1 or 0. One item is parted from the name of its list."""
    if len(node.value) < 2:
        above = tree.line_start(tree.dash(node, 0)) - 1
        return int(above > 0 and not tree.line(above).strip(" "))
    between = tree.text[tree.end(node.value[0]) : tree.dash(node, 1)]
    return int(any(not row.strip(" ") for row in between.split("\n")[1:-1]))


def _above_notes(tree: Tree, at: int) -> int:
    """Return the start of a line, or of the notes right above it, which belong to what is below them."""
    at = tree.line_start(at)
    while at and tree.line(at - 1).lstrip(" ").startswith("#"):
        at = tree.line_start(at - 1)
    return at


def removals(tree: Tree, parent: Any, part: str | int) -> Iterator[list[Edit]]:
    """Yield the ways to cut a field, or an item by its place; other entries are left beside it."""
    if parent.flow_style:
        yield _without_in_flow(tree, parent, int(part))
        return
    if parent.id == "mapping":
        place = next(at for at, (name, _) in enumerate(parent.value) if name.value == part)
        start, end = parent.value[place][0].start_mark.index, tree.end(parent.value[place][1])
    else:
        place = int(part)
        start, end = tree.dash(parent, place), tree.end(parent.value[place])
    cut = _without(tree, parent, place, start, end)
    yield [(*cut, "")]
    # Lines of spaces only could now seem to belong to a text above.
    yield [(cut[0], _below_blank(tree, cut[1]), "")]


def _without(tree: Tree, parent: Any, place: int, start: int, end: int) -> tuple[int, int]:
    """Take whole lines out with the blank lines that parted them; on a dash's line, only the field."""
    begin, finish = tree.line_start(start), tree.next_line(end)
    if tree.text[begin:start].strip(" "):
        onward = _begin(tree, parent, place + 1)
        if "#" not in tree.text[end:onward]:
            return start, onward
        return begin + len(tree.text[begin:start].rstrip(" ")), tree.line_end(end)  # the dash stays alone
    if place + 1 == len(parent.value):
        above = tree.line_end(_blank_above(tree, parent, place, begin))
        if tree.line_end(end) == len(tree.text):  # so that a file without a last line feed ends as it did
            return above, len(tree.text)
        return above + 1, finish
    if parent.id == "sequence" or begin == 0 or not tree.line(begin - 1).strip(" "):
        finish = _below_blank(tree, finish)
    return begin, finish


def _below_blank(tree: Tree, at: int) -> int:
    """Go down from the start of a line over the blank ones."""
    while at < len(tree.text) and not tree.line(at).strip(" "):
        at = tree.next_line(at)
    return at


def _blank_above(tree: Tree, parent: Any, place: int, begin: int) -> int:
    """Go up from a line over the blank ones, to the last line that says something."""
    before = parent.value[place - 1]
    floor = tree.line_end(tree.end(before[1] if parent.id == "mapping" else before))
    at = begin - 1
    while at > floor and not tree.line(at).strip(" "):
        at = tree.line_start(at) - 1
    return int(at)


def _begin(tree: Tree, parent: Any, place: int) -> int:
    """Return the index where an entry begins: its name, or its dash."""
    if parent.id == "mapping":
        return int(parent.value[place][0].start_mark.index)
    return tree.dash(parent, place)


def _without_in_flow(tree: Tree, node: Any, place: int) -> list[Edit]:
    if place:
        return [(tree.end(node.value[place - 1]), tree.end(node.value[place]), "")]
    return [(node.value[0].start_mark.index, node.value[1].start_mark.index, "")]
