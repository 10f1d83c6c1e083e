"""What a reader gets from a PDF: its words in reading order, its headings, its pages.

The words are read through the tags, with poppler's `pdfinfo`, as a screen reader reads them:
the furniture of the pages (running header, page number) is outside the tags and so falls away.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from itertools import count, repeat, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf


@dataclass
class Tag:
    """An element of a PDF's structure: its kind (P, H2, Table …), with elements and words in it."""

    kind: str
    inside: list[Tag | str] = field(default_factory=list)

    def words(self) -> str:
        """Join all the words in it."""
        return "".join(part if isinstance(part, str) else part.words() for part in self.inside)

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Find elements of some kinds, in reading order."""
        for part in self.inside:
            if isinstance(part, Tag):
                if part.kind in kinds:
                    yield part
                yield from part.all(*kinds)

    def tags(self) -> list[Tag]:
        return [part for part in self.inside if isinstance(part, Tag)]


def tags(pdf: bytes) -> Tag:
    """Read the structure of a PDF with the words in it."""
    top = Tag("top")
    path = [top]
    for line in _poppler("pdfinfo", pdf, "-struct-text").splitlines():
        word = line.strip()
        depth = (len(line) - len(line.lstrip(" "))) // 2
        del path[depth + 1 :]
        if word.startswith("/"):
            continue  # an attribute, such as the scope of a table's head
        if word.startswith('"'):
            path[-1].inside.append(word[1:-1])
        elif word and not word.startswith("Object "):
            tag = Tag(word.split(" ")[0])
            path[-1].inside.append(tag)
            path.append(tag)
    return top


def text_of_pages(pdf: bytes) -> list[str]:
    """Read what stands on each page, furniture and all, as the eye sees it."""
    return _poppler("pdftotext", pdf, "-layout", "-").split("\f")[:-1]


def _poppler(program: str, pdf: bytes, *arguments: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder, "paper.pdf")
        file.write_bytes(pdf)
        first, last = [a for a in arguments if a != "-"], [a for a in arguments if a == "-"]
        return subprocess.run(
            [program, *first, file, *last], capture_output=True, check=True, encoding="utf-8"
        ).stdout


def paper_words(pdf: bytes) -> str:
    """Give the words of the paper without white space: no page furniture, no contents; footnotes behind it all."""
    paper = list(tags(pdf).all("Art"))
    notes = "".join(_words(note) for part in paper for note in part.all("Note"))
    return _bare("".join(map(_words, paper)) + notes)


def _words(tag: Tag) -> str:
    return "".join(
        part if isinstance(part, str) else _words(part) for part in tag.inside if not _is_apart(tag, part)
    )


def _is_apart(around: Tag, part: Tag | str) -> bool:
    """Say whether an element is no running text of the paper: the contents, a footnote with its call."""
    if isinstance(part, str):
        return False
    call = part.kind == "Reference" and any(tag.kind == "Note" for tag in around.tags())
    label = part.kind == "Lbl" and around.kind == "Note"
    return call or label or part.kind == "Note" or any(tag.kind == "TOC" for tag in part.tags())


class _Article(HTMLParser):
    """Collects the words of the elements `<article class="gt-paper">`, with the bullets and numbers of their lists."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.said: list[str] = []
        self.lists: list[Iterator[str]] = []
        self.marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        classes = (held.get("class") or "").split()
        if tag == "article":
            self.depth += bool(self.depth or "gt-paper" in classes)
        if tag in ("ul", "ol"):
            self.lists.append(self.markers(tag, held))
        if tag == "li":
            self.marker = next(self.lists[-1])
        if "letter" in classes or "number" in classes:
            self.marker = ""  # the item has a label of its own, a word of the paper

    def markers(self, tag: str, held: dict[str, str | None]) -> Iterator[str]:
        """Give what a browser draws before each item."""
        if held.get("role") == "list":
            return repeat("")
        if tag == "ol":
            return (f"{number}." for number in count(int(held.get("start") or 1)))
        return repeat("•◦▪"[min(2, len(self.lists))])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self.depth:
            self.depth -= 1
        if tag in ("ul", "ol"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said += [self.marker, data] if self.depth else []
            self.marker = ""


def article_words(page: str) -> str:
    """Give the words of a page's paper without white space."""
    reader = _Article()
    reader.feed(page)
    return _bare("".join(reader.said))


def texts_equal(page: str, pdf: bytes) -> bool:
    """Say whether page and PDF hold the same words in the same order, and any at all."""
    return bool(article_words(page)) and not difference(page, pdf)


def difference(page: str, pdf: bytes) -> str:
    """Show where page and PDF first differ; nothing when they hold the same words."""
    ours, theirs = article_words(page), paper_words(pdf)
    if ours == theirs:
        return ""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    near = slice(max(0, same - 60), same + 60)
    return f"page: …{ours[near]}…\nPDF:  …{theirs[near]}…"


def _bare(text: str) -> str:
    return "".join(text.split())


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Give the bookmarks: depth from 1, words, page from 1."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}

        def walk(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                assert item.destination is not None
                yield depth, item.title, pages[item.destination[0].objgen]  # type: ignore[index]
                yield from walk(item.children, depth + 1)

        with file.open_outline() as found:
            return list(walk(found.root, 1))
