"""Numbers as printed in commands, imports and exports: `30 P&R 04` is named as the paper prints it, or as its address has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import TODAY, Council
from shapes import shape_council

from build import main
from goldenthread.exporting.rows import as_csv, sheet
from goldenthread.importing.detect import open_paper
from goldenthread.importing.importer import Outcome, bring
from goldenthread.importing.merging import Wish

pytestmark = pytest.mark.slow

TRACKER, AUDIT = "data/action-plans/2030-audit-tracker.yml", "data/reviews/2030-audit.yml"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("printed-ids", tmp_path / "council")


def ask(council: Council, *words: str) -> int:
    return main(["--root", str(council.root), "--today", TODAY.isoformat(), *words])


@pytest.mark.parametrize("number", ["30 P&R 04", "30-p-and-r-04"])
def test_progress_is_recorded_by_the_number_as_printed_or_in_an_address(
    council: Council, number: str
) -> None:
    words = ("--status", "in progress", "--note", "Half have an owner.", "--date", "2031-12-01")
    assert ask(council, "update", "2030-audit-tracker", number, *words) == 0
    action = council.content().action_plans["2030-audit-tracker"].actions[1]
    assert (action.number, [update.note for update in action.updates]) == (
        "30 P&R 04",
        ["Half have an owner."],
    )


def test_a_field_is_set_through_a_number_with_a_full_stop(council: Council) -> None:
    assert ask(council, "set", "2030-audit", "21.4a", "key", "yes") == 0
    assert ask(council, "set", "2030-audit", "recommendations.21.4a.key", "no") == 0
    assert "  - number: 21.4a\n    key: no\n" in (council.root / AUDIT).read_text("utf-8")


def test_a_number_that_no_row_has_is_refused_as_one(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council, "set", "2030-audit-tracker", "30 P&R 99", "lead", "Cabinet") == 2
    assert "has no action 30 P&R 99. It has 4." in capsys.readouterr().err


def brought_back(council: Council, name: str) -> Outcome:
    """Export an action plan as a table, and import it again."""
    content = council.content()
    file = council.root / "table.csv"
    file.write_bytes(as_csv(sheet("action-plan", content.action_plans[name], content)))
    return bring(content, open_paper(file), Wish("action-plan", name, TODAY))


def test_an_exported_tracker_comes_back_as_it_was(council: Council) -> None:
    outcome = brought_back(council, "2030-audit-tracker")
    assert (outcome.refused, outcome.gone) == (False, [])
    named = ("number", "answers", "same as", "see", "new")
    assert [said for said in outcome.differences if any(f", {name}:" in said for name in named)] == []


def test_commitments_come_back_as_commitments(tmp_path: Path) -> None:
    outcome = brought_back(shape_council("commitments", tmp_path / "pledges"), "2030-pledges")
    assert (outcome.refused, outcome.differences) == (False, [])
