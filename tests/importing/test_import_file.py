"""`build.py import`, from the command line to the files: new, again, newer, partial, and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from council import PLAN, REVIEW, Council
from import_files import PASTED, as_csv, excel, pasted, word

pytestmark = pytest.mark.slow  # each reads the whole of an invented council several times

NEW = "data/action-plans/2032-new.yml"
EXPECTED = """# Guide: "Record progress"
id: 2032-new
title: to be written
summary: |
  to be written
draft: yes
responds_to:
  - 2031-finance

groups:

  - id: leadership
    name: Leadership

  - id: reporting
    name: Reporting

actions:

  - number: 1
    answers:
      - 2031-finance 1
    group: leadership
    response: |
      The quarter one report goes out.

      All budget holders have it by autumn.
    lead: Senior Team (ST)
    timeline: November 2031

  - number: 2
    answers:
      - 2031-finance 2
    group: reporting
    response: |
      See 1
    lead: Cabinet
    timeline: Ongoing
    same_as: 1

  - number: 3
    answers:
      - 2031-finance 3
    group: reporting
    response: not recorded
    lead: not recorded
    timeline: not recorded
"""
Import = Callable[..., tuple[int, str]]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def bring(door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a file, or a pasted text, and give the exit code and all that was said."""

    def run(
        paper: Path | str, *more: str, kind: str = "action-plan", id: str = "2032-new"
    ) -> tuple[int, str]:
        path = pasted(tmp_path / "plan.txt", paper) if isinstance(paper, str) else paper
        answers = ["--answers", "2031-finance"] if kind == "action-plan" else []
        words = [
            "--root",
            str(council.root),
            "--today",
            "2032-01-10",
            "import",
            str(path),
            "--as",
            kind,
            "--id",
            id,
        ]
        code = door.main([*words, *answers, *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.mark.parametrize(
    ("name", "make"), [("plan.docx", word), ("plan.xlsx", excel), ("plan.csv", as_csv), ("plan.txt", pasted)]
)
def test_word_excel_csv_and_pasted_text_give_the_same_file(
    name: str, make: Callable[[Path], Path], bring: Import, council: Council, tmp_path: Path
) -> None:
    code, said = bring(make(tmp_path / name))
    assert code == 0, said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED
    assert council.said("error") == []


def test_what_is_written_is_said_and_what_comes_next(bring: Import, council: Council) -> None:
    code, said = bring(PASTED)
    assert code == 0, said
    assert (
        "\nWritten:\n  data/action-plans/2032-new.yml\nIt is a draft: nobody sees it on the site yet.\n"
        in said
    )
    assert "notice: Action 3 has no response and no timeline and no lead." in said
    assert "See also plan.txt, line 13. [blank-in-plan]" in said
    assert "\nThe deadlines that follow\n" in said
    assert "  2. Open data/action-plans/2032-new.yml and replace each “to be written”." in said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_importing_twice_changes_nothing(bring: Import, council: Council) -> None:
    bring(PASTED)
    code, said = bring(PASTED)
    assert code == 0
    assert said.endswith(f"Nothing differs: {NEW} already has all of this. Nothing was written.\n")
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_a_newer_file_changes_only_the_cells_named(bring: Import, council: Council) -> None:
    bring(PASTED)
    council.change(
        NEW,
        "    timeline: Ongoing\n",
        "    # asked again in May\n    timeline: 'Ongoing'\n    editor_note: By hand.\n",
    )
    before = (council.root / NEW).read_text("utf-8")
    newer = PASTED.replace(
        "3.\tTrain managers every year.", "3.\tTrain managers every year.\tCourses run.\tMay 2032\tCabinet"
    )
    code, said = bring(newer)
    assert code == 0, said
    assert (
        f"What differs from {NEW}\n\n"
        "  Action 3, response: “not recorded” → “Courses run.”.\n"
        "  Action 3, lead: “not recorded” → “Cabinet”.\n"
        "  Action 3, timeline: “not recorded” → “May 2032”.\n"
    ) in said
    head, tail = before.split("    response: not recorded\n")
    after = (council.root / NEW).read_text("utf-8")
    assert after.startswith(head)
    assert after[len(head) :] == "    response: Courses run.\n" + tail.replace(
        "lead: not recorded", "lead: Cabinet"
    ).replace("timeline: not recorded", "timeline: May 2032")


def test_rows_that_a_newer_file_lacks_stay_and_are_named(bring: Import, council: Council) -> None:
    bring(PASTED)
    code, said = bring(PASTED.partition("Reporting")[0])
    assert code == 0
    assert f"In {NEW} but not in plan.txt: 2, 3. They stay as they are." in said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_what_a_newer_file_leaves_blank_is_told_and_stays(bring: Import, council: Council) -> None:
    bring(PASTED)
    code, said = bring("Ref\tResponse\tSame as\n2\tSee 1\t\n")
    assert code == 0
    assert "The same as of row 2 is blank here, and was left unchanged in the file." in said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_a_column_or_a_heading_that_a_newer_file_lacks_changes_nothing(
    bring: Import, council: Council
) -> None:
    bring(PASTED)
    code, said = bring(
        "Ref\tResponse\n1\tThe quarter one report goes out. All budget holders have it by autumn.\n"
    )
    assert code == 0
    assert "Nothing differs" in said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_a_plan_with_updates_keeps_them_and_takes_a_newer_one(bring: Import, council: Council) -> None:
    before = (council.root / PLAN).read_text("utf-8")
    rows = (
        "Ref\tResponse\tStatus\tProgress\tStatus on\n3\t\tin progress\tCourses are planned.\t5 January 2032\n"
    )
    code, said = bring(rows, id="2031-finance")
    assert code == 0, said
    assert "Action 3 has an update of 2032-01-05." in said
    after = (council.root / PLAN).read_text("utf-8")
    assert (
        "- date: 2032-01-05\n        status: in progress\n        note: |\n          Courses are planned.\n"
        in after
    )
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []


def test_the_plans_own_wording_goes_when_it_becomes_the_reviews(bring: Import, council: Council) -> None:
    bring(PASTED.replace("Train managers every year", "Train all managers every year"))
    assert "    recommendation: |\n      Train all managers every year.\n" in (council.root / NEW).read_text(
        "utf-8"
    )
    bring("Ref\tResponse\n3\t\n")  # a paper without the wording says nothing about it
    assert "Train all managers" in (council.root / NEW).read_text("utf-8")
    code, said = bring(PASTED)
    assert "Action 3, recommendation: “Train all managers every year.” → nothing." in said
    assert (code, (council.root / NEW).read_text("utf-8")) == (0, EXPECTED)


def test_a_dry_run_says_it_all_and_writes_nothing(bring: Import, council: Council) -> None:
    code, said = bring(PASTED, "--dry-run")
    assert code == 0
    assert f"This would be written (nothing was, because of --dry-run):\n  {NEW}\n" in said
    assert not (council.root / NEW).exists()


def test_one_bad_row_refuses_the_whole_file(bring: Import, council: Council) -> None:
    bad = PASTED.replace("\tOngoing\tCabinet", "\tOngoing\tThe Wizards")
    code, said = bring(bad)
    assert code == 1
    assert "We do not know the lead “The Wizards” (rows 2)." in said
    assert "Nothing was written. Fix the error above first. Or add --partial" in said
    assert not (council.root / NEW).exists()


def test_a_partial_import_leaves_the_bad_row_out_and_says_so(bring: Import, council: Council) -> None:
    bad = PASTED.replace("\tOngoing\tCabinet", "\tOngoing\tThe Wizards")
    code, said = bring(bad, "--partial")
    assert code == 0, said
    assert "Left out: 2. Check lists them as missing until you add them." in said
    assert [line.split("[")[-1] for line in council.said() if NEW in line] == ["number-missing]"]
    code, said = bring(PASTED)  # the row comes with the mended file
    assert "Action 2 is new." in said
    assert code == 0, said
    assert (council.root / NEW).read_text("utf-8") == EXPECTED


def test_a_first_row_that_was_left_out_comes_first_again(bring: Import, council: Council) -> None:
    code, said = bring(PASTED.replace("\tSenior Team\n", "\tThe Wizards\n"), "--partial")
    assert code == 0, said
    assert "Left out: 1, 2." in said  # row 2 points to row 1
    code, said = bring(PASTED)
    assert code == 0, said
    assert council.said("error") == []


def test_a_number_given_twice_refuses_the_file(bring: Import, council: Council) -> None:
    code, said = bring(PASTED.replace("3.\tTrain", "2.\tTrain"))
    assert code == 1
    assert "The number 2 is used twice. It is first used in line 12." in said
    assert not (council.root / NEW).exists()


def test_a_partial_import_of_which_nothing_is_left_is_refused(bring: Import, council: Council) -> None:
    code, said = bring("Ref\tResponse\tLead\n1\tAgreed.\tThe Wizards\n", "--partial")
    assert code == 1
    assert "Nothing was written" in said
    assert not (council.root / NEW).exists()


def test_a_row_that_breaks_a_rule_is_told_as_check_tells_it(bring: Import, council: Council) -> None:
    rows = "Ref\tResponse\tStatus\tProgress\tStatus on\n1\tA.\tcomplete\tDone.\t5 January 2032\n"
    code, said = bring(rows)
    assert code == 1
    assert "error: Action 1 is marked complete, but there is no evidence." in said
    assert "See also plan.txt, line 2. [no-evidence]" in said
    assert not (council.root / NEW).exists()


@pytest.mark.parametrize("words", [["--id", "../up"], ["--id", "Plan 1"], ["--lead", "Nobody"]])
def test_a_wrong_word_is_said_and_ends_with_2(words: list[str], bring: Import) -> None:
    code, said = bring(PASTED, *words)
    assert code == 2
    assert "cannot be used" in said


def test_a_file_that_cannot_be_read_ends_with_1(bring: Import, tmp_path: Path) -> None:
    code, said = bring(tmp_path / "none.docx")
    assert code == 1
    assert said.startswith("none.docx  error: There is no such file, or it cannot be opened. Check its name")
    assert said.endswith("[import-no-file]\nNothing was written.\n")


def test_a_council_that_cannot_be_read_has_to_be_mended_first(bring: Import, council: Council) -> None:
    council.change(REVIEW, "kind: peer challenge\n", "")
    code, said = bring(PASTED)
    assert code == 1
    assert "Fix these errors first" in said


def test_exact_words_come_into_a_review_that_has_summaries(bring: Import, council: Council) -> None:
    text = "Recommendations\n\n1. Share one picture of the quarter.\n2. Join reports.\n3. Train managers.\n4. Meet.\n"
    code, said = bring(text, kind="review", id="2031-finance")
    assert code == 0, said
    assert "Recommendation 1, text: nothing → “Share one picture of the quarter.”." in said
    assert "Recommendation 4 is new." in said
    after = (council.root / REVIEW).read_text("utf-8")
    assert "Share one picture of the first quarter with every budget holder." in after
    assert "    text: |\n      Share one picture of the quarter.\n" in after
    assert "    number: 1\n    key: yes\n    theme: leadership\n" in after.replace("- number", "  number")
