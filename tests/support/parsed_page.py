"""What a reader or a program sees of a page: its headings, addresses, links and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from posixpath import join, normpath
from urllib.parse import urldefrag, urlsplit

_EMPTY = {"br", "hr", "img", "input", "link", "meta", "col", "source", "wbr"}
_MAY_BE_OPEN = {"p", "li", "dt", "dd", "tr", "td", "th", "option"}


class Seen(HTMLParser):
    """A page taken apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []  # address and words
        self.headings: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self.unclosed: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._link: list[str] | None = None
        self._heading: list[str] | None = None
        self.feed(html)
        self.close()
        self.unclosed += [tag for tag in self._open if tag not in _MAY_BE_OPEN]

    @property
    def text(self) -> str:
        """Give all words of the page on one line."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._words.append(" " if tag not in ("a", "span", "strong", "em", "code") else "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a" and given.get("href") is not None:
            self._link = [given["href"] or ""]
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = []
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.links.append((self._link[0], " ".join("".join(self._link[1:]).split())))
            self._link = None
        if self._heading is not None and tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1:]), " ".join("".join(self._heading).split())))
            self._heading = None
        while self._open and self._open[-1] != tag and tag in self._open:
            left = self._open.pop()
            if left not in _MAY_BE_OPEN:
                self.unclosed.append(left)
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in _EMPTY:
            self.unclosed.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._link is not None:
            self._link.append(data)
        if self._heading is not None:
            self._heading.append(data)


def broken_links(site: Mapping[str, Seen], files: Collection[str] = ()) -> Iterator[str]:
    """Name each link that leads nowhere: `reviews/: ../acton/`.

    `site` holds the pages by address from the site's root; `files` is what else the site holds.
    """
    for path, page in site.items():
        for address, _ in page.links:
            if not _leads_somewhere(path, address, site, files):
                yield f"{path}: {address}"


def _leads_somewhere(path: str, address: str, site: Mapping[str, Seen], files: Collection[str]) -> bool:
    if urlsplit(address).scheme:
        return True
    way, place = urldefrag(address)
    target = _target(path, way)
    if target in site:
        return not place or place in site[target].ids
    return target in files and not place


def _target(path: str, way: str) -> str:
    """Find the address from the root that a link leads to."""
    if not way:
        return path
    whole = way.lstrip("/") if way.startswith("/") else join(path.rpartition("/")[0], way)
    target = normpath(whole or ".")
    target = "" if target == "." else target
    return f"{target}/" if target and (way.endswith(("/", ".."))) else target
