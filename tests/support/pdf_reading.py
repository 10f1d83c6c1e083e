"""What a reader gets from a PDF: its words in reading order, its headings, its pages.

The words are read through the tags, as a screen reader reads them: the furniture of the pages (running header,
page number) is outside the tags and so falls away.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from itertools import count, repeat, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf


@dataclass
class Tag:
    """An element of a PDF's structure: its kind (P, H2, Table …), with elements and words in it."""

    kind: str
    inside: list[Tag | str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)  # Alt, ID, Lang, and its attributes: Scope, Headers …
    links: int = 0  # places that can be pressed

    def words(self) -> str:
        """Join all the words in it."""
        return "".join(part if isinstance(part, str) else part.words() for part in self.inside)

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Find elements of some kinds, in reading order; without kinds, all of them."""
        for part in self.inside:
            if isinstance(part, Tag):
                if part.kind in kinds or not kinds:
                    yield part
                yield from part.all(*kinds)

    def tags(self) -> list[Tag]:
        return [part for part in self.inside if isinstance(part, Tag)]


@cache
def tags(pdf: bytes) -> Tag:
    """Read the structure of a PDF with the words in it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        words = {page.obj.objgen: _words_by_mark(page) for page in file.pages}
        return Tag("top", [_tag(kid, words) for kid in _list(file.Root.StructTreeRoot.K)])


Marks = dict[tuple[int, int], dict[int, str]]  # of each page, the words by the number of their mark


def _tag(entry: pikepdf.Object, words: Marks) -> Tag:
    tag = Tag(str(entry.S)[1:])
    for name in ("/Alt", "/ID", "/Lang"):
        if name in entry:
            tag.facts[name[1:]] = str(entry[name])
    for held in _list(entry.get("/A", [])):
        tag.facts |= {name[1:]: _plain(held[name]) for name in held.keys()}  # noqa: SIM118
    for kid in _list(entry.get("/K", [])):
        if isinstance(kid, int):
            tag.inside.append(words[entry.Pg.objgen].get(kid, ""))
        elif kid.get("/Type") == "/OBJR":
            tag.links += 1
        elif kid.get("/Type") == "/MCR":
            tag.inside.append(words[kid.Pg.objgen].get(int(kid.MCID), ""))
        else:
            tag.inside.append(_tag(kid, words))
    return tag


def _list(held: Any) -> list[Any]:
    return list(held) if isinstance(held, (pikepdf.Array, list)) else [held]


def _plain(held: Any) -> Any:
    if isinstance(held, pikepdf.Array):
        return [_plain(part) for part in held]
    return str(held).removeprefix("/") if isinstance(held, (pikepdf.Name, pikepdf.String)) else held


def _words_by_mark(page: pikepdf.Page) -> dict[int, str]:
    """Read the words of each marked stretch of a page."""
    letters = {name: _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    font: dict[bytes, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        match str(step.operator):
            case "BDC" | "BMC":
                held = operands[1] if len(operands) > 1 else {}
                open_marks.append(int(held["/MCID"]) if "/MCID" in held else None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = letters[str(operands[0])]
            case "Tj" | "TJ" if open_marks and open_marks[-1] is not None:
                said = "".join(_spoken(part, font) for part in _list(operands[0]))
                found[open_marks[-1]] = found.get(open_marks[-1], "") + said
    return found


def _spoken(part: Any, font: dict[bytes, str]) -> str:
    if not isinstance(part, pikepdf.String):
        return ""  # a shift between letters
    codes = bytes(part)
    return "".join(font[codes[place : place + 2]] for place in range(0, len(codes), 2))


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """Read which letters the codes of a typeface stand for, from its table ToUnicode."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {bytes.fromhex(code): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}


def text_of_pages(pdf: bytes) -> list[str]:
    """Read what stands on each page, furniture and all, as the eye sees it."""
    return _poppler("pdftotext", pdf, "-layout", "-").split("\f")[:-1]


def share_blank(pdf: bytes) -> list[float]:
    """Return how much of each page’s height is blank below the last ink, without what is at its head and foot."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "paper.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "36", "-gray", "paper.pdf", "page"], cwd=folder, check=True)
        return [_blank(page.read_bytes()) for page in sorted(Path(folder).glob("*.pgm"))]


def _blank(picture: bytes) -> float:
    _, size, _, grey = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    whole, above, below = (297, 28, 26) if height > width else (210, 26, 22)  # mm; see report.css
    first, end = height * above // whole, height * (whole - below) // whole
    inked = [row for row in range(first, end) if min(grey[row * width : (row + 1) * width]) < 200]
    return 1 - (inked[-1] + 1 - first) / (end - first) if inked else 1


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
    """Say whether an element is no running text of the paper: the contents, a footnote with its call, a picture."""
    if isinstance(part, str):
        return False
    call = part.kind == "Reference" and any(tag.kind == "Note" for tag in around.tags())
    label = part.kind == "Lbl" and around.kind == "Note"
    return call or label or part.kind in ("Note", "Figure") or any(tag.kind == "TOC" for tag in part.tags())


class _Article(HTMLParser):
    """Collects the words of the elements `<article class="gt-paper">`, with the bullets and numbers of their lists."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.said: list[str] = []
        self.lists: list[Iterator[str]] = []
        self.marker = ""
        self.left_out = ""  # the element that is open and no word of the paper: a footnote's call, the way back, what a picture has written in it
        self.in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        classes = (held.get("class") or "").split()
        if tag == "article":
            self.depth += bool(self.depth or "gt-paper" in classes)
        if {"gt-call", "gt-back"} & set(classes) or tag == "svg" or held.get("aria-hidden") == "true":
            self.left_out = tag
        self.in_notes = self.in_notes or "gt-footnotes" in classes
        if tag in ("ul", "ol"):
            self.lists.append(self.markers(tag, held))
        if tag == "li":
            self.marker = next(self.lists[-1])
        if "letter" in classes or "number" in classes:
            self.marker = ""  # the item has a label of its own, a word of the paper

    def markers(self, tag: str, held: dict[str, str | None]) -> Iterator[str]:
        """Give what a browser draws before each item."""
        if held.get("role") == "list" or self.in_notes:
            return repeat("")
        if tag == "ol":
            return (f"{number}." for number in count(int(held.get("start") or 1)))
        return repeat("•◦▪"[min(2, len(self.lists))])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self.depth:
            self.depth -= 1
        if tag in ("ul", "ol"):
            self.lists.pop()
        self.left_out = "" if tag == self.left_out else self.left_out
        self.in_notes = self.in_notes and tag != "section"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.left_out:
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
