"""How pages say things: times, counts and short forms, in words that a resident would use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.common.dates import MONTHS, Timeline, TimelineKind, in_words
from goldenthread.common.dates import parse_timeline as parse_timeline  # noqa: PLC0414 - templates ask `words` for it
from goldenthread.common.inflection import count
from goldenthread.markdown.render import plain as plain  # noqa: PLC0414 - the templates ask `words` for it
from goldenthread.register.views import ActionLink, ActionView

_ENDING = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")


def sentence(text: str) -> str:
    """Return the first sentence of a text, plain: enough to describe a page."""
    return _ENDING.split(plain(text), maxsplit=1)[0]


def span(first: date, last: date) -> str:
    """Return a span of days in words, as briefly as is exact: `September to November 2021`, `5 October 2021`."""
    if first == last:
        return in_words(first)
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return f"{in_words(first)} to {in_words(last)}"
    start, end = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{start} to {end}" if first.year == last.year else f"{start} {first.year} to {end}"


def timeline(time: Timeline) -> str:
    """Return in words what is in a plan's timeline column, and how it is read."""
    match time.kind:
        case TimelineKind.NONE:
            return (
                "No date is set." if time.as_printed else "Not recorded: the plan leaves the timeline blank."
            )
        case TimelineKind.ONGOING:
            return "Ongoing: the plan names no date."
        case TimelineKind.COMPLETE:
            return "The plan prints “Complete” instead of a date."
        case TimelineKind.UNCLEAR:
            return f"The plan prints “{time.as_printed}” here, which is not a time."
    reading = _reading(time)
    if time.kind is TimelineKind.DATE or reading == time.as_printed:
        return reading
    return f"As printed: {time.as_printed}, which we read as {reading}."


def short_timeline(time: Timeline) -> str:
    """Return a timeline as short as a cell of a table needs."""
    match time.kind:
        case TimelineKind.NONE:
            return "No date set" if time.as_printed else "Not recorded"
        case TimelineKind.UNCLEAR:
            return f"“{time.as_printed}”, which is not a time"
        case TimelineKind.DATE:
            return _reading(time)
    return time.as_printed or ""


def _reading(time: Timeline) -> str:
    return span(time.first, time.last) if time.first and time.last else time.as_printed or ""


@dataclass(frozen=True, slots=True)
class Onward:
    """A sentence with a link in it, or without one."""

    before: str
    link: ActionLink | None = None
    after: str = ""


def what_next(action: ActionView) -> Onward:
    """Return what happens next with an action, as far as that is known."""
    if action.withdrawn:
        return Onward("Nothing: the action is withdrawn.")
    if action.status.word.done:
        return Onward("Nothing more is planned for this action.")
    if action.is_overdue:
        ending = "When a paper says how the action ended, this page will say so."
        return Onward(f"The time in the plan has passed, and no completion is recorded. {ending}")
    if action.due.last:
        return Onward(f"It is due by {in_words(action.due.last)}.")
    if action.due.kind is TimelineKind.ONGOING:
        return Onward(
            "The plan calls it ongoing and names no date, so there is no date by which to judge it."
        )
    if action.same_as:
        return Onward("This action goes with ", action.same_as, ": look there for what is next.")
    return Onward("The plan names no date, so this is not known.")


def first_of(number: int, thing: str, which: str, most: int) -> str:
    """Return the caption of a table that shows the first rows of a list: `60 actions …: the first 50`."""
    return f"{count(number, thing)} {which}{f': the first {most}' if number > most else ''}"


def share_of(shown: int, total: int, thing: str, title: str) -> str:
    """Return the caption of a table that shows all or some rows of a record."""
    rows = count(shown, thing) if shown == total else f"{shown} of the {total} {thing}s"
    return f"{rows} of the {title}"
