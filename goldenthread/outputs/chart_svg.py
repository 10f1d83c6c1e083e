"""Pictures worked out to the last point, so that templates only draw them, on a page and in a PDF.

Every picture has a title and a description, differs by patterns and words as well as colour, and is beside the table
of its numbers. Lengths are in the picture's own units: 320 of them are its width, and letters are 13 high.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import wrap

WIDTH = 320
_LETTERS = 46  # that fit in one line of a label
_LINE, _BAR, _GAP = 17, 18, 14


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole: the kind by which it is drawn, its name for a reader, and how many."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A whole with its shares: a theme, a review or a day. `short` is its label where there is little room."""

    label: str
    parts: tuple[Part, ...]
    url: str = ""
    short: str = ""

    @property
    def total(self) -> int:
        """Count everything."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a bar. `words` is its number, where there is room for it."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a point; `anchor` says which end of them is there."""

    words: str
    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment or a span on an axis: from `x` to `to`, which is the same for a moment."""

    kind: str
    x: float
    to: float
    y: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: its name within the page, what it shows in a sentence and in full, and what to draw."""

    id: str
    title: str
    description: str
    height: float
    blocks: tuple[Block, ...] = ()
    texts: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()
    lines: tuple[Mark, ...] = ()  # the axis and its ticks
    legend: tuple[Part, ...] = ()
    rows: tuple[Row, ...] = ()  # what the table beside it says: of each row the kinds that the legend names
    width: int = WIDTH
    notes: tuple[str, ...] = ()  # what a reader should know beside it, each a sentence


def bars(name: str, title: str, rows: Sequence[Row]) -> Picture:
    """Draw one bar a row. All are to one scale, so a longer bar is a longer list."""
    most = max((row.total for row in rows), default=0) or 1
    blocks: list[Block] = []
    texts: list[Text] = []
    y = 0.0
    for row in rows:
        for line in wrap(row.label, _LETTERS)[:3]:
            y += _LINE
            texts.append(Text(line, 0, round(y - 4, 1)))
        x = 0.0
        for part in row.parts:
            width = (WIDTH - 32) * part.count / most
            words = str(part.count) if width >= 9 * len(str(part.count)) + 6 else ""
            if part.count:
                blocks.append(Block(part.kind, round(x, 1), y, round(width, 1), _BAR, words))
            x += width
        texts.append(Text(str(row.total), round(x + 5, 1), y + 14))
        y += _BAR + _GAP
    told = "; ".join(f"{row.label}: {_told(row)}" for row in rows)
    legend = _legend(rows)
    return Picture(
        name, title, f"{told}.", y, tuple(blocks), tuple(texts), legend=legend, rows=_drawn(rows, legend)
    )


