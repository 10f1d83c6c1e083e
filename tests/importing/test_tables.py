"""Tables from pasted text and CSV: what is read as what, what a page break did, and what is listed as not placed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from council import TODAY
from expected_text import Expected
from import_files import HEAD, PASTED, as_csv, pasted
from paths import AMBLEFORD

from goldenthread.importing.detect import open_paper
from goldenthread.importing.document import CannotImport
from goldenthread.importing.merging import Brought, Item, Wish
from goldenthread.importing.plan_reader import read_plan
from goldenthread.read import Content, read

TOP = "\t".join(HEAD) + "\n"
ONE = "1\tShare one picture of the first quarter with every budget holder\tAgreed.\tMay 2032\tCabinet\n"


@pytest.fixture(scope="module")
def content() -> Content:
    found, _ = read(AMBLEFORD)
    assert found is not None
    return found


@pytest.fixture
def plan(tmp_path: Path, content: Content) -> Bring:
    return Bring(tmp_path, content)


class Bring:
    """Reads a pasted text as a plan that answers the invented review."""

    def __init__(self, folder: Path, content: Content) -> None:
        self.folder, self.content = folder, content
        self.wish = Wish("action-plan", "2032-new", TODAY, answers=("2031-finance",), as_at=date(2032, 1, 1))

    def text(self, text: str, wish: Wish | None = None) -> Brought:
        return read_plan(open_paper(pasted(self.folder / "plan.txt", text)), wish or self.wish, self.content)

    def raw(self, name: str, raw: bytes) -> Brought:
        (self.folder / name).write_bytes(raw)
        return read_plan(open_paper(self.folder / name), self.wish, self.content)


def told(brought: Brought | Item) -> list[str]:
    problems = brought.wrong if isinstance(brought, Item) else [*brought.problems, *brought.lost]
    return [str(problem) for problem in problems]


def values(brought: Brought, name: str) -> list[object]:
    return [item.values.get(name) for item in brought.items]


def test_a_field_without_a_heading_of_its_own_is_read_as_its_kind_takes_it(plan: Bring) -> None:
    head = TOP.replace("\n", "\tAccepted?\tEditor note\tStatus\tUpdate reason\n")
    rows = ONE.replace("\n", "\tACCEPTED\tThe lead is new.\tComplete\tIt was late.\n")
    (item,) = plan.text(head + rows).items
    assert item.values["editor_note"] == "The lead is new."
    assert item.values["acceptance"] == "accepted"
    (update,) = item.values["updates"]
    assert (update["status"], update["reason"]) == ("complete", "It was late.")


def test_each_column_is_told_and_a_page_break_is_mended(plan: Bring) -> None:
    brought = plan.text(PASTED)
    assert brought.said == [
        "“Ref” read as number.",
        "“Recommendation” read as recommendation.",
        "“Council response” read as response.",
        "“Timescale” read as timeline.",
        "“Lead officer” read as lead.",
        "The headings are there 2 times. Only the first time was used.",
        "Joined again after a page break had cut them: 1.",
        "3 rows read, in 2 groups.",
        "Rows that point to another: 2 → 1.",
    ]
    assert told(brought) == []
    assert [told(item) for item in brought.items] == [[], [], []]


def test_words_stay_as_they_are_and_blanks_are_said_to_be_blank(plan: Bring) -> None:
    brought = plan.text(PASTED)
    assert values(brought, "response") == [
        "The quarter one report goes out.\n\nAll budget holders have it by autumn.",
        "See 1",
        "not recorded",
    ]
    assert values(brought, "lead") == ["Senior Team (ST)", "Cabinet", "not recorded"]
    assert values(brought, "timeline") == ["November 2031", "Ongoing", "not recorded"]
    assert values(brought, "group") == ["leadership", "reporting", "reporting"]
    assert values(brought, "same_as") == [None, "1", None]
    assert values(brought, "answers") == [["2031-finance 1"], ["2031-finance 2"], ["2031-finance 3"]]


def test_a_sentence_that_a_page_break_cut_is_one_sentence(plan: Bring) -> None:
    brought = plan.text(
        TOP + "1\t\t<p>First.</p> <p>It will be</p>\tMay 2032\tCabinet\n\t\t<p>done.</p><p>Last.</p>\t\t\n"
    )
    assert values(brought, "response") == ["First.\n\nIt will be done.\n\nLast."]


def test_a_row_without_a_number_that_has_a_timeline_is_not_joined(plan: Bring, expected: Expected) -> None:
    brought = plan.text(TOP + ONE + "\t\tAnother thing.\tJune 2032\tCabinet\n")
    assert values(brought, "response") == ["Agreed."]
    expected(told(brought.items[0]))


def test_what_goes_on_with_a_lost_row_is_lost_with_it(plan: Bring) -> None:
    brought = plan.text(TOP + ONE + "TBC\tOther\tAgreed.\tMay 2032\tCabinet\n\t\tAnd more.\t\t\n")
    assert values(brought, "response") == ["Agreed."]
    assert [words.split("[")[-1] for words in told(brought)] == ["import-odd-number]", "import-no-number]"]


def test_a_number_given_twice_is_told_with_both_places(plan: Bring, expected: Expected) -> None:
    brought = plan.text(TOP + ONE + ONE)
    expected(told(brought.items[1]))


def test_a_heading_that_could_mean_two_things_is_listed_and_not_read(plan: Bring, expected: Expected) -> None:
    brought = plan.text("Ref\tResponse\tDate\n1\tAgreed.\tMay 2032\n")
    expected(told(brought))
    assert values(brought, "timeline") == ["not recorded"]
    assert "There is no column for the timeline, so a new row says “not recorded”." in brought.said


def test_two_headings_for_one_field_are_refused(plan: Bring, expected: Expected) -> None:
    brought = plan.text("Ref\tResponse\tLead\tOwner\n1\tAgreed.\tCabinet\tCabinet\n")
    expected(told(brought))


def test_a_table_without_known_headings_is_listed(plan: Bring) -> None:
    brought = plan.text("1. Context\t3\n2. Approach\t4\n\nOne.\nTwo.\n\n" + TOP + ONE)
    assert len(brought.items) == 1
    assert told(brought)[0].startswith("plan.txt, line 1  notice: This table was not read")


def test_no_table_at_all_says_which_headings_are_needed(plan: Bring, expected: Expected) -> None:
    expected(told(plan.text("Only words.\n"))[0])


def test_a_plan_that_answers_nothing_known_is_refused(plan: Bring) -> None:
    assert "[import-answers-what]" in told(plan.text(TOP + ONE, Wish("action-plan", "2032-new", TODAY)))[0]
    lost = Wish("action-plan", "2032-new", TODAY, answers=("2031-finanse",))
    assert "There is no review “2031-finanse”." in told(plan.text(TOP + ONE, lost))[0]


def test_a_row_beyond_the_recommendations_answers_nothing(plan: Bring, expected: Expected) -> None:
    brought = plan.text(TOP + "4\tWords\tAgreed.\tMay 2032\tCabinet\n")
    expected(told(brought.items[0]))


def test_a_lead_that_nobody_knows_is_said_once_with_its_rows(plan: Bring) -> None:
    rows = "1\t\tA.\tMay 2032\tST and Cabinet\n2\t\tB.\tMay 2032\tST and Cabinet\n"
    brought = plan.text(TOP + rows)
    assert told(brought.items[0]) == told(brought.items[1])
    assert "We do not know the lead “ST and Cabinet” (rows 1, 2)." in told(brought.items[0])[0]
    said = Wish(
        "action-plan",
        "2032-new",
        TODAY,
        answers=("2031-finance",),
        leads={"ST and Cabinet": ("senior-team", "cabinet")},
    )
    brought = plan.text(TOP + rows, said)
    assert values(brought, "lead") == ["ST and Cabinet"] * 2
    assert values(brought, "lead_posts") == [["senior-team", "cabinet"]] * 2


def test_the_plans_own_wording_is_kept_where_it_differs(plan: Bring) -> None:
    same = plan.text(TOP + "3\tTrain managers every year\tAgreed.\tMay 2032\tCabinet\n")
    other = plan.text(TOP + "3\tTrain all managers every single year\tAgreed.\tMay 2032\tCabinet\n")
    assert values(same, "recommendation") == [None]
    assert values(other, "recommendation") == ["Train all managers every single year"]


def test_a_status_becomes_an_update_of_its_day(plan: Bring) -> None:
    head = "Ref\tResponse\tLead\tTimescale\tStatus\tProgress\tStatus on\n"
    row = "1\tAgreed.\tCabinet\tMay 2032\tIn Progress\tHalf is done.\t{}\n"
    update = {"status": "in progress", "note": "Half is done."}
    assert values(plan.text(head + row.format("4 January 2032")), "updates") == [
        [{**update, "date": "2032-01-04"}]
    ]
    assert values(plan.text(head + row.format("")), "updates") == [[{**update, "date": "2032-01-01"}]]
    wish = Wish("action-plan", "2032-new", TODAY, answers=("2031-finance",))
    undated = plan.text(head + row.format(""), wish)
    assert values(undated, "updates") == [[{**update, "date": "not recorded"}]]
    assert undated.said[-1] == (
        "Their progress has no date, so it says “not recorded”: 1. --as-at gives the plan’s date."
    )
    assert values(plan.text(head + row.format("04/01/2032")), "updates") == [
        [{**update, "date": "2032-01-04"}]
    ]
    assert "“31/02/2032” is not a date." in told(plan.text(head + row.format("31/02/2032")).items[0])[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_of_a_csv_file_is_found_by_its_headings(separator: str, plan: Bring) -> None:
    path = as_csv(plan.folder / "plan.csv", [("1", "", "A, b; c\td", "May 2032", "Cabinet")], separator)
    assert values(read_plan(open_paper(path), plan.wish, plan.content), "response") == ["A, b; c d"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_start_says_the_encoding(encoding: str, plan: Bring) -> None:
    brought = plan.raw("plan.txt", (TOP + "1\t\tCafé – £5m’s worth\tMay 2032\tCabinet\n").encode(encoding))
    assert values(brought, "response") == ["Café – £5m’s worth"]


def test_windows_text_is_read_and_that_is_said(tmp_path: Path, expected: Expected) -> None:
    (tmp_path / "plan.txt").write_bytes((TOP + "1\t\tIt costs £5m\tMay 2032\tCabinet\n").encode("cp1252"))
    expected(str(open_paper(tmp_path / "plan.txt").notes[0]))


def test_signs_that_nobody_sees_are_taken_out_or_refused(plan: Bring) -> None:
    brought = plan.text(TOP + "1\t\tA\u200bgr\u00adeed.\tMay\u00a02032\tCab\u202einet\n")
    assert values(brought, "response") == ["Agreed."]
    assert values(brought, "timeline") == ["May 2032"]
    assert "There is an invisible or private character here (U+202E)." in told(brought.items[0])[0]


def test_a_table_without_end_is_refused(plan: Bring) -> None:
    with pytest.raises(CannotImport, match="import-too-long"):
        plan.text("Words\n" * 20_001)


def test_a_text_that_was_kept_from_being_a_formula_is_itself_again(plan: Bring) -> None:
    path = as_csv(plan.folder / "plan.csv", [("1", "", "'=SUM of all parts", "May 2032", "Cabinet")])
    assert values(read_plan(open_paper(path), plan.wish, plan.content), "response") == ["=SUM of all parts"]
