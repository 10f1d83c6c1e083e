"""What a draft leaves for later is told; without the line `draft: yes` it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, TEXT, Council
from expected_text import Expected


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """An invented council of which everything is a draft."""
    council = Council(tmp_path / "council")
    for file in (REVIEW, PLAN, REPORT, "data/plans/2031-service.yml"):
        path = council.root / file
        path.write_text(path.read_text("utf-8") + "\ndraft: yes\n", "utf-8")
    return council


def left(council: Council, *severities: str) -> list[str]:
    return [line for line in council.said(*severities) if "to-write]" in line or "section-" in line]


def unwritten(council: Council) -> None:
    council.change(REPORT, "\nreason: |\n", "\nreason: to be written\nheader_note: |\n")
    path = council.root / TEXT
    path.write_text(path.read_text("utf-8") + "\nto be written\n", "utf-8")


def test_a_draft_lists_what_is_to_be_written(council: Council, expected: Expected) -> None:
    unwritten(council)
    expected(left(council, "notice"))
    assert left(council, "error") == []


def test_what_is_no_draft_is_refused(council: Council, expected: Expected) -> None:
    unwritten(council)
    for file in (REPORT, PLAN, REVIEW, "data/plans/2031-service.yml"):
        council.change(file, "\ndraft: yes\n", "")
    expected([line.partition("  ")[2] for line in left(council, "error")])


def test_a_section_of_a_draft_may_be_missing_for_now(council: Council, expected: Expected) -> None:
    text = (council.root / REPORT).read_text("utf-8")
    risk = text[
        text.index("\nrisk:") : text.index("\nequalities:" if "\nequalities:" in text else "\nappendices:")
    ]
    council.change(REPORT, risk, "")
    assert left(council, "error") == []
    expected([line.partition("  ")[2] for line in left(council, "notice")])
