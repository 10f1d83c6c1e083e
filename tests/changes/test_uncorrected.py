"""Which words are published wording, and that none changes without a correction."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from corrected_report import POLICY, as_kept, corrected, keep, record, repository
from council import PLAN, REPORT, REVIEW, TEXT, TODAY, Council
from expected_text import Expected

from goldenthread.changes.differences import Act, Difference, Step, compare_record
from goldenthread.changes.uncorrected import is_wording, without_correction
from goldenthread.model.addresses import LEDGER

WORDING = [
    ("cabinet-reports", ("reason",), "a", "b", True),
    ("cabinet-reports", ("recommended_decision", "parts"), "a", "b", True),
    ("cabinet-reports", ("appendices",), None, {"title": "More"}, True),  # a supplement
    ("cabinet-reports", ("text",), "a", "b", True),
    ("cabinet-reports", ("decision", "text"), "a", "b", True),
    ("cabinet-reports", ("summary",), "a", "b", False),
    ("cabinet-reports", ("appendices", "editor_note"), "a", "b", False),
    ("cabinet-reports", ("events",), None, {"kind": "decided"}, False),
    ("reviews", ("recommendations", "text"), "a", "b", True),
    ("reviews", ("recommendations", "text"), None, "b", False),  # entered for the first time
    ("reviews", ("recommendations", "summary"), "a", "b", False),
    ("reviews", ("recommendations",), {"number": 3}, None, True),
    ("action-plans", ("actions", "response"), "a", "b", True),
    ("action-plans", ("actions", "timeline"), "a", None, True),
    ("action-plans", ("actions", "response_summary"), "a", "b", False),
    ("action-plans", ("actions", "updates", "note"), "a", "b", True),
    ("action-plans", ("actions", "updates"), None, {"note": "b"}, False),
    ("plans", ("tables", "rows", "cells"), ["1"], ["2"], True),
    ("pages", ("text",), "a", "b", False),
]


@pytest.mark.parametrize(("folder", "way", "before", "after", "expected"), WORDING, ids=range(len(WORDING)))
def test_which_words_are_published_wording(
    folder: str, way: tuple[str, ...], before: Any, after: Any, expected: bool
) -> None:
    steps = tuple(Step(name) for name in way)
    assert is_wording(Difference(f"{folder}/2031-finance", steps, before, after, Act.WORDING)) is expected


def test_a_first_decision_is_no_change_of_wording() -> None:
    found = compare_record("cabinet-reports/x", {"reason": "a"}, {"reason": "a", "decision": {"text": "b"}})
    assert without_correction(found) == ()
    found = compare_record("cabinet-reports/x", {"decision": {"text": "b"}}, {"decision": {"text": "c"}})
    assert len(without_correction(found)) == 1


def test_only_a_new_correction_excuses_and_only_its_own_record() -> None:
    old = {"date": "2031-11-12", "what": "a"}
    new = {"date": "2031-12-01", "what": "b"}
    one, other = {"reason": "a", "corrections": [old]}, {"reason": "b", "corrections": [old]}
    assert len(without_correction(compare_record("cabinet-reports/x", one, other))) == 1
    told = {"reason": "b", "corrections": [new, old]}
    assert len(without_correction(compare_record("cabinet-reports/x", one, told))) == 1, "it names no field"
    told = {"reason": "b", "corrections": [new | {"fields": ["reason"]}, old]}
    found = compare_record("cabinet-reports/x", one, told)
    assert without_correction(found) == ()
    found += compare_record("cabinet-reports/y", one, other)
    assert [item.record for item in without_correction(found)] == ["cabinet-reports/y"]


@pytest.mark.slow
def test_check_refuses_changed_words_with_their_line(
    tmp_path: Path, door: ModuleType, capsys: pytest.CaptureFixture[str], expected: Expected
) -> None:
    def check() -> tuple[int, list[str]]:
        code = door.main(
            ["--root", str(council.root), "--today", TODAY.isoformat(), "check", "--since", "main"]
        )
        lines = capsys.readouterr().out.splitlines()
        return code, [line for line in lines if "[words-without-correction]" in line]

    council = repository(Council(tmp_path / "c"))
    council.change(REPORT, "To act on what the peers found.", "To act on what they found.")
    council.change(TEXT, "#. Officers will share the plan.", "#. Officers share the plan.")
    council.change(PLAN, "timeline: November 2031", "timeline: December 2031")
    council.change(REVIEW, "title: Finance peer challenge 2031", "title: The finance peer challenge")
    code, lines = check()
    assert code == 1
    assert [line.split("  error")[0] for line in lines] == [f"{TEXT}:18:1", f"{PLAN}:28:15", f"{REPORT}:35:9"]
    expected(lines[2])
    corrected(council, REPORT, "brings:\n", fields=("reason", "text"))
    corrected(council, PLAN, "groups:\n", about="2", fields=("timeline",))
    assert len(check()[1]) == 1, "a correction of another action excuses nothing"
    council.change(PLAN, "about: 2", "about: 1")
    assert check() == (0, [])
    assert (
        door.main(["--root", str(council.root), "--today", TODAY.isoformat(), "check", "--since", "nowhere"])
        == 3
    )


@pytest.mark.slow
@pytest.mark.parametrize("how", ["rewritten", "rewritten with the list", "removed", "removed with the list"])
def test_check_since_refuses_what_becomes_of_published_bytes(
    tmp_path: Path, door: ModuleType, capsys: pytest.CaptureFixture[str], expected: Expected, how: str
) -> None:
    def run(*words: str) -> int:
        code: int = door.main(["--root", str(council.root), "--today", TODAY.isoformat(), *words])
        return code

    council = Council(tmp_path / "c")
    folder = keep(council)
    assert run("addresses") == 0
    repository(council)
    assert run("check", "--since", "main") == 0
    ledger = council.root / LEDGER
    for name, content in as_kept(POLICY + b"<p>Other words</p>").items():
        (folder / name).write_bytes(content)
    if how.startswith("removed"):
        shutil.rmtree(folder)
    if "list" in how:
        lines = ledger.read_text()[ledger.read_text().index("published:") :].splitlines(keepends=True)
        ledger.write_text("".join(line for line in lines if "/versions/" not in line))
    capsys.readouterr()
    assert run("check", "--since", "main") == 1
    lines = capsys.readouterr().out.splitlines()
    expected([line for line in lines if "[published-bytes-changed]" in line])


@pytest.mark.slow
def test_a_version_may_be_added_with_the_recorded_pdf_and_with_no_other(
    tmp_path: Path, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "c")
    record(council, b"%PDF as published", records="a")
    repository(council)
    for pdf, code in ((b"%PDF as published", 0), (b"%PDF forged", 1)):
        folder = keep(council, pdf=pdf)
        words = ["--root", str(council.root), "--today", TODAY.isoformat(), "check", "--since", "main"]
        assert door.main(words) == code
        assert ("[published-bytes-changed]" in capsys.readouterr().out) == bool(code)
        shutil.rmtree(folder)


# What a correction of one field covers, by the field that it names: a report of two authors and an action plan.
COVERED = [
    ("cabinet-reports", ("decision", "text"), "decision.text", True),
    ("cabinet-reports", ("decision", "text"), "decision", True),
    ("cabinet-reports", ("decision", "text"), "reason", False),
    ("cabinet-reports", ("authors", "B Example", "phone"), "authors.2.phone", True),
    ("cabinet-reports", ("authors", "B Example", "phone"), "authors.1.phone", False),
    ("cabinet-reports", ("authors", "B Example", "phone"), "authors.2", False),
    ("cabinet-reports", ("authors", "B Example", "phone"), "authors", False),
    ("cabinet-reports", ("authors", "B Example", "phone"), "phone", False),
    ("cabinet-reports", ("authors", "B Example"), "authors.2", True),
]


@pytest.mark.parametrize(("folder", "way", "field", "expected"), COVERED, ids=range(len(COVERED)))
def test_a_correction_covers_the_field_that_it_names_and_nothing_else(
    folder: str, way: tuple[str, ...], field: str, expected: bool
) -> None:
    steps = [Step(way[0], way[1]), *map(Step, way[2:])] if way[0] == "authors" else map(Step, way)
    changed = Difference(f"{folder}/x", tuple(steps), "a", "b", Act.WORDING)
    entry = {"date": "2031-12-01", "what": "b", "fields": [field]}
    correction = Difference(f"{folder}/x", (Step("corrections", "2031-12-01"),), None, entry, Act.CORRECT)
    data = {"authors": [{"name": "A Example"}, {"name": "B Example"}]}
    assert (without_correction([correction, changed], data) == ()) is expected


def test_of_a_list_of_texts_each_is_named() -> None:
    one = {"recommended_decision": {"parts": ["a", "b", "c"]}}
    other = {"recommended_decision": {"parts": ["a", "x", "y"]}}

    def uncorrected(*fields: str) -> int:
        told = other | {"corrections": [{"date": "2031-12-01", "fields": list(fields)}]}
        return len(without_correction(compare_record("cabinet-reports/x", one, told)))

    assert uncorrected("recommended_decision.parts.2") == 1
    assert uncorrected("recommended_decision.parts.2", "recommended_decision.parts.3") == 0
    assert uncorrected("recommended_decision.parts") == 0
