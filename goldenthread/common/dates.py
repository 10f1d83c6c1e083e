"""Dates as papers print them: days, months, seasons, years, ranges, and things that are not dates at all.

Nothing here asks for today's date: `build.py` asks once and hands it down.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = ("January February March April May June July August September October November December").split()
YEARS = range(1800, 2201)  # councils keep older papers than themselves; the first are of 1835
_MONTH = "(?P<month>" + "|".join(MONTHS) + ")"

# Meteorological seasons, as the Met Office counts them: a report's "Autumn 2021" is September to November.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Precision(StrEnum):
    """How exactly a time is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    FINANCIAL_YEAR = "financial year"
    RANGE = "range"


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
    """Read a time such as `2021-10-05`, `5 October 2021`, `October 2021`, `Autumn 2021`, `2021`, `2021/22`
    or two of them with `to` between; None when the words are not a time.
    """
    text = text.strip()
    if " to " in text:
        return _range(text)
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match:
            try:
                first, last, precision = reader(match)
            except ValueError:  # 30 February
                return None
            return When(text, precision, first, last)
    return None


def _range(text: str) -> When | None:
    start, end = (parse_when(part) for part in text.split(" to ", 1))
    if start is None or end is None or end.last < start.first:
        return None
    return When(text, Precision.RANGE, start.first, end.last)


def _iso(m: re.Match[str]) -> tuple[date, date, Precision]:
    day = date.fromisoformat(m[0])
    return day, day, Precision.DAY


def _day(m: re.Match[str]) -> tuple[date, date, Precision]:
    day = date(int(m["year"]), MONTHS.index(m["month"].title()) + 1, int(m["day"]))
    return day, day, Precision.DAY


def _month(m: re.Match[str]) -> tuple[date, date, Precision]:
    return (*_month_span(int(m["year"]), MONTHS.index(m["month"].title()) + 1), Precision.MONTH)


def _season(m: re.Match[str]) -> tuple[date, date, Precision]:
    year, start = int(m["year"]), SEASONS[m["season"].lower()]
    first = date(year, start, 1)
    end = start + 2
    last = _month_span(year + (end > 12), end - 12 if end > 12 else end)[1]
    return first, last, Precision.SEASON


def _year(m: re.Match[str]) -> tuple[date, date, Precision]:
    year = int(m["year"])
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _financial_year(m: re.Match[str]) -> tuple[date, date, Precision]:
    year, end = int(m["year"]), int(m["end"])
    if (year + 1) % 100 != end:
        raise ValueError("not two years in a row")
    # A council's financial year: Local Government Finance Act 1992, section 69, from 1 April.
    return date(year, 4, 1), date(year + 1, 3, 31), Precision.FINANCIAL_YEAR


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


_READERS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), _iso),
    (re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})", re.IGNORECASE), _day),
    (re.compile(rf"{_MONTH} (?P<year>\d{{4}})", re.IGNORECASE), _month),
    (re.compile(r"(?P<season>Spring|Summer|Autumn|Winter) (?P<year>\d{4})", re.IGNORECASE), _season),
    (re.compile(r"(?P<year>\d{4})"), _year),
    (re.compile(r"(?P<year>\d{4})[/-](?P<end>\d{2})"), _financial_year),
)


class TimelineKind(StrEnum):
    """What is in the timeline column of an action plan."""

    DATE = "date"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ONGOING = "ongoing"
    COMPLETE = "complete"
    NONE = "none"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline as printed, what kind of thing it is, and the first and last day that it can mean.

    "Ongoing" and "Complete" are states written in a date column: they are kept, and are not dates.
    """

    as_printed: str | None
    kind: TimelineKind
    first: date | None = None
    last: date | None = None


NO_DATE_SET = (
    "no date set"  # to which a timeline can move: the old time does not hold, and no new one is known
)
_TIMELINE_KINDS = {
    Precision.DAY: TimelineKind.DATE,
    Precision.RANGE: TimelineKind.DATE,
    Precision.MONTH: TimelineKind.MONTH,
    Precision.SEASON: TimelineKind.SEASON,
    Precision.YEAR: TimelineKind.YEAR,
    Precision.FINANCIAL_YEAR: TimelineKind.YEAR,
}


def parse_timeline(text: str | None) -> Timeline:
    """Read a timeline column: every text gives a timeline, at worst of the kind `unclear`."""
    if text is None:
        return Timeline(None, TimelineKind.NONE)
    if text.lower() == NO_DATE_SET:
        return Timeline(text, TimelineKind.NONE)
    if text.lower() in ("ongoing", "complete"):
        return Timeline(text, TimelineKind(text.lower()))
    when = parse_when(text)
    if when is None:
        return Timeline(text, TimelineKind.UNCLEAR)
    return Timeline(text, _TIMELINE_KINDS[when.precision], when.first, when.last)


def bounds(moment: date | When | None) -> tuple[date, date] | None:
    """Return the first and last day that a time can mean; None when it is not recorded."""
    if moment is None:
        return None
    return (moment.first, moment.last) if isinstance(moment, When) else (moment, moment)


def in_words(value: date | When | None) -> str:
    """Return a date in words: `28 February 2023`; a less exact time as it is printed, and a blank as such."""
    if value is None:
        return "date not recorded"
    if isinstance(value, When):
        if value.precision is Precision.RANGE:
            return " to ".join(
                in_words(part) for part in map(parse_when, value.as_printed.split(" to ", 1)) if part
            )
        return in_words(value.first) if value.precision is Precision.DAY else value.as_printed
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days_between(first: date, last: date) -> int:
    """Count calendar days from one date to another."""
    return (last - first) // timedelta(days=1)
