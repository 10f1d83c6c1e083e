"""From tables to rows by column: headings recognised, page breaks joined, groups found; what has no place is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.common.inflection import joined as joined_in_words
from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import joined, one_line
from goldenthread.importing.columns import COLUMNS, Column, nearest, recognise
from goldenthread.importing.document import Cell, InPaper, Paper, Row, Table
from goldenthread.messages import problem
from goldenthread.model.base import PRINTED_NUMBER, Number

_LABEL = r"(?:(?:rec(?:ommendation)?|action|no)\b\.?\s*)?"  # no part of the number that follows
_WHOLE = re.compile(rf"{_LABEL}([1-9]\d{{0,5}})[.):]?", re.IGNORECASE)
_NUMBER = re.compile(rf"{_LABEL}(?=.*\d)({PRINTED_NUMBER})[.:]?", re.IGNORECASE)
ONE_LINE = ("lead", "timeline")  # columns that never hold paragraphs


@dataclass(slots=True)
class Entry:
    """One numbered row, with what a page break put on further rows: the words by field, and what is wrong with it."""

    number: Number
    cells: dict[str, Cell]
    group: str
    place: InPaper
    wrong: list[Problem] = field(default_factory=list)

    @property
    def blank(self) -> frozenset[str]:
        """The columns in which the row says nothing."""
        return frozenset(name for name, cell in self.cells.items() if not cell.words)

    def words(self, name: str) -> str:
        """Return the words of a column; nothing when it is blank or not there."""
        return self.cells[name].words if name in self.cells else ""


@dataclass(slots=True)
class Reading:
    """What the tables of a paper gave: rows, lines to tell the reader, and problems."""

    columns: dict[int, Column] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)  # of the columns, as printed, by field
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)  # of a table without a head: the fields that it needs
    unknown: dict[str, str] = field(
        default_factory=dict
    )  # headings that were not read, each with the nearest field

    @property
    def fields(self) -> set[str]:
        """The fields that the table has a column for."""
        return {column.field for column in self.columns.values()}


def read_tables(
    tables: Sequence[Table], columns: tuple[Column, ...], main: str, chosen: Mapping[str, str]
) -> Reading:
    """Read every table whose headings are known; `main` is the field that it must have beside the number.

    `chosen` is what a person says about headings: the field that each means, by the bare heading.
    """
    reader = _Reader(columns, main, chosen)
    for table in tables:
        reader.table(table)
    reading = reader.reading
    if reader.heads > 1:
        reading.said.append(f"The headings are there {reader.heads} times. Only the first time was used.")
    if reader.breaks:
        numbers = ", ".join(map(str, dict.fromkeys(reader.breaks)))
        reading.said.append(f"Joined again after a page break had cut them: {numbers}.")
    return reading


class _Reader:
    """Goes from row to row and remembers under which heads, and in which group, a row is."""

    def __init__(self, columns: tuple[Column, ...], main: str, chosen: Mapping[str, str]) -> None:
        self.known, self.main, self.chosen = columns, main, chosen
        self.reading = Reading()
        self.width = self.heads = 0
        self.group = ""
        self.breaks: list[Number] = []
        self.last: Entry | None = None
        self.place_of_number = 0

    def table(self, table: Table) -> None:
        """Take one table, or the part of one that follows a page break."""
        head = next((at for at, row in enumerate(table.rows) if self._is_head(row)), None)
        goes_on = bool(table.rows) and self.width == len(table.rows[0].cells)
        if head is None and not goes_on:
            self._say("import-table-unknown", table.place, first=_start(table))
            self._without_head(table)
            return
        for at, row in enumerate(table.rows):
            if head is not None and at < head and not goes_on:
                self._above(row)
            elif self._is_head(row):
                self._head(row)
            elif row.filled or row.wrong:
                self._row(row)

    def _above(self, row: Row) -> None:
        """Pass over a row above the headings; words alone in it, such as a merged banner, are the table's title."""
        if len(row.filled) == 1:
            self.reading.said.append(
                f"“{_short(row)}” is above the headings, so it was read as the table’s title."
            )
        elif row.filled:
            self._say("import-not-placed", row.place, words=_short(row))

    def _without_head(self, table: Table) -> None:
        """Remember the headings of a table that lacks a column: those of the row that has most columns we know."""
        heads = [
            row for row in table.rows if len(row.filled) > 1 and not number_in(row.cells[row.filled[0]].words)
        ]
        if row := max(heads, key=lambda one: len(self._columns(one)), default=None):
            known = self._columns(row)
            headings = [one_line(row.cells[at].words) for at in row.filled if at not in known]
            self.reading.unknown |= {heading: nearest(heading, self.known) for heading in headings}
            self.reading.missing = {"number", self.main} - {column.field for column in known.values()}

    def _is_head(self, row: Row) -> bool:
        """Whether a row holds headings. One with a number in the column of numbers does not, whatever its words."""
        if self.heads and number_in(self._number_of(row)):
            return False
        return {"number", self.main} <= {column.field for column in self._columns(row).values()}

    def _columns(self, row: Row) -> dict[int, Column]:
        """Find the columns that the cells of a row head, by place."""
        named = {at: recognise(row.cells[at].words, self.known, self.chosen) for at in row.filled}
        return {at: column for at, column in named.items() if column}

    def _head(self, row: Row) -> None:
        self.heads += 1
        found = self._columns(row)
        self.reading.problems += row.wrong
        if [c.field for c in found.values()] != [c.field for c in self.reading.columns.values()]:
            self._tell(row, found)
        self.reading.columns, self.width = found, len(row.cells)
        self.reading.headings |= {column.field: one_line(row.cells[at].words) for at, column in found.items()}
        self.place_of_number = next(at for at, column in found.items() if column.field == "number")

    def _tell(self, row: Row, found: dict[int, Column]) -> None:
        fields = [column.field for column in found.values()]
        for at in row.filled:
            heading = one_line(row.cells[at].words)
            if at not in found and any(recognise(heading, columns) for columns in COLUMNS.values()):
                self.reading.said.append(
                    f"“{heading}” belongs to another kind of record, so it was not used."
                )
            elif at not in found:
                self._unknown(heading, row.cells[at].place)
            elif fields.count(found[at].field) > 1:
                words = {"heading": heading, "field": named(found[at].field)}
                self._say("import-column-twice", row.cells[at].place, **words)
            else:
                self.reading.said.append(f"“{heading}” read as {named(found[at].field)}.")

    def _unknown(self, heading: str, place: InPaper) -> None:
        field = nearest(heading, self.known)
        self.reading.unknown[heading] = field
        self._say("import-column-unknown", place, heading=heading, field=field or self.main)

    def _row(self, row: Row) -> None:
        number = self._number_of(row)
        printed = number_in(number)
        is_alone = len(row.filled) == 1 and not _WHOLE.fullmatch(one_line(number))
        if (is_alone or not printed) and row.filled and self._is_group(row):
            self.group = one_line(row.cells[row.filled[0]].words)
            self.reading.groups += [] if self.group in self.reading.groups else [self.group]
            self.reading.problems += row.wrong
        elif printed:
            self.last = self._entry(row, printed)
            self.reading.entries.append(self.last)
        elif number:
            self.last = None
            self._refuse(row, problem("import-odd-number", row.place, value=one_line(number)))
        elif self.last is None:
            self._refuse(row, problem("import-no-number", row.place, words=_short(row)))
        else:
            self._go_on(row, self.last)

    def _number_of(self, row: Row) -> str:
        return row.cells[self.place_of_number].words if self.place_of_number < len(row.cells) else ""

    def _is_group(self, row: Row) -> bool:
        """A group's name is alone in its row: across it, or in its first cell or that of the number."""
        alone = row.filled[0] in (0, self.place_of_number) and len(row.filled) == 1
        return alone and (row.spans or len(row.cells[row.filled[0]].words) <= 120)

    def _entry(self, row: Row, number: Number) -> Entry:
        cells = {
            column.field: row.cells[at] for at, column in self.reading.columns.items() if at < len(row.cells)
        }
        entry = Entry(number, cells, self.group, row.place, list(row.wrong))
        for at in row.filled:
            if at >= self.width:
                entry.wrong.append(problem("import-too-many-cells", row.cells[at].place, words=_short(row)))
        return entry

    def _go_on(self, row: Row, entry: Entry) -> None:
        """Join a row without a number to the one before, as after a page break; not when it is a row of its own."""
        more = self._entry(row, entry.number)
        entry.wrong += more.wrong
        if more.words("timeline") and entry.words("timeline"):
            entry.wrong.append(problem("import-row-of-its-own", row.place, number=entry.number))
            return
        for name, cell in more.cells.items():
            if cell.words:
                first = entry.cells[name] if name in entry.cells else Cell("", cell.place)
                words = (
                    f"{first.words} {cell.words}".strip()
                    if name in ONE_LINE
                    else joined(first.words, cell.words)
                )
                entry.cells[name] = Cell(words, first.place)
        self.breaks.append(entry.number)

    def _refuse(self, row: Row, *wrong: Problem) -> None:
        self.reading.lost += [*row.wrong, *wrong]

    def _say(self, code: str, place: InPaper, **words: Any) -> None:
        self.reading.problems.append(problem(code, place, **words))


