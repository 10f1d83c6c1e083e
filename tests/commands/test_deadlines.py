"""What an officer reads about deadlines: the problems that check finds, and the two commands."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from council import REPORT, REVIEW, Council
from expected_text import Expected


@pytest.fixture
def soon(tmp_path: Path) -> Council:
    """Give a council whose paper is for a meeting on 15 January 2032, five days from its today; all of it is public."""
    council = Council(tmp_path / "c").change(REPORT, "meeting: 2031-10-04", "meeting: 2032-01-15")
    council.change(REPORT, "access: part exempt", "access: public")
    exempt = "    exempt:\n      paragraph: 3\n      reason: |\n        Prices are still being agreed.\n"
    return council.change(REPORT, exempt, "    not_supplied: |\n      It was not among the papers.\n")


def test_a_meeting_that_is_too_near_is_said_with_the_ways_that_the_law_allows(
    soon: Council, expected: Expected
) -> None:
    expected([line for line in soon.said() if "too-late" in line])


@pytest.mark.parametrize(
    "more",
    [
        "events:\n  - kind: published\n    when: 7 January 2032\n",
        "deadline_overrides:\n  - deadline: publish-papers\n    due: 12 January 2032\n    reason: The chair agreed.\n",
    ],
)
def test_a_paper_that_was_out_or_has_its_reason_is_no_problem(soon: Council, more: str) -> None:
    path = soon.root / REPORT
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert not [line for line in soon.said() if "too-late" in line]


BROKEN = {
    "a rule set that is not there": (
        REVIEW,
        "deadline_rules: peers-2031",
        "deadline_rules: peers-2032",
    ),
    "a departure from no deadline": (
        REVIEW,
        "deadline_rules: peers-2031",
        "deadline_rules: peers-2031\ndeadline_overrides:\n  - deadline: publish-reports\n"
        "    due: 1 May 2031\n    reason: It was agreed.",
    ),
    "a meeting beyond the calendar": (
        REPORT,
        "meeting: 2031-10-04",
        "meeting: 2034-10-04",
    ),
    "a rule without a number": (
        "data/deadline-rules.yml",
        "        number: 7\n",
        "",
    ),
    "a calendar that ends before its days": (
        "data/calendar.yml",
        "last_day: 2033-12-31",
        "last_day: 2033-12-26",
    ),
    "a calendar that runs backwards": (
        "data/calendar.yml",
        "last_day: 2033-12-31",
        "last_day: 2030-12-26",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said(name: str, tmp_path: Path, expected: Expected) -> None:
    expected(Council(tmp_path / "c").change(*BROKEN[name]).said())


def test_a_council_without_the_two_files_has_no_deadlines(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(REVIEW, "deadline_rules: peers-2031\n", "")
    (council.root / "data/deadline-rules.yml").unlink()
    (council.root / "data/calendar.yml").unlink()
    assert council.said() == []
    assert council.register().deadlines == ()


def words(council: Council, *more: str) -> list[str]:
    return ["--root", str(council.root), *more]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def test_a_meeting_is_planned_aloud(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "plan-meeting", "2032-04-06", "--today", "2032-01-10")) == 0
    said = capsys.readouterr().out
    days = [line for line in said.splitlines() if line and line[0] != " "]
    assert days == [
        "Cabinet, Tuesday 6 April 2032",
        "Give notice that a part of the meeting will be private (only when a part is private): Monday 8 March 2032.",
        "Give notice of the key decision (only for a key decision): Monday 8 March 2032.",
        "Hand in the final papers: Wednesday 24 March 2032.",
        "Publish the agenda and the papers: Thursday 25 March 2032.",
        "The decision takes effect (when something is decided): Wednesday 14 April 2032.",
    ]
    assert "    Monday 29 March 2032: Easter Monday; offices are shut, so the day before." in said
    assert "    Tuesday 13 April 2032: working day 5, the last." in said


def test_a_meeting_in_a_year_without_a_calendar_ends_with_1_and_names_the_year(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "plan-meeting", "2035-04-06", "--today", "2032-01-10")) == 1
    assert "5 April 2035 is not in it" in capsys.readouterr().out


def test_deadlines_are_printed_for_one_review_or_refused(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "deadlines", "--review", "2031-finance", "--today", "2032-01-10")) == 0
    said = capsys.readouterr().out
    assert "  Publish the action plan: overdue." in said
    assert "Final" not in said
    assert door.main(words(council, "deadlines", "--review", "2031-nothing", "--today", "2032-01-10")) == 2
    assert capsys.readouterr().err == "There is no review “2031-nothing”.\n"


def test_deadlines_as_json_hold_every_day_of_the_working(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "deadlines", "--format", "json", "--today", "2032-01-10")) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["deadlines"]}
    steps = rows["cabinet-reports/2031-10-04-finance/final-papers"]["steps"]
    assert [step["day"] for step in steps if step["counts"]][-1] == "2031-09-25"
    assert {"day": "2031-09-28", "counts": False, "why": "a Sunday"} in steps
