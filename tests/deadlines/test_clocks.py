"""The clocks of the law: vectors, and a count day by day that knows nothing of how the program counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_tries

from goldenthread.common.working_days import CannotCount
from goldenthread.deadlines import Deadline, Outcome, plan_meeting, work_out
from goldenthread.deadlines.counting import span
from goldenthread.model.common import Event
from goldenthread.model.deadline_rules import Calendar, DeadlineRule
from goldenthread.model.kinds import KINDS
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content, read

EMPTY: dict[str, dict[str, Any]] = {kind.folder: {} for kind in KINDS}
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
SAMPLE = 150  # days of each clock; `make hostile` tries 10,000


@pytest.fixture(scope="module")
def real(root: Path) -> Content:
    content, problems = read(root)
    assert content is not None, problems
    return replace(content, council=content.council.model_copy(update={"kept_since": None}))


def clocks(content: Content) -> dict[str, DeadlineRule]:
    return {
        f"{rules.id}/{rule.id}": rule
        for rules in content.deadline_rules.sets
        for rule in rules.deadlines
        if not rule.fixed
    }


def of_review(content: Content, rules: str, *events: dict[str, str]) -> dict[str, Deadline]:
    facts = {
        "id": "r",
        "deadline_rules": rules,
        "events": tuple(map(Event.model_validate, events)),
        "earlier_reviews": (),
    }
    review = next(iter(content.reviews.values())).model_copy(update=facts)
    alone = replace(content, folders={**EMPTY, "reviews": {"r": review}})
    return {deadline.id.removeprefix("reviews/r/"): deadline for deadline in work_out(alone, TODAY)}


VECTORS = [
    ("audit-2014/consider-recommendation", "2026-03-10", "2026-04-09"),  # one month beginning with 10 March
    ("audit-2014/consider-recommendation", "2026-03-01", "2026-03-31"),
    ("audit-2014/consider-recommendation", "2026-01-31", "2026-02-28"),  # February has no day 31
    ("audit-2014/consider-recommendation", "2023-12-31", "2024-01-30"),
    ("ombudsman-1974/give-public-notice", "2025-04-16", "2025-04-30"),
    ("ombudsman-1974/tell-ombudsman", "2024-01-15", "2024-04-14"),
    ("ombudsman-1974/tell-ombudsman", "2023-11-30", "2024-02-29"),
    ("ofsted-ilacs-2018/share-draft-plan", "2025-12-12", "2026-01-14"),  # over Christmas and New Year
    ("ofsted-ilacs-2018/send-plan", "2025-01-03", "2025-04-11"),
    ("scrutiny-2000/respond-to-scrutiny", "2025-06-10", "2025-08-09"),
    ("coroner-2013/respond-to-coroner", "2024-01-05", "2024-03-01"),  # over a leap day
    ("records-1972/keep-background-papers", "2021-10-05", "2025-10-05"),
    ("records-1972/keep-minutes", "2020-02-29", "2026-03-01"),
    ("access-to-information-executive/second-private-notice", "2023-02-28", "2023-02-20"),
    ("access-to-information-executive/publish-papers", "2019-04-23", "2019-04-11"),  # over Easter
    ("access-to-information-executive/publish-papers", "2021-10-05", "2021-09-27"),
    ("access-to-information-executive/private-notice", "2023-02-28", "2023-01-30"),
    ("access-to-information-executive/key-decision-notice", "2023-02-28", "2023-01-30"),
    ("access-to-information-committees/publish-papers", "2023-02-28", "2023-02-20"),
    ("call-in/take-effect", "2023-03-01", "2023-03-09"),
    ("call-in/take-effect", "2024-10-04", "2024-10-12"),  # a Saturday
    ("call-in/take-effect", "2025-11-14", "2025-11-22"),
    ("lga-cpc-2021/publish-report", "2021-07-05", "2021-08-16"),
    ("lga-cpc-2021/publish-plan", "2021-10-05", "2021-11-30"),
    ("lga-cpc-2021/check-in", "2021-08-31", "2022-02-28"),
    ("lga-cpc-2023/publish-report", "2024-11-14", "2025-02-14"),  # Gateshead
    ("lga-cpc-2023/publish-report", "2025-07-11", "2025-10-11"),  # Bath and North East Somerset
    ("lga-cpc-2023/publish-report", "2025-03-12", "2025-06-12"),  # Fareham
    ("lga-cpc-2023/publish-plan", "2024-11-14", "2025-04-14"),
    ("lga-cpc-2023/publish-plan", "2025-07-11", "2025-12-11"),
    ("lga-cpc-2023/progress-review", "2025-03-12", "2026-01-12"),
    ("lga-cpc-2023/publish-progress-review", "2024-11-14", "2025-11-14"),
]


@pytest.mark.parametrize(("clock", "anchor", "due"), VECTORS)
def test_the_due_day_is_the_one_that_the_law_gives(real: Content, clock: str, anchor: str, due: str) -> None:
    """One month beginning with 10 March ends on 9 April: the period counts its first day, and used not to."""
    found, steps = span(clocks(real)[clock], date.fromisoformat(anchor), real.calendar)
    assert found.isoformat() == due
    assert all(step.why for step in steps)


def test_every_clock_has_a_vector(real: Content) -> None:
    assert clocks(real).keys() == {clock for clock, _, _ in VECTORS}


@pytest.mark.slow
def test_an_oracle_that_counts_day_by_day_agrees(real: Content) -> None:
    assert real.calendar is not None
    differing = []
    for name, rule in clocks(real).items():
        for anchor in anchors(real.calendar, hostile_tries(SAMPLE, 10_000)):
            try:
                found = span(rule, anchor, real.calendar)[0]
            except CannotCount:
                continue  # beyond the calendar
            if found != oracle(rule, anchor, real.calendar):
                differing.append(f"{name} from {anchor}: {found}, not {oracle(rule, anchor, real.calendar)}")
    assert differing == []


def anchors(calendar: Calendar, number: int) -> Iterator[date]:
    """Yield month ends, leap days, the days around Christmas and one-off holidays, then days at random."""
    yield from (date(year, month, 1) - DAY for year in (2023, 2024, 2025) for month in range(1, 13))
    yield from (date(2024, 2, 28) + n * DAY for n in range(3))
    yield from (date(2025, 12, 20) + n * DAY for n in range(16))
    yield from (date(2022, 6, 1) + n * DAY for n in range(4))
    yield from (date(2022, 9, 16) + n * DAY for n in range(5))
    chance = random.Random(14)  # noqa: S311 - the same days each time
    days = (calendar.last_day - calendar.first_day).days
    yield from (calendar.first_day + chance.randrange(days) * DAY for _ in range(number))


def oracle(rule: DeadlineRule, anchor: date, calendar: Calendar) -> date:
    """Return the due day by going from day to day and asking of each whether it counts: no arithmetic of dates."""
    step = -DAY if rule.direction == "before" else DAY
    closed = {day.date for day in (*calendar.bank_holidays, *calendar.closures)}
    left_out = {
        "working days": ("weekends", "bank holidays", "closures"),
        "clear days": calendar.clear_days_leave_out if rule.counts == "working days" else (),
    }.get(rule.unit or "", ())

    def counts(day: date) -> bool:
        return not ("weekends" in left_out and day.weekday() > 4) and not (left_out and day in closed)

    day = anchor
    if rule.unit in ("months", "years"):
        day = _last_of_months(anchor, (rule.number or 0) * (12 if rule.unit == "years" else 1), rule, step)
    else:
        wanted = (rule.number or 0) * (7 if rule.unit == "weeks" else 1)
        wanted -= rule.first_day == "counted" and counts(anchor)
        while wanted:
            day += step
            wanted -= counts(day)
        if rule.unit == "clear days":
            day += step
            while step < DAY and not counts(day):
                day += step
    return day + (rule.then_days or 0) * DAY


def _last_of_months(anchor: date, number: int, rule: DeadlineRule, step: timedelta) -> date:
    """Go on until as many months have begun as asked for, then to the day of that number or the month's last."""
    assert step == DAY, "no rule counts months backwards"
    day, month, begun = anchor, anchor.month, 0
    while begun < number or (day.day < anchor.day and (day + DAY).month == month):
        day += DAY
        if day.month != month:
            month, begun = day.month, begun + 1
    return day - DAY if rule.first_day == "counted" and day.day == anchor.day else day


