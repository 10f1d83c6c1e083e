"""Times with a first and a last day as papers print them: one table of forms, with what each means.

The parser, the guide and the tests all read this table. Days come before months, as in English: 03/04/2031 is 3 April.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from goldenthread.common.inflection import count

MONTHS = ("January February March April May June July August September October November December").split()
# Meteorological seasons, as the Met Office counts them: a report's "Autumn 2021" is September to November.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
QUARTER = r"(?:q|qtr\.? ?|quarter )(?P<quarter>[1-4])"
_YEAR = r"(?P<year>\d{4}|'?\d\d)"
_TWO_YEARS = r"(?P<year>\d{4}|\d\d)(?P<between>[/-])(?P<end>\d{4}|\d\d)"
_IN_YEARS = 731  # days: a length of two years or more is given in years
_NAMED = r"(?:fy|f/y|financial year)"
_ORDINALS = ("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th")
_ORDINAL = rf"(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}) quarter"
_OTHER_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘`´", "'")})

Read = TypeVar("Read")


class Precision(StrEnum):
    """How exactly a time is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    FINANCIAL_YEAR = "financial year"
    RANGE = "range"
    PART = "part"  # somewhere within: a week, “mid-June”, “March or April”


class Span(NamedTuple):
    """The first and the last day that a time can mean, and how exactly it is known."""

    first: date
    last: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Form(Generic[Read]):
    """One form in which papers print times: what it is, its reader, and examples with what each means."""

    about: str
    reader: Callable[[str], Read | None]
    examples: Mapping[str, str]

    def read(self, text: str) -> Read | None:
        """Return what a text in its normal form means; None when it has another form, or no calendar has its days."""
        try:
            return self.reader(text)
        except (ValueError, OverflowError):  # 30 February; the year 0
            return None


def normal(text: str) -> str:
    """Return a printed time in small letters with plain spaces, dashes and quotes, as the forms expect it."""
    return " ".join(text.translate(_OTHER_SIGNS).lower().split()).rstrip(".,;")


@lru_cache(maxsize=4096)
def read_span(text: str) -> Span | None:
    """Return the days that a time in its normal form can mean; None for anything else, and where there is a doubt."""
    if doubt_about(text):
        return None
    return next((span for form in SPANS if (span := form.read(text))), None)


def doubt_about(text: str) -> str:
    """Return why a time in its normal form can be read in two ways; empty when there is no doubt."""
    return next((doubt for form in DOUBTS if (doubt := form.read(text))), "")


def day_in_words(day: date) -> str:
    """Return a day in words: `28 February 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_in_words(day: date) -> str:
    """Return the month of a day in words: `February 2023`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def span_in_words(first: date, last: date) -> str:
    """Return a span of days in words, as briefly as is exact: `September to November 2021`, `5 October 2021`."""
    name = _naming(first, last)
    if name(first) == name(last):
        return name(first)
    if first.year == last.year and name is month_in_words:
        return f"{MONTHS[first.month - 1]} to {name(last)}"
    is_short = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if is_short else name(first)} to {name(last)}"


def last_day_in_words(first: date | None, last: date) -> str:
    """Return the end of a span of days, no more exactly than it is known: `the end of March 2032`, `5 October 2031`."""
    is_month = first != last and _naming(last.replace(day=1), last) is month_in_words
    return f"the end of {month_in_words(last)}" if is_month else day_in_words(last)


def extent_in_words(first: date, last: date) -> str:
    """Return a time no more exactly than it is known: `5 January 2020`, `January 2020`, `between … and …`."""
    name = _naming(first, last)
    return name(first) if name(first) == name(last) else f"between {name(first)} and {name(last)}"


def between_in_words(first: date, last: date) -> str:
    """Return the two ends of a span of days, each to the day: `between 1 and 30 June 2031`."""
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {MONTHS[first.month - 1]}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"between {first.day}{month}{year} and {day_in_words(last)}"


def due_in_words(first: date, last: date) -> str:
    """Return when something is due, no more exactly than it is known: `by 5 January 2020`, `in January 2020`."""
    when, name = extent_in_words(first, last), _naming(first, last)
    return when if name(first) != name(last) else f"{'in' if name is month_in_words else 'by'} {when}"


