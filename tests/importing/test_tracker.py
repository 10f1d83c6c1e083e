"""A tracker as councils keep one, in Word: a banner, headings of its own, colours, and dates in every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from council import Council

from goldenthread.source import loads

pytestmark = pytest.mark.slow

HEAD = ("No.", "Our response / Agreed action", "Lead Officer", "RAG", "By when")
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "Agreed. The report goes out each quarter.", "Head of Insight", "Green", "31/03/2027"),
    ("2", "Not agreed: the reports have different readers.", "Cabinet", "Amber – late", "Q1 27/28"),
    ("3", "Courses run.", "Learning Team", "Complete", "TBC"),
)
NEW = "data/action-plans/2032-tracker.yml"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=len(HEAD))
    banner = table.add_row().cells
    banner[0].merge(banner[-1]).text = "Ambleford action tracker"
    for row in (HEAD, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    path = tmp_path / "tracker.docx"
    document.save(str(path))
    return path


def words(council: Council, tracker: Path, *more: str) -> Sequence[str]:
    start = ["--root", str(council.root), "--today", "2032-01-10", "import", str(tracker)]
    return [*start, "--as", "action-plan", "--id", "2032-tracker", *more]


def rows(council: Council) -> Iterator[dict[str, object]]:
    data = loads((council.root / NEW).read_bytes(), NEW).data
    assert data is not None
    yield from data["actions"]  # type: ignore[misc]


def test_a_tracker_in_word_imports_with_two_flags(
    door: ModuleType, council: Council, tracker: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = door.main(words(council, tracker, "--answers", "2031-finance", "--add-leads"))
    said = capsys.readouterr().out
    assert code == 0, said
    assert council.said("error") == []
    one, two, three = rows(council)
    assert [row["timeline"] for row in (one, two, three)] == ["31/03/2027", "Q1 27/28", "TBC"]
    assert one["response"] == "Agreed. The report goes out each quarter."
    assert one["updates"][0] == {  # type: ignore[index]
        "date": "not recorded",
        "confidence": "on track",
        "note": "The plan prints “Green” in the column “RAG”.",
    }
    assert two["updates"][0]["confidence"] == "at risk"  # type: ignore[index]
    assert "updates" not in three
    assert "“Ambleford action tracker” is above the headings" in said
    assert "“Head of Insight” (rows 1) is added to data/organisation.yml as “post”. Check that." in said
    assert "Accepted: 1." in said
    assert "Not accepted: 2." in said
    assert "Complete: 3." in said
    assert "Add --as-proposed to record this." in said
    assert "acceptance" not in one


def test_a_tracker_in_word_imports_with_answers_on_a_terminal(
    door: ModuleType, council: Council, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["2031-finance", "31 December 2031", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert door.main(words(council, tracker)) == 0
    assert council.said("error") == []
    one, two, three = rows(council)
    assert (one["acceptance"], two["acceptance"]) == ("accepted", "not accepted")
    assert three["updates"][0] == {  # type: ignore[index]
        "date": "2031-12-31",
        "status": "complete",
        "note": "The plan prints “Complete” in the column “RAG”.",
        "printed_in_plan": "yes",
        "source": "The plan, as printed",
    }
    offices = (council.root / "data/organisation.yml").read_text("utf-8")
    assert "  - id: learning-team\n    name: Learning Team\n    kind: group\n" in offices


def test_a_csv_whose_column_has_another_name_is_told_its_headings(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "review.csv"
    path.write_text("No.,What peers want\n1,Agree a plan.\n2,Publish it.\n", "utf-8")
    start = ["--root", str(council.root), "--today", "2032-01-10", "import", str(path)]
    start += ["--as", "review", "--id", "2032-peers", "--kind", "peer challenge"]
    assert door.main(start) == 1
    said = capsys.readouterr().out
    assert "No table has a column for text. It has “What peers want”." in said
    assert 'Say which column that is, such as --column "What peers want=text"' in said
    assert door.main([*start, "--column", "What peers want=text"]) == 0
    made = (council.root / "data/reviews/2032-peers.yml").read_text("utf-8")
    assert "    text: |\n      Agree a plan.\n" in made
    assert "    summary:" not in made  # the reviewers' words are no summary of ours


def test_an_unknown_column_is_shown_with_the_nearest_and_can_be_named(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("No.,Response,What officers did\n1,Agreed.,Two courses ran.\n", "utf-8")
    start = words(council, path, "--answers", "2031-finance", "--dry-run")
    assert door.main(start) == 0
    assert "The column “What officers did” was not read" in capsys.readouterr().out
    assert door.main([*start, "--column", "What officers did=Progress"]) == 0
    assert "“What officers did” read as note of the update." in capsys.readouterr().out
    assert door.main([*start, "--column", "What officers did=mood"]) == 2
    assert "The fields: number, answers, group" in capsys.readouterr().err


def test_an_unknown_column_is_asked_on_a_terminal(
    door: ModuleType, council: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("No.,Response,Mood,Responsable officer\n1,Report it.,Cheerful,Cabinet\n", "utf-8")
    typed = iter(["", ""])  # leave the mood out; the nearest column is the lead
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert door.main(words(council, path, "--answers", "2031-finance")) == 0
    (row,) = rows(council)
    assert row["lead"] == "Cabinet"


def test_a_position_in_the_accepted_column_is_read_as_the_councils_word(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("No.,Response,Accepted?\n1,Report it.,Accept\n2,Reports stay.,Rejected\n", "utf-8")
    assert door.main(words(council, path, "--answers", "2031-finance")) == 0
    assert [row["acceptance"] for row in rows(council)] == ["accepted", "not accepted"]


def test_complete_in_the_timeline_column_is_proposed_as_the_plans_own_word(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("No.,Response,Timescale\n1,Report it.,Complete\n", "utf-8")
    start = words(council, path, "--answers", "2031-finance", "--as-at", "2031-12-31")
    assert door.main([*start, "--dry-run"]) == 0
    assert "Complete: 1.\nAdd --as-proposed to record this." in capsys.readouterr().out
    assert door.main([*start, "--as-proposed"]) == 0
    (row,) = rows(council)
    assert row["timeline"] == "Complete"
    assert row["updates"][0]["note"] == "The plan prints “Complete” in the column “Timescale”."  # type: ignore[index]
