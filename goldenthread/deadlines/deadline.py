"""A deadline with its working, and whether it was kept: dates that are not exact give an answer only where every reading agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.common.dates import (
    When,
    days_between,
    due_in_words,
    extent_in_words,
    in_words,
    length_in_words,
)
from goldenthread.common.inflection import capital, count
from goldenthread.model.deadline_rules import DeadlineRule, Duty


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome with its margin in days (early is positive) and the sentences that say it."""

    outcome: Outcome
    margin: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """The first and last day that the due day can be, and the same for the anchor where there is one."""

    first: date
    last: date
    anchor_last: date | None

    def __str__(self) -> str:
        return extent_in_words(self.first, self.last)

    def with_preposition(self) -> str:
        """Return when it is due: `by 5 January 2020`, `in January 2020`, `between January and March 2020`."""
        return due_in_words(self.first, self.last)


def judge(rule: DeadlineRule, due: Due, done: When | None, today: date) -> Verdict:
    """Return the status of a deadline on a day; `done` is when it was done, as far as that is recorded and past."""
    if done is None:
        return _open(rule, due, today)
    if rule.duty == "about":
        return Verdict(Outcome.UNKNOWN, None, _about(rule, due, done))
    early, late = due.first >= done.last, due.last < done.first
    if rule.duty == "not before":
        early, late = due.last <= done.first, due.first > done.last
    if not early and not late:
        return Verdict(Outcome.UNKNOWN, None, _either(rule, due, done))
    return Verdict(Outcome.MET if early else Outcome.MISSED, _margin(rule, due, done), _kept(rule, due, done))


def _open(rule: DeadlineRule, due: Due, today: date) -> Verdict:
    """Judge what nothing shows to be done. A deadline ends with its day."""
    if today <= due.last:
        left, is_exact = days_between(today, due.last), due.first == due.last
        ahead = "It falls due today" if left == 0 else f"{_days(left)} to go"
        if rule.duty == "not before":
            ahead = "It may happen from today" if left == 0 else f"{_days(left)} to go"
        if not is_exact:
            ahead = f"It is due {due.with_preposition()}"
        maybe = " The due date may have passed." if today > due.first else ""
        return Verdict(Outcome.NOT_YET_DUE, None, f"{ahead}.{maybe}")
    blank = f"The date when {rule.done_words} is not recorded"
    if rule.duty == "not before":
        return Verdict(Outcome.UNKNOWN, None, f"It could happen from {due}. {blank}.")
    if rule.duty == "about":
        return Verdict(Outcome.UNKNOWN, None, f"It was due about {due}. {blank}.")
    if rule.direction == "before" and due.anchor_last is not None and due.anchor_last < today:
        return Verdict(Outcome.UNKNOWN, None, f"It was due {due.with_preposition()}. {blank}.")
    least = "" if due.first == due.last else "at least "
    past = least + _days(days_between(due.last, today))
    return Verdict(Outcome.OVERDUE, None, f"It is {past} past, and we have no record that {rule.done_words}.")


def not_recorded(rule: DeadlineRule, due: Due) -> Verdict:
    """Judge what is known to have happened, on a day that no paper gives."""
    return Verdict(
        Outcome.UNKNOWN,
        None,
        f"It was due {due.with_preposition()}. The date when {rule.done_words} is not recorded.",
    )


def not_kept_yet(rule: DeadlineRule, due: Due, kept_since: date) -> Verdict:
    """Judge what nothing shows to be done, and what was due before the register was kept: a missing line is no fact."""
    words = f"It was due {due.with_preposition()}. This register has been kept since {in_words(kept_since)}"
    return Verdict(Outcome.NOT_KNOWN, None, f"{words}, so we do not know whether {rule.done_words}.")


def _margin(rule: DeadlineRule, due: Due, done: When) -> int | None:
    if due.first != due.last or done.first != done.last:
        return None
    early = days_between(done.first, due.first)
    return -early if rule.duty == "not before" else early


def _kept(rule: DeadlineRule, due: Due, done: When) -> str:
    if rule.duty == "not before":
        return f"It could happen from {due}, and the day recorded is {in_words(done)}."
    return f"It was due {due.with_preposition()}. {_sentence(rule)} {on_day(done)}, {_apart(due, done)}."


def _about(rule: DeadlineRule, due: Due, done: When) -> str:
    apart = _apart(due, done).replace("early", "before that").replace("late", "after that")
    return (
        f"It was due about {due}. {_sentence(rule)} {on_day(done)}, {apart}. "
        "The rule sets no exact day, so this is neither met nor missed."
    )