def _naming(first: date, last: date) -> Callable[[date], str]:
    """Return how the ends of a span are named: whole months by their months."""
    is_whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    return month_in_words if is_whole and first != last else day_in_words


def length_in_words(days: int, *, is_exact: bool) -> str:
    """Return a length of time: `214 days`, or where its ends are not known to the day `about 7 months`, `about 5 years`."""
    if is_exact:
        return count(days, "day")
    if days >= _IN_YEARS:
        return f"about {round(days / 365.25)} years"
    if days >= 45:
        return f"about {count(round(days * 12 / 365.25), 'month')}"
    return f"about {count(round(days / 7), 'week')}" if days >= 11 else "a few days"


def add_months(day: date, months: int) -> date:
    """Return the day some months later; where that month has no such day, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of so many whole months."""
    first = date(year, month, 1)
    return first, add_months(first, count) - timedelta(days=1)


def month_number(name: str) -> int:
    """Return the number of a month, whole or cut short: 9 for `Sept`."""
    return 1 + next(place for place, month in enumerate(MONTHS) if month[:3].lower() == name[:3].lower())


def year_of(text: str) -> int:
    """Return a year of four figures, or of two: 70 to 99 are of the last century."""
    short = int(text.strip("'"))
    return short if len(text) == 4 else short + (1900 if short >= 70 else 2000)


def _matching(pattern: str, reader: Callable[[re.Match[str]], Read]) -> Callable[[str], Read | None]:
    """Return a reader of texts that are wholly of a pattern."""
    whole = re.compile(pattern)

    def read(text: str) -> Read | None:
        match = whole.fullmatch(text)
        return reader(match) if match else None

    return read


def _day(m: re.Match[str]) -> Span:
    month = m["month"]
    number = int(month) if month.isdigit() else month_number(month)
    day = date(year_of(m["year"]), number, int(m["day"]))
    return Span(day, day, Precision.DAY)


def _month(m: re.Match[str]) -> Span:
    month, year = m["month"], year_of(m["year"])
    number = int(month) if month.isdigit() else month_number(month)
    return Span(*months_from(year, number, 1), Precision.MONTH)


def _iso_month(m: re.Match[str]) -> Span:
    if are_in_a_row(m["year"], m["month"]):
        raise ValueError("2003-04 may be a financial year")
    return _month(m)


def are_in_a_row(year: str, end: str) -> bool:
    """Whether the second of two years is the one after the first, with four figures or two."""
    return (year_of(year) + 1) % 100 == int(end) % 100 and (len(end) == 2 or int(end) == year_of(year) + 1)


def _season(m: re.Match[str]) -> Span:
    if m["end"] and not (m["season"] == "winter" and are_in_a_row(m["year"], m["end"])):
        raise ValueError("only a winter is in two years")
    return Span(*months_from(year_of(m["year"]), SEASONS[m["season"]], 3), Precision.SEASON)


def _quarter(m: re.Match[str]) -> Span:
    start = add_months(_financial_year(m).first, 3 * _quarter_number(m) - 3)
    return Span(*months_from(start.year, start.month, 3), Precision.QUARTER)


def _quarter_number(m: re.Match[str]) -> int:
    """Return the number of a quarter, in figures or in words."""
    named = m.groupdict()
    return int(named["quarter"]) if named.get("quarter") else _ORDINALS.index(m["ordinal"]) % 4 + 1


def _financial_year(m: re.Match[str]) -> Span:
    # A council's financial year: Local Government Finance Act 1992, section 69, from 1 April.
    if not are_in_a_row(m["year"], m["end"]):
        raise ValueError("not two years in a row")
    return Span(*months_from(year_of(m["year"]), 4, 12), Precision.FINANCIAL_YEAR)


def _bare_years(m: re.Match[str]) -> Span:
    if m["between"] == "-" and len(m["end"]) == 4:
        raise ValueError("2031-2032 may be two calendar years")
    if int(m["end"]) <= 12 and (m["between"] == "-" or len(m["year"]) == 2):
        raise ValueError("2003-04 may be a month, 11/12 a day")
    return _financial_year(m)


def _year(m: re.Match[str]) -> Span:
    return Span(*months_from(int(m["year"]), 1, 12), Precision.YEAR)


