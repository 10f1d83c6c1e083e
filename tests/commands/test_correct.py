"""`build.py correct`: words, correction and the version until now are written in one go, or nothing is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from corrected_report import ID, POLICY, as_kept, corrected, held_back, repository
from council import REPORT, TEXT, TODAY, Council

from goldenthread.publish import keep_version

pytestmark = pytest.mark.slow

SAID = (
    "--what",
    "The number ended in 0; it ends in 1.",
    "--why",
    "It was mistyped.",
    "--approved-by",
    "Clerk",
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no paper: give its words as they were instead."""

    def drawn(root: Path, folder: Path, content: Any, name: str, days: tuple[date, date]) -> dict[str, bytes]:
        return as_kept(POLICY + (folder / REPORT).read_bytes() + (folder / TEXT).read_bytes())

    monkeypatch.setattr(keep_version, "_drawn", drawn)


def correct(door: ModuleType, council: Council, *words: str, today: date = TODAY) -> int:
    code: int = door.main(["--root", str(council.root), "--today", today.isoformat(), "correct", *words])
    return code


@pytest.mark.usefixtures("undrawn")
def test_words_correction_and_kept_version_are_written_in_one_go(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2031-09-24\n")
    assert correct(door, council, ID, "authors.1.phone", "01234 567891", *SAID) == 0
    facts = council.content().cabinet_reports[ID]
    assert facts.authors[0].phone == "01234 567891"
    assert [(c.date, c.fields, c.why.strip(), c.approved_by) for c in facts.corrections] == [
        (TODAY, ("authors.1.phone",), "It was mistyped.", "Clerk")
    ]
    kept = council.root / f"published/cabinet-reports/{ID}/2031-09-24/index.html"
    assert b"01234 567890" in kept.read_bytes()
    assert f"published/cabinet-reports/{ID}/2031-09-24/" in capsys.readouterr().out


@pytest.mark.usefixtures("undrawn")
def test_a_second_correction_on_one_day_keeps_what_readers_had_before_the_first(
    council: Council, door: ModuleType
) -> None:
    assert correct(door, council, ID, "authors.1.phone", "01234 567891", *SAID) == 0
    kept = council.root / "published/cabinet-reports" / ID / TODAY.isoformat() / "index.html"
    before = kept.read_bytes()
    assert correct(door, council, ID, "authors.1.phone", "01234 567892", *SAID) == 0
    assert [path.name for path in kept.parent.parent.iterdir()] == [TODAY.isoformat()]
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("undrawn")
def test_a_later_correction_stands_first_and_keeps_the_version_of_the_one_before(
    council: Council, door: ModuleType
) -> None:
    corrected(council, REPORT, "brings:\n", day="2031-11-12")
    assert correct(door, council, ID, "authors.1.phone", "01234 567891", *SAID) == 0
    assert [c.date for c in council.content().cabinet_reports[ID].corrections] == [TODAY, date(2031, 11, 12)]
    assert [path.name for path in (council.root / "published/cabinet-reports" / ID).iterdir()] == [
        "2031-11-12"
    ]


@pytest.mark.usefixtures("undrawn")
def test_a_corrected_action_keeps_the_paper_that_prints_it(council: Council, door: ModuleType) -> None:
    assert correct(door, council, "action-plans/2031-finance", "3", "lead", "Cabinet", *SAID) == 0
    correction = council.content().action_plans["2031-finance"].corrections[0]
    assert (correction.about, correction.fields) == ("3", ("lead",))
    assert (council.root / "published/cabinet-reports" / ID).is_dir()


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((ID, "authors.1.phone"), "Use it like this: .venv/bin/python build.py correct"),
        ((ID, "authors.1.phone", "01234 567890"), "It already says that."),
        (("organisation", *SAID), "has no page of its own"),
    ],
)
def test_a_wrong_correction_changes_nothing(
    council: Council,
    door: ModuleType,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    before = (council.root / REPORT).read_bytes()
    assert correct(door, council, *words, *([] if SAID[0] in words else SAID)) == 2
    assert said in capsys.readouterr().err
    assert (council.root / REPORT).read_bytes() == before
    assert not (council.root / "published").exists()


@pytest.mark.usefixtures("undrawn")
def test_what_readers_never_saw_is_not_corrected(
    council: Council, door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    held_back(council)
    assert correct(door, council, ID, "authors.1.phone", "01234 567891", *SAID) == 2
    assert "not published yet" in capsys.readouterr().err


@pytest.mark.usefixtures("undrawn")
def test_a_text_changed_by_hand_is_kept_as_it_was_committed(council: Council, door: ModuleType) -> None:
    repository(council)
    council.change(TEXT, "The council wrote a statement.", "The council wrote two statements.")
    assert correct(door, council, ID, *SAID) == 0
    kept = council.root / "published/cabinet-reports" / ID / TODAY.isoformat() / "index.html"
    assert b"The council wrote a statement." in kept.read_bytes()
    assert council.content().cabinet_reports[ID].corrections[0].fields == ("text",)


# From end to end


def test_the_first_version_stays_byte_for_byte_through_a_correction_and_a_new_look(
    council: Council, door: ModuleType, root: Path
) -> None:
    def build() -> Path:
        words = ["--root", str(council.root), "--today", TODAY.isoformat(), "build", "--no-search"]
        assert door.main(words) == 0
        return council.root / "site/cabinet-reports" / ID

    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2031-09-24\n")
    published = (build() / f"{ID}.pdf").read_bytes()
    assert correct(door, council, ID, "authors.1.phone", "01234 567891", *SAID) == 0
    site = build()
    kept = site / "versions/2031-09-24"
    assert (kept / f"{ID}.pdf").read_bytes() == published
    assert (site / f"{ID}.pdf").read_bytes() != published
    page = (kept / "index.html").read_text("utf-8")
    assert "This is the version of 24 September 2031." in page
    assert f'href="../../../../cabinet-reports/{ID}/">the current version' in page
    assert "01234 567890" in page
    assert "01234 567891" not in page
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    council.change("data/council.yml", "name: Ambleford Council\n", "name: Ambleford Town Council\n")
    build()
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
    assert sorted(before) == [f"{ID}.pdf", "index.html", "manifest.json"]
