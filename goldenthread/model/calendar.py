"""The calendar: the days that do not count as working days or as clear days."""

from __future__ import annotations

from typing import Literal

from goldenthread.model.base import Day, Line, Prose, Record, shown


class NamedDay(Record):
    """One day that does not count, and why."""

    date: Day = shown("The day.", "2031-12-25")
    name: Line = shown("Why it does not count.", "Christmas Day")


class Calendar(Record):
    """`data/calendar.yml`: bank holidays, the council's closures, and which of them clear days leave out."""

    region: Line = shown("The part of the country whose bank holidays these are.", "England and Wales")
    source: Prose = shown("Where the bank holidays are known from.", "The list on GOV.UK.")
    first_day: Day = shown("The first day that the calendar covers.", "2031-01-01")
    last_day: Day = shown(
        "The last day that the calendar covers; nothing is worked out beyond it.", "2033-12-31"
    )
    clear_days_leave_out: tuple[Literal["weekends", "bank holidays", "closures"], ...] = shown(
        "What does not count as a clear day: weekends, bank holidays, closures.", "- weekends"
    )
    bank_holidays: tuple[NamedDay, ...] = shown("Bank holidays, one-off days among them.", "- date: …")
    closures: tuple[NamedDay, ...] = shown(
        "Other days on which the council's offices are shut.", "- date: …", ()
    )