_THIRD = re.compile(
    r"(?:the )?(?:(?P<early>early|start of|beginning of)|(?P<mid>mid|middle of)|(?P<late>late|end(?: of)?))"
    r"(?: the)?[ -](?P<whole>.+)"
)


def _third(text: str) -> Span | None:
    """Read the first, middle or last third of a time: ten days of a month, a month of a season or a quarter."""
    match = _THIRD.fullmatch(text)
    loose = match and re.fullmatch(rf"{MONTH} {_YEAR}", match["whole"])  # "end July 31" is of the year 2031
    whole = _month(loose) if loose else match and read_span(match["whole"])
    if not match or not whole or whole.precision in (Precision.DAY, Precision.RANGE, Precision.PART):
        return None
    place = 0 if match["early"] else 1 if match["mid"] else 2
    if whole.precision is Precision.MONTH:
        first = whole.first.replace(day=(1, 11, 21)[place])
        return Span(first, whole.last if place == 2 else first.replace(day=(10, 20)[place]), Precision.PART)
    third = ((whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1) // 3
    start = add_months(whole.first, third * place)
    return Span(*months_from(start.year, start.month, third), Precision.PART)


_HALF = re.compile(
    r"(?:(?:the )?(?P<half>first|second) half(?: of)?(?: the)?|h(?P<number>[12])) (?P<whole>.+)"
)


def _half(text: str) -> Span | None:
    match = _HALF.fullmatch(text)
    whole = read_span(match["whole"]) if match else None
    precisions = (Precision.FINANCIAL_YEAR, *([Precision.YEAR] if match and match["half"] else []))
    if not match or not whole or whole.precision not in precisions:  # “H1 2031” may be of either year
        return None
    start = add_months(whole.first, 6 if "second" in text or match["number"] == "2" else 0)
    return Span(*months_from(start.year, start.month, 6), Precision.PART)


def _week(m: re.Match[str]) -> Span:
    span = read_span(m["day"])
    if not span or span.precision is not Precision.DAY:
        raise ValueError("a week has a day")
    back, on = (0, 6) if m["begins"] else (6, 0)
    return Span(span.first - timedelta(days=back), span.first + timedelta(days=on), Precision.PART)


_BETWEEN = re.compile(r" ?(?:/|-|&| to | until | till | and | or ) ?")


def _range(text: str) -> Span | None:
    """Read two times, or a list of times: `July - September 2031`; the first may borrow what follows the last."""
    text = text.removeprefix("between ")
    cuts = list(_BETWEEN.finditer(text))
    # “31-03-2031 to 30-06-2031” has five. A text with more names no range, and takes long.
    for cut in cuts if len(cuts) <= 5 else ():
        left, right = text[: cut.start()], text[cut.end() :]
        end = read_span(right)
        start = end and (read_span(left) or _borrowing(left, right, end))
        if start and end and start.first <= end.first and start.last <= end.last:
            is_either = cut[0].strip() in ("/", "or") and start.precision is not Precision.DAY
            return Span(start.first, end.last, Precision.PART if is_either else Precision.RANGE)
    return None


def _borrowing(left: str, right: str, end: Span) -> Span | None:
    """Return what the left of a range means with the month or the year of the right, or with the year before."""
    borrowed = [right.split(" ", n)[-1] for n in range(1, right.count(" ") + 1)]
    for tail in borrowed:
        earlier = re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), tail, count=1)
        for rest in (tail, earlier) if re.fullmatch(r"\d{4}", tail) else (tail,):
            span = read_span(f"{left} {rest}")
            if span and span.first <= end.first:
                return span
    return None


