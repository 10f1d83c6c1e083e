"""Taking a field or an item out of a file: its whole lines, or its part of a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldenthread.editing.tree import Edit, Tree


def removals(tree: Tree, parent: Any, part: str | int) -> Iterator[list[Edit]]:
    """Give the ways to cut a field, or an item by its place; other entries are left beside it."""
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
    """Give the index where an entry begins: its name, or its dash."""
    if parent.id == "mapping":
        return int(parent.value[place][0].start_mark.index)
    return tree.dash(parent, place)


def _without_in_flow(tree: Tree, node: Any, place: int) -> list[Edit]:
    if place:
        return [(tree.end(node.value[place - 1]), tree.end(node.value[place]), "")]
    return [(node.value[0].start_mark.index, node.value[1].start_mark.index, "")]
