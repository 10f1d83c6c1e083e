"""The calendar and the counting of days, held against two libraries and against another way of counting."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]
from paths import AMBLEFORD, ROOT

from goldenthread.common.working_days import OutsideCalendar, clear_days, walk
from goldenthread.deadlines.counting import days_of, span
from goldenthread.model.deadline_rules import Calendar, DeadlineRule, NamedDay
from goldenthread.read import read

pytestmark = pytest.mark.slow

ONE_OFF = (date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8))


@pytest.fixture(scope="module")
def calendar(root: Path) -> Calendar:
    content, problems = read(root)
    assert content is not None, problems
    assert content.calendar is not None
    return content.calendar


def weekdays(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def test_the_calendar_is_that_of_gov_uk_and_of_a_second_library(calendar: Calendar) -> None:
    gov_uk = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    listed = {entry["date"] for entry in gov_uk}
    england = holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2029))
    ours = days_of(calendar).bank_holidays.keys()
    for day in weekdays(date(2019, 1, 1), date(2028, 12, 31)):
        assert (day in ours) == (day in listed) == (day in england), day
    assert set(ONE_OFF) <= set(ours)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2029, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_by_name(calendar: Calendar, day: date) -> None:
    with pytest.raises(OutsideCalendar, match=rf"31 December 2028, and .* {day.year} is not in it"):
        days_of(calendar).why_not(day)


def test_notice_on_31_january_for_28_february_2023_is_27_clear_days() -> None:
    assert clear_days(date(2023, 1, 31), date(2023, 2, 28), lambda _: "") == 27


def test_days_that_do_not_count_say_why(calendar: Calendar) -> None:
    days = list(walk(date(2019, 4, 23), 3, -1, days_of(calendar).why_not))
    assert [(day.day, why) for day, why in days] == [
        (22, "Easter Monday"),
        (21, "a Sunday"),
        (20, "a Saturday"),
        (19, "Good Friday"),
        (18, ""),
        (17, ""),
        (16, ""),
    ]


def instants(calendar: Calendar) -> list[date]:
    """Give days round both clock changes, leap days, year ends and every bank holiday."""
    marks = [day.date for day in calendar.bank_holidays]
    marks += [date(y, 12, 31) for y in range(2019, 2028)] + [date(y, 2, 28) for y in range(2020, 2028)]
    marks += [date(2020, 2, 29), date(2024, 2, 29), date(2028, 2, 29)]
    marks += [
        max(date(y, month, d) for d in range(25, 32) if date(y, month, d).weekday() == 6)
        for y in range(2019, 2028)
        for month in (3, 10)
    ]
    near = {mark + timedelta(days=n) for mark in marks for n in (-2, -1, 0, 1, 2)}
    return sorted(day for day in near if date(2019, 2, 1) <= day <= date(2028, 11, 30))


def rule(unit: str, direction: str, number: int = 5) -> DeadlineRule:
    return DeadlineRule.model_validate(
        {
            "id": "a", "what": "A", "rule": "a", "source": "a", "anchor": "meeting", "anchor_words": "a",
            "number": str(number), "unit": unit, "direction": direction, "done_by": "published",
            "done_words": "a",
        }
    )  # fmt: skip


def test_400_days_agree_with_a_table_made_by_another_route(calendar: Calendar) -> None:
    """The table: every working day of the time in one list, from the other library; the answer is a place in it."""
    gov_uk, england = BankHolidays(use_cached_holidays=True), BankHolidays.ENGLAND_AND_WALES
    table = [d for d in weekdays(date(2019, 1, 1), date(2028, 12, 24)) if gov_uk.is_work_day(d, england)]
    days = instants(calendar)
    assert len(days) >= 400
    for day in days:
        before, after = table[: bisect_left(table, day)], table[bisect_right(table, day) :]
        assert span(rule("clear days", "before"), day, calendar)[0] == before[-6], day
        assert span(rule("working days", "before", 7), day, calendar)[0] == before[-7], day
        assert span(rule("working days", "after"), day, calendar)[0] == after[4], day


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 10, 31), 5, date(2025, 3, 31)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_with_the_month(start: date, months: int, due: date) -> None:
    found, steps = span(rule("months", "after", months), start, None)
    assert found == due
    clamped = start.day != due.day
    assert ("so its last day holds" in steps[0].why) == clamped


def test_a_closure_does_not_count_unless_the_policy_says_so(calendar: Calendar) -> None:
    mourning = NamedDay.model_validate({"date": "2026-12-03", "name": "Day of mourning"})
    shut = calendar.model_copy(update={"closures": (mourning,)})
    meeting = date(2026, 12, 8)
    assert span(rule("clear days", "before"), meeting, calendar)[0] == date(2026, 11, 30)
    assert span(rule("clear days", "before"), meeting, shut)[0] == date(2026, 11, 27)
    lenient = shut.model_copy(update={"clear_days_leave_out": ("weekends", "bank holidays")})
    assert span(rule("clear days", "before"), meeting, lenient)[0] == date(2026, 11, 30)


def deadlines_in(zone: str) -> str:
    """Give what a computer in a time zone says half an hour before summer time begins in Britain."""
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--root",
        str(AMBLEFORD),
        "deadlines",
        "--format",
        "json",
    ]
    instant = str(int(dt.datetime(2032, 3, 28, 0, 30, tzinfo=dt.UTC).timestamp()))
    environment = os.environ | {"TZ": zone, "SOURCE_DATE_EPOCH": instant}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def in_london() -> str:
    return deadlines_in("Europe/London")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_time_zone_of_the_computer_does_not_matter(zone: str, in_london: str) -> None:
    assert deadlines_in(zone) == in_london
    told = json.loads(in_london)
    assert told["today"] == "2032-03-28"
    assert told["deadlines"]
