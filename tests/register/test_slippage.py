"""Moved timelines: what an officer is told to add, and what a reader is told of every move."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from council import PLAN, Council
from expected_text import Expected

from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

MOVED = """          Two directorates have it.
        timeline: March 2032
        reason: |
          The system came late.
        approved_by: Audit Committee
"""
MOVED_AGAIN = """        evidence: Cabinet paper of 15 December 2031
        timeline: Ongoing
        reason: |
          It is now daily work.
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    council = Council(tmp_path / "c")
    return council.change(PLAN, "          Two directorates have it.\n", MOVED)


def moved_twice(council: Council) -> Register:
    council.change(PLAN, "        evidence: Cabinet paper of 15 December 2031\n", MOVED_AGAIN)
    return council.register()


def test_a_move_with_reason_and_approver_is_in_order(council: Council) -> None:
    assert council.said() == []


def test_a_move_without_approver_is_a_warning_and_can_be_published(
    council: Council, expected: Expected
) -> None:
    council.change(PLAN, "        approved_by: Audit Committee\n", "")
    expected(council.said())
    assert council.content().action_plans.keys() == {"2031-finance"}


def test_every_move_is_kept_from_the_first_with_its_days(council: Council) -> None:
    first, second = moved_twice(council).actions[0].slips
    assert (first.was.as_printed, first.became.as_printed) == ("November 2031", "March 2032")
    assert (
        first.days == 30 - 30 + 31 + 31 + 29 + 31
    )  # from the end of November to the end of March in a leap year
    assert (first.on, first.reason, first.approved_by) == (
        date(2031, 11, 30),
        "The system came late.",
        "Audit Committee",
    )
    assert (second.was, second.became.as_printed) == (first.became, "Ongoing")
    assert (second.days, second.approved_by) == (None, None)


def test_an_action_that_never_moved_has_no_slips(council: Council) -> None:
    assert [len(action.slips) for action in council.register().actions] == [1, 0, 0]


def test_the_page_of_an_action_tells_every_move(council: Council, root: Path) -> None:
    register = moved_twice(council)
    by_path = {page.path: page.body for page in pages(register, environment(root / "templates"))}
    said = " ".join(by_path["action-plans/2031-finance/actions/1/"].split())
    assert "November 2031 became March 2032 on 30 November 2031. That is about 4 months later." in said
    assert "Who approved it: Audit Committee." in said
    assert "March 2032 became Ongoing on 15 December 2031. We cannot say by how much" in said
    assert "Who approved it: not recorded." in said
    assert "How the timeline moved" not in by_path["action-plans/2031-finance/actions/2/"]


def test_the_open_data_hold_every_move(council: Council) -> None:
    files = {output.path: output.content for output in open_data(moved_twice(council))}
    first, second = json.loads(files["data/v1/actions.json"])["actions"][0]["slips"]
    assert first == {
        "was": "November 2031",
        "became": "March 2032",
        "on": "2031-11-30",
        "days_later": 122,
        "reason": "The system came late.",
        "approved_by": "Audit Committee",
    }
    assert second["days_later"] is None


def test_due_soon_is_the_28_days_up_to_the_date(council: Council) -> None:
    updates = (council.root / PLAN).read_text("utf-8").split("    updates:\n")[1].split("  - number: 2")[0]
    council.change(PLAN, "    updates:\n" + updates, "\n")
    stands = {
        day: [action.standing.label for action in council.register(day).actions]
        for day in (date(2031, 11, 1), date(2031, 11, 2), date(2031, 11, 30), date(2031, 12, 1))
    }
    # Action 2 goes with action 1 and prints "Ongoing", action 3 has no date.
    assert [labels[0] for labels in stands.values()] == [
        "Not recorded",
        "Due soon",
        "Due soon",
        "Overdue",
    ]
    assert all(labels[1:] == ["Ongoing", "No date set"] for labels in stands.values())
