"""The tags of a PDF: what a screen reader is told, on a sample that has everything that can go wrong."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

import pikepdf
import pytest
from pdf_reading import Tag, tags, text_of_pages
from tagged_sample import sample

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def top() -> Tag:
    return tags(sample())


def shape(tag: Tag) -> str:
    """Say what a tag is made of: `LI(Lbl LBody)`, several alike as one."""
    inside = " ".join(name for name, _ in groupby(shape(part) for part in tag.tags()))
    return f"{tag.kind}({inside})" if inside else tag.kind


def test_a_table_over_many_pages_is_one_table_with_one_head(top: Tag) -> None:
    pages = text_of_pages(sample())
    assert sum("Name" in page and "Number" in page for page in pages) > 3
    table = next(top.all("Table"))
    assert shape(table) == "Table(Caption THead(TR(TH)) TBody(TR(TH) TR(TH TD)))"
    assert [row.tags()[0].words() for row in table.all("TR")][:3] == ["Name", "Group", "Row 1"]
    assert len(list(table.all("TR"))) == 42


def test_heads_of_tables_have_their_scope_and_cells_know_their_heads(top: Tag) -> None:
    long, wide = top.all("Table")
    names = {cell.facts["ID"]: cell.words() for cell in (*long.all("TH"), *wide.all("TH"))}
    assert {(cell.words(), cell.facts["Scope"]) for cell in long.all("TH")} >= {
        *(("Name", "Column"), ("Group", "Row"), ("Row 40", "Row"))
    }
    last = list(long.all("TD"))[-1]
    assert [names[name] for name in last.facts["Headers"]] == ["Number", "Group", "Row 40"]
    told = {cell.words(): [names[name] for name in cell.facts["Headers"]] for cell in wide.all("TD")}
    assert told == {"Tall": ["Name"], "B1": ["Wide"], "C1": ["Wide"], "B2": ["Wide"], "": ["Wide"]}
    with pikepdf.open(BytesIO(sample())) as file:
        leaf = file.Root.StructTreeRoot.IDTree.Kids[0].Names
        ids = [str(name) for name in list(leaf)[::2]]
        assert ids == sorted([*names, "note-1", "note-2"])
        assert all(str(entry.ID) == name for name, entry in zip(ids, list(leaf)[1::2], strict=True))


def test_lists_say_how_they_are_numbered_and_what_their_labels_are(top: Tag) -> None:
    found = [
        (tag.facts["ListNumbering"], [label.words().strip() for label in tag.all("Lbl")])
        for tag in top.all("L")
    ]
    assert found == [
        ("Disc", ["•", "◦", "•"]),
        ("Circle", ["◦"]),
        ("Decimal", ["1.", "2."]),
        ("LowerAlpha", ["a)", "b)"]),
        ("None", ["Term"]),
    ]
    assert shape(list(top.all("L"))[-1]) == "L(LI(Lbl LBody))"


def test_a_footnote_is_a_note_behind_its_call(top: Tag) -> None:
    paragraph = next(top.all("P"))
    assert [part.kind for part in paragraph.tags()] == [
        "Reference",
        "Note",
        "Reference",
        "Note",
        "Span",
        "Link",
    ]
    notes = list(top.all("Note"))
    assert [(note.facts["ID"], note.words()) for note in notes] == [
        ("note-1", "1. Words of the note."),
        ("note-2", "2. The second."),
    ]


def test_words_in_welsh_are_told_as_welsh(top: Tag) -> None:
    assert [(tag.words(), tag.facts["Lang"]) for tag in top.all("Span")] == [("Cyngor Sir", "cy")]


def test_a_picture_has_its_words_and_decoration_is_not_read(top: Tag) -> None:
    (figure,) = top.all("Figure")
    assert figure.facts["Alt"] == "A map of the ford"
    assert [tag.words() for tag in top.all("Caption")] == ["The ford", "Forty rows"]


def test_contents_are_a_table_of_contents_without_dots(top: Tag) -> None:
    assert [shape(tag) for tag in top.all("TOC")] == ["TOC(TOCI(Lbl Reference(Link)))"]
    assert "." * 5 in "".join(text_of_pages(sample()))
    assert ".." not in top.words()


def test_furniture_of_pages_and_addresses_in_print_are_not_read(top: Tag) -> None:
    seen = "".join(text_of_pages(sample()))
    for words in ("Running head", "Page 2 of", "https://example.org/x"):
        assert words in seen
        assert words not in top.words()
    with pikepdf.open(BytesIO(sample())) as file:
        page = file.pages[1].obj.Contents.read_bytes()
    assert b"/Artifact <</Type /Pagination/Subtype /Header>> BDC" in page.replace(b"\n", b" ")


def test_words_do_not_run_together_where_a_line_ends(top: Tag) -> None:
    link = next(link for link in top.all("Link") if "bold" in link.words())
    assert link.links > 1
    assert link.words() == "a link with bold words that is long enough to run over the end of a line"


def test_words_beside_paragraphs_are_a_paragraph(top: Tag) -> None:
    assert "Div(P)" in [shape(tag) for tag in top.all("Div")]


def test_every_mark_and_link_leads_back_to_its_tag() -> None:
    with pikepdf.open(BytesIO(sample())) as file:
        root = file.Root.StructTreeRoot
        owners = dict(zip(*[iter(root.ParentTree.Nums)] * 2, strict=True))
        for page in file.pages:
            for mark, tag in enumerate(owners[page.obj.StructParents]):
                assert tag is None or any(_holds(kid, page, mark) for kid in tag.K)
            for link in page.obj.get("/Annots", []):
                held = owners[link.StructParent].K
                assert any(
                    kid.Obj.objgen == link.objgen
                    for kid in held
                    if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
                )
        assert int(root.ParentTreeNextKey) == len(owners)


def _holds(kid: object, page: pikepdf.Page, mark: int) -> bool:
    if isinstance(kid, pikepdf.Dictionary):
        return kid.get("/MCID") == mark and kid.Pg.objgen == page.obj.objgen
    return kid == mark


def test_attachments_are_declared_as_data_and_bear_no_date() -> None:
    with pikepdf.open(BytesIO(sample())) as file:
        (held,) = file.Root.AF
        assert (str(held.UF), str(held.Desc), str(held.AFRelationship)) == ("plan.csv", "The plan", "/Data")
        stream = held.EF.F
        assert stream.read_bytes() == b"a,b\r\n1,2\r\n"
        assert str(stream.Subtype) == "/text/csv"
        assert set(stream.Params.keys()) == {"/CheckSum", "/Size"}
