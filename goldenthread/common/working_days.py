"""Working days and clear days: which days count, counted one by one, each with why.

Nothing here guesses: a day outside the calendar cannot be counted, and that is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from goldenthread.common.dates import in_words
from goldenthread.common.errors import CommandError

Kind = Literal["weekends", "bank holidays", "closures"]  # days that may not count
EVERY_KIND: tuple[Kind, ...] = ("weekends", "bank holidays", "closures")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class CannotCount(CommandError):
    """A day cannot be found; the sentence says why."""


class OutsideCalendar(CannotCount):
    """The calendar says nothing of a day."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """What is known of days: the time that the calendar covers, its bank holidays and the council's closures."""

    first: date
    last: date
    bank_holidays: Mapping[date, str]
    closures: Mapping[date, str]

    def why_not(self, day: date, leave_out: Collection[Kind] = EVERY_KIND) -> str:
        """Return why a day does not count ("Easter Monday", "a Saturday"); empty when it counts."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(
                f"The calendar covers {in_words(self.first)} to {in_words(self.last)}, "
                f"and {in_words(day)} is not in it."
            )
        if "bank holidays" in leave_out and day in self.bank_holidays:
            return self.bank_holidays[day]
        if "closures" in leave_out and day in self.closures:
            return self.closures[day]
        if "weekends" in leave_out and day.weekday() >= 5:
            return f"a {WEEKDAYS[day.weekday()]}"
        return ""


def walk(
    start: date, number: int, step: Literal[1, -1], why_not: Callable[[date], str]
) -> Iterator[tuple[date, str]]:
    """Go from day to day, the start left out, until `number` days have counted.

    Gives each day with why it does not count; the reason is empty for a day that counts.
    """
    day = start
    while number:
        day += timedelta(days=step)
        why = why_not(day)
        yield day, why
        number -= not why


def clear_days(first: date, last: date, why_not: Callable[[date], str]) -> int:
    """Count the clear days between two days: neither of the two counts."""
    between = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return sum(not why_not(day) for day in between)


def with_weekday(day: date) -> str:
    """Return a date with its day of the week: `Tuesday 28 February 2023`."""
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"
