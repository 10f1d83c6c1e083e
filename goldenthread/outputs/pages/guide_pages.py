"""The pages of the guide for editors: their links to each other, and the list of them that each page has.

The first page of the guide lists all others below headings; that list is the only one.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from goldenthread.common import urls
from goldenthread.markdown.render import heading_id
from goldenthread.register.views import ContentPage, Link, Register

GUIDE = Link("Guide for editors", urls.GUIDE)
# From one page of the guide to another, or to a heading there, as git follows it.
_LINK = re.compile(r"\]\(([a-z-]+)\.md(?:#([a-z0-9-]+))?\)")

Section = tuple[str, list[Link]]


def with_site_links(text: str, root: str) -> str:
    """Return a page's Markdown with links that lead to pages of the site; `root` leads to its root."""
    return _LINK.sub(partial(_site_link, root), text)


def _site_link(root: str, link: re.Match[str]) -> str:
    anchor = f"#{heading_id(link[2])}" if link[2] else ""
    return f"]({root}{urls.GUIDE}{link[1]}/{anchor})"


def guide_facts(register: Register, path: str) -> dict[str, Any]:
    """Return what a page of the guide shows of the others: those before and after it, and all of them by section."""
    sections = guide_sections(register.pages)
    order = [GUIDE, *(page for _, pages in sections for page in pages)]
    at = next((place for place, page in enumerate(order) if page.url == path), None)
    if at is None or not sections:
        return {"neighbours": (), "sections": ()}
    before, after = (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
    return {"neighbours": (before, after), "sections": sections if at else ()}


def guide_sections(pages: tuple[ContentPage, ...]) -> list[Section]:
    """Return the sections of the guide, each with its pages, in the order of its first page; a page is in the first that names it."""
    titles = {page.name: page.title for page in pages}
    index = next((page.text for page in pages if page.name == "guide/index"), "")
    listed: set[str] = set()
    sections = []
    for section in f"\n{index}".split("\n## ")[1:]:
        heading, _, links = section.partition("\n")
        names = [f"guide/{name}" for name, _ in dict.fromkeys(_LINK.findall(links))]
        names = [name for name in dict.fromkeys(names) if name in titles and name not in listed]
        listed.update(names)
        sections.append((heading.strip(), [Link(titles[name], f"{name}/") for name in names]))
    return sections
