"""When an action became overdue and when it no longer was: the same whatever day it is, and only what is certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import PLAN, Council
from shapes import shape_council

pytestmark = pytest.mark.slow

PARKS = PLAN.replace("2031-finance", "2031-parks")
DAY = date(2032, 2, 10)
RECURRING = "    timeline: annually, each March\n"
LATER = """    timeline: {}
    updates:

      - date: {}
        status: {}
        note: |
          Invented news.
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("action-owners", tmp_path / "council")


def turns(council: Council, number: int, today: date = DAY) -> list[tuple[str, str, str]]:
    url = f"action-plans/2031-parks/actions/{number}/"
    found = [turn for turn in council.register(today).overdue_turns if turn.link.url == url]
    return [(turn.when, turn.what, turn.text) for turn in reversed(found)]


def test_an_action_is_overdue_from_the_day_after_its_time_and_no_longer_when_it_is_complete(
    council: Council,
) -> None:
    assert turns(council, 4) == [
        (
            "1 October 2031",
            "Overdue",
            "It was due by the end of September 2031. No completion was recorded by then.",
        ),
        ("15 October 2031", "No longer overdue", "Recorded: Complete."),
    ]
    assert turns(council, 1) == [
        ("1 January 2032", "Overdue", "It was due by 31 December 2031. No completion was recorded by then.")
    ]


def test_what_recurs_or_has_no_end_is_never_overdue_and_a_row_that_points_elsewhere_is_left_out(
    council: Council,
) -> None:
    assert [turns(council, number) for number in (3, 5, 6)] == [[], [], []]


def test_a_later_day_gives_the_same_entries_for_the_days_before(council: Council) -> None:
    later = council.register(date(2032, 6, 1)).overdue_turns
    for day in (date(2031, 9, 30), date(2031, 10, 1), date(2031, 11, 1), DAY):
        assert council.register(day).overdue_turns == tuple(turn for turn in later if turn.first <= day)


def test_a_new_timeline_ends_it_and_its_own_end_begins_it_again(council: Council) -> None:
    moved = (
        LATER.format("August 2031", "2031-09-20", "in progress")
        + "        timeline: December 2031\n        reason: |\n          Rain.\n"
    )
    council.change(PARKS, RECURRING, moved)
    assert turns(council, 3) == [
        (
            "1 September 2031",
            "Overdue",
            "It was due by the end of August 2031. No completion was recorded by then.",
        ),
        ("20 September 2031", "No longer overdue", "New timeline: December 2031."),
        (
            "1 January 2032",
            "Overdue",
            "It was due by the end of December 2031. No completion was recorded by then.",
        ),
    ]


def test_a_granted_extension_ends_it_and_a_refused_one_does_not(council: Council) -> None:
    asked = """    timeline: August 2031
    extensions:

      - asked: 2031-09-01
        to: March 2032
        decision:
          outcome: {}
          by: Audit Committee
          date: 2031-09-12
          minute: Minute 24
"""
    council.change(PARKS, RECURRING, asked.format("granted"))
    assert turns(council, 3)[1:] == [("12 September 2031", "No longer overdue", "New timeline: March 2032.")]
    council.change(PARKS, "outcome: granted", "outcome: refused")
    assert len(turns(council, 3)) == 1


@pytest.mark.parametrize(
    ("timeline", "when", "expected"),
    [
        ("October 2031", "November 2031", []),  # perhaps made on the first of November
        ("15 November 2031", "November 2031", []),
        ("September 2031", "November 2031", ["1 October 2031", "November 2031"]),
        ("September 2031", "not recorded", []),  # it may have come first
        ("September 2031", "2031-09-30", []),
        ("September 2031", "2031-10-01", []),
    ],
)
def test_only_what_was_certain_is_said(
    council: Council, timeline: str, when: str, expected: list[str]
) -> None:
    complete = LATER.format(timeline, when, "complete") + "        evidence: Invented paper\n"
    council.change(PARKS, RECURRING, complete)
    assert [turn[0] for turn in turns(council, 3)] == expected


def test_what_leaves_the_list_is_no_longer_overdue(council: Council) -> None:
    council.change(
        PARKS,
        RECURRING,
        "    timeline: August 2031\n    until:\n      date: 2031-12-01\n      reason: |\n        Handed over.\n",
    )
    assert turns(council, 3)[1:] == [("2 December 2031", "No longer overdue", "It is no longer on the list.")]


def test_before_the_register_was_kept_nothing_is_claimed(council: Council) -> None:
    path = council.root / "data/council.yml"
    path.write_text(path.read_text("utf-8") + "kept_since: 10 October 2031\n", "utf-8")
    assert [turn[0] for turn in turns(council, 4)] == ["15 October 2031"]
