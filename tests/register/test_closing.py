"""Where a body closes a plan's actions, one is finished only when an update names that body and its minute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import PLAN, Council
from parsed_page import Seen
from paths import TEMPLATES

from goldenthread.changes.canonical import public_facts
from goldenthread.changes.differences import compare
from goldenthread.changes.wording import in_sentences
from goldenthread.model.scope import status_counts
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register.actions import by_standing

pytestmark = pytest.mark.slow

ACTION = "action-plans/2031-finance/actions/1/"
CLOSING = """    updates:

      - date: 2032-01-09
        status: complete
        note: |
          The committee closed this action.
        approved_by: {by}
        minute: Minute 3

"""
SAYS = "Action 1 is reported complete; Audit Committee has not closed it."


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give a council whose plan says that the committee closes its actions; action 1 is reported complete."""
    return Council(tmp_path / "c").change(PLAN, "source: App", "closed_by: audit-committee\nsource: App")


def closed(council: Council, by: str = "Audit Committee") -> Council:
    start = "    timeline: November 2031\n"
    return council.change(PLAN, f"{start}    updates:\n\n", start + CLOSING.format(by=by))


def page(council: Council, path: str = ACTION) -> str:
    drawn = {page.path: page.body for page in pages(council.register(), environment(TEMPLATES))}
    return " ".join(Seen(drawn[path]).text.split())


def finished(council: Council) -> int:
    return len({part.id: found for part, found in by_standing(council.register().actions)}["finished"])


def test_until_it_is_closed_every_output_says_reported(council: Council) -> None:
    text = page(council)
    assert "Update of 15 December 2031. Audit Committee has not closed it." in text
    assert "Audit Committee has still to close it." in text
    assert "Overdue Reported complete, not closed" in text
    assert "Actions closed by Audit Committee" in page(council, "action-plans/2031-finance/")
    assert "Reported complete" in page(council, "actions/status/reported-complete/")
    register = council.register()
    assert finished(council) == 0
    files = {made.path: made.content.decode() for made in open_data(register)}
    assert '"status": "reported complete"' in files["data/v1/actions.json"]
    (report,) = [paper for paper in register.cabinet_reports if paper.facts.id == "2031-10-04-finance"]
    paper = report_html(report, register.council, environment(TEMPLATES))
    assert "Status Complete" not in " ".join(Seen(paper).text.split())
    assert any(SAYS in line for line in council.said("notice"))


@pytest.mark.parametrize("by", ["Audit Committee", "audit-committee", "Audit Committee, 9 January 2032"])
def test_the_bodys_minute_closes_it(council: Council, by: str) -> None:
    assert finished(closed(council, by)) == 2  # and action 2, which points to it
    assert (
        "Status Complete The last update says that the action is complete, and any body that must close it has done so. Update of 9 January 2032."
        in page(council)
    )
    assert not any("has not closed it" in line for line in council.said("notice"))


@pytest.mark.parametrize("by", ["Cabinet", "Audit Committee Chair", "Audit Committee’s officers"])
def test_nobody_else_closes_it(council: Council, by: str) -> None:
    assert finished(closed(council, by)) == 0
    assert any("has not closed it" in line for line in council.said("notice"))


def test_without_a_minute_it_is_not_closed(council: Council) -> None:
    closed(council).change(PLAN, "        minute: Minute 3\n", "        evidence: A paper\n")
    assert finished(council) == 0


def test_on_an_earlier_day_it_was_not_closed_yet(council: Council) -> None:
    plan = closed(council).content().action_plans["2031-finance"]
    assert status_counts(plan, date(2031, 12, 31)) == {"reported complete": 2, "": 1}
    assert status_counts(plan, date(2032, 1, 9)) == {"complete": 2, "": 1}


def said_of(council: Council, update: str) -> str:
    """Give what an approver of an update of action 3 reads."""
    key = "action-plans/2031-finance"
    before = {key: public_facts(council.content().action_plans["2031-finance"])}
    council.change(PLAN, "    editor_note: |\n      The plan", f"{update}    editor_note: |\n      The plan")
    after = {key: public_facts(council.content().action_plans["2031-finance"])}
    (change,) = in_sentences(compare(before, after), before, after, council.content().vocabulary)
    return change.sentence


def test_whoever_approves_a_report_of_completion_reads_that_it_is_one(
    council: Council, tmp_path: Path
) -> None:
    report = CLOSING.format(by="Audit Committee")
    assert "from no progress recorded to complete (9 January 2032)" in said_of(council, report)
    other = Council(tmp_path / "d").change(PLAN, "source: App", "closed_by: audit-committee\nsource: App")
    words = said_of(other, report.replace("        minute: Minute 3\n", "        evidence: A paper\n"))
    assert "from no progress recorded to reported complete (9 January 2032), with evidence" in words


def test_where_no_body_closes_actions_nothing_changes(tmp_path: Path) -> None:
    assert finished(Council(tmp_path / "d")) == 2
