"""A cabinet report by its headings, from Word and from text: head, sections of its format, and the author's own."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from council import REPORT, TEXT, TODAY, Council
from expected_text import Expected
from formats_council import FORMATS
from import_files import pasted
from paths import AMBLEFORD, NEVERHAM

from goldenthread.importing.detect import open_paper
from goldenthread.importing.merging import Brought, Wish
from goldenthread.importing.report_reader import read_report
from goldenthread.read import Content, read

pytestmark = pytest.mark.slow

PAPER = """Ambleford Council

Cabinet

Tuesday 4 November 2031

Schools review

For Decision

Portfolio Holder: Cllr C Pretend, Finance
Local Councillor(s): All
Report Author: A Example
Title: Director of Finance
Tel: 01234 567890
Report Status: Public
Mood: cheerful

Recommendation:

That Cabinet:

a) approves the plan.

b) notes the report.

Reason for Recommendation:

To act on what was found.

1. Executive Summary

Peers looked at schools.

2. Financial Implications

None.

Risk Assessment

The level has been found:

Current Risk: LOW

Residual Risk: Low

Appendices

Appendix 1 – Action plan

A map is on the wall.

10. Background

10.1 Peers met people:

- councillors
- staff

The council wrote a statement.

11. Next steps

11.1 Officers will share the plan.
"""


@pytest.fixture(scope="module")
def content() -> Content:
    found, _ = read(AMBLEFORD)
    assert found is not None
    return found


def brought(tmp_path: Path, content: Content, text: str = PAPER) -> Brought:
    wish = Wish("cabinet-report", "2031-11-04-schools", TODAY)
    return read_report(open_paper(pasted(tmp_path / "report.txt", text)), wish, content)


def test_the_head_goes_to_its_fields(tmp_path: Path, content: Content) -> None:
    top = brought(tmp_path, content).top
    assert {
        name: top[name] for name in ("body", "meeting", "format", "purpose", "access", "local_councillors")
    } == {
        "body": "cabinet",
        "meeting": "2031-11-04",
        "format": "ambleford-2031",
        "purpose": "for decision",
        "access": "public",
        "local_councillors": "All",
    }
    assert top["portfolio_holders"] == [{"name": "Cllr C Pretend", "title": "Finance"}]
    assert top["authors"] == [{"name": "A Example", "title": "Director of Finance", "phone": "01234 567890"}]


def test_each_section_goes_to_the_one_of_its_format(tmp_path: Path, content: Content) -> None:
    top = brought(tmp_path, content).top
    assert top["recommended_decision"] == {
        "lead_in": "That Cabinet:",
        "parts": ["approves the plan.", "notes the report."],
    }
    assert top["reason"] == "To act on what was found."
    assert top["executive_summary"] == "Peers looked at schools."
    assert top["implications"] == [{"section": "financial", "text": "None."}]
    assert top["risk"] == {
        "lead_in": "The level has been found:",
        "current": "low",
        "current_as_printed": "LOW",
        "residual": "low",
        "residual_as_printed": "Low",
    }
    assert [(one["number"], one["title"]) for one in top["appendices"]] == [("1", "Action plan")]


def test_the_authors_sections_become_markdown_without_typed_numbers(tmp_path: Path, content: Content) -> None:
    assert brought(tmp_path, content).text == (
        "## Background\n\n#. Peers met people:\n\n- councillors\n- staff\n\nThe council wrote a statement.\n\n"
        "## Next steps\n\n#. Officers will share the plan.\n"
    )


def test_what_has_no_place_is_listed_with_it(tmp_path: Path, content: Content, expected: Expected) -> None:
    found = brought(tmp_path, content)
    expected([str(problem).split(" Add")[0] for problem in found.problems])
    assert found.top["heading"] == "not recorded"


def test_one_line_that_is_left_above_the_labels_is_the_title(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, PAPER.replace("Ambleford Council\n\n", ""))
    assert found.top["heading"] == found.top["title"] == "Schools review"


def test_two_authors_in_one_line_are_not_guessed_apart(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, PAPER.replace("A Example", "A Example and B Sample"))
    assert "authors" not in found.top
    not_placed = [problem.what for problem in found.problems if problem.code == "import-not-placed"]
    assert "There is no field for “A Example and B Sample”." in not_placed


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Tuesday 4 November 2031", "Next Tuesday", "import-meeting-unknown"),
        ("4 November 2031", "4 November 2030", "import-no-format"),
        ("\nCabinet\n", "\nParliament\n", "import-no-body"),
    ],
)
def test_without_its_day_body_or_format_a_report_is_refused(
    old: str, new: str, code: str, tmp_path: Path, content: Content
) -> None:
    found = brought(tmp_path, content, PAPER.replace(old, new, 1))
    assert code in [problem.code for problem in found.problems]


def as_word(path: Path) -> Path:
    """The same paper in Word, its headings in the style of headings and its paragraphs as they are."""
    from docx import Document

    document = Document()
    for line in filter(None, PAPER.split("\n")):
        words = (
            line.partition(". ")[2] if line[0].isdigit() and not line.startswith(("10.1", "11.1")) else line
        )
        if words != line or line in (
            "Recommendation:",
            "Reason for Recommendation:",
            "Risk Assessment",
            "Appendices",
        ):
            document.add_heading(words, 1)
        else:
            document.add_paragraph(
                line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None
            )
    document.save(str(path))
    return path


def test_word_and_text_give_the_same_report(tmp_path: Path, content: Content) -> None:
    wish = Wish("cabinet-report", "2031-11-04-schools", TODAY)
    from_word = read_report(open_paper(as_word(tmp_path / "report.docx")), wish, content)
    from_text = brought(tmp_path, content)
    assert (from_word.top, from_word.text) == (from_text.top, from_text.text)


def test_a_report_is_imported_and_a_second_time_changes_nothing(
    door: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "c")
    words = [
        "--root",
        str(council.root),
        "--today",
        "2032-01-10",
        "import",
        str(as_word(tmp_path / "r.docx")),
    ]
    words += ["--as", "cabinet-report", "--id", "2031-11-04-schools"]
    assert door.main(words) == 0
    said = capsys.readouterr().out
    assert "“Background” read as a section of the body." in said
    assert (
        "  data/cabinet-reports/2031-11-04-schools.yml\n  content/cabinet-reports/2031-11-04-schools.md\n"
        in said
    )
    assert council.said("error") == []
    assert door.main(words) == 0
    assert "Nothing differs" in capsys.readouterr().out


def test_a_newer_paper_changes_texts_and_leaves_what_people_worked_on(
    door: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = Council(tmp_path / "c")
    before: Any = (council.root / REPORT).read_text("utf-8")
    text = (council.root / TEXT).read_text("utf-8")
    paper = pasted(
        tmp_path / "r.txt",
        PAPER.replace("4 November 2031", "4 October 2031")
        .replace("None.", "It costs £5.")
        .replace("Status: Public", "Status: Part exempt"),
    )
    words = [
        "--root",
        str(council.root),
        "--today",
        "2032-01-10",
        "import",
        str(paper),
        "--as",
        "cabinet-report",
    ]
    assert door.main([*words, "--id", "2031-10-04-finance"]) == 0
    said = capsys.readouterr().out
    after = (council.root / REPORT).read_text("utf-8")
    assert "The financial implications have different words now." in said
    assert "“appendices” is different in the existing file, and was left unchanged." in said
    assert "    text: |\n      It costs £5.\n" in after
    assert before[before.index("appendices:") :] == after[after.index("appendices:") :]
    assert (council.root / TEXT).read_text("utf-8") == text


def test_no_section_of_a_format_is_lost(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", NEVERHAM)
    council.change(
        FORMATS,
        "    valid_from: 2030\n    note: |\n      The report describes every option",
        "    valid_from: 2031\n    note: |\n      The report describes every option",
    )
    paper = """Cabinet

