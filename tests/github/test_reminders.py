"""What is said of deadlines, when, and that nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.common.dates import parse_when
from goldenthread.common.working_days import WorkingDays
from goldenthread.deadlines import Deadline, Outcome
from goldenthread.github.reminders import Links, Plan, plan, working_days_left

EASTER = {date(2031, 4, 11): "Good Friday", date(2031, 4, 14): "Easter Monday"}
DAYS = WorkingDays(date(2031, 1, 1), date(2031, 12, 31), EASTER, {})
LINKS = Links("https://example.org/ambleford/reviews", "https://reviews.example.org/")
DUE = date(2031, 4, 30)  # a Wednesday

REPORT = Deadline(
    id="reviews/2031-finance/publish-report",
    record="reviews/2031-finance/",
    record_title="Finance peer challenge 2031",
    what="Publish the review report",
    rule="within six weeks of being agreed",
    rule_set="peers-2031",
    source="Handbook of the Association of Invented Councils",
    source_link="https://example.org/handbook",
    anchor="The report was agreed",
    anchor_when=parse_when("2031-03-19"),
    first=DUE,
    last=DUE,
    steps=(),
    outcome=Outcome.NOT_YET_DUE,
    done=None,
    margin=None,
    reason="It was due by 30 April 2031.",
    command="record reviews/2031-finance published",
)
MET = replace(REPORT, outcome=Outcome.MET, done=parse_when("2031-04-20"))


class Repository:
    """Issues as GitHub keeps them, and everything that was said to those who follow them."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.said: list[str] = []

    def run(self, today: date, *deadlines: Deadline) -> Plan:
        planned = plan(deadlines or (REPORT,), self.issues, today, DAYS, LINKS)
        for step in planned.steps:
            state = "closed" if step.act == "close" else "open"
            facts = {"title": step.title, "body": step.body, "state": state}
            if step.number is None:
                self.issues.append({"number": len(self.issues) + 1, **facts})
            else:
                next(issue for issue in self.issues if issue["number"] == step.number).update(facts)
            self.said.append(f"{today}: {step.comment or step.title}")
        return planned

    def run_daily(self, days: Iterable[date]) -> None:
        for day in days:
            self.run(day)
            self.run(day)  # a second run on the same day says nothing more


@pytest.fixture
def repository() -> Repository:
    return Repository()


def a_run_of_days(first: date, last: date, leave_out: Callable[[date], bool] = lambda _: False) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if not leave_out(day)]


def test_each_reminder_comes_once_and_on_its_day(repository: Repository) -> None:
    repository.run_daily(a_run_of_days(date(2031, 3, 1), date(2031, 5, 20)))
    due = "Publish the review report: due Wednesday 30 April 2031."
    assert repository.said == [
        "2031-03-31: Due Wednesday 30 April 2031: Publish the review report (Finance peer challenge 2031)",
        f"2031-04-16: 10 working days left. {due}",
        f"2031-04-23: 5 working days left. {due}",
        f"2031-04-29: 1 working day left. {due}",
        f"2031-05-01: 1 day late. {due}",
    ]
    assert [issue["state"] for issue in repository.issues] == ["open"]


def test_ten_days_without_a_run_are_made_up_for_with_nothing_said_twice(repository: Repository) -> None:
    outage = (date(2031, 4, 15), date(2031, 4, 24))
    days = a_run_of_days(date(2031, 3, 1), date(2031, 5, 20), lambda day: outage[0] <= day <= outage[1])
    repository.run_daily(days)
    assert [said.partition(". ")[0] for said in repository.said[1:]] == [
        "2031-04-25: 3 working days left",  # the reminders at 10 and at 5 in one, on the first day back
        "2031-04-29: 1 working day left",
        "2031-05-01: 1 day late",
    ]


def test_an_issue_is_closed_when_the_deadline_is_met_and_opens_again_if_that_was_a_mistake(
    repository: Repository,
) -> None:
    repository.run(date(2031, 4, 16))
    for _ in range(2):
        repository.run(date(2031, 4, 21), MET)
    assert repository.issues[0]["state"] == "closed"
    assert repository.said[1:] == [
        "2031-04-21: Done in time. It was due by 30 April 2031. This reminder is closed."
    ]
    assert repository.run(date(2031, 4, 22)).steps[0].act == "update"
    assert repository.issues[0]["state"] == "open"


def test_an_issue_closed_by_hand_stays_closed_until_the_next_threshold(repository: Repository) -> None:
    repository.run(date(2031, 4, 16))
    repository.issues[0]["state"] = "closed"
    assert repository.run(date(2031, 4, 22)).steps == ()
    repository.run(date(2031, 4, 23))
    assert repository.issues[0]["state"] == "open"


def test_a_due_day_that_moves_is_said(repository: Repository) -> None:
    repository.run(date(2031, 4, 16))
    moved = replace(REPORT, first=date(2031, 4, 29), last=date(2031, 4, 29))
    assert repository.run(date(2031, 4, 16), moved).summary().startswith("0 opened, 1 updated")
    assert repository.issues[0]["title"].startswith("Due Tuesday 29 April 2031")
    far = replace(REPORT, first=date(2031, 8, 29), last=date(2031, 8, 29))
    assert repository.run(date(2031, 4, 16), far).summary() == (
        "0 opened, 0 updated, 1 closed, 0 already posted, 1 not yet due"
    )
    assert "It is now due Friday 29 August 2031." in repository.said[-1]