def test_each_body_that_got_a_report_has_a_deadline_of_its_own(real: Content) -> None:
    found = of_review(
        real,
        "coroner-2013",
        {"kind": "sent", "when": "5 January 2024", "body": "Council of Examples"},
        {"kind": "sent", "when": "9 January 2024", "body": "Invented Trust"},
        {"kind": "responded", "when": "1 March 2024", "body": "Council of Examples"},
    )
    ours, theirs = (found[f"respond-to-coroner/{body}"] for body in ("council-of-examples", "invented-trust"))
    assert (ours.what, ours.outcome, ours.margin) == (
        "Respond to the coroner (Council of Examples)",
        Outcome.MET,
        0,
    )
    assert (theirs.last, theirs.outcome) == (date(2024, 3, 5), Outcome.OVERDUE)


def test_the_working_names_the_day_that_counts(real: Content) -> None:
    deadline = of_review(real, "audit-2014", {"kind": "sent", "when": "10 March 2026"})[
        "consider-recommendation"
    ]
    assert [step.why for step in deadline.steps] == ["1 month beginning with 10 March 2026"]


def test_the_meeting_of_any_body_can_be_planned(real: Content) -> None:
    """Only Cabinet's meetings could be planned, although the rules for committees were in the same file."""
    roles = (Role.DECISION_MAKER, Role.COMMITTEE)
    offices = real.organisation.offices
    bodies = [one.id for one in offices if real.vocabulary.role("offices", one.kind) in roles]
    assert {"cabinet", "council", "scrutiny", "audit-and-governance-committee"} <= set(bodies)
    for body in bodies:
        days = {d.id.rpartition("/")[2]: d.last for d in plan_meeting(real, date(2026, 12, 8), body, TODAY)}
        assert days["publish-papers"] == date(2026, 11, 30), body


def test_a_private_item_has_a_second_notice_five_clear_days_before_the_meeting(real: Content) -> None:
    """The second notice of a private part, with representations and the response, had no rule."""
    days = {d.id.rpartition("/")[2]: d.last for d in plan_meeting(real, date(2026, 12, 8), "cabinet", TODAY)}
    assert days["second-private-notice"] == date(2026, 11, 30)