def _either(rule: DeadlineRule, due: Due, done: When) -> str:
    return (
        f"It was due {due.with_preposition()}. {_sentence(rule)} {on_day(done)}. "
        "The dates are not exact enough to tell whether that was in time."
    )


def _sentence(rule: DeadlineRule) -> str:
    return capital(rule.done_words)


def on_day(done: When) -> str:
    """Return when something was done, as the end of a sentence: `on 3 May 2031`, `in May 2031`."""
    return f"{'on' if done.first == done.last else 'in'} {in_words(done)}"


def _apart(due: Due, done: When) -> str:
    """Return how far before or after the due day it was done: `12 days early`, `about 2 months late`."""
    margins = sorted({days_between(done.last, due.first), days_between(done.first, due.last)})
    if margins == [0]:
        return "on the day"
    if margins[0] >= 0:
        return f"{_length(*margins)} early"
    if margins[-1] <= 0:
        return f"{_length(*margins)} late"
    return f"between {_days(margins[-1])} early and {_days(-margins[0])} late"


def _length(*margins: int) -> str:
    """Return one number of days as it is, and what is between two as about so much."""
    if 0 in margins:
        return f"up to {_days(max(map(abs, margins)))}"
    return length_in_words(abs(sum(margins)) // len(margins), is_exact=len(margins) == 1)


def _days(number: int) -> str:
    return count(number, "day")


class Outcome(StrEnum):
    """Whether a deadline was kept; where that is not known, the deadline says why."""

    MET = "met"
    MISSED = "missed"
    NOT_YET_DUE = "not yet due"
    OVERDUE = "overdue"  # past, and nothing says that it was done
    UNKNOWN = "cannot be worked out"
    NOT_KNOWN = "not known"  # due before the register was kept, and nothing says that it was done


@dataclass(frozen=True, slots=True)
class Step:
    """One day, or one step of a span, on the way from the anchor to the due day, and why it counts or not."""

    day: date
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one record under one rule.

    `first` and `last` are the same day when the anchor is known to the day; with a less exact anchor they are the
    first and last day that the due day can be; both are None when it cannot be worked out, and `reason` says why.
    """

    id: str  # stable for ever: "reviews/2031-finance/publish-report"
    record: str  # address of the record's page: "reviews/2031-finance/"
    record_title: str
    what: str  # "Publish the review report"
    rule: str  # the rule in words: "within six weeks of being agreed"
    rule_set: str  # id of the rule set
    source: str  # where a reader finds the rule
    source_link: str  # its address, or empty
    anchor: str  # the event from which it is counted, in words: "The report was agreed"
    anchor_when: When | None
    first: date | None
    last: date | None
    steps: tuple[Step, ...]
    outcome: Outcome
    done: When | None  # when it was done, as far as the records say
    margin: int | None  # days between being done and the due day: positive is early, negative late
    reason: str  # the outcome in one or two sentences
    duty: Duty = "by"  # whether it is the last day, the first day, or about the day
    is_stopped: bool = False  # something stops the clock, such as a call-in
    command: str = (
        ""  # what records that it was kept: "record reviews/2031-finance published"; empty if no record can
    )

    @property
    def is_exact(self) -> bool:
        """Whether the due day is known to the day."""
        return self.first is not None and self.first == self.last

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept: to come, or past and nothing says that it was done."""
        return self.outcome in (Outcome.OVERDUE, Outcome.NOT_YET_DUE)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Deadlines as a reader needs them: `open` soonest first, `past` newest first, `unknown` with a date before those without."""

    open: tuple[Deadline, ...]
    past: tuple[Deadline, ...]
    unknown: tuple[Deadline, ...]  # what cannot be worked out


def by_date(deadlines: Iterable[Deadline]) -> Agenda:
    """Sort deadlines by the last day that each can be due; those of one day keep their order."""
    held = tuple(deadlines)
    past = (item for item in held if not item.is_open and item.outcome is not Outcome.UNKNOWN)
    return Agenda(
        open=tuple(sorted((item for item in held if item.is_open), key=_end)),
        past=tuple(sorted(past, key=_end, reverse=True)),
        unknown=tuple(sorted((item for item in held if item.outcome is Outcome.UNKNOWN), key=_end)),
    )


def _end(deadline: Deadline) -> date:
    return deadline.last or date.max
