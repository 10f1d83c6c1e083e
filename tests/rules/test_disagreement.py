"""“Not accepted” and “partly accepted” need a reason or a response: no file, no command and no import gets by without."""

from __future__ import annotations

import csv
from pathlib import Path
from types import ModuleType

import pytest
from council import PLAN, Council

pytestmark = pytest.mark.slow

SAYS = "there is no reason for it."
HEAD = ("No.", "Response", "Accepted?", "Reason if not accepted", "Lead", "Timeline")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def run(door: ModuleType, council: Council, *words: str) -> int:
    return int(door.main(["--root", str(council.root), "--today", "2032-01-10", *words]))


def test_check_asks_for_the_reason(council: Council) -> None:
    """“Not accepted” needed neither a reason nor a response."""
    row, position = "    response: not recorded\n", "not accepted"
    council.change(PLAN, row, f"{row}    acceptance: {position}\n")
    assert [line for line in council.said("error") if SAYS in line and position in line]
    council.change(
        PLAN, f"acceptance: {position}\n", f"acceptance: {position}\n    acceptance_reason: not recorded\n"
    )
    assert council.said("error") == []


def test_set_refuses_it(door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    before = council.digest()
    assert run(door, council, "set", "action-plans/2031-finance", "3", "acceptance", "not accepted") == 1
    assert SAYS in capsys.readouterr().err
    assert council.digest() == before
    words = ("set", "action-plans/2031-finance", "3", "acceptance_reason", "The law does not allow it.")
    assert run(door, council, *words) == 0
    assert run(door, council, "set", "action-plans/2031-finance", "3", "acceptance", "not accepted") == 0
    assert council.said("error") == []


def test_set_does_not_take_the_only_reason_away(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = "    acceptance: not accepted\n    acceptance_reason: |\n      The law does not allow it.\n"
    council.change(PLAN, "    response: not recorded\n", f"    response: not recorded\n{reason}")
    words = ("set", "action-plans/2031-finance", "3", "acceptance_reason", "--remove")
    assert run(door, council, *words) == 1
    assert SAYS in capsys.readouterr().err


@pytest.mark.parametrize(
    ("response", "reason", "code"), [("", "", 1), ("", "Too dear.", 0), ("No: too dear.", "", 0)]
)
def test_import_refuses_it(  # noqa: PLR0917 - what it is given, and what comes of it
    door: ModuleType,
    council: Council,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    response: str,
    reason: str,
    code: int,
) -> None:
    sheet = tmp_path / "plan.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, ("1", response, "not accepted", reason, "Cabinet", "March 2032")])
    words = ("import", str(sheet), "--as", "action-plan", "--id", "2032-tracker", "--answers", "2031-finance")
    assert run(door, council, *words) == code
    printed = "".join(capsys.readouterr())
    assert (SAYS in printed) == bool(code), printed
    assert (council.root / "data/action-plans/2032-tracker.yml").exists() != bool(code)
    assert council.said("error") == []