def without_column(reading: Reading, paper: Paper, kind: str) -> Problem:
    """Return what is wrong where no table has the columns that it needs, with the headings that it has."""
    headings = list(reading.unknown)
    fields = sorted(reading.missing) or ["number", {"action-plan": "response", "review": "text"}[kind]]
    field = fields[-1]
    likely = next((heading for heading, near in reading.unknown.items() if near == field), None)
    words: dict[str, Any] = {
        "needed": " and ".join(named(one) for one in fields),
        "found": f" It has {joined_in_words([f'“{one}”' for one in headings])}." if headings else "",
        "heading": likely or next(iter(headings), "Our response"),
        "field": field,
    }
    return problem("import-no-table", paper.place, **words)


def named(field: str) -> str:
    """Name a field as a person does: “updates.date” is “date of the update”."""
    owner, _, name = field.rpartition(".")
    plain = (name or field).replace("_", " ")
    return {"updates": f"{plain} of the update", "source": f"{plain} of the source"}.get(owner, plain)


def _start(table: Table) -> str:
    return next((_short(row) for row in table.rows if row.filled), "")


def _short(row: Row) -> str:
    words = one_line(" | ".join(row.cells[at].words for at in row.filled))
    return words if len(words) <= 60 else words[:59] + "…"


def number_in(cell: str) -> Number | None:
    """Return the number that a cell prints, without a word such as “Action” before it or a full stop after it."""
    words = one_line(cell)
    match = _WHOLE.fullmatch(words) or _NUMBER.fullmatch(words)
    return Number(match[1]) if match else None


def numbers_given_twice(entries: list[Entry]) -> Iterator[tuple[Entry, Problem]]:
    """Find rows with a number that an earlier one has."""
    seen: dict[Number, Entry] = {}
    for entry in entries:
        if entry.number in seen:
            earlier = seen[entry.number].place
            yield (
                entry,
                problem("import-number-twice", entry.place, number=entry.number, earlier=earlier.words),
            )
        seen.setdefault(entry.number, entry)
