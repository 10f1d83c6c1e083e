"""Word documents: headings, paragraphs, lists and tables in their order; changes, notes and links on the way are reported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Literal

from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import clean, one_line, unreadable
from goldenthread.importing.document import Block, CannotImport, Cell, InPaper, Paper, Row, Table, tell_marks
from goldenthread.messages import problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Listed = tuple[Literal["numbered", "bullet"], int, int | None]


class Lists:
    """Counts the items of every list as Word does: each level goes on until a higher one moves."""

    def __init__(self, document: Any) -> None:
        """Read which list has which kind of mark."""
        self.levels: dict[tuple[str, int], tuple[str, int]] = {}
        self.count: dict[str, dict[int, int]] = defaultdict(dict)
        self.of_number: dict[str, str] = {}
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        kinds: dict[str, dict[int, tuple[str, int]]] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            kinds[abstract.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (
                    _value(level, "numFmt", "decimal"),
                    int(_value(level, "start", "1")),
                )
                for level in abstract.iter(f"{W}lvl")
            }
        for number in numbering.iter(f"{W}num"):
            name, abstract = number.get(f"{W}numId"), _value(number, "abstractNumId", "")
            restarts = {
                int(o.get(f"{W}ilvl")): _value(o, "startOverride", "") for o in number.iter(f"{W}lvlOverride")
            }
            # Lists of one definition count on in each other, unless one says where it starts again.
            self.of_number[name] = name if any(restarts.values()) else f"abstract {abstract}"
            for level, (form, start) in kinds.get(abstract, {}).items():
                self.levels[name, level] = (form, int(restarts.get(level) or start))

    def of(self, paragraph: Any) -> Listed | None:
        """Return the kind, depth (from 1) and number of a paragraph that is an item; None for any other."""
        place = _place(paragraph)
        if place is None or place not in self.levels:
            return None
        name, level = place
        form, start = self.levels[place]
        if form == "none":
            return None
        if form == "bullet":
            return "bullet", level + 1, None
        counts = self.count[self.of_number[name]]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return "numbered", level + 1, counts[level]


def _place(paragraph: Any) -> tuple[str, int] | None:
    """Find the list and level of a paragraph, its own or those of its style."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to lists
    style = paragraph.style
    for _ in range(10):
        marks = properties.find(f"{W}numPr") if properties is not None else None
        if marks is not None:
            name = _value(marks, "numId", "0")
            return (name, int(_value(marks, "ilvl", "0"))) if name != "0" else None
        if style is None:
            return None
        properties, style = style.element.find(f"{W}pPr"), style.base_style
    return None


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", default)) if found is not None else default


V = "{urn:schemas-microsoft-com:vml}"
_CHANGES = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)
_ASIDES = {"a text box": "txbxContent", "a footnote": "footnoteReference", "an endnote": "endnoteReference"}
_DOUBTFUL = {"hidden": ("vanish",), "struck out": ("strike", "dstrike")}
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
    except CannotImport:
        raise
    except (
        Exception
    ) as error:  # python-docx and lxml raise whatever their parts raise on a file that no Word wrote
        raise CannotImport("import-damaged", name) from error


class _Reader:
    """Walks through one document."""

    def __init__(self, document: Any, name: str) -> None:
        self.document, self.paper = document, Paper(name)
        self.lists = Lists(document)
        self.comments = {comment.comment_id: comment for comment in document.comments}
        self.paragraphs = self.tables = 0

    def read(self) -> Paper:
        """Return the paper: body, then what is outside it."""
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
        """What keeps words from being sure; notes in the margin are reported and change nothing."""
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
    """Yield the words of every head and foot of pages, and of watermarks, which Word keeps there as drawings."""
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
    """Whether a run of the words has one of these properties; a property can also be written to be off."""
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
    """Return the words of a paragraph as they would be with every change accepted."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        signs.get(part.tag, part.text or "")
        for part in element.iter(f"{W}t", *signs)
        if part.getparent().tag == f"{W}r" and not _in_box(part, element)
    )


def _in_box(part: Any, paragraph: Any) -> bool:
    """Whether words are in a text box that hangs on the paragraph."""
    box = next(part.iterancestors(f"{W}txbxContent"), None)
    return box is not None and paragraph in box.iterancestors()


def _level(paragraph: Any) -> int:
    """Return the level of a heading; 0 for what is not one. A style made from a heading's is one too."""
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
