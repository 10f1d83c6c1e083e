"""Deadlines put into words, for pages, calendars, reminders, receipts and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from goldenthread.common.dates import between_in_words, days_between, due_in_words, extent_in_words, in_words
from goldenthread.common.inflection import capital, count, noun
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines.deadline import Deadline, Outcome


def due(deadline: Deadline) -> str:
    """Return the due day, or between which days it is."""
    if deadline.first is None or deadline.last is None:
        return "No date while the clock is stopped" if deadline.is_stopped else "Cannot be worked out"
    return capital(extent_in_words(deadline.first, deadline.last))


def due_day(deadline: Deadline) -> str:
    """Return the last day on which it can be done, with its day of the week."""
    return with_weekday(deadline.last) if deadline.last else "on a day that cannot be worked out"


_WITHIN = {"by": "", "not before": "from a day ", "about": "about a day "}


def headline(deadline: Deadline) -> str:
    """Return the due day for large type: `Tuesday 1 December 2026`, `Between 1 and 30 June 2031`, `Clock stopped`."""
    if deadline.first is None or deadline.last is None:
        return "Clock stopped" if deadline.is_stopped else "No date"
    if deadline.is_exact and deadline.duty == "about":  # the rule names no exact day, so no day of the week
        return f"About {in_words(deadline.last)}"
    if deadline.is_exact:
        return f"{'From ' if deadline.duty == 'not before' else ''}{with_weekday(deadline.last)}"
    return capital(f"{_WITHIN[deadline.duty]}{between_in_words(deadline.first, deadline.last)}")


def days_left(deadline: Deadline, today: date) -> str:
    """Return the days left or past, or how it was met: `in 4 days`, `12 days overdue`, `3 days early`."""
    if deadline.first is None or deadline.last is None:
        return ""
    match deadline.outcome:
        case Outcome.MET | Outcome.MISSED:
            return _how_met(deadline)
        case Outcome.OVERDUE:
            least = "" if deadline.is_exact else "at least "
            return f"{least}{count(days_between(deadline.last, today), 'day')} overdue"
        case Outcome.NOT_YET_DUE if deadline.is_exact:
            return from_today(deadline.last, today)
        case Outcome.NOT_YET_DUE:
            soonest = days_between(today, deadline.first)
            longest = count(days_between(today, deadline.last), "day")
            span = f"in {soonest} to {longest}" if soonest > 0 else f"in {longest} at the latest"
            return f"day not known: {span}"
        case _:
            return "" if deadline.duty != "by" else "not known whether it was met"


def _how_met(deadline: Deadline) -> str:
    is_met, margin = deadline.outcome is Outcome.MET, deadline.margin
    if margin is None or deadline.duty != "by":
        return "met" if is_met else "late" if deadline.duty == "by" else "too early"
    if not is_met:
        return f"{count(-margin, 'day')} late"
    if margin:
        return f"{count(margin, 'day')} early"
    is_on_the_day = deadline.done is not None and deadline.done.first == deadline.last
    return "met on the day" if is_on_the_day else "met"


def from_today(day: date, today: date) -> str:
    """Return how far off a day is: `today`, `tomorrow`, `in 4 days`, `12 days ago`."""
    days = days_between(today, day)
    if days < 0:
        return f"{count(-days, 'day')} ago"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")


def detail(deadline: Deadline) -> str:
    """Return what a reason adds to the headline and the days left; nothing where it repeats them."""
    if deadline.outcome is Outcome.NOT_YET_DUE:
        return deadline.reason.partition(". ")[2]
    if deadline.outcome is Outcome.OVERDUE:
        return capital(deadline.reason.partition(" past, and ")[2] or deadline.reason)
    return reason(deadline)


def balance(deadlines: int, actions: int) -> str:
    """Return one sentence that counts the deadlines and the actions that are overdue, neither without the other."""
    late, acts = count(deadlines, "deadline"), count(actions, "action")
    if deadlines and actions:
        return f"{late} and {acts} are overdue."
    if actions:
        return f"No deadline is known to be overdue, but {acts} {'is' if actions == 1 else 'are'}."
    if deadlines:
        return f"{late} {'is' if deadlines == 1 else 'are'} overdue. No action is known to be overdue."
    return "No deadline or action is known to be overdue."


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
