"""Pasted text and CSV: tables as lines with tabs, or as commas or semicolons have them; everything else as blocks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from goldenthread.importing.clean_text import clean, unreadable
from goldenthread.importing.columns import COLUMNS, recognise
from goldenthread.importing.document import (
    MOST_COLUMNS,
    Block,
    CannotImport,
    Cell,
    InPaper,
    Paper,
    Row,
    Table,
    tell_marks,
)
from goldenthread.messages import problem

MOST_ROWS = 20_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NUMBERED = re.compile(r"\(?(\d{1,4})[.)]\s+(\S.*)")
_BULLET = re.compile(r"[-*•–]\s+(\S.*)")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
SHORT = 12  # words: a line on its own that is longer is not a heading


def read_text(raw: bytes, name: str, *, csv: bool) -> Paper:
    """Read a text file; a file that is not UTF-8 is read as Windows text, and that is reported."""
    paper = Paper(name)
    text = _decoded(raw, paper)
    if csv:
        _read_csv(text, paper)
    else:
        _read_lines(text, paper)
    tell_marks(paper, ())
    return paper


def _decoded(raw: bytes, paper: Paper) -> str:
    encoding = next((kind for mark, kind in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise CannotImport("import-not-text", paper.name) from error
        text = _windows(raw, paper)
    if "\0" in text:
        raise CannotImport("import-not-text", paper.name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _windows(raw: bytes, paper: Paper) -> str:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise CannotImport("import-not-text", paper.name) from error
    at = next(at for at, char in enumerate(text) if ord(char) > 127)
    line = text.count("\n", 0, at) + 1
    start = max(at - 15, text.rfind("\n", 0, at) + 1)
    sample = " ".join(text[start : at + 10].split("\n")[0].split())
    paper.notes.append(
        problem("import-windows-text", InPaper(paper.name, line, 1, f"line {line}"), sample=sample)
    )
    return text


def _read_csv(text: str, paper: Paper) -> None:
    separator = max(",;\t", key=lambda sign: _headings(text, sign))
    rows = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            rows.append(_row(cells, paper.name, line, f"line {line}"))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise CannotImport("import-too-long", paper.name, most=f"{MOST_ROWS:,}")
    except csv.Error as error:
        if "field larger" in str(error):
            most = f"{csv.field_size_limit():,}"
            raise CannotImport("import-long-cell", paper.name, line=line, most=most) from error
        raise CannotImport("import-quotes", paper.name, line=line) from error
    paper.parts.append(Table(tuple(rows), InPaper(paper.name, 1)))


def _headings(text: str, separator: str) -> int:
    """Count the known headings in the line that has most of them, were this sign the separator."""
    known = [
        sum(recognise(cell.strip('" '), columns) is not None for cell in line.split(separator))
        for line in text.splitlines()[:50]
        if line.count(separator) <= MOST_COLUMNS
        for columns in COLUMNS.values()
    ]
    return max(known, default=0)


def _row(cells: list[str], name: str, line: int, where: str) -> Row:
    if len(cells) > MOST_COLUMNS:
        raise CannotImport("import-too-wide", name, most=MOST_COLUMNS)
    place = InPaper(name, line, 1, where)
    made = []
    wrong = []
    for at, words in enumerate(cells):
        cell = Cell(clean(words), InPaper(name, line, at + 1, f"{where}, column {at + 1}"))
        if sign := unreadable(cell.words.replace("\n", "")):
            wrong.append(problem("import-unseen", cell.place, sign=sign))
        made.append(cell)
    return Row(tuple(made), place, tuple(wrong))


def _read_lines(text: str, paper: Paper) -> None:
    """Take lines with tabs as rows; a line without one within a table is a row of one cell, such as a group's name."""
    lines = text.split("\n")
    if len(lines) > MOST_ROWS:
        raise CannotImport("import-too-long", paper.name, most=f"{MOST_ROWS:,}")
    at = 0
    while at < len(lines):
        if "\t" in lines[at].strip(" \n"):
            end = _table_end(lines, at)
            rows = [
                _row(lines[n].split("\t"), paper.name, n + 1, f"line {n + 1}")
                for n in range(at, end)
                if lines[n].strip()
            ]
            paper.parts.append(Table(tuple(rows), InPaper(paper.name, at + 1, 1, f"line {at + 1}")))
            at = end
        else:
            paper.parts += _block(lines, at, paper.name)
            at += 1


def _table_end(lines: list[str], start: int) -> int:
    """Find where a table ends: blank lines and single lines without a tab may be within it."""
    end = at = start + 1
    bare = 0
    while at < len(lines) and bare <= 1:
        if "\t" in lines[at]:
            end, bare = at + 1, 0
        elif lines[at].strip():
            bare += 1
        at += 1
    return end


def _block(lines: list[str], at: int, name: str) -> Iterator[Block]:
    words = clean(lines[at])
    if not words:
        return
    place = InPaper(name, at + 1, 1, f"line {at + 1}")
    sign = unreadable(words)
    wrong = (problem("import-unseen", place, sign=sign),) if sign else ()
    if match := _HEADING.fullmatch(words):
        yield Block("heading", match[2], place, len(match[1]), wrong=wrong)
    elif match := _NUMBERED.fullmatch(words):
        yield Block("numbered", match[2], place, number=int(match[1]), wrong=wrong)
    elif match := _BULLET.fullmatch(words):
        yield Block("bullet", match[1], place, wrong=wrong)
    elif _like_a_heading(lines, at, words):
        yield Block("heading", words, place, 0, wrong=wrong)
    else:
        yield Block("paragraph", words, place, wrong=wrong)


def _like_a_heading(lines: list[str], at: int, words: str) -> bool:
    """In plain text a heading is a short line that is alone, begins like one and does not end a sentence."""
    alone = all(not lines[n].strip() for n in (at - 1, at + 1) if 0 <= n < len(lines))
    return (
        alone
        and len(words.split()) <= SHORT
        and not words[0].islower()
        and not re.search(r"[.,;:!?]$", words)
    )
