"""One paper in two dresses: what page and PDF hold, kind by kind, so that the two can be laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pdf_reading import Tag, tags

Pieces = dict[str, list[str]]

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# What an element of the page is called here; cells say which of the two they are.
_KINDS = {
    **{name: f"heading {name[1]}" for name in _HEADINGS},
    "p": "paragraph",
    "th": "column or row heading",
    "td": "cell",
    "caption": "caption",
    "a": "link",
    "li": "item",
    "dd": "item",
    "figcaption": "caption",
}
_TAGS = {
    **{name.upper(): kind for name, kind in _KINDS.items() if name not in ("a", "li", "dd", "figcaption")},
    "Caption": "caption",
    "Link": "link",
    "LBody": "item",
    "Note": "footnote",
}
_VOID = ("br", "hr", "img", "col", "wbr", "input")


@dataclass
class _Open:
    """An element of the page that has not ended: its words so far, and under which kind they count."""

    name: str
    kind: str
    apart: bool  # a letter or number of a list, a footnote's call, a drawing: its words are not those of the text around it
    said: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects the pieces of the element `<article class="gt-paper">`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Open] = []
        self.found: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        classes = held.get("class", "").split()
        if tag in _VOID or not (self.open or (tag == "article" and "gt-paper" in classes)):
            return
        inside = [part.name for part in self.open]
        listed = any(part.kind == "notes" for part in self.open)
        in_item = "li" in inside
        kind = "notes" if "gt-footnotes" in classes else _KINDS.get(tag, "")
        if listed:
            kind = "footnote" if tag == "li" else ""
        if held.get("role") in ("doc-noteref", "doc-backlink"):
            kind = ""
        apart = (
            "gt-call" in classes or held.get("role") == "doc-backlink" or held.get("aria-hidden") == "true"
        )
        apart = apart or (in_item and bool({"letter", "number"} & set(classes)))
        part = _Open(tag, kind, apart)
        self.open.append(part)
        if kind:
            self.found.append(part)

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for part in reversed(self.open):
            part.said.append(data)
            if part.apart:
                break


def of_page(page: str) -> Pieces:
    """Give the pieces of a page's paper by kind, each in the order of the page."""
    reader = _Page()
    reader.feed(page)
    found: Pieces = defaultdict(list)
    for part in reader.found:
        words = _bare("".join(part.said))
        if words and part.kind != "notes":
            found[part.kind].append(words)
    return dict(found)


def of_pdf(pdf: bytes) -> Pieces:
    """Give the pieces of a PDF's paper by kind, each in the order of its tags."""
    found: Pieces = defaultdict(list)
    for article in tags(pdf).all("Art"):
        for part in _running(article):
            words, kind = _bare(_words(part)), _TAGS.get(part.kind.rstrip(":"))
            if words and kind:
                found[kind].append(words)
    return dict(found)


def _running(tag: Tag) -> Iterator[Tag]:
    """Give every element but the list of contents, which is drawn in print alone."""
    for part in tag.tags():
        if any(inner.kind == "TOC" for inner in part.tags()):
            continue
        yield part
        yield from _running(part)


def _words(tag: Tag) -> str:
    """Give the words of an element without a footnote's or its call, which are no words of what they stand in."""
    said = []
    for part in tag.inside:
        if isinstance(part, str):
            said.append(part)
        elif not (part.kind in ("Note", "Reference") or (part.kind == "Lbl" and tag.kind in ("Note", "LI"))):
            said.append(_words(part))
    return "".join(said)


def _bare(text: str) -> str:
    return "".join(text.split())
