"""Tables for service leads: what they can change, what they cannot, and that nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from council import PLAN, REVIEW, TODAY, Council
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from goldenthread.importing.detect import open_paper
from goldenthread.importing.importer import bring
from goldenthread.importing.merging import Wish
from goldenthread.read import Content
from goldenthread.rules import examine

ENDINGS = ("csv", pytest.param("xlsx", marks=pytest.mark.slow), pytest.param("docx", marks=pytest.mark.slow))
AWKWARD = "=1+1 and “£5m”, as agreed; see 1."


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def export(
    door: ModuleType,
    council: Council,
    to: Path,
    *more: str,
    kind: str = "action-plan",
    id: str = "2031-finance",
) -> int:
    words = ["--root", str(council.root), "--today", TODAY.isoformat(), "export", kind, id]
    code: int = door.main([*words, "--to", str(to), *more])
    return code


def table(path: Path) -> Worksheet:
    return load_workbook(path).worksheets[0]


def column(sheet: Worksheet, heading: str) -> int:
    return [cell.value for cell in sheet[1]].index(heading) + 1


def test_a_csv_file_holds_each_action_as_it_is_typed(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    assert export(door, council, tmp_path / "plan.csv") == 0
    raw = (tmp_path / "plan.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # Excel reads pound signs rightly only with this mark
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["No."] for row in rows] == ["1", "2", "3"]
    assert rows[0]["Status"] == "complete"
    assert rows[0]["Status on"] == "2031-12-15"
    assert rows[0]["Progress"] == "All directorates have the report."
    assert rows[1]["Response"] == "See 1"
    assert rows[1]["Lead posts"] == "cabinet; senior-team"
    assert (rows[2]["Response"], rows[2]["Lead"], rows[2]["Timeline"]) == ("not recorded",) * 3
    assert rows[2]["Recommendation"] == "Train managers every year."


def test_a_description_of_the_columns_lies_beside_it(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    export(door, council, tmp_path / "plan.csv")
    data = json.loads((tmp_path / "plan.csv-metadata.json").read_text("utf-8"))
    heads = (tmp_path / "plan.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    columns = data["tableSchema"]["columns"]
    assert data["url"] == "plan.csv"
    assert [one["titles"] for one in columns] == heads
    assert all(one["dc:description"] for one in columns)
    status = next(one for one in columns if one["titles"] == "Status")
    assert status["datatype"]["format"] == r"not\ started|in\ progress|complete|stopped"


def test_in_excel_only_what_leads_fill_in_can_be_changed(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    export(door, council, tmp_path / "plan.xlsx")
    sheet = table(tmp_path / "plan.xlsx")
    assert sheet.protection.sheet
    heads = [cell.value for cell in sheet[1]]
    open_ = {head for head, cell in zip(heads, sheet[2], strict=True) if not cell.protection.locked}
    assert {"Status", "Progress", "Evidence", "Lead", "Timeline"} <= open_
    assert open_ & {"No.", "Answers", "Recommendation"} == set()
    assert all(cell.protection.locked for cell in sheet[1])
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"


def test_excel_offers_the_council_s_words_and_says_what_belongs_where(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    export(door, council, tmp_path / "plan.xlsx")
    sheet = table(tmp_path / "plan.xlsx")
    rules = {rule.promptTitle: rule for rule in sheet.data_validations.dataValidation}
    assert rules["Status"].formula1 == '"not started,in progress,complete,stopped"'
    assert str(rules["Status"].sqref) == "N2:N4"
    assert [cell.value for cell in sheet[1]][13] == "Status"
    assert all(rule.prompt and rule.showInputMessage for rule in rules.values())


@pytest.mark.slow
@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_can_be_a_formula(sign: str, door: ModuleType, council: Council, tmp_path: Path) -> None:
    council.change(PLAN, "The quarter one report goes", f"{sign}1+1 report goes")
    for ending in ("csv", "xlsx"):
        assert export(door, council, tmp_path / f"plan.{ending}") == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "plan.csv").read_text("utf-8-sig"))))
    assert rows[0]["Response in brief"].startswith(f"'{sign}1+1")
    sheet = table(tmp_path / "plan.xlsx")
    cell = sheet.cell(2, column(sheet, "Response in brief"))
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert cell.value == f"{sign}1+1 report goes to all budget holders."


def test_in_word_the_headings_repeat_and_rows_stay_whole(
    door: ModuleType, council: Council, tmp_path: Path
) -> None:
    export(door, council, tmp_path / "plan.docx")
    document = Document(str(tmp_path / "plan.docx"))
    assert document.core_properties.title == "Finance action plan 2031"
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Heading 1"
    table = document.tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[:2] == ["No.", "Answers"]
    assert "Evidence" in heads
    assert "Accepted?" not in heads  # nobody has used it
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows]
    assert marks == [[qn("w:tblHeader")], *[[qn("w:cantSplit")]] * 3]


def content(council: Council) -> Content:
    found = examine(council.root, TODAY).content
    assert found is not None, council.said()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("kind", "file"), [("action-plan", PLAN), ("review", REVIEW)])
def test_what_comes_back_unchanged_changes_nothing(
    ending: str, kind: str, file: str, door: ModuleType, council: Council, tmp_path: Path
) -> None:
    council.change(PLAN, "    response: See 1\n", f"    response: '{AWKWARD}'\n")
    council.change(
        PLAN,
        "          Two directorates have it.\n",
        "          - One.\n          - Two.\n\n          End.\n",
    )
    council.change(REVIEW, "      Train managers every year.\n", "      Train managers.\n      Every year.\n")
    council.change(REVIEW, "    name: Reporting\n", "    name: Recommendations\n")
    assert export(door, council, tmp_path / f"t.{ending}", kind=kind) == 0
    outcome = bring(content(council), open_paper(tmp_path / f"t.{ending}"), Wish(kind, "2031-finance", TODAY))
    assert not outcome.refused, outcome.problems
    assert outcome.differences == []
    assert outcome.changes == {}
    assert outcome.file == file


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx"])
def test_what_a_lead_fills_in_comes_back(
    ending: str, door: ModuleType, council: Council, tmp_path: Path
) -> None:
    path = tmp_path / f"t.{ending}"
    export(door, council, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for heading, words in (("Status on", "2032-01-08"), ("Status", "in progress"), ("Progress", "Begun.")):
        sheet.cell(4, column(sheet, heading)).value = words
    book.save(path)
    outcome = bring(content(council), open_paper(path), Wish("action-plan", "2031-finance", TODAY))
    assert outcome.differences == ["Action 3 has an update of 2032-01-08."]


def test_a_file_that_is_there_is_not_written_over(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("a lead has filled this in")
    assert export(door, council, path) == 2
    assert "already exists" in capsys.readouterr().err
    assert path.read_text() == "a lead has filled this in"
    assert export(door, council, path, "--replace") == 0


def test_what_readers_may_not_see_is_not_sent_round_by_accident(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (council.root / PLAN).read_text("utf-8")
    later = text.replace("id: 2031-finance\n", "id: 2031-later\npublish_on: 2032-02-01\n", 1)
    (council.root / "data/action-plans/2031-later.yml").write_text(later, "utf-8")
    assert export(door, council, tmp_path / "plan.csv", id="2031-later") == 2
    assert "This action plan is not public yet." in capsys.readouterr().err
    assert not (tmp_path / "plan.csv").exists()
    assert export(door, council, tmp_path / "plan.csv", "--draft", id="2031-later") == 0


def test_wrong_names_are_answered_with_a_guess(
    door: ModuleType, council: Council, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--root", str(council.root), "--today", "2032-01-10", "export", "action-plan"]
    assert door.main([*words, "2031-finanse", "--to", str(tmp_path / "p.csv")]) == 2
    assert "There is no action plan “2031-finanse”. Did you mean “2031-finance”?" in capsys.readouterr().err
    assert door.main([*words, "2031-finance", "--to", str(tmp_path / "p.pdf")]) == 2
    assert "End the name in .csv, .xlsx or .docx." in capsys.readouterr().err
    assert door.main([*words, "2031-finance", "--to", str(tmp_path / "nowhere" / "p.csv")]) == 4
    assert "cannot be written" in capsys.readouterr().err