6 May 2031

Consultation

Residents were asked in June.

Options considered

Do nothing.
"""
    found, _ = read(council.root)
    assert found is not None
    told = brought(tmp_path, found, paper)
    assert told.top["format"] == "pattern-options"
    assert told.top["sections"] == [{"section": "consultation", "text": "Residents were asked in June."}]
    assert "Do nothing." in " ".join(str(problem) for problem in told.problems)


HEAD_TABLE = (
    ("Meeting", "Cabinet"),
    ("Date:", "04/11/2031"),
    ("Portfolio Holder", "Cllr C Pretend, Finance"),
    ("Report Status", "Public"),
)


@pytest.fixture
def typed(tmp_path: Path, content: Content) -> Brought:
    """Read a paper in Word whose head is a table and whose headings have typed numbers."""
    from docx import Document

    document = Document()
    document.add_paragraph("Cabinet")
    document.add_paragraph("Schools review")
    table = document.add_table(rows=0, cols=2)
    for row in HEAD_TABLE[1:]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for heading, texts in (
        ("1. Recommendations", ["That Cabinet:", "1. Approves the plan", "2. Notes the report"]),
        ("2. Reason for Recommendation", ["To act on what was found."]),
        ("3. Executive Summary", ["Peers looked at schools."]),
        ("4. Financial Implications", ["None"]),
        ("10. Background", ["Peers met people."]),
    ):
        document.add_heading(heading, 1)
        for text in texts:
            document.add_paragraph(text)
    path = tmp_path / "paper.docx"
    document.save(str(path))
    wish = Wish("cabinet-report", "2031-11-04-schools", TODAY)
    return read_report(open_paper(path), wish, content)


def test_a_head_in_a_table_is_read(typed: Brought) -> None:
    assert typed.top["meeting"] == "2031-11-04"
    assert typed.top["portfolio_holders"] == [{"name": "Cllr C Pretend", "title": "Finance"}]
    assert typed.top["access"] == "public"
    assert not [problem for problem in typed.problems if problem.code == "import-table-in-report"]


def test_a_typed_number_is_no_part_of_a_heading(typed: Brought) -> None:
    assert typed.top["reason"] == "To act on what was found."
    assert typed.text.startswith("## Background\n")


def test_an_item_of_a_list_is_not_a_heading(typed: Brought) -> None:
    assert typed.top["recommended_decision"] == {
        "lead_in": "That Cabinet:",
        "parts": ["Approves the plan", "Notes the report"],
    }


def test_none_is_in_the_words_of_the_format(typed: Brought) -> None:
    (financial,) = (item for item in typed.top["implications"] if item["section"] == "financial")
    assert financial["text"] == "None."
