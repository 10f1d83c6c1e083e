"""Deadlines put into words, for pages, calendars, reminders, receipts and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from goldenthread.common.dates import due_in_words, extent_in_words, in_words
from goldenthread.common.inflection import capital, count, noun
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines.deadline import Deadline, Outcome


def due(deadline: Deadline) -> str:
    """Return the due day, or between which days it is."""
    if deadline.first is None or deadline.last is None:
        return "Cannot be worked out"
    return capital(extent_in_words(deadline.first, deadline.last))


def due_day(deadline: Deadline) -> str:
    """Return the last day on which it can be done, with its day of the week."""
    return with_weekday(deadline.last) if deadline.last else "on a day that cannot be worked out"


def reason(deadline: Deadline) -> str:
    """Return why a deadline has its outcome, without the words of the tag before it."""
    return capital(deadline.reason.removeprefix(f"{capital(deadline.outcome)}: "))


def result(deadline: Deadline) -> str:
    """Return whether a deadline was met and by how much: `Met, with 56 days to spare`, `Missed by 1 day`."""
    outcome, margin = capital(deadline.outcome), deadline.margin
    if margin is None:
        return outcome
    if deadline.outcome is Outcome.MISSED:
        return f"{outcome} by {count(abs(margin), 'day')}"
    return f"{outcome}, with {count(margin, 'day') if margin else 'no day'} to spare"


def rule(deadline: Deadline, link: str = "") -> str:
    """Return the rule and where it is, with `link` after its source."""
    return f"Rule: {deadline.rule}. Source: {deadline.source}{link}."


def counted_from(deadline: Deadline) -> str:
    """Return the event from which it is counted, with its date where that is recorded."""
    when = f", {in_words(deadline.anchor_when)}" if deadline.anchor_when else ""
    return f"Counted from: {deadline.anchor}{when}."


def for_meeting(deadline: Deadline, today: date) -> str:
    """Return one line of a meeting's plan: what, and by when."""
    if deadline.last is None:
        return f"{deadline.what}: {deadline.reason}"
    past = " This date has passed." if deadline.last < today else ""
    return f"{deadline.what}: {with_weekday(deadline.last)}.{past}"


def working(deadline: Deadline, margin: str) -> Iterator[str]:
    """Yield the rule, what it is counted from, and each day on the way, a line each that begins with `margin`."""
    yield f"{margin}{rule(deadline)}"
    yield f"{margin}{counted_from(deadline)}"
    for step in deadline.steps:
        yield f"{margin}  {with_weekday(step.day)}: {step.why}."


def in_text(deadlines: Iterable[Deadline]) -> str:
    """Return deadlines in sentences that can be read aloud, record by record."""
    parts = []
    for title, group in groupby(deadlines, key=lambda deadline: deadline.record_title):
        parts.append(f"{title}\n\n" + "\n".join(_paragraph(deadline) for deadline in group))
    return "\n".join(parts)


def _paragraph(deadline: Deadline) -> str:
    head = (f"  {deadline.what}: {deadline.outcome}.", f"    {deadline.reason}")
    return "\n".join((*head, *working(deadline, "    "))) + "\n"


def when_published(deadline: Deadline, day: date) -> str:
    """Return what the publication of a record on a day means for its deadline."""
    if deadline.last is None or deadline.outcome in (Outcome.UNKNOWN, Outcome.NOT_KNOWN):
        return deadline.reason
    head = f"due {due_in_words(deadline.first or deadline.last, deadline.last)}."
    if deadline.outcome in (Outcome.MET, Outcome.MISSED) and deadline.margin is not None:
        return f"{head} It was done {_apart(deadline.margin)}."
    if deadline.first != deadline.last:
        return f"{head} The files do not say that it is done."
    published = _apart((deadline.last - day).days)
    return f"{head} This was published {published}; the files do not say that it is done."


def _apart(days: int) -> str:
    """Return how many days before (positive) or after a day."""
    if days == 0:
        return "on that day"
    return f"{abs(days)} {noun(abs(days), 'day')} {'before' if days > 0 else 'after'} that day"
