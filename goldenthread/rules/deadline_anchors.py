"""Rules about deadlines: what they are counted from, whether it can be counted, and meetings that are too near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.deadlines.deadline import Outcome
from goldenthread.deadlines.subjects import Subject, subjects
from goldenthread.deadlines.work_out import not_countable, worked
from goldenthread.messages import guess
from goldenthread.read import Content
from goldenthread.read.spots import Spot
from goldenthread.rules.finding import Finding

CALENDAR = "data/calendar.yml"
RULES = "data/deadline-rules.yml"


def a_rule_gives_a_day(content: Content) -> Iterator[Finding]:
    """A deadline is counted from an event, by a number of days, weeks or months; or its day is fixed."""
    for place, rule_set in enumerate(content.deadline_rules.sets):
        for number, rule in enumerate(rule_set.deadlines):
            span = (rule.anchor, rule.anchor_words, rule.number, rule.unit)
            if not (any(span) if rule.fixed else None in span):
                continue
            yield Finding(
                "rule-without-day", Spot(RULES, ("sets", place, "deadlines", number)), {"id": rule.id}
            )


def calendar_days_lie_within_it(content: Content) -> Iterator[Finding]:
    """The days of the calendar lie between its first day and its last."""
    calendar = content.calendar
    if calendar is None:
        return
    if calendar.last_day < calendar.first_day:
        yield Finding("calendar-backwards", Spot(CALENDAR, ("last_day",)))
        return
    for name in ("bank_holidays", "closures"):
        for place, day in enumerate(getattr(calendar, name)):
            if not calendar.first_day <= day.date <= calendar.last_day:
                words = {"date": in_words(day.date), "name": day.name}
                yield Finding("day-not-in-calendar", Spot(CALENDAR, (name, place, "date")), words)


def departures_name_a_deadline(content: Content) -> Iterator[Finding]:
    """A recorded departure names a deadline that holds for the record."""
    for subject in subjects(content):
        known = [rule.id for _, rule in subject.rules]
        for place, override in enumerate(subject.overrides):
            if override.deadline not in known:
                spot = Spot(_file(subject), ("deadline_overrides", place, "deadline"))
                words = {"value": override.deadline, "guess": guess(override.deadline, known)}
                yield Finding("unknown-deadline", spot, words)


def days_can_be_counted(content: Content) -> Iterator[Finding]:
    """The calendar covers every day that a deadline needs."""
    for subject, rule, why in not_countable(content):
        yield Finding("cannot-count", Spot(_file(subject)), {"what": rule.what, "why": why})


def meetings_can_be_met(content: Content, today: date) -> Iterator[Finding]:
    """A meeting to come has its papers and notices out in time, or a recorded reason why not."""
    for subject, rule, deadline in worked(content, today):
        if deadline.outcome is Outcome.OVERDUE and rule.ways_out and deadline.anchor_when and deadline.last:
            words = {
                "meeting": deadline.anchor_when,
                "what": rule.what,
                "due": in_words(deadline.last),
                "rule": rule.rule,
                "kind": rule.done_by,
                "ways": rule.ways_out,
            }
            yield Finding("too-late-for-meeting", Spot(_file(subject)), words)


def _file(subject: Subject) -> str:
    return f"data/{subject.address.rstrip('/')}.yml"
