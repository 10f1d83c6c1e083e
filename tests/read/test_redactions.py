"""Words that a filled box covers are found in PDFs of many makers; a highlighter, a table and a line are no cover."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML  # type: ignore[import-untyped]

from goldenthread.read.redactions import covered_pages

pytestmark = pytest.mark.slow

WORDS = b"BT /F1 12 Tf 72 700 Td (Child B of Elm Road) Tj ET "
BOX = b"70 695 140 16 re f "

COVERED = {
    "a box over words": WORDS + BOX,
    "a white box": WORDS + b"1 1 1 rg " + BOX,
    "a box in another scale": WORDS + b"q 0.1 0 0 0.1 0 0 cm 700 6950 1400 160 re f Q",
    "a box of four lines": WORDS + b"70 695 m 210 695 l 210 711 l 70 711 l h f",
    "a thick line": WORDS + b"16 w 70 703 m 210 703 l S",
    "words of several pieces": b"BT /F1 12 Tf 72 700 Td [(Chi) -20 (ld B of) 10 ( Elm Road)] TJ ET " + BOX,
    "words on the next line": b"BT /F1 12 Tf 14 TL 72 714 Td (Minutes) Tj (Child B of Elm Road) ' ET " + BOX,
    "one word of a line": b"BT /F1 12 Tf 12 700 Td (The name of this child is Sam Sample.) Tj ET 150 695 70 16 re f",
    "words in a drawing that is placed": b"/Words Do " + BOX,
    "a box in a drawing that is placed": WORDS + b"/Box Do",
    "an opaque state": b"/Solid gs " + WORDS + BOX,
}

OPEN = {
    "a box before the words": BOX + b"1 1 1 rg " + WORDS,
    "a highlighter": WORDS + b"/Pale gs " + BOX,
    "a highlighter that darkens": WORDS + b"/Multiplied gs " + BOX,
    "a line below": WORDS + b"70 697 140 1 re f",
    "a line through": WORDS + b"70 703 140 1 re f",
    "a frame": WORDS + b"70 695 140 16 re S",
    "a box beside": WORDS + b"250 695 140 16 re f",
    "a box that touches the last letter": WORDS + b"183 695 140 16 re f",
    "a box that is cut off beside the words": WORDS + b"q 300 0 100 800 re W n 0 0 600 800 re f Q",
    "words of a scan that nobody sees": b"BT 3 Tr /F1 12 Tf 72 700 Td (Child B of Elm Road) Tj ET " + BOX,
    "another shape": WORDS + b"70 695 m 140 760 l 210 695 l h f",
}


def page(stream: bytes) -> pikepdf.Pdf:
    """Return a PDF of one page that is drawn so."""
    made = pikepdf.new()
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    fonts = pikepdf.Dictionary(F1=made.make_indirect(face))
    forms = {
        name: made.make_stream(
            content,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 600, 800],
            Resources=pikepdf.Dictionary(Font=fonts),
        )
        for name, content in (("/Words", WORDS), ("/Box", BOX))
    }
    states: dict[str, dict[str, object]] = {
        "/Pale": {"/ca": 0.4},
        "/Multiplied": {"/BM": pikepdf.Name.Multiply},
        "/Solid": {"/ca": 1},
    }
    only = made.add_blank_page(page_size=(600, 800))
    only.Resources = pikepdf.Dictionary(
        Font=fonts,
        XObject=pikepdf.Dictionary(forms),
        ExtGState=pikepdf.Dictionary({name: pikepdf.Dictionary(state) for name, state in states.items()}),
    )
    only.Contents = made.make_stream(stream)
    return made


@pytest.mark.parametrize("stream", COVERED.values(), ids=COVERED)
def test_words_under_a_box_are_found(stream: bytes) -> None:
    assert covered_pages(page(stream)) == (1,)


@pytest.mark.parametrize("stream", OPEN.values(), ids=OPEN)
def test_what_hides_nothing_is_left_alone(stream: bytes) -> None:
    assert covered_pages(page(stream)) == ()


@pytest.mark.parametrize(("kind", "found"), [("Square", (1,)), ("Redact", (1,)), ("Highlight", ())])
def test_a_note_that_is_filled_covers_as_well(kind: str, found: tuple[int, ...]) -> None:
    made = page(WORDS)
    note = pikepdf.Dictionary(Subtype=pikepdf.Name(f"/{kind}"), Rect=[70, 695, 210, 711], IC=[0, 0, 0])
    made.pages[0].Annots = pikepdf.Array([note])
    assert covered_pages(made) == found


def test_a_paper_from_a_word_processor_is_read_page_by_page() -> None:
    cells = "<table>" + "<tr><th>Lead</th><td>Cabinet and others</td></tr>" * 30 + "</table>"
    box = (
        "<p style='position:relative'>Sam Sample<b style='position:absolute;inset:0;background:#000'></b></p>"
    )
    style = "<style>td{background:#eee} h2{break-before:page} p{background:yellow}</style>"
    raw = HTML(string=f"{style}<h1>Minutes</h1><p>Words</p>{cells}<h2>Case</h2>{box}").write_pdf()
    with pikepdf.open(BytesIO(raw)) as made:
        assert covered_pages(made) == (len(made.pages),)
