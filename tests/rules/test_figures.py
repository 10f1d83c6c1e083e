"""Figures in tables: a cell may be under several columns, as a printed grand total is."""

from __future__ import annotations

from pathlib import Path

from council import SERVICE, Council

from goldenthread.rules.figures import figures_in_cells

TOTAL = "          - 2,000,000\n          - 1,500,000\n        kind: total\n"
BOTH = (
    "{total}\n      - name: In all\n        kind: grand total\n"
    "        cells:\n          - {sum}\n        spans:\n          - {span}\n"
)


def council_with(tmp_path: Path, printed: str, span: int = 2) -> Council:
    row = BOTH.format(total=TOTAL, sum=printed, span=span)
    return Council(tmp_path / "council").change(SERVICE, TOTAL, row)


def test_a_cell_under_two_columns_is_the_sum_of_both(tmp_path: Path) -> None:
    assert council_with(tmp_path, "3,500,000").said() == []


def test_a_wrong_sum_under_two_columns_is_reported(tmp_path: Path) -> None:
    (line,) = council_with(tmp_path, "1,500,000").said()
    assert "total-is-not-the-sum" in line
    assert "3,500,000" in line


def test_cells_that_do_not_fill_the_columns_are_reported(tmp_path: Path) -> None:
    (line,) = council_with(tmp_path, "3,500,000", span=1).said()
    assert "cells-and-columns" in line


def test_a_measure_names_a_cell_by_all_its_columns(tmp_path: Path) -> None:
    council = council_with(tmp_path, "3,500,000")
    cell = "2031-service / savings / In all / Planned and Saved"
    path = council.root / SERVICE
    measure = f"\nmeasures:\n\n  - what: all-of-it\n    name: All of it\n    cell: {cell}\n"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + measure, "utf-8")
    assert figures_in_cells(council.content())[cell] == "3,500,000"
