"""Excel workbooks: the cells that a reader sees, as they are shown; formulas, merges and what is hidden are reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from goldenthread.common.dates import MONTHS, in_words
from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import clean, one_line, unreadable
from goldenthread.importing.document import (
    MOST_COLUMNS,
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
_AS_TYPED = ("General", "@", "0", "0.0", "0.00", "#,##0")


def read_excel(raw: bytes, name: str) -> Paper:
    """Read each sheet that is shown as one table; sheets that are hidden are not read, and that is reported."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(raw), keep_links=False, rich_text=False)
    except Exception as error:  # openpyxl raises whatever its parts raise on a file that no Excel wrote
        raise CannotImport("import-damaged", name) from error
    paper = Paper(name)
    for sheet in book.worksheets:
        place = InPaper(name, 1, 1, f"sheet “{sheet.title}”")
        if sheet.sheet_state != "visible":
            paper.notes.append(problem("import-hidden-sheet", place, sheet=sheet.title))
        elif sheet.max_row > MOST_ROWS:
            raise CannotImport("import-too-long", name, most=f"{MOST_ROWS:,}")
        elif sheet.max_column > MOST_COLUMNS:
            raise CannotImport("import-too-wide", name, most=MOST_COLUMNS)
        else:
            paper.parts.append(Table(tuple(_Sheet(sheet, paper).rows()), place))
    tell_marks(paper, (words for sheet in book.worksheets for words in _margins(sheet)))
    return paper


def _margins(sheet: Any) -> Iterator[str]:
    """Yield what is printed at the head and foot of a sheet's pages."""
    for page in ("odd", "even", "first"):
        for margin in (getattr(sheet, f"{page}Header"), getattr(sheet, f"{page}Footer")):
            yield from (part.text or "" for part in (margin.left, margin.center, margin.right))


class _Sheet:
    """One sheet: where cells are merged, and what is hidden."""

    def __init__(self, sheet: Any, paper: Paper) -> None:
        self.sheet, self.paper = sheet, paper
        self.hidden = self._hidden_columns()
        self.tall = {  # rows in which a merged cell covers several rows
            row
            for ranged in sheet.merged_cells.ranges
            if ranged.max_row > ranged.min_row
            for row in range(ranged.min_row, ranged.max_row + 1)
        }
        self.merged = {
            at: ranged for ranged in sheet.merged_cells.ranges for at in ((r, c) for r, c in _inside(ranged))
        }

    def _hidden_columns(self) -> frozenset[int]:
        hidden: set[int] = set()
        for dimension in self.sheet.column_dimensions.values():
            if dimension.hidden or dimension.width == 0:
                hidden |= set(range(dimension.min, min(dimension.max, self.sheet.max_column) + 1))
        for column in sorted(hidden):
            cells = [
                cell
                for (cell,) in self.sheet.iter_rows(min_col=column, max_col=column)
                if cell.value is not None
            ]
            if cells:
                place = self._place(1, column, f"column {cells[0].column_letter}")
                self.paper.notes.append(problem("import-hidden-column", place, count=len(cells)))
        return frozenset(hidden)

    def _place(self, row: int, column: int, words: str) -> InPaper:
        return InPaper(self.paper.name, row, column, f"sheet “{self.sheet.title}”, {words}")

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold something."""
        for cells in self.sheet.iter_rows():
            shown = [cell for cell in cells if cell.column not in self.hidden]
            if any(cell.value is not None for cell in shown):
                yield self._row(shown)

    def _row(self, cells: list[Any]) -> Row:
        number = cells[0].row
        place = self._place(number, 1, f"row {number}")
        wrong: list[Problem] = []
        dimension = self.sheet.row_dimensions[number]
        if dimension.hidden or dimension.height == 0:
            wrong.append(problem("import-hidden-row", place))
        read = []
        for cell in cells:
            at = self._place(number, cell.column, f"cell {cell.coordinate}")
            words, trouble = _words(cell, at)
            if cell.comment:
                author, said = cell.comment.author or "Somebody", one_line(cell.comment.text)[:120]
                self.paper.notes.append(problem("import-comment", at, author=author, said=said))
            wrong += trouble
            read.append(Cell(words, at))
        spans, across = self._spans(number, [cell for cell in read if cell.words])
        wrong += [problem("import-merged-cells", cell.place) for cell in across]
        wrong += self._merged_down(number, place)
        return Row(tuple(read), place, tuple(wrong), spans)

    def _spans(self, row: int, filled: list[Cell]) -> tuple[bool, list[Cell]]:
        """Return whether one merged cell takes up the row, as a group's name does; other cells merged across are unclear."""
        wide = [
            cell
            for cell in filled
            if (r := self.merged.get((row, cell.place.column))) and r.max_col > r.min_col
        ]
        return (True, []) if len(filled) == 1 and wide else (False, wide)

    def _merged_down(self, row: int, place: InPaper) -> list[Problem]:
        return [problem("import-merged-rows", place)] if row in self.tall else []


def _inside(ranged: Any) -> Iterator[tuple[int, int]]:
    for row in range(ranged.min_row, ranged.max_row + 1):
        for column in range(ranged.min_col, ranged.max_col + 1):
            yield row, column


def _words(cell: Any, place: InPaper) -> tuple[str, list[Problem]]:
    """Return a cell's words as the sheet shows them, or why they cannot be known."""
    value = cell.value
    if value is None:
        return "", []
    if cell.data_type == "f":
        return "", [problem("import-formula", place)]
    if cell.data_type == "e":
        return "", [problem("import-cell-error", place, value=value)]
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format), []
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "", [problem("import-odd-cell", place, value=value)]
    if isinstance(value, int | float):
        plain = f"{value:.15g}" if isinstance(value, float) else str(value)
        return (
            (plain, [])
            if cell.number_format in _AS_TYPED
            else ("", [problem("import-odd-cell", place, value=plain)])
        )
    words = clean(value)
    sign = unreadable(words.replace("\n", ""))
    hidden = (
        "hidden" if cell.number_format == ";;;" else "struck out" if cell.font and cell.font.strike else ""
    )
    wrong = [problem("import-unseen", place, sign=sign)] if sign else []
    return words, [*wrong, problem("import-doubtful-words", place, how=hidden)] if hidden else wrong


def _day(value: datetime | date, form: str) -> str:
    """Return a date as the sheet shows it: by its day, or by its month alone."""
    day = value.date() if isinstance(value, datetime) else value
    return in_words(day) if "d" in form.lower() else f"{MONTHS[day.month - 1]} {day.year}"
