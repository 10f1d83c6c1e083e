"""A Word document with one table, for those who would rather write there; its headings repeat on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goldenthread.exporting.rows import Head, Sheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_PAGE, _MARGIN = (42.0, 29.7), 1.5  # centimetres: A3, lying


def as_word(sheet: Sheet) -> bytes:
    """Make the document: title, a line on how to use it, the table. Columns that nobody has used are left out."""
    from docx import Document
    from docx.shared import Pt

    used = [
        place
        for place, head in enumerate(sheet.heads)
        if head.column.needed or head.column.to_fill or any(row[place] for row in sheet.rows)
    ]
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    document.core_properties.title, document.core_properties.language = sheet.title, "en-GB"
    document.core_properties.author = document.core_properties.comments = ""
    _lie_down(document)
    document.add_heading(sheet.title, level=1)
    document.add_paragraph(
        "Change words within the cells only. Headings and numbers say where each row belongs."
    )
    heads = [sheet.heads[place] for place in used]
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    for row in ([head.column.heading for head in sheet.heads], *sheet.rows):
        _fill(table, [row[place] for place in used])
    _make_clear(table, sheet)
    _set_widths(table, heads)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lie_down(document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)


def _fill(table: Table, words: Sequence[str]) -> None:
    """Add a row; an empty line in a cell begins a paragraph."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, words, strict=True):
        first, *rest = text.split("\n\n")
        cell.paragraphs[0].text = first
        for paragraph in rest:
            cell.add_paragraph(paragraph)


def _make_clear(table: Table, sheet: Sheet) -> None:
    """Mark the headings as such, for eyes and screen readers, and keep rows whole."""
    from docx.oxml.ns import qn

    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    for place, row in enumerate(table.rows):
        _mark(row._tr.get_or_add_trPr(), "w:tblHeader" if place == 0 else "w:cantSplit")  # noqa: SLF001 - not in python-docx
    properties = table._tbl.tblPr  # noqa: SLF001 - not in python-docx
    _mark(properties, "w:tblCaption", sheet.title)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "0")


def _mark(properties: Any, name: str, value: str = "true") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), value)
    properties.append(mark)


def _set_widths(table: Table, heads: Sequence[Head]) -> None:
    """Make columns wide where the text is long, so that no cell becomes a narrow tower of words."""
    from docx.shared import Cm

    shares = [0.4 if head.column.needed else 2.4 if head.is_wide else 1.0 for head in heads]
    unit = (_PAGE[0] - 2 * _MARGIN) / sum(shares)
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        for cell in column.cells:
            cell.width = Cm(share * unit)
