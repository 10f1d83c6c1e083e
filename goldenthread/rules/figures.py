"""Rules about figures: totals add up, and each figure is the same everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from goldenthread.common.amounts import Amount, parse_amount
from goldenthread.common.dates import parse_when
from goldenthread.model import NOT_HELD
from goldenthread.model.common import Measure
from goldenthread.model.kinds import PLANS
from goldenthread.model.plan import Table, TableRow
from goldenthread.read import Content
from goldenthread.read.passages import Spot, parts
from goldenthread.rules.finding import Finding


def tables(content: Content) -> Iterator[tuple[Spot, Table]]:
    """Yield every table of figures with its place."""
    for stem, plan in content.plans.items():
        for place, table in enumerate(plan.tables):
            yield Spot(PLANS.file(stem), ("tables", place)), table


def rows_fill_their_columns(content: Content) -> Iterator[Finding]:
    """A row of a table has one cell for each column."""
    for spot, table in tables(content):
        for place, row in enumerate(table.rows):
            if not _fills(row, table):
                words = {"row": row.name, "cells": len(row.cells), "columns": len(table.columns)}
                yield Finding("cells-and-columns", _row(spot, place), words)


def totals_are_sums(content: Content) -> Iterator[Finding]:
    """A printed total is the sum of the figures above it; a grand total is the sum of the totals."""
    for spot, table in tables(content):
        if not all(_fills(row, table) for row in table.rows):
            continue
        for place, row in enumerate(table.rows):
            if row.kind == "total":
                yield from _total(spot, table, place)
            elif row.kind == "grand total":
                yield from _grand_total(spot, table, place)


def _total(spot: Spot, table: Table, place: int) -> Iterator[Finding]:
    parts = [row for row in table.rows[:place] if row.kind is None]
    for at, (cell, columns) in enumerate(_cells(table.rows[place])):
        printed = parse_amount(cell)
        if printed is not None and len(columns) == 1:
            name, expected = table.columns[columns[0]], _sum(parts, columns[0])
            yield from _compare(_cell(spot, place, at), name, printed, expected)


def _grand_total(spot: Spot, table: Table, place: int) -> Iterator[Finding]:
    """A cell under several columns is their sum; another leaves out the first, the plan that the others are measured by."""
    total = next((row for row in table.rows[:place] if row.kind == "total"), None)
    cells = enumerate(_cells(table.rows[place]))
    printed = [(at, columns, amount) for at, (cell, columns) in cells if (amount := parse_amount(cell))]
    if total is not None and printed:
        at, columns, amount = printed[-1]
        added = columns if len(columns) > 1 else range(1, len(table.columns))
        expected = sum((_sum([total], column) for column in added), Decimal(0))
        yield from _compare(_cell(spot, place, at), table.rows[place].name, amount, expected)


def _compare(spot: Spot, column: str, printed: Amount, expected: Decimal) -> Iterator[Finding]:
    if printed.value != expected:
        words = {"column": column, "printed": f"{printed.value:,f}", "sum": f"{expected:,f}"}
        yield Finding("total-is-not-the-sum", spot, words)


def _sum(rows: list[TableRow], column: int) -> Decimal:
    cells = (cell for row in rows for cell, columns in _cells(row) if columns == range(column, column + 1))
    return sum((amount.value for amount in map(parse_amount, cells) if amount), Decimal(0))


def _fills(row: TableRow, table: Table) -> bool:
    """Whether the cells of a row are under all columns of its table."""
    spans = row.spans or (1,) * len(row.cells)
    return len(spans) == len(row.cells) and sum(spans) == len(table.columns)


def _cells(row: TableRow) -> Iterator[tuple[str, range]]:
    """Yield the cells of a row, each with the columns that it is under, counted from 0."""
    column = 0
    for cell, span in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
        yield cell, range(column, column + span)
        column += span


def _row(spot: Spot, place: int) -> Spot:
    return Spot(spot.file, (*spot.loc, "rows", place))


def _cell(spot: Spot, place: int, column: int) -> Spot:
    return Spot(spot.file, (*spot.loc, "rows", place, "cells", column))


def cells_are_there(content: Content) -> Iterator[Finding]:
    """A measure has a value, a reference to a table cell that exists, or a baseline or target; never value and cell."""
    for spot, measure in measures(content):
        planned = measure.cell is None and (measure.baseline or measure.target)
        if (measure.value is None) == (measure.cell is None) and not planned:
            yield Finding("value-or-cell", spot, {"what": measure.what})
        elif measure.cell is not None and _from_cell(content, measure.cell) is None:
            yield Finding("no-such-cell", Spot(spot.file, (*spot.loc, "cell")), {"cell": measure.cell})


def one_figure_is_stated_in_one_way(content: Content) -> Iterator[Finding]:
    """A figure for one date or period is the same everywhere, and is not given for another date as well."""
    by_name: dict[str, list[tuple[Spot, Measure]]] = defaultdict(list)
    for spot, measure in measures(content):
        by_name[measure.what].append((spot, measure))
    for statements in by_name.values():
        for (spot, one), (other_spot, other) in combinations(statements, 2):
            first, second = printed(content, one), printed(content, other)
            if (
                not first
                or not second
                or _is_explained(content, spot, one)
                or _is_explained(content, other_spot, other)
            ):
                continue  # a missing cell has been reported
            if _same_time(one, other):
                if not _agree(first, second):
                    stated = {"what": one.what, "name": one.name, "one": first, "other": second}
                    yield Finding("figures-differ", spot, stated, also=(other_spot,))
            elif _same_value(first, second) and _times(one.period) != _times(other.period):
                times = {"what": one.what, "name": one.name, "one": one.period, "other": other.period}
                yield Finding("periods-differ", spot, times, also=(other_spot,))


def _is_explained(content: Content, spot: Spot, measure: Measure) -> bool:
    """Whether a person has said why a figure differs: with it, or in an editor’s note on it or its section."""
    record = dict(content.published())[spot.file]
    about = {note.about for note in record.editor_notes}
    return measure.differs is not None or bool(
        about & {measure.what, measure.section or measure.what, "measures"}
    )


def _same_value(one: str, other: str) -> bool:
    first, second = parse_amount(one), parse_amount(other)
    return one == other if first is None or second is None else first.value == second.value


def _same_time(one: Measure, other: Measure) -> bool:
    """Whether two statements speak of one time; where one is silent they may."""
    pairs = ((one.period, other.period), (one.as_at, other.as_at))
    return all(not a or not b or _times(a) == _times(b) for a, b in pairs)


def _times(text: str | None) -> object:
    """Return the days that a time means, so that `2021/22` and `2021-22` are one; the words when it is none."""
    when = parse_when(text) if text else None
    return (when.first, when.last) if when else text


def _agree(one: str, other: str) -> bool:
    first, second = parse_amount(one), parse_amount(other)
    return one == other if first is None or second is None else first.agrees_with(second)


def measures(content: Content) -> Iterator[tuple[Spot, Measure]]:
    """Yield every measure with its place."""
    for file, _ in content.published():
        for loc, part in parts(content, file):
            if isinstance(part, Measure):
                yield Spot(file, loc), part


def printed(content: Content, measure: Measure) -> str:
    """Return a measure's figure as printed, from its cell when it is in a table."""
    return measure.value or _from_cell(content, measure.cell or "") or ""


def figures_in_cells(content: Content) -> dict[str, str]:
    """Return the figures that measures take from a table, as printed there, by the way to their cell."""
    return {m.cell: printed(content, m) or NOT_HELD for _, m in measures(content) if m.cell}


def _from_cell(content: Content, cell: str) -> str | None:
    """Look up `plan / table / row / column`; a cell under several columns has the names of all, with “and”."""
    names = [name.strip() for name in cell.split(" / ")]
    if len(names) != 4:
        return None
    plan, table_id, row_name, column = names
    table = (
        next((t for t in content.plans[plan].tables if t.id == table_id), None)
        if plan in content.plans
        else None
    )
    row = next((r for r in table.rows if r.name == row_name), None) if table else None
    if table is None or row is None or not _fills(row, table):
        return None
    names_of = {" and ".join(table.columns[place] for place in under): cell for cell, under in _cells(row)}
    return names_of.get(column)
