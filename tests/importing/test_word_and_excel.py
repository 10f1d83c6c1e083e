"""Word and Excel: what a reader sees is read; what is hidden, merged, worked out or not settled is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from expected_text import Expected
from import_files import HEAD, ROWS, excel, word

from goldenthread.importing.detect import open_paper
from goldenthread.importing.document import Block, CannotImport, Paper, Row

pytestmark = pytest.mark.slow  # loading the two libraries takes a second

ROW = ("1", "Words", "Agreed.", "May 2032", "Cabinet")


def rows(paper: Paper) -> list[Row]:
    return [row for table in paper.tables for row in table.rows]


def wrong(paper: Paper) -> list[str]:
    return [str(problem) for row in rows(paper) for problem in row.wrong]


def book(tmp_path: Path, change: Callable[[Any, Any], None], *data: tuple[Any, ...]) -> Paper:
    return open_paper(excel(tmp_path / "plan.xlsx", data or (ROW,), change))


def nothing(_book: Any, _sheet: Any) -> None:
    """Change nothing."""


def test_a_formula_is_refused_with_its_cell(tmp_path: Path, expected: Expected) -> None:
    paper = book(tmp_path, nothing, ("1", "Words", '=CONCAT("a","b")', "May 2032", "Cabinet"))
    expected(wrong(paper))


def test_dates_and_numbers_are_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        for at, (value, form) in enumerate(
            [
                (date(2031, 10, 5), "dd/mm/yyyy"),
                (date(2031, 10, 1), "mmm yyyy"),
                (7.0, "General"),
                (2031, "0"),
            ],
            2,
        ):
            sheet.cell(at, 4, value).number_format = form

    paper = book(tmp_path, change, *[ROW] * 4)
    assert [row.cells[3].words for row in rows(paper)[1:]] == ["5 October 2031", "October 2031", "7", "2031"]


@pytest.mark.parametrize(("value", "form"), [(0.5, "0%"), (1234.5, "£#,##0.00"), (True, "General")])
def test_a_number_that_the_sheet_shows_otherwise_is_refused(value: Any, form: str, tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["D2"] = value
        sheet["D2"].number_format = form

    assert "cell D2  error: This cell contains" in wrong(book(tmp_path, change))[0]


def test_hidden_rows_are_refused_and_hidden_columns_and_sheets_are_told(
    tmp_path: Path, expected: Expected
) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
        book.create_sheet("Names").sheet_state = "hidden"

    paper = book(tmp_path, change, ROW, ROW)
    assert [line.split("  ")[0] for line in wrong(paper)] == ["plan.xlsx, sheet “Sheet”, row 3"]
    expected([str(note).split(" Show")[0] for note in paper.notes])
    assert all(len(row.cells) == 4 for row in rows(paper))


def test_merged_cells_of_an_excel_sheet_are_refused_but_for_a_group(tmp_path: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.merge_cells("D3:E3")
        sheet.merge_cells("E4:E5")

    paper = book(tmp_path, change, ROWS[0], ROW, ROW, ROW)
    assert rows(paper)[1].spans
    assert [(line.split("  ")[0], line.split("[")[-1]) for line in wrong(paper)] == [
        ("plan.xlsx, sheet “Sheet”, cell D3", "import-merged-cells]"),
        ("plan.xlsx, sheet “Sheet”, row 4", "import-merged-rows]"),
        ("plan.xlsx, sheet “Sheet”, row 5", "import-merged-rows]"),
    ]


def test_each_line_of_a_cell_is_a_paragraph(tmp_path: Path) -> None:
    paper = book(tmp_path, nothing, ("1", "Words", "One.\nTwo.\r\nThree.", "May 2032", "Cabinet"))
    assert rows(paper)[1].cells[2].words == "One.\n\nTwo.\n\nThree."


def document(tmp_path: Path, change: Callable[[Any], None]) -> Paper:
    from docx import Document

    path = word(tmp_path / "plan.docx", [ROW])
    made = Document(str(path))
    change(made)
    made.save(str(path))
    return open_paper(path)


def xml(words: str) -> Any:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return parse_xml(words.replace(">", f" {space}>", 1))


def test_a_tracked_change_keeps_its_row_from_being_read(tmp_path: Path, expected: Expected) -> None:
    def change(made: Any) -> None:
        paragraph = made.tables[0].cell(1, 3).paragraphs[0]
        paragraph._p.append(xml('<w:ins w:id="1" w:author="A"><w:r><w:t>June 2032</w:t></w:r></w:ins>'))

    paper = document(tmp_path, change)
    expected(wrong(paper))


def test_a_deleted_word_is_a_tracked_change_and_is_not_read(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.paragraphs[0]._p.append(
            xml('<w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>')
        )

    block = document(tmp_path, change).blocks[0]
    assert block.words == "Finance action plan"
    assert [problem.code for problem in block.wrong] == ["import-tracked-change"]


def test_a_comment_is_told_with_its_words_and_changes_nothing(tmp_path: Path, expected: Expected) -> None:
    def change(made: Any) -> None:
        made.add_comment(made.paragraphs[0].runs, text="Is this final?", author="B Sample")

    paper = document(tmp_path, change)
    assert paper.blocks[0].wrong == ()
    expected(str(paper.notes[0]))


def test_a_comment_in_excel_is_told_too(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    def change(_: Any, sheet: Any) -> None:
        sheet["D2"].comment = Comment("Really?", "B Sample")

    told = str(book(tmp_path, change).notes[0])
    assert "cell D2  notice: B Sample left a comment here, which was not read: “Really?”." in told


def test_words_that_are_hidden_or_struck_out_in_excel_are_refused(tmp_path: Path, expected: Expected) -> None:
    from openpyxl.styles import Font

    def change(_: Any, sheet: Any) -> None:
        sheet["C2"].font = Font(strike=True)
        sheet["E2"].number_format = ";;;"

    expected([line.split(", so")[0] for line in wrong(book(tmp_path, change))])


@pytest.mark.parametrize(("mark", "how"), [("strike", "struck out"), ("vanish", "hidden")])
def test_words_that_are_hidden_or_struck_out_in_word_are_refused(
    mark: str, how: str, tmp_path: Path, expected: Expected
) -> None:
    def change(made: Any) -> None:
        cell = made.tables[0].cell(1, 2).paragraphs[0]
        cell._p.append(xml(f"<w:r><w:rPr><w:{mark}/></w:rPr><w:t>not</w:t></w:r>"))
        made.paragraphs[0]._p.append(xml(f'<w:r><w:rPr><w:{mark} w:val="0"/></w:rPr><w:t>!</w:t></w:r>'))

    paper = document(tmp_path, change)
    expected([line.split(", so")[0] for line in wrong(paper)])
    assert paper.blocks[0].wrong == ()


def test_what_a_template_wraps_to_be_filled_in_is_read(tmp_path: Path) -> None:
    inner = "<w:p><w:sdt><w:sdtContent><w:r><w:t>Filled in</w:t></w:r></w:sdtContent></w:sdt></w:p>"

    def change(made: Any) -> None:
        made.element.body.insert(0, xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"))
        row = made.tables[0].rows[1]._tr
        row.append(xml(f"<w:sdt><w:sdtContent><w:tc>{inner}</w:tc></w:sdtContent></w:sdt>"))

    paper = document(tmp_path, change)
    assert paper.blocks[0].words == "Filled in"
    assert rows(paper)[1].cells[-1].words == "Filled in"


def test_a_text_box_and_a_footnote_are_told_and_not_mixed_in(tmp_path: Path, expected: Expected) -> None:
    def change(made: Any) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>Aside</w:t></w:r></w:p></w:txbxContent>"
        made.paragraphs[0]._p.append(xml(f"<w:r><w:pict>{box}</w:pict></w:r>"))
        made.paragraphs[0]._p.append(xml('<w:r><w:footnoteReference w:id="2"/></w:r>'))

    paper = document(tmp_path, change)
    assert paper.blocks[0].words == "Finance action plan"
    expected(str(note) for note in paper.notes)


def test_cells_merged_in_word_are_refused_but_for_a_group(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        table = made.tables[0]
        for _ in range(3):
            table.add_row()
        table.cell(2, 0).merge(table.cell(2, 4)).text = "A group"
        table.cell(3, 3).merge(table.cell(3, 4)).text = "Both"
        table.cell(3, 0).text = "2"
        table.cell(3, 2).merge(table.cell(4, 2))

    paper = document(tmp_path, change)
    assert rows(paper)[2].spans
    assert [line.split("  ")[0] + line.split("[")[-1] for line in wrong(paper)] == [
        "plan.docx, table 1, row 4import-merged-rows]",
        "plan.docx, table 1, row 4, column 4import-merged-cells]",
        "plan.docx, table 1, row 5import-merged-rows]",
    ]


def test_a_field_that_fetches_text_is_refused(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.paragraphs[0].add_run()._r.append(xml("<w:instrText>INCLUDETEXT C:\\a.docx</w:instrText>"))

    with pytest.raises(CannotImport, match="import-outside"):
        document(tmp_path, change)


def test_a_link_to_click_and_a_template_do_no_harm(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        made.part.relate_to("https://example.org/", kind + "hyperlink", is_external=True)
        made.part.relate_to("file:///normal.dotm", kind + "attachedTemplate", is_external=True)

    assert document(tmp_path, change).blocks


def listed(blocks: list[Block]) -> list[tuple[str, int, int | None, str]]:
    return [(block.kind, block.level, block.number, block.words) for block in blocks]


def test_the_numbers_that_word_counts_are_counted(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.add_heading("Recommendations", 2)
        made.add_paragraph("Save more", style="List Number")
        made.add_paragraph("in every year", style="List Bullet 2")
        made.add_paragraph("Spend less", style="List Number")
        made.add_paragraph("3. Listen")
        made.add_paragraph("A paragraph.")

    assert listed(document(tmp_path, change).blocks)[1:] == [
        ("heading", 2, None, "Recommendations"),
        ("numbered", 1, 1, "Save more"),
        ("bullet", 1, None, "in every year"),
        ("numbered", 1, 2, "Spend less"),
        ("numbered", 1, 3, "Listen"),
        ("paragraph", 1, None, "A paragraph."),
    ]


def test_headings_of_columns_stand_in_word_as_typed(tmp_path: Path) -> None:
    paper = open_paper(word(tmp_path / "plan.docx", [ROW]))
    assert tuple(cell.words for cell in rows(paper)[0].cells) == HEAD


def test_marks_that_a_paper_is_not_public_are_told_wherever_they_stand(
    tmp_path: Path, expected: Expected
) -> None:
    from docx import Document

    path = word(tmp_path / "plan.docx")
    document = Document(str(path))
    document.sections[0].header.paragraphs[0].text = "NOT FOR PUBLICATION by paragraph 3"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("It goes with exempt appendix 2.")
    document.save(str(path))
    expected([str(note) for note in open_paper(path).notes])

    def mark(_book: Any, sheet: Any) -> None:
        sheet.oddFooter.center.text = "Confidential"

    assert [note.code for note in book(tmp_path, mark).notes] == ["import-not-public"]
