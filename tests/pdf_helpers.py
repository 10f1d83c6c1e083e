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
from itertools import takewhile
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
    """Give the words of the paper without white space: no page furniture, contents, bullets or repeated table heads."""
    return _bare("".join(map(_words, tags(pdf).all("Art"))))


def _words(tag: Tag) -> str:
    return "".join(
        part if isinstance(part, str) else _words(part) for part in tag.inside if not _is_ours(tag, part)
    )


def _is_ours(around: Tag, part: Tag | str) -> bool:
    """Say whether drawing the paper has added an element: a bullet, the contents, a table's head on its next page."""
    if isinstance(part, str):
        return False
    if part.kind == "THead":
        return not any(
            tag.kind == "Caption" for tag in around.tags()
        )  # every table of ours has a caption, once
    return part.kind == "Lbl" or [tag.words() for tag in part.tags()[:1] if tag.kind == "H2"] == ["Contents"]


class _Article(HTMLParser):
    """Collects the words of the elements `<article class="gt-paper">`."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            paper = "gt-paper" in (dict(attrs).get("class") or "").split()
            self.depth += bool(self.depth or paper)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.said.append(data)


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
