"""Lists cut into parts: each part has its own address, so that filtering works without script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import Link

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a list: the words of the chip that leads to it, its heading, what belongs to it, its rows.

    The rows are gathered under the records that they stand in.
    """

    path: str
    chip: str
    heading: str
    definition: str
    groups: Sequence[tuple[Link, Sequence[object]]]

    @property
    def size(self) -> int:
        """Count the rows."""
        return sum(len(rows) for _, rows in self.groups)


@dataclass(frozen=True, slots=True)
class Chips:
    """A row of ways to parts of a list."""

    label: str
    cuts: tuple[Cut, ...]


def grouped(items: Iterable[tuple[Link, Item]]) -> list[tuple[Link, list[Item]]]:
    """Gather items under the records that they stand in, in the order given."""
    homes: dict[Link, list[Item]] = {}
    for home, item in items:
        homes.setdefault(home, []).append(item)
    return list(homes.items())


def draw(
    painter: Painter, chips: tuple[Chips, ...], parent: Link, template: str, others: tuple[Cut, ...] = ()
) -> Iterator[Page]:
    """Draw a page for each part, and for `others`, to which no chip leads. The whole list is the first part of all.

    Search finds the whole only: the parts hold nothing that it does not.
    """
    for cut in (*(cut for row in chips for cut in row.cuts), *others):
        whole = cut.path == parent.url
        rows = [(home, row) for home, found in cut.groups for row in found]
        sizes = {home.url: len(found) for home, found in cut.groups}
        head = Head(
            path=cut.path,
            title=cut.heading,
            description=cut.definition,
            crumbs=(HOME,) if whole else (HOME, parent),
            tab=parent.url.strip("/"),
            search={"kind": "List"} if whole else None,
        )
        for leaf in leaves(cut.path, rows):
            facts = {"cut": cut, "chips": chips, "leaf": leaf, "groups": grouped(leaf.rows), "sizes": sizes}
            yield painter.paint(head_of(head, leaf), template, **facts)