def test_a_deadline_that_the_records_no_longer_hold_is_closed(repository: Repository) -> None:
    repository.run(date(2031, 4, 16))
    repository.run(date(2031, 4, 17), replace(REPORT, id="reviews/2031-finance/publish-plan"))
    assert [issue["state"] for issue in repository.issues] == ["closed", "open"]


def test_all_is_counted_in_one_line(repository: Repository) -> None:
    def due(name: str, day: date) -> Deadline:
        return replace(REPORT, id=name, first=day, last=day)

    before = (due("a", DUE), due("b", DUE), due("c", date(2031, 5, 12)), due("d", date(2031, 4, 22)))
    repository.run(date(2031, 4, 14), *before)
    now = (
        replace(MET, id="a"),
        due("b", DUE),
        due("c", date(2031, 5, 12)),
        due("d", date(2031, 4, 22)),
        due("e", date(2031, 5, 1)),
        due("f", date(2031, 5, 2)),
        *(due(f"far-{n}", date(2031, 9, 1)) for n in range(5)),
    )
    assert repository.run(date(2031, 4, 15), *now).summary() == (
        "2 opened, 1 updated, 1 closed, 2 already posted, 5 not yet due"
    )


def test_what_has_no_exact_day_or_cannot_be_worked_out_is_not_reminded_of(repository: Repository) -> None:
    unclear = replace(REPORT, first=date(2031, 4, 1))
    unknown = replace(REPORT, id="x", first=None, last=None, outcome=Outcome.UNKNOWN)
    assert repository.run(date(2031, 4, 30), unclear, unknown).steps == ()


def test_a_day_beyond_the_calendar_is_named_and_nothing_is_guessed(repository: Repository) -> None:
    beyond = replace(REPORT, first=date(2032, 1, 5), last=date(2032, 1, 5))
    far = replace(REPORT, id="far", first=date(2033, 1, 5), last=date(2033, 1, 5))
    planned = repository.run(date(2031, 12, 20), beyond, REPORT)
    assert planned.cannot == (
        "Publish the review report (Finance peer challenge 2031): The calendar covers "
        "1 January 2031 to 31 December 2031, and 1 January 2032 is not in it.",
    )
    assert [step.stage for step in planned.steps] == ["late"]
    assert repository.run(date(2031, 11, 20), far).not_yet_due == 1


def test_working_days_leave_out_today_weekends_and_bank_holidays() -> None:
    assert (
        working_days_left(date(2031, 4, 10), date(2031, 4, 15), DAYS) == 1
    )  # Thursday to Tuesday over Easter
    assert working_days_left(date(2031, 4, 11), date(2031, 4, 14), DAYS) == 0
    assert working_days_left(date(2031, 4, 30), DUE, DAYS) == 0


def test_an_issue_without_our_first_line_and_a_pull_request_are_left_alone(repository: Repository) -> None:
    marker = f"<!-- golden-thread-reminder: {REPORT.id} 10 -->\n"
    repository.issues = [
        {"number": 1, "state": "open", "title": "About the roof", "body": None},
        {"number": 2, "state": "open", "title": "Quoting", "body": f"See:\n{marker}"},
        {"number": 3, "state": "open", "title": "Change", "body": marker, "pull_request": {}},
    ]
    assert [step.act for step in repository.run(date(2031, 4, 16)).steps] == ["open"]


def test_an_officer_reads_what_is_due_why_and_what_to_do(repository: Repository) -> None:
    repository.run(date(2031, 4, 23))
    assert repository.issues[0]["body"].splitlines() == [
        "<!-- golden-thread-reminder: reviews/2031-finance/publish-report 5 -->",
        "**Publish the review report** for "
        "[Finance peer challenge 2031](https://reviews.example.org/reviews/2031-finance/).",
        "",
        "- Due: by the end of Wednesday 30 April 2031.",
        "- On Wednesday 23 April 2031: 5 working days left.",
        "- Rule: within six weeks of being agreed. "
        "Source: Handbook of the Association of Invented Councils (https://example.org/handbook).",
        "- Counted from: The report was agreed, 19 March 2031.",
        "",
        "### What to do",
        "",
        "1. Do it by the end of Wednesday 30 April 2031.",
        "2. Then record it: run `build.py record reviews/2031-finance published`, "
        "with `--on` and the date if that was not today.",
        "   Without a terminal, open [data/reviews/2031-finance.yml]"
        "(https://example.org/ambleford/reviews/blob/HEAD/data/reviews/2031-finance.yml) "
        "and add what was done under “events”, with the date.",
        "   The next daily run then closes this issue.",
        "",
        "If it has already been done, only step 2 is left.",
        "If the due date is wrong, correct the date that it is counted from.",
    ]
