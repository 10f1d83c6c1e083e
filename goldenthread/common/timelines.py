"""All that the timeline column of an action plan may hold: one table of forms, with what each means.

A time with a first and a last day is read by `printed_times.py`; here are the others: open, recurring, relative and
words without a date. A text that can be read in two ways has no date: `check` asks, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from goldenthread.common.printed_times import (
    DOUBTS,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
    SPANS,
    Form,
    Precision,
    Span,
    add_months,
    day_in_words,
    doubt_about,
    month_in_words,
    month_number,
    months_from,
    normal,
    read_span,
    span_in_words,
)

NO_DATE_SET = (
    "no date set"  # to which an update can move a timeline: the old time does not hold, and no other is known
)


class TimelineKind(StrEnum):
    """What is in the timeline column of an action plan."""

    DATE = "date"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    OPEN = "open"  # a start and no end
    RECURRING = "recurring"
    RELATIVE = "relative"  # counted from an event
    ONGOING = "ongoing"
    COMPLETE = "complete"
    IMMEDIATE = "immediate"
    UNCONFIRMED = "to be confirmed"
    NO_DATE = "no date"
    NONE = "none"
    AMBIGUOUS = "ambiguous"  # two readings
    UNCLEAR = "unclear"  # not a date


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something is repeated.

    `every`: months from one time to the next, 0 when that is not known. `months`: the months that are named.
    """

    every: int
    start: date | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    length: int = 1  # months that each time lasts: 3 for a season

    def next_time(self, today: date) -> tuple[date, date] | None:
        """Return the first and last day of the next time on or after a day; None where that cannot be known."""
        day = max(today, self.start or today)
        times = (span for span in self._times(day) if span[1] >= day)
        found = min(times, default=None)
        return None if found and self.until and found[0] > self.until else found

    def _times(self, day: date) -> Iterator[tuple[date, date]]:
        for month in self.months:
            yield from (
                months_from(year, month, self.length) for year in (day.year - 1, day.year, day.year + 1)
            )
        if self.every and self.start and not self.months:
            past = (day.year - self.start.year) * 12 + day.month - self.start.month
            start = add_months(self.start, -(-past // self.every) * self.every)
            yield months_from(start.year, start.month, 1)


@dataclass(frozen=True, slots=True)
class Length:
    """A time counted from an event: from the least to the most of a unit; `is_approval` when the plan's approval is meant.

    “Following approval” has no most, and so no last day.
    """

    least: int
    most: int | None
    unit: str
    is_approval: bool

    def from_day(self, day: date) -> tuple[date, date | None]:
        """Return the first and last day that it can mean, counted from a day."""
        return self._later(day, self.least), None if self.most is None else self._later(day, self.most)

    def _later(self, day: date, number: int) -> date:
        if self.unit in ("day", "week"):
            return day + timedelta(days=number * (7 if self.unit == "week" else 1))
        return add_months(day, number * (12 if self.unit == "year" else 1))


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline as printed, what kind of thing it is, and the first and last day that it can mean.

    “Ongoing” and “Complete” are states written in a date column: they are kept, and are not dates. The days of a
    recurring time are those of the next, and the days of a complete one say when that was.
    """

    as_printed: str | None
    kind: TimelineKind
    first: date | None = None
    last: date | None = None
    means: str | None = None  # what an editor says that the printed words mean
    doubt: str = ""  # why it can be read in two ways
    recurs: Recurrence | None = None
    length: Length | None = None

    @property
    def ends(self) -> date | None:
        """Return the last day on which it is to be done; None when there is none."""
        return None if self.kind is TimelineKind.COMPLETE else self.last


def parse_timeline(
    text: str | None, means: str | None = None, *, approved: date | None = None, today: date | None = None
) -> Timeline:
    """Read a timeline column: every text gives a timeline, at worst of the kind `unclear`.

    `means` is what an editor says that the words mean. Months “after approval” are counted from the day `approved`,
    and the next of a recurring time is looked for from `today`: without them, such times have no days.
    """
    if text is None and means is None:
        return Timeline(None, TimelineKind.NONE)
    found = _with_days(_read(normal(means or text or "")), approved, today)
    return replace(found, as_printed=text, means=means)


def _with_days(found: Timeline, approved: date | None, today: date | None) -> Timeline:
    try:
        if found.recurs and today and (days := found.recurs.next_time(today)):
            return replace(found, first=days[0], last=days[1])
        if found.length and found.length.is_approval and approved:
            first, last = found.length.from_day(approved)
            return replace(found, first=first, last=last)
    except (ValueError, OverflowError):  # beyond the calendar
        pass
    return found


def meaning(time: Timeline) -> str:
    """Return in words what a timeline means, without the words as printed."""
    days = span_in_words(time.first, time.last) if time.first and time.last else ""
    match time.kind:
        case TimelineKind.OPEN if time.first:
            start = month_in_words(time.first) if time.first.day == 1 else day_in_words(time.first)
            return f"from {start}, with no end date"
        case TimelineKind.RECURRING:
            return (
                f"repeated: the next is due in {days}" if days else "repeated, with no date for the next time"
            )
        case TimelineKind.RELATIVE:
            return _relative_meaning(time)
        case TimelineKind.COMPLETE:
            return f"done or closed, {days}" if days else "done or closed"
        case TimelineKind.AMBIGUOUS:
            return time.doubt
    return days or _WITHOUT_DATE[time.kind]


def _relative_meaning(time: Timeline) -> str:
    is_approval = time.length is not None and time.length.is_approval
    if time.first:
        day = f"by {day_in_words(time.last)}" if time.last else f"from {day_in_words(time.first)}"
        return f"{day}{', counted from approval' if is_approval else ''}"
    return f"counted from {'approval,' if is_approval else 'an event'} whose date is not recorded"


_WITHOUT_DATE = {
    TimelineKind.ONGOING: "ongoing, with no end date",
    TimelineKind.IMMEDIATE: "at once, with no date",
    TimelineKind.UNCONFIRMED: "to be confirmed",
    TimelineKind.NO_DATE: NO_DATE_SET,
    TimelineKind.NONE: "blank",
    TimelineKind.UNCLEAR: "not a date",
}
_KINDS = {
    Precision.DAY: TimelineKind.DATE,
    Precision.RANGE: TimelineKind.DATE,
    Precision.PART: TimelineKind.DATE,
    Precision.MONTH: TimelineKind.MONTH,
    Precision.SEASON: TimelineKind.SEASON,
    Precision.QUARTER: TimelineKind.QUARTER,
    Precision.YEAR: TimelineKind.YEAR,
    Precision.FINANCIAL_YEAR: TimelineKind.YEAR,
}


@lru_cache(maxsize=4096)
def _read(text: str) -> Timeline:
    """Read a time in its normal form with the first form that fits."""
    unclear = Timeline(None, TimelineKind.UNCLEAR)
    if len(text) > _LONGEST:
        return unclear
    found = next((found for form in FORMS if (found := form.read(text))), unclear)
    return unclear if found.kind is TimelineKind.COMPLETE and _BUT.search(text) else found


# “Complete, awaiting sign-off” does not say that it is done.
_BUT = re.compile(r"\b(?:not|but|await\w*|pending|subject|except|part\w*|remain\w*|outstanding|apart)\b")


_LONGEST = 400  # letters; whatever is longer is a paragraph, not a timeline


def _of(kind: TimelineKind) -> Timeline:
    return Timeline(None, kind)


def _dated(span: Span | None) -> Timeline | None:
    return span and Timeline(None, _KINDS[span.precision], span.first, span.last)


def _doubtful(text: str) -> Timeline | None:
    doubt = doubt_about(text)
    return Timeline(None, TimelineKind.AMBIGUOUS, doubt=doubt) if doubt else None


def _words(pattern: str, kind: TimelineKind) -> Callable[[str], Timeline | None]:
    """Return a reader of words that name no date, with or without a remark after them."""
    whole = re.compile(rf"(?:{pattern})(?:$| ?[-:;,(].*)")
    return lambda text: _of(kind) if whole.fullmatch(text) and not any(_times_in(text)) else None


_DONE = re.compile(
    r"(?:already |now |action )*(?:completed?|done|closed|achieved|delivered|implemented|finished|discharged|in place)"
    r"(?:$|[ :,;(-]+(?:in |on )?(?P<rest>.*?)\)?)"
)


def _done(text: str) -> Timeline | None:
    match = _DONE.fullmatch(text)
    if not match:
        return None
    rest = match["rest"] or ""
    if span := read_span(rest):
        return Timeline(None, TimelineKind.COMPLETE, span.first, span.last)
    is_remark = not rest or re.match(r"\w+(?: \w+)*( ?[:,;(]| -)", text)
    return _of(TimelineKind.COMPLETE) if is_remark and not any(_times_in(text)) else None


_END = re.compile(r"(?:by |before |no later than |due )*(?P<end>(?:the )?end(?: of)? .+)")


def _end(text: str) -> Span | None:
    """Read the end of a time as its last day."""
    match = _END.fullmatch(text)
    span = match and read_span(match["end"])
    return Span(span.last, span.last, Precision.DAY) if span else None


_START = r"(?:from|not before|no earlier than|not earlier than|since|starts?|starting|commenc\w+|begins?|beginning|with effect from)"
_FROM = re.compile(rf"{_START}(?: in| on| from)? (?P<when>.+?)(?P<on>,? (?:and )?(?:on ?wards?|ongoing))?")
_ONWARDS = re.compile(r"(?P<when>.+?),?(?: and| then| to| -)? (?:on ?wards?|ongoing)")


def _open(text: str) -> Timeline | None:
    match = _FROM.fullmatch(text) or _ONWARDS.fullmatch(text)
    span = match and read_span(match["when"])
    if span and span.precision is Precision.RANGE:
        return _dated(span)
    return Timeline(None, TimelineKind.OPEN, span.first) if span else None


def _after(text: str) -> Timeline | None:
    span = read_span(text.removeprefix("after "))
    is_after = text.startswith("after ") and span is not None
    return Timeline(None, TimelineKind.OPEN, span.last + timedelta(days=1)) if span and is_after else None


_LEADING = re.compile(
    r"(?:due|target(?:ed)?|deadline|expected|planned|anticipated|estimated|scheduled|completion|complete[d]?|deliver(?:y|ed)"
    r"|by|in|on|at|during|for|within|throughout|until|till|up to|ongoing until|ongoing to|(?:no|not) later than"
    r"|around|about|circa|c\.?|approx(?:imately|\.)?)(?: date)?:?(?: the)? (?P<rest>.+)"
)


def _led(text: str) -> Timeline | None:
    """Read what is behind a word such as “by”, “due” or “circa”."""
    match = _LEADING.fullmatch(text)
    found = _read(match["rest"]) if match else None
    return found if found and found.kind is not TimelineKind.UNCLEAR else None


def _before(text: str) -> Timeline | None:
    span = read_span(text.removeprefix("before "))
    return _until_before(span) if span and text.startswith("before ") else None


def _until_before(span: Span) -> Timeline:
    day = span.first - timedelta(days=1)
    return Timeline(None, TimelineKind.DATE, day, day)


_QUALIFIED = re.compile(
    r"(?P<main>.+?)(?: ?\((?P<inside>[^()]*)\)|[ ,;-]+(?:subject to|pending|depend\w+ on|if|where|provided|provisional"
    r"|at the (?:very )?latest|latest|tbc|approx|target|or (?:earlier|sooner|before))\b.*)"
)


def _qualified(text: str) -> Timeline | None:
    """Read what is before a condition or a remark in brackets, or what is in them: “Summer (July 2031)”."""
    match = _QUALIFIED.fullmatch(text)
    if not match:
        return None
    found, inside = _read(match["main"]), _read(match["inside"] or "")
    if found.kind not in (TimelineKind.AMBIGUOUS, TimelineKind.UNCLEAR):
        return found
    if inside.ends or inside.kind is TimelineKind.RELATIVE:
        return inside
    return found if found.kind is TimelineKind.AMBIGUOUS else None


_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve eighteen".split(),
        (*range(1, 13), 18),
        strict=True,
    )
)
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"
_EVERY = (
    (r"bi-?(?:monthly|annual(?:ly)?)|fortnightly|weekly|daily|termly", 0),  # “bi” is twice, or every two
    (
        r"(?:six|6)[- ]?monthly|half[- ]yearly|twice (?:a|each|per|every) year|twice yearly",
        6,
    ),
    (r"(?:three|3)[- ]?monthly|quarterly|(?:each|every|per) quarter", 3),
    (r"monthly|(?:each|every|per) month", 1),
    (r"biennial(?:ly)?", 24),
    (
        r"annual(?:ly)?|yearly|(?:each|every|per) (?:financial |calendar |municipal )?year|per annum|once a year",
        12,
    ),
    (r"^(?:at )?(?:each|every)", 0),
)
_SOME_MONTHS = rf"(?P<months>{MONTH}(?:(?:,| and|,? ?&)? {MONTH.replace('?P<month>', '?:')})*|{SEASON})"
_EACH_MONTH = re.compile(
    r"\b(?:each|every|annual(?:ly)?|yearly)(?: year)?[ ,(-]+(?:(?:in|each|every|by|end of|the) )*"
    rf"{_SOME_MONTHS}(?!\w| '?\d)"
)
_SINCE = re.compile(rf"(?:.* )?(?:{_START}|first|in)(?: in| on| from)?")
_UP_TO = re.compile(r"(?:.* )?(?:until|till|to|up to)")


def _number(text: str) -> int:
    return int(_NUMBERS.get(text, text))


def _months_between(text: str) -> int | None:
    """Return how many months are between two times of a text that says how often; None when it does not."""
    if match := re.search(rf"\b(?:each|every) (?P<number>{_NUMBER}) (?P<unit>month|year)s", text):
        return _number(match["number"]) * (12 if match["unit"] == "year" else 1)
    return next((months for pattern, months in _EVERY if re.search(rf"\b(?:{pattern})\b", text)), None)


def _recurring(text: str) -> Timeline | None:
    """Read how often something is repeated, and from when, until when or in which months, as far as it says so."""
    every = _months_between(text)
    if every is None:
        return None
    if match := _EACH_MONTH.search(text):
        return _repeated(_in_months(match["months"]))
    times = list(_times_in(text))
    if not times:
        return _repeated(Recurrence(every))
    (before, span), *more = times
    if more or not span:
        return None
    if _UP_TO.fullmatch(before):
        return _repeated(Recurrence(every, until=span.last))
    if not before or _SINCE.fullmatch(before):  # "April 2031, then quarterly"; "monthly from May 2031"
        return _repeated(Recurrence(every, start=span.first))
    return None


def _repeated(recurs: Recurrence) -> Timeline:
    return Timeline(None, TimelineKind.RECURRING, recurs=recurs)


def _in_months(text: str) -> Recurrence:
    """Return what comes back in some months, or in a season, of each year."""
    if text in SEASONS:
        return Recurrence(12, months=(SEASONS[text],), length=3)
    named = re.findall(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})", text, re.IGNORECASE)
    return Recurrence(12, months=tuple(month_number(name) for name in named))


_APPROVAL = (
    r"(?:(?:formal|final|cabinet|council|committee|its|plan|the) )*(?:approval|adoption|agreement|decision|sign[- ]?off|endorsement)"
    r"(?: (?:of|by|at|from) (?:the |this )?(?:action )?(?:plan|cabinet|council|committee))*|(?:this |the )?(?:action )?plan(?: (?:being|is) \w+)?"
)
_RELATIVE = re.compile(
    rf"(?:by |no later than )?(?P<within>within|in|over)?(?: the)?(?: next| first| coming)? ?(?P<least>{_NUMBER})(?:(?: ?- ?| to )(?P<most>{_NUMBER}))?"
    r"[ -]?(?P<unit>day|week|month|year)s?(?: (?:after|from|of|following|post|since)[ -]?(?P<event>.+))?"
)
_FOLLOWING = re.compile(rf"(?:on|upon|following|after|once|post)[ -](?:{_APPROVAL}|approved|agreed|adopted)")


def _relative(text: str) -> Timeline | None:
    """Read a time counted from an event: the plan's approval unless it names another."""
    if _FOLLOWING.fullmatch(text):
        return Timeline(None, TimelineKind.RELATIVE, length=Length(0, None, "day", is_approval=True))
    match = _RELATIVE.fullmatch(text)
    if not match:
        return None
    least, most = _number(match["least"]), _number(match["most"] or match["least"])
    starts_at_once = not match["most"] and (match["within"] or not match["event"])
    event = match["event"]
    length = Length(
        0 if starts_at_once else least,
        most,
        match["unit"],
        event is None or bool(re.fullmatch(_APPROVAL, event)),
    )
    span = read_span(event) if event else None
    found = Timeline(None, TimelineKind.RELATIVE, length=length)
    if span:
        return replace(found, first=length.from_day(span.first)[0], last=length.from_day(span.last)[1])
    return found


_HAS_YEAR = re.compile(r"\d{4}|\d[/.-]\d+[/.-]\d\d")
_MOST_WORDS = 8  # of a time within a sentence


def _times_in(text: str) -> Iterator[tuple[str, Span | None]]:
    """Yield each time within a sentence with the words before it; None for one that can be read in two ways."""
    tokens = text.split()
    place = 0
    while place < len(tokens):
        for end in range(min(place + _MOST_WORDS, len(tokens)), place, -1):
            words = " ".join(tokens[place:end]).strip("()[],;:.\"'")
            span = (_end(words) or read_span(words)) if _HAS_YEAR.search(words) else None
            if span or (_HAS_YEAR.search(words) and doubt_about(words)):
                before = " ".join(tokens[:place]) + ("(" if tokens[place].startswith("(") else "")
                yield before.rstrip(",;-: "), span
                place = end
                break
        else:
            place += 1


_ABOUT_THE_PAST = re.compile(
    r"\b(?:since|after|following|post|once|when|agreed|approved|published|adopted|dated|replac\w+|original\w*|was|were)\b"
)
_SETS_A_YEAR = re.compile(
    r"(?:.* )?(?:by|before|until|till|in|during|on|for|due|target|throughout)(?: the)?|.*\("
)


def _sentence(text: str) -> Timeline | None:
    """Read a sentence that names one time: “New protocol in place by March 2031”. Of several, none is chosen."""
    times = list(_times_in(text))
    if not times or _ABOUT_THE_PAST.search(times[0][0]):
        return None
    spans = dict.fromkeys(span for _, span in times)
    if len(spans) > 1 or None in spans:
        named = " or ".join(span_in_words(span.first, span.last) for span in spans if span)
        doubt = f"It can mean {named}" if len(spans) > 1 else "It can mean two times"
        return Timeline(None, TimelineKind.AMBIGUOUS, doubt=doubt)
    (before, span) = times[0]
    if span is None or (_KINDS[span.precision] is TimelineKind.YEAR and not _SETS_A_YEAR.fullmatch(before)):
        return None
    if before.endswith("before"):
        return _until_before(span)
    if re.fullmatch(rf"(?:.* )?{_START}", before):
        return Timeline(None, TimelineKind.OPEN, span.first)
    return _dated(span)


FORMS: tuple[Form[Timeline], ...] = (
    Form(
        "The end of a time: its last day",
        lambda text: _dated(_end(text)),
        {
            "by end of March 2031": "31 March 2031",
            "end of July 2031": "31 July 2031",
            "end July 31": "31 July 2031",
            "by the end of 2031/32": "31 March 2032",
        },
    ),
    Form("A time with a first and a last day", lambda text: _dated(read_span(text)), {}),
    Form("A time that can be read in two ways", _doubtful, {}),
    Form(
        "Done, with or without a date",
        _done,
        {
            "Completed": "done or closed",
            "Complete (June 2031)": "done or closed, June 2031",
            "Done": "done or closed",
            "Closed": "done or closed",
            "Closed 31/03/2031": "done or closed, 31 March 2031",
        },
    ),
    Form(
        "No date yet",
        _words(r"(?:date )?(?:t\.?b\.?[acdn]|to be (?:confirmed|agreed|determined|advised|decided|announced|set|scheduled))", TimelineKind.UNCONFIRMED),
        {"TBC": "to be confirmed", "TBA": "to be confirmed", "To be agreed": "to be confirmed"},
    ),
    Form(
        "No date",
        _words(r"n/?a|not applicable|none|nil|-|no date(?: set| given)?|not (?:yet )?(?:set|stated|specified|known)|undated", TimelineKind.NO_DATE),
        {"n/a": "no date set", "–": "no date set", "Not yet set": "no date set"},
    ),
    Form(
        "At once",
        _words(r"immediate(?:ly)?|(?:with )?immediate effect|now|asap|a\.s\.a\.p|as soon as (?:possible|practicable)|urgent(?:ly)?|straight away", TimelineKind.IMMEDIATE),
        {"Immediate": "at once, with no date", "ASAP": "at once, with no date"},
    ),
    Form(
        "Counted from an event (here the plan was approved on 1 September 2031)",
        _relative,
        {
            "within 6 months": "by 1 March 2032, counted from approval",
            "3 months after approval": "by 1 December 2031, counted from approval",
            "following approval": "from 1 September 2031, counted from approval",
            "6-12 months": "by 1 September 2032, counted from approval",
            "within 6 months of March 2031": "by 30 September 2031",
            "3 months after the new director starts": "counted from an event whose date is not recorded",
        },
    ),
    Form(
        "Repeated (here on 4 October 2031)",
        _recurring,
        {
            "monthly": "repeated, with no date for the next time",
            "quarterly": "repeated, with no date for the next time",
            "quarterly from April 2031": "repeated: the next is due in October 2031",
            "annually, each March": "repeated: the next is due in March 2032",
            "Annual (March)": "repeated: the next is due in March 2032",
            "every May and November": "repeated: the next is due in November 2031",
            "April 2031, then every year": "repeated: the next is due in April 2032",
            "at each budget setting": "repeated, with no date for the next time",
            "Ongoing – review annually": "repeated, with no date for the next time",
        },
    ),
    Form(
        "A start and no end",
        _open,
        {
            "from April 2031": "from April 2031, with no end date",
            "not before May 2031": "from May 2031, with no end date",
            "October 2031 onwards": "from October 2031, with no end date",
            "from 5 May 2031": "from 5 May 2031, with no end date",
        },
    ),
    Form("After a time", _after, {"after March 2031": "from April 2031, with no end date"}),
    Form("Before a time", _before, {"before May 2031": "30 April 2031"}),
    Form(
        "A time after a word such as by, due or circa",
        _led,
        {
            "by 31 March 2031": "31 March 2031",
            "no later than June 2031": "June 2031",
            "circa March 2031": "March 2031",
            "ongoing until March 2032": "March 2032",
        },
    ),
    Form(
        "Ongoing",
        _words(r"on-?going|continu(?:ous|ing|al|ally|ously)|business as usual|bau|rolling(?: programme)?", TimelineKind.ONGOING),
        {"Ongoing": "ongoing, with no end date", "On-going": "ongoing, with no end date", "Continuous": "ongoing, with no end date"},
    ),
    Form(
        "A time with a condition or a remark",
        _qualified,
        {
            "March 2031 (subject to funding)": "March 2031",
            "March 2031, subject to funding": "March 2031",
            "June 2031 at the latest": "June 2031",
            "Summer (July 2031)": "July 2031",
            "Short term (within 6 months)": "by 1 March 2032, counted from approval",
        },
    ),
    Form(
        "A sentence that names one time",
        _sentence,
        {
            "New protocol in place by March 2031": "March 2031",
            "Pilot in April 2031, all schools in April 2032": "It can mean April 2031 or April 2032",
        },
    ),
    Form(
        "Other words: not a date",
        lambda _: _of(TimelineKind.UNCLEAR),
        {"The Team": "not a date", "Complete, awaiting sign-off": "not a date", "In line with the 2031/32 budget": "not a date"},
    ),
)  # fmt: skip


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield each example of every form: what the form is, the words as printed, and what they mean."""
    forms: tuple[Form[Any], ...] = (*SPANS, *DOUBTS, *FORMS)
    for form in forms:
        yield from ((form.about, printed, means) for printed, means in form.examples.items())
