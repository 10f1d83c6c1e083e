"""Long lists cut into pages of one size, so that a page stays as small however long the list grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from goldenthread.outputs.pages.page_meta import Head

Item = TypeVar("Item")

SIZE = 50  # rows: a screen-reader user can still skim them, and a phone can still draw them
_NEAR = 2  # pages on either side that are named


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list: its rows, where they are in the whole, and the ways to the others."""

    path: str
    number: int
    of: int
    rows: Sequence[Item]
    first: int  # the place of its first row in the whole, counted from 1
    total: int
    ways: tuple[tuple[int, str], ...]  # number and address; 0 for a gap

    @property
    def last(self) -> int:
        """Return the place of its last row in the whole."""
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> str:
        """Return the address of the page before; empty on the first."""
        return next((path for number, path in self.ways if number == self.number - 1), "")

    @property
    def after(self) -> str:
        """Return the address of the page after; empty on the last."""
        return next((path for number, path in self.ways if number == self.number + 1), "")


def leaves(path: str, rows: Sequence[Item], size: int = SIZE) -> Iterator[Leaf[Item]]:
    """Cut a list: its first page has the list's own address, the others `page/2/` below it. An empty list has one."""
    count = max(1, -(-len(rows) // size))
    paths = [path] + [f"{path}page/{number}/" for number in range(2, count + 1)]
    for number in range(1, count + 1):
        start = (number - 1) * size
        yield Leaf(
            paths[number - 1],
            number,
            count,
            rows[start : start + size],
            start + 1,
            len(rows),
            _ways(number, paths),
        )


def head_of(head: Head, leaf: Leaf[Item]) -> Head:
    """Return the head of one page of a list: the first is the list itself, and only it is found by search."""
    if leaf.number == 1:
        return head
    title = f"{head.title}, page {leaf.number} of {leaf.of}"
    said = f"{head.description} Page {leaf.number} of {leaf.of}."
    return replace(head, path=leaf.path, title=title, description=said, search=None)


def _ways(here: int, paths: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Name the first and the last page and those near this one."""
    count = len(paths)
    wanted = sorted({1, count, *range(max(1, here - _NEAR), min(count, here + _NEAR) + 1)})
    found: list[tuple[int, str]] = []
    for number in wanted:
        if found and number - found[-1][0] > 1:
            found.append((0, ""))
        found.append((number, paths[number - 1]))
    return tuple(found)
