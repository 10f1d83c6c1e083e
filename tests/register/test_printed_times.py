"""A plan whose dates are as councils print them: in which list each action is, and the words on its page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from council import TODAY, Council
from expected_text import Expected
from paths import TEMPLATES
from shapes import shape_council

from build import main
from goldenthread.changes.canonical import digest, public_facts
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages, phrases
from goldenthread.outputs.templating import environment
from goldenthread.register.actions import by_standing

pytestmark = pytest.mark.slow

TRACKER = "data/action-plans/2031-tracker.yml"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("times", tmp_path / "council")


def test_check_asks_about_what_is_not_clear_and_about_a_target_before_the_plan(
    council: Council, expected: Expected
) -> None:
    expected(council.said())


def test_every_time_is_kept_as_printed_and_read_aloud(council: Council, expected: Expected) -> None:
    expected(
        [
            f"{phrases.short_timeline(a.due)} | {phrases.timeline(a.due)} | {phrases.what_next(a).before}"
            for a in council.register().actions
        ]
    )


def test_nothing_recurring_open_or_without_a_date_is_overdue(council: Council) -> None:
    register = council.register()
    stands = {part.id: [a.due.as_printed for a in found] for part, found in by_standing(register.actions)}
    assert stands["date-passed"] == ["31/12/2031", "New protocol in place by December 2031", "March 2031"]
    assert stands["due-soon"] == ["quarterly from April 2031"]
    assert stands["ongoing"] == [
        "from April 2031",
        "annually, each March",
        "Ongoing – review annually",
        "at each budget setting",
    ]
    assert {"Immediate", "TBC", "n/a", "Autumn"} < {*stands["no-date"]}
    assert "Complete (June 2031)" in stands["not-recorded"]
    assert [due.when for due in register.due][:4] == [
        "March 2031",
        "31/12/2031",
        "New protocol in place by December 2031",
        "quarterly from April 2031",
    ]


def test_months_after_approval_need_the_day_of_the_approval(council: Council) -> None:
    council.change(TRACKER, "when: 1 September 2031", "when: September 2031")
    within = next(a for a in council.register().actions if a.due.as_printed == "within 6 months")
    assert (within.due.last, phrases.timeline(within.due)) == (
        None,
        "As printed: within 6 months. It is counted from approval, whose date is not recorded.",
    )


def test_the_data_gives_kind_days_and_how_often(council: Council) -> None:
    files = {str(output.path): output.content for output in open_data(council.register())}
    rows = {
        row["timeline"]["as_printed"]: row for row in json.loads(files["data/v1/actions.json"])["actions"]
    }
    quarterly, means = rows["quarterly from April 2031"]["due"], rows["Q3 2032"]
    assert quarterly == {
        "as_printed": "quarterly from April 2031",
        "kind": "recurring",
        "from": "2032-01-01",
        "to": "2032-01-31",
        "every_months": 3,
    }
    assert rows["from April 2031"]["due"]["kind"] == "open"
    assert rows["from April 2031"]["due"]["to"] is None
    assert (means["timeline"]["kind"], means["timeline"]["to"]) == ("date", "2032-09-30")
    assert means["timeline_means"] == "July to September 2032"


def test_what_an_editor_says_it_means_is_shown_as_ours_beside_the_printed_words(council: Council) -> None:
    drawn = {page.path: page.body for page in pages(council.register(), environment(TEMPLATES), {})}
    body = " ".join(drawn["action-plans/2031-tracker/actions/21/"].split())
    assert "As printed: Q3 2032. We read this as July to September 2032." in body


def test_a_plan_that_does_not_say_what_its_times_mean_keeps_its_digest(council: Council) -> None:
    plan = council.content().action_plans["2031-tracker"]
    before = digest(public_facts(plan))
    council.change(TRACKER, "    timeline_means: July to September 2032\n", "")
    without = council.content().action_plans["2031-tracker"]
    assert digest(public_facts(without)) != before
    assert "timeline_means" not in json.dumps(public_facts(without), default=str)


def test_a_date_moves_to_words_with_what_they_mean(council: Council) -> None:
    move = ["move-date", "action-plans/2031-tracker", "4", "Q3 2032", "--reason", "The supplier is late."]
    means = ["--timeline-means", "July to September 2032", "--status", "in progress"]
    start = ["--root", str(council.root), "--today", TODAY.isoformat()]
    assert main([*start, *move, *means, "--approved-by", "Audit Committee"]) == 0
    action = council.register().actions[3]
    assert (action.timeline.as_printed, action.due.as_printed) == ("Mar-32", "Q3 2032")
    assert (action.due.means, str(action.due.last)) == ("July to September 2032", "2032-09-30")
    assert action.slips[0].distance == "about 6 months"
    drawn = {page.path: page.body for page in pages(council.register(), environment(TEMPLATES), {})}
    body = " ".join(drawn["action-plans/2031-tracker/actions/4/"].split())
    assert "New timeline: Q3 2032. We read this as July to September 2032." in body
    assert "That is about 6 months later." in body


@pytest.mark.parametrize("printed", ["Q3 2031", "Autumn", "The Team", "TBC", "monthly", "from April 2031"])
def test_a_time_without_an_end_is_never_called_late(council: Council, printed: str) -> None:
    council.change(TRACKER, "    timeline: 31/12/2031\n", f"    timeline: {printed}\n")
    first = council.register(date(2040, 1, 1)).actions[0]
    assert (first.due.as_printed, first.is_overdue) == (printed, False)