def columns(name: str, title: str, rows: Sequence[Row]) -> Picture:
    """Draw one column a row, in the order of time. A list that has grown has a taller column."""
    most = max((row.total for row in rows), default=0) or 1
    height, foot = 150, 22
    step = WIDTH / max(len(rows), 1)
    wide = min(step * 0.72, 40)
    every = max(1, -(-len(rows) * 78 // WIDTH))  # a label needs about 78 units
    blocks: list[Block] = []
    texts: list[Text] = []
    for place, row in enumerate(rows):
        x, y = place * step + (step - wide) / 2, float(height)
        for part in row.parts:
            tall = (height - 20) * part.count / most
            y -= tall
            if part.count:
                words = str(part.count) if tall >= 14 and wide >= 9 * len(str(part.count)) else ""
                blocks.append(
                    Block(part.kind, round(x, 1), round(y, 1), round(wide, 1), round(tall, 1), words)
                )
        texts.append(Text(str(row.total), round(x + wide / 2, 1), round(y - 5, 1), "middle"))
        if (len(rows) - 1 - place) % every == 0:  # the last column always has its label
            texts.append(Text(row.short or row.label, round(x + wide / 2, 1), height + 16, "middle"))
    floor = Mark("floor", 0, WIDTH, height)
    told = "; ".join(f"{row.label}: {_told(row)}, {row.total} in all" for row in rows)
    legend = _legend(rows)
    return Picture(
        name, title, f"{told}.", height + foot, tuple(blocks), tuple(texts),
        lines=(floor,), legend=legend, rows=_drawn(rows, legend),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Something on a time axis: the days it can mean, its kind, and its words."""

    first: date
    last: date
    kind: str
    label: str


def timeline(name: str, title: str, spans: Sequence[Span]) -> Picture:
    """Draw dated things one under the other along one axis of years, each with its number in the table beside it."""
    axis = _Axis.over(spans)
    marks = []
    y = 26.0
    for number, span in enumerate(spans, start=1):
        x, to = axis.x(span.first), axis.x(span.last)
        marks.append(Mark(span.kind, x, max(to, x), y, str(number)))
        y += 16
    lines, words = axis.drawn(y)
    told = "; ".join(f"{number}, {span.label}" for number, span in enumerate(spans, start=1))
    return Picture(
        name, title, f"{told}.", y + 4, texts=words, marks=tuple(marks), lines=lines,
        rows=tuple(Row(span.label, ()) for span in spans),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A timeline that moved: its words, and its last day at first and now."""

    label: str
    was: date
    became: date


def moves(name: str, title: str, found: Sequence[Move]) -> Picture:
    """Draw each timeline that moved: a ring where it ended at first, a dot where it ends now."""
    axis = _Axis.over([Span(min(m.was, m.became), max(m.was, m.became), "", "") for m in found])
    marks, texts = [], []
    y = 24.0
    for move in found:
        for line in wrap(move.label, _LETTERS)[:2]:
            y += _LINE
            texts.append(Text(line, 0, round(y - 4, 1)))
        kind = "later" if move.became > move.was else "earlier"
        marks.append(Mark(kind, axis.x(move.was), axis.x(move.became), y + 8))
        y += _BAR + 6
    lines, words = axis.drawn(y)
    told = "; ".join(move.label for move in found)
    return Picture(
        name, title, f"{told}.", y + 4, texts=(*texts, *words), marks=tuple(marks), lines=lines,
        rows=tuple(Row(move.label, ()) for move in found),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole years side by side."""

    first: int
    last: int

    @classmethod
    def over(cls, spans: Iterable[Span]) -> _Axis:
        days = [day for span in spans for day in (span.first, span.last)]
        return cls(min(days).year, max(days).year)

    def x(self, day: date) -> float:
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return round(4 + (WIDTH - 8) * (day - start).days / (end - start).days, 1)

    def drawn(self, height: float) -> tuple[tuple[Mark, ...], tuple[Text, ...]]:
        """Return a tick where each year begins, and the years' names where there is room."""
        years = range(self.first, self.last + 1)
        every = max(1, -(-len(years) * 40 // WIDTH))
        ticks = [
            Mark("tick", self.x(date(year, 1, 1)), self.x(date(year, 1, 1)), height)
            for year in (*years, self.last + 1)
        ]
        names = [
            Text(str(year), self.x(date(year, 1, 1)) + 3, 12)
            for year in years
            if (year - self.first) % every == 0
        ]
        return tuple(ticks), tuple(names)


def _told(row: Row) -> str:
    return ", ".join(f"{part.count} {part.label}" for part in row.parts if part.count) or "none"


def _legend(rows: Sequence[Row]) -> tuple[Part, ...]:
    """Name each kind that is drawn, once, with how many there are in all rows."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for part in row.parts:
            counts[part.kind, part.label] = counts.get((part.kind, part.label), 0) + part.count
    return tuple(Part(kind, label, count) for (kind, label), count in counts.items() if count)


def _drawn(rows: Sequence[Row], legend: tuple[Part, ...]) -> tuple[Row, ...]:
    """Leave out of each row the kinds that no row has: a column of noughts tells nothing."""
    kinds = {part.kind for part in legend}
    return tuple(replace(row, parts=tuple(p for p in row.parts if p.kind in kinds)) for row in rows)
