"""Word documents: headings, paragraphs, lists and tables in their order; changes, notes and links on the way are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import clean, one_line, unreadable
from goldenthread.importing.document import Block, CannotImport, Cell, InPaper, Paper, Row, Table
from goldenthread.importing.exempt_markings import tell_marks
from goldenthread.importing.word_lists import Lists
from goldenthread.messages import problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
_CHANGES = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)
_ASIDES = {"a text box": "txbxContent", "a footnote": "footnoteReference", "an endnote": "endnoteReference"}
_DOUBTFUL = {"hidden": ("vanish",), "struck out": ("strike", "dstrike")}
_FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT)\b")
_TYPED = re.compile(
    r"(?:(?:Recommendation|Rec\.?|R)\s*)?\(?(\d{1,4})[.):]\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
MOST_PARTS = 20_000


def read_word(raw: bytes, name: str) -> Paper:
    """Read a document's text in its order. Text with tracked changes can be read in two ways, so it is refused."""
    from docx import Document

    try:
        document = Document(BytesIO(raw))
        return _Reader(document, name).read()
    except (
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
    ) as error:  # a file that no Word wrote
        raise CannotImport("import-damaged", name) from error


class _Reader:
    """Walks through one document."""

    def __init__(self, document: Any, name: str) -> None:
        self.document, self.paper = document, Paper(name)
        self.lists = Lists(document)
        self.comments = {comment.comment_id: comment for comment in document.comments}
        self.paragraphs = self.tables = 0

    def read(self) -> Paper:
        """Give the paper: body, then what stands outside it."""
        for field in self.document.element.iter(f"{W}instrText"):
            if _FETCHES.search(field.text or ""):
                raise CannotImport("import-outside", self.paper.name, kind="a field that fetches text")
        if next(self.document.element.iter(f"{W}altChunk"), None) is not None:
            raise CannotImport("import-outside", self.paper.name, kind="another document")
        _unwrap(self.document.element.body)
        for part in self._body():
            if len(self.paper.parts) > MOST_PARTS:
                raise CannotImport("import-too-long", self.paper.name, most=f"{MOST_PARTS:,}")
            self.paper.parts.append(part)
        tell_marks(self.paper, _margins(self.document))
        return self.paper

    def _body(self) -> Iterator[Block | Table]:
        from docx.table import Table as WordTable

        for part in self.document.iter_inner_content():
            if isinstance(part, WordTable):
                self.tables += 1
                yield self._table(part)
            else:
                self.paragraphs += 1
                yield from self._paragraph(part)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        words = clean(_text(paragraph._p))  # noqa: SLF001 - python-docx gives no way to text without deleted words
        place = InPaper(self.paper.name, len(self.paper.parts) + 1, 1, self._where(words))
        wrong = self._wrong(paragraph._p, words, place)  # noqa: SLF001
        listed = self.lists.of(paragraph)
        if not words:
            if wrong:
                yield Block("paragraph", "", place, wrong=wrong)
            return
        level = _level(paragraph)
        if level:
            yield Block("heading", one_line(words), place, level, wrong=wrong)
        elif listed:
            kind, depth, number = listed
            yield Block(kind, words, place, depth, number, wrong)
        elif match := _TYPED.fullmatch(words):
            yield Block("numbered", match[2], place, number=int(match[1]), wrong=wrong)
        else:
            yield Block("paragraph", words, place, wrong=wrong)

    def _where(self, words: str) -> str:
        start = " ".join(words.split()[:6])
        return f"paragraph {self.paragraphs}" + (f" (“{start}…”)" if start else "")

    def _wrong(self, element: Any, words: str, place: InPaper) -> tuple[Problem, ...]:
        """What keeps words from being sure; notes in the margin are told and change nothing."""
        for mark in element.iter(f"{W}commentReference"):
            comment = self.comments.get(int(mark.get(f"{W}id", "-1")))
            said = one_line(comment.text)[:120] if comment is not None else ""
            self.paper.notes.append(
                problem("import-comment", place, author=comment.author if comment else "?", said=said)
            )
        for kind, mark in _ASIDES.items():
            if next(element.iter(f"{W}{mark}"), None) is not None:
                self.paper.notes.append(problem("import-aside", place, kind=kind))
        wrong = []
        if next(element.iter(*_CHANGES), None) is not None:
            wrong.append(problem("import-tracked-change", place))
        if how := next((how for how, marks in _DOUBTFUL.items() if _is_on(element, marks)), ""):
            wrong.append(problem("import-doubtful-words", place, how=how))
        if sign := unreadable(words.replace("\n", "")):
            wrong.append(problem("import-unseen", place, sign=sign))
        return tuple(wrong)

    def _table(self, table: Any) -> Table:
        place = InPaper(self.paper.name, len(self.paper.parts) + 1, 1, f"table {self.tables}")
        rows = [self._row(row, place, at) for at, row in enumerate(table._tbl.tr_lst, 1)]  # noqa: SLF001
        return Table(tuple(rows), place)

    def _row(self, row: Any, table: InPaper, number: int) -> Row:
        place = InPaper(table.file, table.line, number, f"{table.words}, row {number}")
        cells: list[Cell] = []
        wrong: list[Problem] = []
        wide = []
        for cell in row.tc_lst:
            at = InPaper(table.file, table.line, number, f"{place.words}, column {len(cells) + 1}")
            words = clean("\n\n".join(_text(part) for part in cell.iter(f"{W}p") if not _in_box(part, cell)))
            wrong += self._wrong(cell, words, at)
            if cell.vMerge is not None:
                wrong.append(problem("import-merged-rows", place))
            if next(cell.iter(f"{W}tbl"), None) is not None:
                wrong.append(problem("import-table-in-cell", at))
            wide += [at] if cell.grid_span > 1 and words else []
            cells += [Cell(words, at), *(Cell("", at) for _ in range(cell.grid_span - 1))]
        spans = len(wide) == 1 and sum(bool(cell.words) for cell in cells) == 1
        wrong += [] if spans else [problem("import-merged-cells", at) for at in wide]
        if next(row.iter(f"{W}trPr"), None) is not None and _changed(row):
            wrong.append(problem("import-tracked-change", place))
        return Row(tuple(cells), place, tuple(dict.fromkeys(wrong)), spans)


