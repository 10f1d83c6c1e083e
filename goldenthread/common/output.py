"""The one thing that every renderer gives and the publisher takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path from the site's root, with forward slashes, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it has the site's header and footer.

    `path` is the address from the site's root: empty for the home page, `reviews/2031-finance/`, or `404.html`.
    `title` is the page's own title, without the site's name; `description` is one sentence for search engines.
    `body` is finished, safe HTML of the main content, and begins with its own `<h1>`.
    `tab` names the current tab by its address: `home`, `reviews`, `about` and so on; empty for none.
    `search` holds what a search result shows and filters by: `kind`, `status`, `review`; None keeps the page out.
    `unlisted` asks search engines of the web to leave the page out.
    `contents` lists the sections for "On this page": the id and the words of each `<h2>`.
    `meta` is finished HTML for the page's head: what other programs may know of it.
    `edit` is the address at which the page's file is edited; None where no repository is recorded.
    """

    path: str
    title: str
    description: str
    body: str
    tab: str = ""
    search: Mapping[str, str] | None = None
    contents: tuple[tuple[str, str], ...] = ()
    unlisted: bool = False
    edit: str | None = None
    meta: str = ""
