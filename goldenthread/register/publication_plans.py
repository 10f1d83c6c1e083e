"""Publishing a paper: what each deciding body's rules ask, and their days for the meetings of the next weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import joined
from goldenthread.deadlines import Deadline, plan_meeting
from goldenthread.deadlines.counting import days_of
from goldenthread.deadlines.subjects import body_rules, rules_of
from goldenthread.deadlines.work_out import ONLY
from goldenthread.model.deadline_rules import Calendar, DeadlineRule, RuleSet
from goldenthread.read import Content

DAYS_AHEAD = 56  # eight weeks
_MOST_NAMES = 2  # of bodies in a heading


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One rule of a body with its set, and when it holds in words: `(only for a key decision)`, or nothing."""

    facts: DeadlineRule
    rule_set: RuleSet
    only: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A day on which a body might meet, and the day that each rule gives, None where none can be worked out."""

    day: date
    days: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What a body's papers need, and by when for each working day of the weeks to come.

    `rules` are in the order of their days, the soonest first; each meeting's `days` are in the same order.
    """

    body: str  # "cabinet"; the first of several
    name: str  # "Council, Scrutiny and Planning Committee"
    short_name: str  # "Council and 2 other bodies", for a heading
    rules: tuple[PaperRule, ...]
    meetings: tuple[PlannedMeeting, ...]
    gap: str  # why some or all days are missing; empty when none is


def paper_plans(content: Content, today: date) -> tuple[PaperPlan, ...]:
    """Work out the plan of every body that keeps rules, for the working days after `today`; one for those with the same."""
    names = {office.id: office.name for office in content.organisation.offices}
    days = tuple(_working_days(content.calendar, today))
    gap = _gap(content.calendar, today)
    alike: dict[tuple[str, ...], list[str]] = {}
    for entry in content.deadline_rules.bodies:
        if rules_of(content, entry.rules):
            alike.setdefault(entry.rules, []).append(entry.body)
    return tuple(
        _plan(content, bodies[0], [names[body] for body in bodies], days, today, gap)
        for bodies in alike.values()
    )


def _plan(
    content: Content, body: str, names: Sequence[str], days: tuple[date, ...], today: date, gap: str
) -> PaperPlan:
    rules = rules_of(content, body_rules(content, body))
    planned = [(day, plan_meeting(content, day, body, today)) for day in days]
    if planned:
        order = [_key(deadline) for deadline in planned[0][1]]
        rules = tuple(sorted(rules, key=lambda pair: order.index((pair[0].id, pair[1].id))))
    meetings = []
    for day, deadlines in planned:
        found = {_key(deadline): deadline.last for deadline in deadlines}
        meetings.append(PlannedMeeting(day, tuple(found[rule_set.id, rule.id] for rule_set, rule in rules)))
    shown = tuple(PaperRule(rule, rule_set, ONLY[rule.applies].strip()) for rule_set, rule in rules)
    short = f"{names[0]} and {len(names) - 1} other bodies" if len(names) > _MOST_NAMES else joined(names)
    return PaperPlan(body, joined(names), short, shown, tuple(meetings), gap)


def _key(deadline: Deadline) -> tuple[str, str]:
    """Name the rule of a deadline: two sets of one body may use the same id."""
    return deadline.rule_set, deadline.id.rpartition("/")[2]


def _working_days(calendar: Calendar | None, today: date) -> Iterator[date]:
    """Yield the working days of the next weeks, as far as the calendar goes."""
    if calendar is None:
        return
    known = days_of(calendar)
    for number in range(1, DAYS_AHEAD + 1):
        day = today + timedelta(days=number)
        if calendar.first_day <= day <= calendar.last_day and not known.why_not(day):
            yield day


def _gap(calendar: Calendar | None, today: date) -> str:
    if calendar is None:
        return "There is no calendar (data/calendar.yml), so we do not know which days are working days."
    first, last = in_words(calendar.first_day), in_words(calendar.last_day)
    if calendar.first_day <= today and today + timedelta(days=DAYS_AHEAD) <= calendar.last_day:
        return ""
    return f"The calendar covers {first} to {last}. We cannot work out dates outside it."