def _margins(document: Any) -> Iterator[str]:
    """Give the words of every head and foot of pages, and of watermarks, which Word keeps there as drawings."""
    for part in document.part.package.iter_parts():
        if re.match(r"/word/(?:header|footer)\d*\.xml", str(part.partname)):
            yield from (_text(paragraph) for paragraph in part.element.iter(f"{W}p"))
            yield from (mark.get("string", "") for mark in part.element.iter(f"{V}textpath"))


def _changed(row: Any) -> bool:
    return (
        any(row.trPr.find(f"{W}{kind}") is not None for kind in ("ins", "del"))
        if row.trPr is not None
        else False
    )


def _is_on(element: Any, marks: tuple[str, ...]) -> bool:
    """Say whether a run of the words has one of these properties; a property can also be written to be off."""
    found = (
        mark
        for mark in element.iter(*(f"{W}{name}" for name in marks))
        if mark.getparent().getparent().tag == f"{W}r"
    )
    return any(mark.get(f"{W}val", "1") not in ("0", "false", "off") for mark in found)


def _unwrap(body: Any) -> None:
    """Take off what a template puts round paragraphs, rows and cells to be filled in: their words are the paper's."""
    for wrapper in list(body.iter(f"{W}sdt", f"{W}customXml", f"{W}smartTag")):
        inner = wrapper.find(f"{W}sdtContent") if wrapper.tag == f"{W}sdt" else wrapper
        parent = wrapper.getparent()
        at = parent.index(wrapper)
        parent.remove(wrapper)
        for child in reversed(list(inner) if inner is not None else []):
            parent.insert(at, child)


def _text(element: Any) -> str:
    """Give the words of a paragraph as they would be with every change accepted."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        signs.get(part.tag, part.text or "")
        for part in element.iter(f"{W}t", *signs)
        if part.getparent().tag == f"{W}r" and not _in_box(part, element)
    )


def _in_box(part: Any, paragraph: Any) -> bool:
    """Say whether words stand in a text box that hangs on the paragraph."""
    box = next(part.iterancestors(f"{W}txbxContent"), None)
    return box is not None and paragraph in box.iterancestors()


def _level(paragraph: Any) -> int:
    """Say how deep a heading stands; 0 for what is none. A style made from a heading's is one too."""
    style = paragraph.style
    for _ in range(10):
        if style is None:
            return 0
        if style.name == "Title":
            return 1
        if match := _HEADING.match(style.name or ""):
            return int(match[1])
        style = style.base_style
    return 0
