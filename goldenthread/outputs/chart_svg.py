"""Charts worked out to the last point, so that templates only draw them, on a page and in a PDF.

A chart is a sentence that tells the finding, and rows of words, each with a strip beside it. The words and numbers are
text, so letters never shrink and everything is read once; a strip only shows it again, and is not read out.
Places and widths are per cent of a strip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

_GAP = 1.4  # of the ground between two blocks: 4 pixels in a window of 320
_LEAST = 2.6  # of a block, so that 1 of 600 is still seen
_DIGIT = 2.9  # of a number in a block, and of the room beside it: 8 pixels of 280
_MOST_YEARS = 8  # whose names fit side by side


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole, or one end of a move: the kind by which it is drawn, its name for a reader, how many, and its list."""

    kind: str
    label: str
    count: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Something on a strip: a block or a span from `x` on, or a moment, which has no width. `number` is written on it."""

    kind: str
    x: float
    width: float = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A group, a review, a day or a move: its name, its shares or its two ends, and what happened."""

    label: str
    parts: tuple[Part, ...] = ()
    url: str = ""
    text: str = ""
    shapes: tuple[Shape, ...] = ()

    @property
    def total(self) -> int:
        """Count everything."""
        return sum(part.count or 0 for part in self.parts)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole chart: its name within the page, what it tells, its rows, and the times along its strips if it has any."""

    id: str
    title: str
    rows: tuple[Row, ...]
    times: tuple[str, ...] = ()  # side by side, each as wide as another: years or quarters, some blank
    notes: tuple[str, ...] = ()  # what a reader should know beside it, each a sentence


def bars(name: str, title: str, rows: Sequence[Row]) -> Picture:
    """Draw one bar a row. All are to one scale, so a longer bar is a longer list. A share of nothing is left out."""
    most = max((row.total for row in rows), default=0) or 1
    shares = (replace(row, parts=tuple(part for part in row.parts if part.count)) for row in rows)
    return Picture(name, title, tuple(replace(row, shapes=tuple(_blocks(row, most))) for row in shares))


def _blocks(row: Row, most: int) -> Iterator[Shape]:
    widths = [max(100 * (part.count or 0) / most, _LEAST) for part in row.parts]
    if widths:
        widths[widths.index(max(widths))] -= sum(widths) - 100 * row.total / most
    x = 0.0
    for part, width in zip(row.parts, widths, strict=True):
        number = str(part.count)
        room = width - _GAP >= _DIGIT * (len(number) + 1)
        yield Shape(part.kind, round(x, 2), round(max(width, _LEAST) - _GAP, 2), number if room else "")
        x += width


@dataclass(frozen=True, slots=True)
class Span:
    """Something on a time axis: the days it can mean, how they are written, and what happened."""

    first: date
    last: date
    when: str
    what: str


def timeline(name: str, title: str, spans: Sequence[Span]) -> Picture:
    """Draw dated things one under the other along one axis of years; those of one time share a row."""
    axis = _Axis.over(spans)
    rows = []
    for (first, last, when), group in groupby(spans, key=lambda span: (span.first, span.last, span.when)):
        shape = Shape("span", axis.x(first), round(axis.x(last) - axis.x(first), 2))
        rows.append(Row(when, text="; ".join(span.what for span in group), shapes=(shape,)))
    return Picture(name, title, tuple(rows), axis.names())


@dataclass(frozen=True, slots=True)
class Move:
    """A timeline that moved: its words, and its last day at first and now, where both are known."""

    row: Row
    was: date | None
    became: date | None


def moves(name: str, title: str, found: Sequence[Move]) -> Picture:
    """Draw each timeline that moved: a ring where it ended at first, a dot where it ends now."""
    known = [(m.was, m.became) for m in found if m.was and m.became]
    axis = _Axis.over([Span(min(ends), max(ends), "", "") for ends in known])
    rows = []
    for move in found:
        shapes: tuple[Shape, ...] = ()
        if move.was and move.became:
            was, became = axis.x(move.was), axis.x(move.became)
            line = Shape("move", min(was, became), round(abs(became - was), 2))
            shapes = (line, Shape("was", was), Shape("now", became))
        rows.append(replace(move.row, shapes=shapes))
    return Picture(name, title, tuple(rows), axis.names() if known else ())


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole years side by side, each as wide as another."""

    first: int
    last: int

    @classmethod
    def over(cls, spans: Iterable[Span]) -> _Axis:
        days = [day for span in spans for day in (span.first, span.last)]
        return cls(min(days, default=date.min).year, max(days, default=date.min).year)

    def x(self, day: date) -> float:
        """Return the place of a day, from 0 to less than 100."""
        year = day.year - self.first + (day.timetuple().tm_yday - 1) / 366
        return round(100 * year / (self.last + 1 - self.first), 2)

    def names(self) -> tuple[str, ...]:
        """Return the years' names, blank for those between where there is no room for all; of one year its quarters."""
        if self.first == self.last:
            return tuple(f"{month} {self.first}" for month in ("Jan", "Apr", "Jul", "Oct"))
        years = range(self.first, self.last + 1)
        every = -(-len(years) // _MOST_YEARS)
        return tuple(str(year) if place % every == 0 else "" for place, year in enumerate(years))
