"""A long record as several pages: each link leads to the page that has what is meant, and old addresses lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from goldenthread.common import urls
from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.register.views import Link

_ID = re.compile(r'(?<= )id="(?!source-(?:note|mark)-)([^"]+)"')  # each page numbers its own notes
_MOVED = re.compile(r"<!--moved (\S+)-->")


def part_head(head: Head, page: Link) -> Head:
    """Return what is above a part of a record on a page of its own; `head` is that of the record."""
    heading = page.note or page.title
    title = f"{heading}, {head.title}"
    return replace(
        head,
        path=page.url,
        title=title,
        description=f"{title}.",
        heading=heading,
        kicker=head.title,
        search={**(head.search or {}), "title": title},
        crumbs=(*head.crumbs, Link(head.title, head.path)),
    )


def whole_head(head: Head) -> Head:
    """Return what is above a record on one page; search leaves it out, because it has the other pages."""
    return replace(
        head,
        path=urls.whole(head.path),
        title=f"{head.title}, on one page",
        heading=head.heading or head.title,
        crumbs=(*head.crumbs, Link(head.title, head.path)),
        search=None,
    )


def tie_together(first: Page, others: Mapping[str, Page]) -> Iterator[Page]:
    """Yield the pages of one record: `others` by the anchor at which the first page leads to each.

    Where the first page has `<!--moved ANCHOR-->`, it gets the addresses that are now on the other page.
    """
    own = set(_ID.findall(first.body))
    moved = {
        anchor: [name for name in _ID.findall(page.body) if name not in own]
        for anchor, page in others.items()
    }
    homes = {name: f"{others[anchor].path}#{name}" for anchor, names in moved.items() for name in names}
    homes |= {anchor: page.path for anchor, page in others.items()}
    body = _MOVED.sub(
        lambda place: "".join(f'<span class="gt-old" id="{name}"></span>' for name in moved[place[1]]),
        first.body,
    )
    yield _linked(replace(first, body=body), first.path, homes)
    for page in others.values():
        yield _linked(page, first.path, homes | {name: f"{first.path}#{name}" for name in own - homes.keys()})


def _linked(page: Page, first: str, homes: Mapping[str, str]) -> Page:
    """Lead each link to an address within the record to the page that has it."""
    root = "../" * page.path.count("/")
    within = re.compile(rf'href="(?:{re.escape(root + first)})?#([^"]+)"')
    return replace(page, body=within.sub(partial(_lead, page, root, homes), page.body))


def _lead(page: Page, root: str, homes: Mapping[str, str], link: re.Match[str]) -> str:
    home = homes.get(link[1], "")
    path, _, name = home.partition("#")
    if not home or (path == page.path and not name):
        return link[0]
    return f'href="#{name}"' if path == page.path else f'href="{root}{home}"'
