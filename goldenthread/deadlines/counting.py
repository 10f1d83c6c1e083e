"""From an anchor to the due day: spans of days, weeks and months, with every step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from goldenthread.common.dates import add_months, in_words
from goldenthread.common.inflection import noun
from goldenthread.common.working_days import CannotCount, WorkingDays, walk
from goldenthread.deadlines.deadline import Step
from goldenthread.model.deadline_rules import Calendar, DeadlineRule

Way = Literal[1, -1]


def days_of(calendar: Calendar) -> WorkingDays:
    """Return the calendar in the form in which days are counted."""
    return WorkingDays(
        first=calendar.first_day,
        last=calendar.last_day,
        bank_holidays={day.date: day.name for day in calendar.bank_holidays},
        closures={day.date: day.name for day in calendar.closures},
    )


def every_day_counts(rule: DeadlineRule) -> bool:
    """Whether weekends and holidays count like other days."""
    return rule.unit == "calendar days" or (rule.unit == "clear days" and rule.counts == "calendar days")


def which_count(rule: DeadlineRule, calendar: Calendar | None) -> Callable[[date], str]:
    """Return the function that says why a day does not count under a rule; empty for a day that counts."""
    if every_day_counts(rule):
        return lambda _day: ""
    if calendar is None:
        raise CannotCount("There is no calendar (data/calendar.yml) to tell which days count.")
    days = days_of(calendar)
    if rule.unit == "working days":
        return days.why_not
    return lambda day: days.why_not(day, calendar.clear_days_leave_out)


def span(rule: DeadlineRule, anchor: date, calendar: Calendar | None) -> tuple[date, tuple[Step, ...]]:
    """Return the due day that a rule gives from an anchor, with the steps that lead there; CannotCount says why not."""
    try:
        return _span(rule, anchor, calendar)
    except (OverflowError, ValueError) as error:
        raise CannotCount("The day that it leads to is too far away to be counted.") from error


def _span(rule: DeadlineRule, anchor: date, calendar: Calendar | None) -> tuple[date, tuple[Step, ...]]:
    number, way = rule.number, _way(rule)
    if number is None or rule.unit is None:
        raise CannotCount("The rule names no number of days, weeks or months.")
    if rule.unit in ("months", "years"):
        due, why = _months(anchor, way * number * (12 if rule.unit == "years" else 1), is_counted(rule))
        steps: tuple[Step, ...] = (Step(due, True, why or _in_words(rule, anchor)),)
    elif rule.unit == "weeks":
        due = anchor + timedelta(weeks=way * number, days=-way * is_counted(rule))
        steps = (Step(due, True, _in_words(rule, anchor)),)
    elif rule.unit == "clear days":
        due, steps = _clear(rule, anchor, calendar)
    else:
        due, steps = _days(rule, anchor, calendar)
    if rule.then_days:
        due += timedelta(days=rule.then_days)
        after = "the day after" if rule.then_days == 1 else f"{rule.then_days} days after"
        steps += (Step(due, True, f"{after} the last day that counts"),)
    return due, steps


def _way(rule: DeadlineRule) -> Way:
    return -1 if rule.direction == "before" else 1


def is_counted(rule: DeadlineRule) -> bool:
    """Whether the day of the event is the first day of the period (“beginning with”, not “after”)."""
    return rule.first_day == "counted" and rule.unit != "clear days"


def _in_words(rule: DeadlineRule, anchor: date) -> str:
    number = rule.number or 0
    unit = noun(number, (rule.unit or "").removesuffix("s"))
    way = (
        ("beginning with" if rule.direction == "after" else "ending with")
        if is_counted(rule)
        else rule.direction
    )
    return f"{number} {unit} {way} {in_words(anchor)}"


def _months(anchor: date, number: int, includes_anchor: bool) -> tuple[date, str]:
    """Return the last day of a period of months from an anchor, on or back, with why it is not the usual one.

    It ends on the day of the same number in its last month, or on the day before that when the anchor is itself the
    first day of the period; a month without such a day ends it with its own last day.
    Interpretation Act 1978, schedule 1; Dodds v Walker [1981] 1 WLR 1027 (the corresponding date rule).
    """
    due = add_months(anchor, number)
    if due.day != anchor.day:
        last = due + timedelta(days=includes_anchor and number < 0)
        return last, f"the month has no day {anchor.day}, so its last day holds"
    return due - timedelta(days=includes_anchor * (1 if number > 0 else -1)), ""


def _days(rule: DeadlineRule, anchor: date, calendar: Calendar | None) -> tuple[date, tuple[Step, ...]]:
    if every_day_counts(rule):
        end = anchor + timedelta(days=_way(rule) * ((rule.number or 0) - is_counted(rule)))
        return end, (Step(end, True, f"{_in_words(rule, anchor)}, each day of the calendar counted"),)
    counted = 0
    steps: list[Step] = []
    start = anchor - timedelta(days=_way(rule) * is_counted(rule))
    for day, why in walk(start, rule.number or 0, _way(rule), which_count(rule, calendar)):
        counted += not why
        steps.append(Step(day, not why, why or f"{rule.unit} {counted}".replace("days", "day")))
    last = Step(steps[-1].day, True, f"{steps[-1].why}, the last")
    return last.day, (*steps[:-1], last)


def _clear(rule: DeadlineRule, anchor: date, calendar: Calendar | None) -> tuple[date, tuple[Step, ...]]:
    """Count the days between; the due day is the next one beyond them.

    Counted back from a meeting, the due day must itself be one that counts: on others the offices are shut,
    and papers cannot be laid open there.
    """
    why_not, way = which_count(rule, calendar), _way(rule)
    end, between = _days(rule, anchor, calendar)
    steps = [
        Step(
            anchor,
            False,
            f"the day that we count {'back ' if rule.direction == 'before' else ''}from, not itself a clear day",
        ),
        *between,
    ]
    due = end + timedelta(days=way)
    while way < 0 and why_not(due):
        steps.append(Step(due, False, f"{why_not(due)}; offices are shut, so the day before"))
        due -= timedelta(days=1)
    return due, (*steps, Step(due, False, "the last day to do it, not itself a clear day"))
