"""How pages say things: times, counts and short forms, in words that a resident would use."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from goldenthread.common.dates import MONTHS, Timeline, TimelineKind, in_words
from goldenthread.deadlines.deadline import Deadline, Outcome
from goldenthread.markdown.render import plain as plain  # noqa: PLC0414 - the templates ask `words` for it

_ENDING = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")


def sentence(text: str) -> str:
    """Give the first sentence of a text, plain: enough to describe a page."""
    return _ENDING.split(plain(text), maxsplit=1)[0]


@cache
def slug(word: str) -> str:
    """Make a word of a closed list fit for an address or the name of a style."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def count(number: int, thing: str) -> str:
    """Say how many: `1 action`, `2 actions`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def joined(parts: list[str]) -> str:
    """Join words as in a sentence: `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def span(first: date, last: date) -> str:
    """Say a span of days as briefly as is exact: `September to November 2021`, `5 October 2021`."""
    if first == last:
        return in_words(first)
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"{in_words(first)} to {in_words(last)}"
    start, end = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"


def timeline(time: Timeline) -> str:
    """Say what stands in a plan's timeline column, and how it is read."""
    match time.kind:
        case TimelineKind.NONE:
            return "Not recorded: the plan leaves the timeline blank."
        case TimelineKind.ONGOING:
            return "Ongoing: the plan names no date."
        case TimelineKind.COMPLETE:
            return "The plan prints “Complete” where a date would stand."
        case TimelineKind.UNCLEAR:
            return f"The plan prints “{time.as_printed}” here, which is not a time."
    reading = _reading(time)
    if time.kind is TimelineKind.DATE or reading == time.as_printed:
        return reading
    return f"As printed: {time.as_printed}, which we read as {reading}."


def short_timeline(time: Timeline) -> str:
    """Say a timeline in a cell of a table."""
    match time.kind:
        case TimelineKind.NONE:
            return "Not recorded"
        case TimelineKind.UNCLEAR:
            return f"“{time.as_printed}”, which is not a time"
        case TimelineKind.DATE:
            return _reading(time)
    return time.as_printed or ""


def _reading(time: Timeline) -> str:
    return span(time.first, time.last) if time.first and time.last else time.as_printed or ""


def due(deadline: Deadline) -> str:
    """Say the due day, or between which days it lies."""
    if deadline.first is None or deadline.last is None:
        return "Cannot be worked out"
    if deadline.first == deadline.last:
        return in_words(deadline.first)
    return f"Between {in_words(deadline.first)} and {in_words(deadline.last)}"


def reason(deadline: Deadline) -> str:
    """Say why a deadline stands as it does, without the words of the tag that stands before it."""
    return capital(deadline.reason.removeprefix(f"{capital(deadline.outcome)}: "))


def result(deadline: Deadline) -> str:
    """Say whether a deadline was met and by how much: `Met, with 56 days to spare`, `Missed by 1 day`."""
    said, margin = capital(deadline.outcome), deadline.margin
    if margin is None:
        return said
    if deadline.outcome is Outcome.MISSED:
        return f"{said} by {count(abs(margin), 'day')}"
    return f"{said}, with {count(margin, 'day') if margin else 'no day'} to spare"


def capital(text: str) -> str:
    """Begin with a capital letter, and leave the rest as it is."""
    return text[:1].upper() + text[1:]
