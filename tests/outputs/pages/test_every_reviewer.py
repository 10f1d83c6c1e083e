"""Reviewers of every kind: priorities, several addressees, positions of others, and the columns of an audit tracker."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from council import Council
from parsed_page import Seen
from paths import ROOT, TEMPLATES
from shapes import shape_council

from goldenthread.common.amounts import percentage
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

TRACKER = "data/action-plans/2031-payroll.yml"
PAYROLL = "reviews/2031-payroll/recommendations/31-p-and-r-"
ROWS = "action-plans/2031-payroll/actions/31-p-and-r-"


def shape(name: str, root: Path) -> Council:
    """Return the council of a shape with the kinds of review, the events and the rule sets that are shipped."""
    council = shape_council(name, root)
    vocabulary, rules = (root / "data/vocabulary.yml", root / "data/deadline-rules.yml")
    text, shipped = vocabulary.read_text("utf-8"), (ROOT / "data/vocabulary.yml").read_text("utf-8")
    for words in ("review_kinds", "events"):
        text = text.replace(section(text, words), section(shipped, words))
    vocabulary.write_text(text, "utf-8")
    _, *sets = (ROOT / "data/deadline-rules.yml").read_text("utf-8").split("\n  - id: ")
    text = rules.read_text("utf-8").rstrip()
    new = [one for one in sets if f"- id: {one.split()[0]}\n" not in text]
    rules.write_text("\n\n  - id: ".join([text, *(one.strip() for one in new)]) + "\n", "utf-8")
    return council


def section(text: str, name: str) -> str:
    """Return the part of a file of settings that is under one name."""
    found = re.search(rf"^{name}:\n(?: .*\n|\n)*", text, re.MULTILINE)
    assert found
    return found[0]


def seen(council: Council) -> dict[str, Seen]:
    return {page.path: Seen(page.body) for page in pages(council.register(), environment(TEMPLATES))}


def data(council: Council, name: str) -> list[dict[str, Any]]:
    files = {output.path: output.content for output in open_data(council.register())}
    rows: list[dict[str, Any]] = json.loads(files[f"data/v1/{name}.json"])[name.replace("-", "_")]
    return rows


@pytest.fixture
def tracker(tmp_path: Path) -> Council:
    return shape("audit-tracker", tmp_path / "council")


@pytest.mark.parametrize("name", ["audit-tracker", "three-governments", "two-bodies"])
def test_no_message_asks_for_a_falsehood(name: str, tmp_path: Path) -> None:
    assert shape(name, tmp_path / "council").said() == []


def test_a_priority_is_shown_with_what_the_reviewer_means_by_it(tracker: Council) -> None:
    site = seen(tracker)
    assert "Priority: High" in site[f"{PAYROLL}04/"].text
    assert "Act within three months." in site[f"{PAYROLL}04/"].text
    assert "Medium What it means is not recorded." in site["reviews/2031-payroll/"].text
    assert "Urgent Act within a month. In use until February 2031." in site["reviews/2031-payroll/"].text
    assert "Priority" not in site[f"{PAYROLL}10/"].text


def test_recommendations_are_listed_by_priority(tracker: Council) -> None:
    site = seen(tracker)
    assert "Check that each new starter" in site["recommendations/priority/high/"].text
    assert "Tell payroll about a leaver" not in site["recommendations/priority/high/"].text
    assert ("../recommendations/priority/medium/", "Medium 1") in site["recommendations/"].links
    assert [row["priority"] for row in data(tracker, "recommendations")] == ["High", "Medium", None]


def test_a_priority_is_one_of_the_reviewers_levels(tracker: Council) -> None:
    tracker.change("data/reviews/2031-payroll.yml", "priority: Medium", "priority: Middling")
    (said,) = tracker.said()
    assert "The priority “Middling” is not in this file’s list." in said


def test_every_column_of_a_tracker_has_a_home(tracker: Council) -> None:
    page = seen(tracker)[f"{ROWS}04/"].text
    for words in (
        "At risk",
        "Done: 75%",
        "Next steps: Add the number to the form",
        "New timeline: 31 January 2032",
    ):
        assert words in page
    _, update = data(tracker, "actions")[0]["updates"]
    assert (update["share_done"], update["percent_done"]) == ("75%", 75.0)
    assert update["next_steps"] == "Add the number to the form that schools use."


def test_a_share_is_kept_as_printed_and_counted_as_a_percentage() -> None:
    printed = ("75%", "about 62.5 %", "nearly 100 per cent", "75", "50% to 75%", "140%", "most")
    assert [percentage(words) for words in printed] == [75.0, 62.5, 100.0, None, None, None, None]


def test_a_refusal_has_its_reason_and_its_source(tracker: Council) -> None:
    site = seen(tracker)
    page = site[f"{ROWS}05/"].text
    assert "Reason: Two days are too long" in page
    assert "Source: the action plan." in page
    page = site[f"{ROWS}10/"].text
    assert "No reason is recorded. Source: Minutes of the Audit Committee, 25 September 2031." in page


def test_a_refusal_without_a_reason_or_a_source_is_a_problem(tracker: Council) -> None:
    tracker.change(TRACKER, "    acceptance_reason: not recorded\n", "")
    (said,) = tracker.said()
    assert "The position is “not accepted”, but there is no reason for it." in said
    assert "acceptance_reason: not recorded" in said
    tracker.change(TRACKER, "source: Audit tracker, Audit Committee, 27 November 2031\n", "")
    assert [line.rpartition("[")[2] for line in tracker.said()] == [
        "disagreement-without-source]",
        "disagreement-without-reason]",
    ]


def test_the_answer_is_on_the_recommendations_page_too(tmp_path: Path) -> None:
    page = seen(shape("two-bodies", tmp_path / "council"))["reviews/2031-flood/recommendations/1/"]
    for words in (
        "The council: Accepted Overdue In progress",
        "The council will send the messages",
        "Two of three villages have signed up.",
        "Next steps: Sign up the third village.",
        "Done: about 65%",
        "Latest update, 30 September 2031",
    ):
        assert words in page.text


def test_two_bodies_answer_one_recommendation_each_for_itself(tmp_path: Path) -> None:
    council = shape("two-bodies", tmp_path / "council")
    site = seen(council)
    page = site["reviews/2031-flood/recommendations/1/"].text
    assert "Addressed to Ambleford Council, Fellside Water" in page
    assert "Fellside Water: Not accepted" in page
    assert "Its licence does not let it keep" in page
    assert "Letter of Fellside Water, 12 June 2031" in page
    assert "Not accepted" not in site["action-plans/2031-flood/actions/1/"].text
    (row,) = data(council, "recommendations")
    assert row["addressed_to"] == ["Ambleford Council", "Fellside Water"]
    (position,) = row["positions"]
    assert (position["who"], position["position"]) == ("Fellside Water", "not accepted")


def test_the_positions_of_three_governments_are_never_one_total(tmp_path: Path) -> None:
    site = seen(shape("three-governments", tmp_path / "council"))
    text = site["reviews/2031-inland-waters/"].text
    assert "Government of Northmark: 8 accepted" in text
    assert "Government of Eastmark: 6 accepted, 2 not accepted" in text
    assert "Government of Westmark: 4 accepted, 3 not accepted" in text
    page = site["reviews/2031-inland-waters/recommendations/4/"].text
    assert "Government of Westmark Not accepted Not recorded Not recorded Debate of 9 May 2031" in page
    assert "No action plan on this site answers this recommendation. It is addressed to other bodies" in page
    assert "a gap in what we hold" not in page


def test_a_position_is_shown_from_the_day_on_which_it_was_taken(tmp_path: Path) -> None:
    council = shape("three-governments", tmp_path / "council")
    (before,) = council.register(date(2031, 3, 3)).reviews
    assert [voice.who for voice in before.voices] == ["Government of Westmark"]  # its day is not recorded
    (after,) = council.register(date(2031, 3, 4)).reviews
    assert [voice.who for voice in after.voices] == ["Government of Northmark", "Government of Westmark"]


def test_each_kind_of_review_has_words_of_its_own(tracker: Council, tmp_path: Path) -> None:
    audit = seen(tracker)["reviews/2031-payroll/"]
    assert "Who audited? Internal Audit Partnership" in audit.text
    assert (2, "What the auditors asked for") in audit.headings
    inquiry = seen(shape("three-governments", tmp_path / "inquiry"))["reviews/2031-inland-waters/"]
    assert "Who held the inquiry? Inland Waters Inquiry" in inquiry.text
    assert (2, "What the inquiry asked for") in inquiry.headings


def test_each_kind_of_review_has_clocks_of_its_own(tmp_path: Path) -> None:
    text = seen(shape("two-bodies", tmp_path / "council"))["reviews/2031-flood/"].text
    assert "Respond to the scrutiny committee" in text
    assert "Local Government Act 2000, section 9FE" in text


def test_measures_of_a_plan_and_an_action_have_baseline_target_and_unit(tracker: Council) -> None:
    site = seen(tracker)
    plan = site["action-plans/2031-payroll/"].text
    assert (
        "Payments that were wrong Not recorded Unit: share of payments about 4%, March 2031 under 1% by March 2032"
        in plan
    )
    action = site[f"{ROWS}04/"].text
    assert "Starters with a contract on the first day 88%" in action
    assert "100%" in action
    assert data(tracker, "action-plans")[0]["measures"][0]["baseline"] == "about 4%"
    assert data(tracker, "actions")[0]["measures"][0]["target"] == "100%"


def test_an_unknown_kind_of_review_says_where_to_add_one(tracker: Council) -> None:
    tracker.change("data/reviews/2031-payroll.yml", "kind: internal audit", "kind: mystery visit")
    (said,) = tracker.said()
    assert "Choose one of: peer challenge, " in said
    assert "To use another word, add it to data/vocabulary.yml, under review_kinds." in said


def test_a_tracker_gives_each_slip_with_its_reason_and_the_committee_that_agreed_it(tracker: Council) -> None:
    page = seen(tracker)[f"{ROWS}04/"].text
    assert "New timeline: 31 January 2032. Approved by: Audit Committee, 25 September 2031." in page
    assert "New timeline: February 2032. Approved by: Audit Committee. Minuted: 31/77." in page
    first, second = data(tracker, "actions")[0]["slips"]
    assert (first["was"], first["became"]) == ("30 June 2031", "31 January 2032")
    assert (second["reason"], second["became"]) == ("The school changed its system.", "February 2032")


def test_a_tracker_is_imported_with_its_priorities(door: ModuleType, tmp_path: Path) -> None:
    council = Council(tmp_path / "council")
    paper = tmp_path / "tracker.csv"
    paper.write_text(
        "No.,Recommendation,Priority,Addressed to\n"
        "31/01,Check each contract.,High,Ambleford Council; Payroll Ltd\n"
        "31/02,Tell payroll.,Low,\n",
        "utf-8",
    )
    words = ("import", str(paper), "--as", "review", "--id", "2031-payroll", "--kind", "peer challenge")
    assert door.main(["--root", str(council.root), "--today", "2032-01-10", *words]) == 0
    review = council.content().reviews["2031-payroll"]
    assert [level.word for level in review.priorities] == ["High", "Low"]
    first, second = review.recommendations
    assert (first.priority, first.addressed_to) == ("High", ("Ambleford Council", "Payroll Ltd"))
    assert (second.priority, second.addressed_to) == ("Low", ())


def test_an_update_takes_next_steps_and_the_share_done(door: ModuleType, tmp_path: Path) -> None:
    council = Council(tmp_path / "council")
    words = (
        "update",
        "2031-finance",
        "3",
        "--status",
        "in progress",
        "--note",
        "Begun.",
        "--next-steps",
        "Train the rest.",
    )
    assert (
        door.main(["--root", str(council.root), "--today", "2032-01-10", *words, "--share-done", "75%"]) == 0
    )
    (update,) = council.content().action_plans["2031-finance"].actions[2].updates
    assert (update.next_steps, update.share_done) == ("Train the rest.", "75%")
