"""Lists cut into parts that each have an address of their own, the chips that lead to them, and parts of parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import Link

Item = TypeVar("Item")
_PLAN = 2  # the place of an action plan in what is above a part of it


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a list: the words of the chip that leads to it, its heading, what belongs to it, its rows.

    The rows are gathered under the records that they are in. `phrase` follows the heading of a narrower list:
    `monitored by Audit Committee`. `above` are the pages between the home page and this one.
    """

    path: str
    chip: str
    heading: str
    definition: str
    groups: Sequence[tuple[Link, Sequence[Any]]]
    phrase: str = ""
    above: tuple[Link, ...] = ()

    @property
    def key(self) -> str:
        """Return what the part is called in the address of a filter; a theme’s has its record before it."""
        names = self.path.strip("/").split("/")
        return f"{names[1]}.{names[-1]}" if "themes" in names else names[-1]

    @property
    def size(self) -> int:
        """Count the rows."""
        return sum(len(rows) for _, rows in self.groups)

    @property
    def rows(self) -> list[Any]:
        """Return the rows in their order."""
        return [row for _, rows in self.groups for row in rows]

    def narrowed(self, folder: str, part: Cut) -> Cut:
        """Return a part of this list, cut as a part of the whole is, at an address below this list's own."""
        return replace(
            part,
            path=f"{self.path}{folder}/",
            heading=f"{part.heading}, {self.phrase}",
            above=(*self.above, Link(self.heading, self.path)),
        )

    def as_whole(self) -> Cut:
        """Return the list as the first chip above its parts."""
        return replace(self, chip="All")


@dataclass(frozen=True, slots=True)
class Chips:
    """A row of links to parts of a list. `name` is what the row is called in an address: `?committee=…`."""

    label: str
    cuts: tuple[Cut, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list to draw: the rows of chips that are open, those that are folded, and the lists that hold all of it."""

    cut: Cut
    chips: tuple[Chips, ...] = ()
    folded: tuple[Chips, ...] = ()
    wider: tuple[Cut, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()  # what it is narrowed by, as in the address of a filter


def grouped(items: Iterable[tuple[Link, Item]]) -> list[tuple[Link, list[Item]]]:
    """Gather items under the records that they are in, in the order given."""
    homes: dict[Link, list[Item]] = {}
    for home, item in items:
        homes.setdefault(home, []).append(item)
    return list(homes.items())


def draw(
    painter: Painter, lists: Iterable[ListPage], parent: Link, template: str, index: str
) -> Iterator[Page]:
    """Draw each list; `index` is the address of the file for its filters. Search finds the whole only: the parts hold nothing that it does not."""
    for page in lists:
        cut = page.cut
        whole = cut.path == parent.url
        rows = [(home, row) for home, found in cut.groups for row in found]
        sizes = {home.url: len(found) for home, found in cut.groups}
        head = Head(
            path=cut.path,
            title=f"{cut.heading}, {cut.above[_PLAN].title}" if len(cut.above) > _PLAN else cut.heading,
            heading=cut.heading if len(cut.above) > _PLAN else "",
            description=cut.definition,
            crumbs=(HOME,) if whole else (HOME, *(cut.above or (parent,))),
            tab=parent.url.strip("/"),
            search={"kind": "List"} if whole else None,
        )
        for leaf in leaves(cut.path, rows):
            facts = {"page": page, "cut": cut, "leaf": leaf, "groups": grouped(leaf.rows), "sizes": sizes}
            facts |= {"index": index, "chosen": urlencode(page.chosen)}
            drawn = painter.paint(head_of(head, leaf), template, **facts)
            script = f'<script type="module" src="{painter.root(drawn.path)}assets/filter.js"></script>\n'
            yield replace(drawn, meta=drawn.meta + script * bool(index))
