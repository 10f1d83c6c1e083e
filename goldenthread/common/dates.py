"""Dates as papers print them: the one door to what a printed time means, and to dates in words.

The forms are in `printed_times.py` (times with a first and a last day) and `timelines.py` (all that a timeline column
of an action plan may hold). Nothing here asks for today's date: `build.py` asks once and hands it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.common.printed_times import (
    MONTHS,
    Precision,
    add_months,
    between_in_words,
    day_in_words,
    due_in_words,
    extent_in_words,
    last_day_in_words,
    length_in_words,
    normal,
    read_span,
    span_in_words,
)
from goldenthread.common.timelines import NO_DATE_SET, Timeline, TimelineKind, meaning, parse_timeline

__all__ = [
    "MONTHS", "NO_DATE_SET", "YEARS", "Precision", "Timeline", "TimelineKind", "When", "add_months", "between_in_words", "bounds", "days_between", "due_in_words", "extent_in_words", "in_words", "last_day_in_words", "length_in_words", "meaning",
    "parse_timeline", "parse_when", "span_in_words",
]  # fmt: skip

YEARS = range(1800, 2201)  # councils keep older papers than themselves; the first are of 1835


@dataclass(frozen=True, slots=True)
class When:
    """A time of any precision: the words as printed, and the first and last day that they can mean."""

    as_printed: str
    precision: Precision
    first: date
    last: date

    def __str__(self) -> str:
        return in_words(self)


def parse_when(text: str) -> When | None:
    """Read a time with a first and a last day in any form of `printed_times.py`; None when the words are not one."""
    span = read_span(normal(text))
    return When(text.strip(), span.precision, span.first, span.last) if span else None


def bounds(moment: date | When | None) -> tuple[date, date] | None:
    """Return the first and last day that a time can mean; None when it is not recorded."""
    if moment is None:
        return None
    return (moment.first, moment.last) if isinstance(moment, When) else (moment, moment)


def in_words(value: date | When | None) -> str:
    """Return a date in words: `28 February 2023`; a less exact time as it is printed, and a blank as such."""
    if value is None:
        return "date not recorded"
    if isinstance(value, date):
        return day_in_words(value)
    if value.precision is Precision.DAY:
        return day_in_words(value.first)
    ends = [parse_when(part) for part in value.as_printed.split(" to ", 1)]
    if value.precision is Precision.RANGE and len(ends) == 2 and ends[0] and ends[1]:
        return f"{in_words(ends[0])} to {in_words(ends[1])}"
    return value.as_printed


def days_between(first: date, last: date) -> int:
    """Count calendar days from one date to another."""
    return (last - first) // timedelta(days=1)
