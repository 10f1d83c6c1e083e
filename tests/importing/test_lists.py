"""A review's recommendations from the lists of its report: numbered or bulleted, cut by pages, under their headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import TODAY
from expected_text import Expected
from import_files import pasted
from paths import AMBLEFORD

from goldenthread.importing.detect import open_paper
from goldenthread.importing.merging import Brought, Wish
from goldenthread.importing.review_reader import read_review
from goldenthread.read import Content, read

REPORT = """Peer challenge of Ambleford

1. Context

The council is small.

2. What we saw

1. Leaders meet often
2. Papers are long

3. Key recommendations

We ask the council to:

1. Agree one picture of the money,

whatever it costs
2. Write shorter papers

4. Annex: Full list of recommendations

Key recommendations

1. Agree one picture of the money, whatever it costs
2. Write shorter papers

Recommendations on Reporting and

finance

3. Publish figures every quarter for

Councillors of all groups and for every resident who would like to read them at home
4. Train managers. Do so every year.
- in money
- in writing

Recommendations on people

5. Listen to staff

Summary

The council has done well.
"""


@pytest.fixture(scope="module")
def content() -> Content:
    found, _ = read(AMBLEFORD)
    assert found is not None
    return found


def brought(tmp_path: Path, content: Content, text: str, under: str = "", id: str = "2032-new") -> Brought:
    wish = Wish("review", id, TODAY, under=under, review_kind="peer challenge")
    return read_review(open_paper(pasted(tmp_path / "report.txt", text)), wish, content)


def texts(found: Brought) -> list[str]:
    return [item.values["text"] for item in found.items]


def test_where_several_lists_could_be_meant_a_person_chooses(
    tmp_path: Path, content: Content, expected: Expected
) -> None:
    found = brought(tmp_path, content, REPORT)
    assert found.items == []
    expected(str(problem) for problem in found.problems)


def test_the_list_under_a_heading_is_read_word_for_word(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, REPORT, "annex: Full List of Recommendations")
    assert texts(found) == [
        "Agree one picture of the money, whatever it costs",
        "Write shorter papers",
        "Publish figures every quarter for Councillors of all groups and for every resident who would like to read them "
        "at home",
        "Train managers. Do so every year.\n\n- in money\n\n- in writing",
        "Listen to staff",
    ]
    assert [item.values["number"] for item in found.items] == ["1", "2", "3", "4", "5"]
    assert [item.values.get("key") for item in found.items] == ["yes", "yes", None, None, None]
    assert "line 34 read as the rest of item 3." in found.said


def test_where_the_words_stand_is_written_down(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, REPORT, "4. Annex: Full list of recommendations")
    source = {"document": "report", "section": "Annex: Full list of recommendations", "number": "5"}
    assert found.items[4].values["source"] == source
    assert (
        found.headings["recommendations-on-reporting-and-finance"]
        == "Recommendations on Reporting and finance"
    )
    assert found.headings["recommendations-on-people"] == "Recommendations on people"


def test_a_heading_that_is_not_there_is_told(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, REPORT, "Annex 9")
    assert str(found.problems[0]).endswith("[import-no-heading]")
    assert "“Annex 9”" in str(found.problems[0])


def test_bullets_are_counted_through_their_headings(tmp_path: Path, content: Content) -> None:
    text = "Recommendations on money\n\n- Save more\n- Spend less\n\nRecommendations on staff\n\n- Listen\n\n"
    found = brought(tmp_path, content, text + "What we saw\n\n- Much\n")
    assert texts(found) == ["Save more", "Spend less", "Listen"]
    assert list(found.headings.values()) == ["Recommendations on money", "Recommendations on staff"]
    assert "The items have no numbers, so they are numbered 1 to 3 in the order they have here." in found.said
    assert "number" not in found.items[0].values["source"]


def test_words_between_items_that_belong_to_none_are_listed(tmp_path: Path, content: Content) -> None:
    text = "Recommendations\n\n1. Save more.\n\nThis matters because money is short this year.\n\n2. Spend less.\n"
    found = brought(tmp_path, content, text)
    assert texts(found) == ["Save more.", "Spend less."]
    (problem,) = found.problems
    assert (problem.code, problem.place.line) == ("import-not-placed", 5)
    assert "“This matters because money is short" in problem.what


def test_a_table_of_recommendations_is_read_too(tmp_path: Path, content: Content) -> None:
    found = brought(
        tmp_path, content, "No.\tTheme\tKey\tRecommendation\tLead\n1\tMoney\tyes\tSave more.\tCabinet\n"
    )
    values = found.items[0].values
    assert [values[name] for name in ("text", "key", "theme")] == ["Save more.", "yes", "money"]
    assert "“Lead” belongs to another kind of record, so it was not used." in found.said


def test_a_review_without_a_kind_is_refused_and_the_kinds_are_named(tmp_path: Path, content: Content) -> None:
    paper = open_paper(pasted(tmp_path / "report.txt", "Recommendations\n\n1. Save more.\n"))
    found = read_review(paper, Wish("review", "2032-new", TODAY), content)
    assert "Add --kind and one of: peer challenge" in str(found.problems[0])


def test_a_paper_without_such_a_list_shows_those_that_it_has(tmp_path: Path, content: Content) -> None:
    found = brought(tmp_path, content, "What we saw\n\n1. Much\n2. More\n")
    assert [problem.code for problem in found.problems] == ["import-no-list", "import-list-here"]
