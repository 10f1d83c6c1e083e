"""What is worked out from the files: what a reader is told of the invented council."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import PLAN, REPORT, Council

from goldenthread.register.views import Embed
from goldenthread.report.layout import Prose


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def test_the_last_update_says_how_an_action_stands(council: Council) -> None:
    action = council.register().actions[0]
    assert (action.status.word.label, action.status.since) == ("Complete", date(2031, 12, 15))
    assert action.status.basis == "Update of 15 December 2031"
    assert not action.is_overdue


def test_an_action_that_points_wholly_to_another_stands_as_that_one_does(council: Council) -> None:
    action = council.register().actions[1]
    assert (action.status.word.label, action.status.basis) == (
        "Complete",
        "Progress is recorded under action 1",
    )
    assert [link.number for link in action.points_to] == ["1"]
    assert [link.number for link in council.register().actions[0].pointed_from] == ["2"]


def test_an_action_without_updates_says_that_nothing_is_recorded(council: Council) -> None:
    action = council.register().actions[2]
    assert (action.standing.label, action.status.own) == ("No date set", "")
    assert (action.timeline.kind.value, action.leads, action.acceptance.word) == ("none", (), "none recorded")


def test_a_date_is_past_on_the_day_after_its_last_day(council: Council) -> None:
    updates = (council.root / PLAN).read_text("utf-8").split("    updates:\n")[1].split("  - number: 2")[0]
    council.change(PLAN, "    updates:\n" + updates, "\n")
    assert not council.register(date(2031, 11, 30)).actions[0].is_overdue
    assert council.register(date(2031, 12, 1)).actions[0].is_overdue


def test_ongoing_and_blank_are_never_late(council: Council) -> None:
    council.change(PLAN, "same_as: 1", "see: 1")
    late = [action.facts.number for action in council.register(date(2099, 1, 1)).actions if action.is_overdue]
    assert late == []


def test_a_printed_lead_resolves_by_any_of_its_names_and_is_never_split(council: Council) -> None:
    first, second, third = council.register().actions
    assert [lead.title for lead in first.leads] == ["Senior Team"]
    assert [lead.title for lead in second.leads] == ["Cabinet", "Senior Team"]
    assert third.leads == ()


def test_repeats_are_shown_from_both_sides(council: Council) -> None:
    first, second, _ = council.register().recommendations
    assert [link.number for link in first.repeats] == ["2"]
    assert [link.number for link in second.repeats] == ["1"]


def test_the_counts_of_actions_add_up(council: Council) -> None:
    total, *parts = council.register().action_plans[0].counts
    assert total.value == 3
    assert sum(count.value for count in parts) == 3


def test_a_report_has_its_sections_in_printed_order_with_printed_numbers(council: Council) -> None:
    sections = council.register().cabinet_reports[0].sections
    assert [(s.number, s.heading) for s in sections] == [
        (None, "Recommendation"),
        (None, "Reason for Recommendation"),
        ("1", "Executive Summary"),
        ("2", "Financial Implications"),
        (None, "Risk Assessment"),
        (None, "Appendices"),
        (None, "Background Papers"),
        ("6", "Background"),
        ("7", "Next steps"),
    ]


def test_numbers_of_paragraphs_run_on_after_a_table(council: Council) -> None:
    background = council.register().cabinet_reports[0].sections[7]
    first, table, second = background.blocks
    assert isinstance(first, Prose)
    assert isinstance(table, Embed)
    assert isinstance(second, Prose)
    assert (first.first, table.kind, table.name, second.first) == ("6.1", "table", "savings", "6.3")


def test_a_draft_is_nowhere(council: Council) -> None:
    council.change("data/plans/2031-service.yml", "dated: not recorded", "dated: not recorded\ndraft: yes")
    council.change(REPORT, "    cell: 2031-service / savings / Total / Saved", "    value: £1.5m")
    text = "content/cabinet-reports/2031-10-04-finance.md"
    council.change(text, "[[table 2031-service savings]]\n", "")
    register = council.register()
    assert register.plans == ()
    assert "2031-service" not in repr(register)


def test_a_record_with_a_day_to_come_is_nowhere_until_that_day(council: Council) -> None:
    council.change(
        "data/plans/2031-service.yml", "dated: not recorded", "dated: not recorded\npublish_on: 2032-02-01"
    )
    assert [p.facts.id for p in council.register(date(2032, 1, 31)).plans] == []
    assert [p.facts.id for p in council.register(date(2032, 2, 1)).plans] == ["2031-service"]


def test_what_happened_is_told_newest_first_and_nothing_before_it_happens(council: Council) -> None:
    whats = [(h.when, h.what) for h in council.register(date(2031, 12, 1)).happenings]
    assert whats == [
        ("30 November 2031", "Progress recorded"),
        ("4 October 2031", "Paper for Cabinet"),
        ("29 September 2031", "Supplement to an agenda published"),
        ("August 2031", "Published"),
        ("21 June 2031 to 2 July 2031", "On site"),
    ]


def test_private_fields_of_a_format_are_not_in_the_register(council: Council) -> None:
    assert "PRIVATE-CANARY" not in repr(council.register())


def test_a_paper_held_back_is_not_named_by_what_is_public(council: Council) -> None:
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2031-10-04\npublish_on: 2032-02-01")
    assert [line.split("  ")[0] for line in council.said()] == [f"{PLAN}:8:13"]
    council.change(PLAN, "decided_in: 2031-10-04-finance\n", "")
    register = council.register()
    assert register.reviews[0].cabinet_reports == ()
    assert "2031-10-04-finance" not in repr(register)
