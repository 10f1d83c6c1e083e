"""The same invented plan as Word, Excel, CSV and pasted text; and parts of hostile files."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

HEAD = ("Ref", "Recommendation", "Council response", "Timescale", "Lead officer")
TWO = "The quarter one report goes out.\n\nAll budget holders have it by autumn."
ROWS: tuple[tuple[str, ...], ...] = (
    ("Leadership",),
    ("1.", "Share one picture of the first quarter with every budget holder", TWO, "November 2031", "Senior Team (ST)"),
    ("Reporting",),
    ("2.", "Join finance and performance reports.", "See 1", "Ongoing", "Cabinet"),
    ("3.", "Train managers every year.", "", "", ""),
)  # fmt: skip
# As it comes out of a PDF: cut by a page break, headed twice, with marks of paragraphs, and tabs lost at line ends.
PASTED = """Appendix 1

Finance action plan

Ref\tRecommendation\tCouncil response\tTimescale\tLead officer
Leadership
1.\tShare one picture of the\t<p>The quarter one report goes out.</p>\tNovember 2031\tSenior Team

\tfirst quarter with every budget holder\t<p>All budget holders have it by autumn.</p>\t\t(ST)
Ref\tRecommendation\tCouncil response\tTimescale\tLead officer
Reporting\t\t\t\t
2.\tJoin finance and performance reports.\tSee\N{NO-BREAK SPACE}1\tOngoing\tCabinet
3.\tTrain managers every year.
"""


def word(path: Path, rows: Sequence[Sequence[str]] = ROWS, head: Sequence[str] = HEAD) -> Path:
    from docx import Document

    document = Document()
    document.add_heading("Finance action plan", 1)
    table = document.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, words in zip(cells, row, strict=True):
            first, *rest = words.split("\n\n")
            cell.text = first
            for paragraph in rest:
                cell.add_paragraph(paragraph)
    document.save(str(path))
    return path


def excel(
    path: Path, rows: Sequence[Sequence[Any]] = ROWS, change: Callable[[Any, Any], None] | None = None
) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(list(row))
        if len(row) == 1:
            sheet.merge_cells(
                start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(HEAD)
            )
    if change:
        change(book, sheet)
    book.save(path)
    return path


def as_csv(path: Path, rows: Sequence[Sequence[str]] = ROWS, separator: str = ",") -> Path:
    text = StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(HEAD)
    writer.writerows([*row, *[""] * (len(HEAD) - len(row))] for row in rows)
    path.write_text(text.getvalue(), "utf-8", newline="")
    return path


def pasted(path: Path, text: str = PASTED) -> Path:
    path.write_text(text, "utf-8")
    return path


def package(path: Path, **parts: bytes) -> Path:
    """Make a package like Word's, with parts added; `__` in a name stands for `/`, `_dot_` for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"<document/>")
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path
