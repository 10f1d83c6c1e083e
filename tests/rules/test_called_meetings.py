"""Meetings and notices: what contradicts the law or itself is said, and a notice keeps the deadline of its paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import TODAY, Council
from shapes import shape_council

from goldenthread.deadlines import work_out

pytestmark = pytest.mark.slow

MEETING = "data/meetings/2032-03-09-cabinet.yml"
NOTICE = "data/notices/2032-03-09-depot-key-decision.yml"
PRIVATE = "data/notices/2032-03-09-depot-private-meeting.yml"
DEPOT = "data/cabinet-reports/2032-03-09-depot.yml"

# Each particular of SI 2012/2089, regulation 9(1)(b) to (h): the lines that give it, and what is then said to be missing.
PARTICULARS = {
    "members": ("members:\n  - Cllr B Invented, Leader of the Council\n  - Cllr C Pretend, Finance\n", "who decides: the members of the body, or the person’s name and title"),
    "date": ("date: 2032-03-09\n", "the date of the decision, or the period for it"),
    "papers": ('papers:\n  - "Report: The depot"\n  - "Appendix 1: Prices (not for publication, paragraph 3)"\n', "the documents put before the decision maker"),
    "copies_from": ("copies_from: The council offices, 1 Ford Street, Ambleford.\n", "where copies of the documents can be had"),
    "other_documents": ("other_documents: Other documents may be submitted to the decision maker.\n", "that other documents may be submitted"),
    "request_details": ("request_details: Ask Democratic Services at the council offices.\n", "how to ask for details of those documents"),
    "publish_on": ("publish_on: 2032-01-09\n", "the date of publication"),
}  # fmt: skip


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("busy-agenda", tmp_path / "council")


def test_the_meetings_and_notices_of_the_shape_are_sound(council: Council) -> None:
    assert council.said() == []


@pytest.mark.parametrize("name", PARTICULARS)
def test_a_key_decision_notice_without_a_particular_is_refused(name: str, council: Council) -> None:
    lines, missing = PARTICULARS[name]
    council.change(NOTICE, lines, "")
    assert council.said() == [
        f"{NOTICE}:1:1  error: This notice (key decision) does not give {missing}. Add what is missing, or keep the "
        "notice off the site with “draft: yes”. The law: SI 2012/2089, regulation 9. [notice-incomplete]"
    ]


def test_a_notice_without_its_matter_is_refused(council: Council) -> None:
    council.change(NOTICE, "summary: |\n  Cabinet is to decide whether to sell the depot.\n", "")
    assert [line.rpartition(" ")[2] for line in council.said()] == ["[missing-field]"]


def test_a_key_decision_notice_needs_a_paper_that_asks_for_one(council: Council) -> None:
    council.change(DEPOT, "key_decision: yes\n", "")
    (line,) = council.said()
    assert "do not agree on “key_decision”" in line


def test_a_period_takes_the_place_of_the_date(council: Council) -> None:
    council.change(NOTICE, "date: 2032-03-09", "period: Between 9 and 23 March 2032")
    assert council.said() == []


def test_a_draft_of_a_notice_may_be_incomplete(council: Council) -> None:
    council.change(NOTICE, "kind: key decision\n", "kind: key decision\ndraft: yes\n")
    council.change(NOTICE, "date: 2032-03-09\n", "")
    assert council.said() == []


def test_a_notice_of_less_than_28_clear_days_is_told_unless_there_is_an_exception(council: Council) -> None:
    council.change(NOTICE, "publish_on: 2032-01-09", "publish_on: 2032-02-10")
    (line,) = council.said()
    assert "This notice gives 27 clear days before 9 March 2032; 28 are needed." in line
    (council.root / "data/notices/2032-03-09-depot-exception.yml").write_text(
        "id: 2032-03-09-depot-exception\ntitle: The depot\nsummary: The depot is to be sold.\npublish_on: 2032-02-11\n"
        "kind: general exception\nreport: 2032-03-09-depot\nbody: cabinet\ndate: 2032-03-09\n"
        "reasons: The offer ends in March.\ninformed: Chair of the Audit Committee\n",
        "utf-8",
    )
    assert council.said() == []
    assert "key-decision-notice" not in kept(council, date(2032, 3, 1))


def test_the_last_lawful_day_is_enough(council: Council) -> None:
    council.change(NOTICE, "publish_on: 2032-01-09", "publish_on: 2032-02-09")
    assert council.said() == []


def kept(council: Council, today: date = TODAY) -> dict[str, str]:
    """Return the outcome of each deadline of the depot’s paper, by the rule’s id."""
    found = work_out(council.content(), today)
    return {d.id.rpartition("/")[2]: d.outcome.value for d in found if "depot" in d.record}


def test_a_notice_keeps_the_deadline_of_its_own_kind_only(council: Council) -> None:
    assert (kept(council)["private-notice"], kept(council)["key-decision-notice"]) == ("met", "met")
    (council.root / NOTICE).unlink()
    assert (kept(council)["private-notice"], kept(council)["key-decision-notice"]) == ("met", "not yet due")


def test_a_notice_that_is_a_draft_withdrawn_or_still_to_come_keeps_no_deadline(council: Council) -> None:
    council.change(NOTICE, "publish_on: 2032-01-09", "publish_on: 2032-01-12")
    assert kept(council)["key-decision-notice"] == "not yet due"
    council.change(PRIVATE, "kind:", "withdrawn:\n  date: 2032-01-09\n  reason: A slip.\nkind:")
    assert kept(council)["private-notice"] == "not yet due"


def test_an_exempt_appendix_asks_for_the_notice_of_a_private_meeting(council: Council) -> None:
    (council.root / PRIVATE).unlink()
    for access in ("part exempt", "exempt"):
        council.change(
            DEPOT, "access: part exempt" if access == "exempt" else f"access: {access}", f"access: {access}"
        )
        assert kept(council)["private-notice"] == "not yet due"
    council.change(DEPOT, "access: exempt\n", "")
    assert kept(council)["private-notice"] == "not yet due"
    council.change(DEPOT, "key_decision: yes", "access: public\nkey_decision: yes")
    assert [line.rpartition(" ")[2] for line in council.said()] == ["[exempt-but-public]"]


def test_a_private_meeting_agreed_as_urgent_needs_no_28_days(council: Council) -> None:
    council.change(PRIVATE, "reasons:", "agreed_by: Chair of the Audit Committee\nreasons:")
    assert "private-notice" not in kept(council)


def test_a_paper_that_stays_with_the_old_date_is_told(council: Council) -> None:
    council.change(MEETING, "agenda:", "moved:\n  date: 2032-03-16\n  reason: A flood.\nagenda:")
    found = [line for line in council.said() if line.endswith("[meeting-changed]")]
    assert len(found) == 3
    assert "This paper is for the meeting on 9 March 2032, which was moved to 16 March 2032." in found[0]


def test_a_meeting_has_the_name_of_its_day_and_body(council: Council) -> None:
    council.change(MEETING, "date: 2032-03-09", "date: 2032-03-10")
    assert [line.rpartition(" ")[2] for line in council.said()] == ["[meeting-misnamed]"]