_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
SPANS: tuple[Form[Span], ...] = (
    Form(
        "A day in figures, the day before the month",
        _matching(
            r"(?P<day>\d{1,2})(?P<dot>[/.-])(?P<month>\d{1,2})(?P=dot)(?P<year>\d{4}|\d\d)", _day
        ),
        {
            "31/03/2031": "31 March 2031",
            "03/04/2031": "3 April 2031",
            "31-03-2031": "31 March 2031",
            "31.3.31": "31 March 2031",
        },
    ),
    Form(
        "A day with year, month and day",
        _matching(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _day),
        {"2031-10-05": "5 October 2031"},
    ),
    Form(
        "A day in words",
        _matching(rf"{_WEEKDAY}(?:the )?{_NTH}(?: of)?[ -]{MONTH},?[ -]{_YEAR}", _day),
        {
            "5 October 2031": "5 October 2031",
            "1st April 2031": "1 April 2031",
            "Tuesday 1 April 2031": "1 April 2031",
            "1-Apr-31": "1 April 2031",
        },
    ),
    Form(
        "A day after its month",
        _matching(rf"{MONTH} {_NTH},? (?P<year>\d{{4}})", _day),
        {"April 1, 2031": "1 April 2031"},
    ),
    Form(
        "A month",
        _matching(rf"{MONTH}(?:,? | of |-|/)(?P<year>\d{{4}})", _month),
        {"October 2031": "October 2031", "Mar 2031": "March 2031", "Sept 2031": "September 2031"},
    ),
    Form(
        "A month with a year of two figures",
        _matching(rf"{MONTH}(?:[-/]| ?')(?P<year>\d\d)", _month),
        {"Mar-31": "March 2031", "Sept ’31": "September 2031"},
    ),
    Form(
        "A month with a year of two figures that cannot be a day",
        _matching(rf"{MONTH} (?P<year>3[2-9]|[4-9]\d)", _month),
        {"March 32": "March 2032"},
    ),
    Form(
        "A month in figures",
        _matching(r"(?P<month>\d{1,2})[/.](?P<year>\d{4})", _month),
        {"04/2031": "April 2031"},
    ),
    Form(
        "A month after its year",
        _matching(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", _iso_month),
        {"2031-04": "April 2031"},
    ),
    Form(
        "A season (from March, June, September or December, as the Met Office counts)",
        _matching(rf"(?:the )?{SEASON}(?:,| of)? {_YEAR}(?:[/-](?P<end>\d{{4}}|\d\d))?", _season),
        {
            "Summer 2031": "June to August 2031",
            "Autumn 2031": "September to November 2031",
            "Winter 2031/32": "December 2031 to February 2032",
        },
    ),
    Form(
        "A quarter of a financial year",
        _matching(rf"{QUARTER}(?: of)?,?(?: {_NAMED})? \(?{_TWO_YEARS}\)?", _quarter),
        {"Q3 2031/32": "October to December 2031", "Q1 31/32": "April to June 2031"},
    ),
    Form(
        "A quarter after its financial year",
        _matching(rf"(?:{_NAMED} )?{_TWO_YEARS},? {QUARTER}", _quarter),
        {"2031/32 Q4": "January to March 2032"},
    ),
    Form(
        "A quarter of a financial year in words",
        _matching(
            rf"{_ORDINAL}(?: of)?(?: the)?(?: {_NAMED})? {_TWO_YEARS}", _quarter
        ),
        {"third quarter of 2031/32": "October to December 2031"},
    ),
    Form(
        "A financial year, from April to March",
        _matching(_TWO_YEARS, _bare_years),
        {"2031/32": "April 2031 to March 2032", "2031-32": "April 2031 to March 2032", "31/32": "April 2031 to March 2032"},
    ),
    Form(
        "A financial year that is called one",
        _matching(rf"(?:the )?{_NAMED} ?{_TWO_YEARS}", _financial_year),
        {"FY 2031/32": "April 2031 to March 2032", "financial year 2031-2032": "April 2031 to March 2032"},
    ),
    Form(
        "A calendar year",
        _matching(r"(?:the )?(?:calendar )?(?:year )?(?P<year>\d{4})", _year),
        {"2031": "January to December 2031"},
    ),
    Form(
        "Early, mid or late: the first, middle or last third",
        _third,
        {
            "early March 2031": "1 to 10 March 2031",
            "mid-2031": "May to August 2031",
            "late March 2031": "21 to 31 March 2031",
        },
    ),
    Form(
        "Half of a year",
        _half,
        {"first half of 2031": "January to June 2031", "H2 2031/32": "October 2031 to March 2032"},
    ),
    Form(
        "A week",
        _matching(r"(?:the )?(?:(?P<begins>w/c|week commencing|week beginning)|w/e|week ending):? (?P<day>.+)", _week),
        {"w/c 3 March 2031": "3 to 9 March 2031", "week ending 9 March 2031": "3 to 9 March 2031"},
    ),
    Form(
        "From one time to another, or one of several",
        _range,
        {
            "21 June 2031 to 2 July 2031": "21 June 2031 to 2 July 2031",
            "July 2031 – April 2032": "July 2031 to April 2032",
            "July – September 2031": "July to September 2031",
            "March/April 2031": "March to April 2031",
            "2031-2033": "January 2031 to December 2033",
        },
    ),
)  # fmt: skip


def _either(
    pattern: str, readings: Callable[[re.Match[str]], tuple[str, ...]]
) -> Callable[[str], str | None]:
    """Return a reader of what can mean several things."""
    return _matching(pattern, lambda match: f"It can mean {' or '.join(readings(match))}")


def _two_quarters(m: re.Match[str]) -> tuple[str, ...]:
    start = date(year_of(m["year"]), 3 * _quarter_number(m) - 2, 1)
    spans = (months_from(day.year, day.month, 3) for day in (start, add_months(start, 3)))
    return tuple(span_in_words(*span) for span in spans)


def _years_or(other: str) -> Callable[[re.Match[str]], tuple[str, ...]]:
    """Return the readings of two years in a row: the financial year, and whatever else they can mean."""

    def readings(m: re.Match[str]) -> tuple[str, ...]:
        if not are_in_a_row(m["year"], m["end"]):
            raise ValueError("not two years in a row")
        year, end = year_of(m["year"]), int(m["end"])
        month = MONTHS[end - 1] if end <= 12 else ""
        return (f"the financial year {year}/{end % 100:02}", other.format(year=year, end=end, month=month))

    return readings


def _two_financial_years(m: re.Match[str]) -> tuple[str, ...]:
    year = year_of(m["year"])
    return tuple(f"the financial year {start}/{(start + 1) % 100:02}" for start in (year - 1, year))


def _no_year(text: str) -> str | None:
    return "It names no year" if _WITHOUT_YEAR.fullmatch(text) else None


_A_QUARTER = rf"(?:{QUARTER}|{_ORDINAL})"
_SOME_MONTHS = rf"{MONTH}(?:{_BETWEEN.pattern}{MONTH.replace('?P<month>', '?:')})*"
_WITHOUT_YEAR = re.compile(
    r"(?:(?:the )?(?:early|mid|late|start|middle|end)(?: of)?(?: the)?[ -])?"
    rf"(?:{_NTH}(?: of)? )?(?:{_SOME_MONTHS}|{SEASON}|{_A_QUARTER})|\d{{1,2}}/(?:0?\d|1[0-2])"
)
DOUBTS: tuple[Form[str], ...] = (
    Form(
        "A quarter with one year: of the calendar, or of a financial year?",
        _either(rf"{_A_QUARTER}(?: of)?,? (?P<year>\d{{4}}|'?\d\d)", _two_quarters),
        {"Q3 2031": "It can mean July to September 2031 or October to December 2031"},
    ),
    Form(
        "Two years in a row, joined by a hyphen",
        _either(r"(?P<year>\d{4})-(?P<end>\d{4})", _years_or("{year} to {end}")),
        {"2031-2032": "It can mean the financial year 2031/32 or 2031 to 2032"},
    ),
    Form(
        "A financial year before 2012, or a month",
        _either(r"(?P<year>\d{4})-(?P<end>0[1-9]|1[0-2])", _years_or("{month} {year}")),
        {"2010-11": "It can mean the financial year 2010/11 or November 2010"},
    ),
    Form(
        "A month and two figures that can be a day",
        _either(
            rf"{MONTH} (?P<year>0[1-9]|[12]\d|3[01])",
            lambda m: (span_in_words(*_month(m)[:2]), f"{int(m['year'])} {MONTHS[month_number(m['month']) - 1]}"),
        ),
        {"July 31": "It can mean July 2031 or 31 July"},
    ),
    Form(
        "A financial year with one year",
        _either(rf"{_NAMED} ?(?P<year>\d{{4}}|\d\d)", _two_financial_years),
        {"FY 2031": "It can mean the financial year 2030/31 or the financial year 2031/32"},
    ),
    Form(
        "A time without its year",
        _no_year,
        {"March": "It names no year", "quarter 2": "It names no year", "31 March": "It names no year"},
    ),
)  # fmt: skip
