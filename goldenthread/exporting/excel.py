"""An Excel workbook for those who fill in progress: what may not change is locked, lists are offered, help is shown."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from goldenthread.exporting.rows import Head, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

MOST_IN_LIST = 255  # letters that Excel takes for the words of one drop-down
_WIDTHS = {"number": 6, "recommendation": 48, "response": 48, "response_summary": 40, "text": 60, "summary": 48,
           "updates.note": 48, "updates.evidence": 32, "lead": 26, "group": 22, "theme": 26}  # fmt: skip
_USUAL = 16
_HELP, _HELP_TITLE = 255, 32  # letters that Excel takes for the help beside a cell


def as_excel(sheet: Sheet) -> bytes:
    """Make the workbook: one sheet, its first row the headings."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    table = book.worksheets[0]
    table.title = "Table"
    book.properties.title, book.properties.language = sheet.title, "en-GB"
    for row in ([head.column.heading for head in sheet.heads], *sheet.rows):
        table.append(["" for _ in row])
        for cell, words in zip(table[table.max_row], row, strict=True):
            if words:
                cell.value, cell.data_type = words, "s"  # a text, whatever sign it begins with
    for place, head in enumerate(sheet.heads, start=1):
        letter = get_column_letter(place)
        table.column_dimensions[letter].width = _WIDTHS.get(head.column.field, _USUAL)
        table.add_data_validation(rule := _rule(head))
        rule.add(f"{letter}2:{letter}{max(table.max_row, 2)}")
    _look(table, sheet)
    _lock(table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rule(head: Head) -> DataValidation:
    """Offer the words that a column takes, and say what belongs there when a cell is chosen."""
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(head.words)
    listed = bool(words) and len(words) <= MOST_IN_LIST and not any("," in word for word in head.words)
    rule = DataValidation(type="list" if listed else None, formula1=f'"{words}"' if listed else None)
    rule.promptTitle, rule.prompt = head.column.heading[:_HELP_TITLE], head.help[:_HELP]
    rule.errorTitle, rule.error = "Not on the list", f"Choose one of: {words}."[:_HELP]
    rule.showInputMessage = rule.showErrorMessage = rule.allow_blank = True
    return rule


def _look(table: Worksheet, sheet: Sheet) -> None:
    """Set what eyes and printers need: headings that stay, lines that wrap, what is locked in grey."""
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.worksheet.properties import PageSetupProperties

    grey = PatternFill("solid", fgColor="FFEEEEEE")
    for row in table.iter_rows():
        for cell, head in zip(row, sheet.heads, strict=True):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
            cell.quotePrefix = True
            cell.protection = Protection(locked=cell.row == 1 or head.is_locked)
            if cell.row == 1:
                cell.font = Font(bold=True)
            if cell.row == 1 or head.is_locked:
                cell.fill = grey
    table.freeze_panes = "B2"
    table.auto_filter.ref = table.dimensions
    table.print_title_rows = "1:1"
    table.page_setup.orientation, table.page_setup.paperSize = "landscape", table.PAPERSIZE_A3
    table.page_setup.fitToWidth, table.page_setup.fitToHeight = 1, 0
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lock(table: Worksheet) -> None:
    """Keep numbers and recommendations as they are; without a password, for it is a guard-rail and no secret."""
    table.protection.sheet = True
    table.protection.formatColumns = table.protection.formatRows = False
    table.protection.sort = table.protection.autoFilter = False
