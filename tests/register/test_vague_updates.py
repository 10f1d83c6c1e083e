"""Updates as committees and trackers give them: a month, a year or no date at all, and a note without a status."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, TODAY, Council
from paths import TEMPLATES

from build import main
from goldenthread.changes.canonical import digest, public_facts
from goldenthread.common.output import Page
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

UNDATED = """      - date: not recorded
        note: |
          The committee agreed an extension.
        timeline: no date set
        reason: |
          The supplier withdrew.
        approved_by: Audit Committee
        minute: Minute 24
        source: Tracker, column F

"""
MONTH = UNDATED.replace("not recorded", "December 2031")
NOTES = "      - date: 2031-12-15\n        status: complete\n"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


def page_of(council: Council, number: int) -> Page:
    drawn = pages(council.register(), environment(TEMPLATES), {})
    return next(page for page in drawn if page.path == f"action-plans/2031-finance/actions/{number}/")


def test_an_update_without_an_exact_date_or_a_status_is_shown_as_it_is_recorded(council: Council) -> None:
    old = "timeline: not recorded\n    editor_note"
    council.change(PLAN, old, f"timeline: March 2032\n    updates:\n\n{MONTH}{UNDATED}    editor_note")
    assert council.said() == []
    body = page_of(council, 3).body
    assert "December 2031" in body
    assert "Date not recorded" in body
    assert "Status not given" in body
    assert "The old timeline no longer applies, and no new date is set." in body
    assert "Approved by: Audit Committee. Minuted: Minute 24." in body
    assert "Source: Tracker, column F." in body
    assert "What is recorded under Progress gives no status." in body
    assert "No paper that we hold reports progress" not in body
    action = council.register().actions[2]
    assert (action.due.as_printed, action.is_overdue) == ("no date set", False)  # March 2032 holds no longer
    data = next(output for output in open_data(council.register()) if output.path == "data/v1/actions.json")
    assert b'{"date": "December 2031", "status": null' in data.content
    assert b'{"date": null, "status": null' in data.content


def test_an_exact_date_and_a_status_keep_the_digest_that_people_approved(council: Council) -> None:
    council.change(PLAN, "ask_for_news_after: 120\n", "")
    plan = council.content().action_plans["2031-finance"]
    facts = public_facts(plan)["actions"][0]["updates"][1]
    assert facts == {"date": "2031-11-30", "status": "in progress", "note": "Two directorates have it."}
    assert digest(public_facts(plan)) == "5469d9b0ca33d1987bf472f3936e50afa1fab027145d270058576a726d9d1e04"


def test_an_update_later_than_today_and_one_out_of_order_are_refused(council: Council) -> None:
    council.change(PLAN, "date: 2031-11-30", "date: January 2033")
    codes = [line.rpartition("[")[2] for line in council.said("error")]
    assert codes == ["update-in-future]", "updates-out-of-order]"]


def test_update_and_move_date_take_a_month_no_status_and_no_date_set(council: Council) -> None:
    start = ["--root", str(council.root), "--today", TODAY.isoformat()]
    plan = "action-plans/2031-finance"
    note = ["--status", "not recorded", "--note", "Work goes on.", "--date", "November 2031"]
    assert main([*start, "update", plan, "1", *note]) == 0
    text = (council.root / PLAN).read_text("utf-8")
    assert "      - date: November 2031\n        note: |\n          Work goes on.\n" in text
    assert text.index("2031-12-15") < text.index("November 2031\n        note") < text.index("2031-11-30")
    reason = ["--reason", "The supplier withdrew.", "--status", "not recorded", "--date", "not recorded"]
    assert main([*start, "move-date", plan, "3", "no date set", *reason]) == 0
    assert council.register().actions[2].due.as_printed == "no date set"


def test_a_plan_may_be_published_after_it_is_decided(council: Council) -> None:
    events = (
        "events:\n  - kind: decided\n    when: 2031-10-04\n  - kind: published\n    when: 2031-10-20\ngroups:"
    )
    assert council.change(PLAN, "groups:", events).said("error") == []
