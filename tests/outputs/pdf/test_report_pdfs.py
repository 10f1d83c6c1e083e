"""Cabinet reports as PDFs: what is drawn and what is refused."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from council import Council
from drawn_report import body, bookmarks, long_plan
from jinja2 import Environment
from paths import ROOT
from pdf_reading import difference, outline, tags, text_of_pages, texts_equal

from goldenthread.outputs.pdf.report_pdfs import report_assets, report_html
from goldenthread.outputs.pdf.weasyprint_engine import CannotDraw, PangoMissing, render_pdf
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "templates")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return long_plan(Council(tmp_path_factory.mktemp("long") / "c"))


@pytest.fixture(scope="module")
def register(long: Council) -> Register:
    return long.register()


@pytest.fixture(scope="module")
def html(register: Register, env: Environment) -> str:
    return report_html(register.cabinet_reports[0], register.council, env)


@pytest.fixture(scope="module")
def assets(long: Council, register: Register, env: Environment) -> dict[str, bytes]:
    return report_assets(env, long.root, register.council)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory, env: Environment) -> str:
    """Return the HTML of a paper of few pages, for what any paper shows."""
    register = Council(tmp_path_factory.mktemp("short") / "c").register()
    return report_html(register.cabinet_reports[0], register.council, env)


@pytest.fixture(scope="module")
def pdf(html: str, assets: dict[str, bytes]) -> bytes:
    return render_pdf(html, assets)


def test_the_pdf_says_what_it_is(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) > 5
        assert file.Root.MarkInfo.Marked
        assert file.Root.Lang == "en-GB"
        assert file.docinfo["/Title"] == "Finance review and action plan"
        assert file.docinfo["/Author"] == "Ambleford Council"
        assert file.docinfo["/Subject"] == "Brings the finance peer challenge and the plan that answers it."
        metadata = file.open_metadata()
        assert [metadata[name] for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")] == [
            "1",
            "3",
            "A",
        ]


def test_the_crest_stands_at_the_head_and_is_told(council: Council, env: Environment) -> None:
    council.change(
        "data/council.yml",
        "crest_text: A bridge over a ford, on a shield",
        "crest_text: A bridge over a ford",
    )
    crest = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#0f4c52"/></svg>'
    )
    (council.root / "content/files").mkdir(exist_ok=True)
    (council.root / "content/files/crest.svg").write_text(crest)
    register = council.register()
    html = report_html(register.cabinet_reports[0], register.council, env)
    drawn = render_pdf(html, report_assets(env, council.root, register.council))
    with pikepdf.open(BytesIO(drawn)) as file:
        figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert "A bridge over a ford" in [str(figure.Alt) for figure in figures]


def test_only_our_typeface_is_in_the_pdf_and_it_is_embedded(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = [
            o
            for o in file.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert {str(font.FontName).partition("+")[2] for font in fonts} <= {
            f"Atkinson-Hyperlegible{face}" for face in ("", "-Bold", "-Italic", "-BoldItalic")
        }
        assert fonts
        assert all("/FontFile2" in font for font in fonts)


def test_page_and_pdf_hold_the_same_words(pdf: bytes, register: Register, env: Environment) -> None:
    page = body(register.cabinet_reports[0], env)
    assert texts_equal(page, pdf), difference(page, pdf)
    assert not texts_equal(page.replace("notes the report", "notes the reports"), pdf)
    assert not texts_equal(page.replace("Row 30 ends.", ""), pdf)


def test_bookmarks_and_contents_lead_to_every_heading(pdf: bytes, html: str) -> None:
    marks, pages = outline(pdf), text_of_pages(pdf)
    assert [(level, text) for level, text, _ in marks] == [
        (n, t) for n, t in bookmarks(html) if t != "Contents"
    ]
    listed = [tag.words() for tag in tags(pdf).all("TOCI")]
    assert listed == [
        f"{text}{page}" for level, text, page in marks if level == 2 and not text.endswith("on the source")
    ]
    for _, text, page in marks:
        assert text.rstrip("…") in " ".join(pages[page - 1].split())


def test_every_page_says_whose_it_is_and_which_of_how_many(pdf: bytes) -> None:
    pages = [" ".join(page.split()) for page in text_of_pages(pdf)]
    for number, page in enumerate(pages, start=1):
        assert re.search(
            rf"Cabinet, 4 October 2031(?: – Appendix [1-4])? Page {number} of {len(pages)}$", page
        )
    assert pages[-1].endswith(f"Cabinet, 4 October 2031 – Appendix 4 Page {len(pages)} of {len(pages)}")
    assert pages[0].startswith("Ambleford Council Cabinet, 4 October 2031 Finance review and action plan")
    assert all(page.startswith("Ambleford Council Finance review and action plan") for page in pages[1:])


def test_the_same_paper_gives_the_same_bytes_anywhere(
    pdf: bytes, html: str, assets: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render_pdf(html, assets) == pdf


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<img alt="x" src="file:///etc/hostname">', "file:///etc/hostname"),
        ('<img alt="x" src="http://127.0.0.1:9/crest.png">', "http://127.0.0.1:9/crest.png"),
        ('<img alt="x" src="report://paper/../secret.png">', "report://paper/../secret.png"),
        ('<p style="background: url(https://example.org/x.png)">x</p>', "https://example.org/x.png"),
        ('<link rel="attachment" href="file:///etc/hostname">', "file:///etc/hostname"),
    ],
)
def test_nothing_but_the_papers_own_files_is_fetched(
    markup: str, address: str, short: str, assets: dict[str, bytes]
) -> None:
    with pytest.raises(
        CannotDraw, match=re.escape(f"The paper asks for {address}, which is not one of its own")
    ):
        render_pdf(short.replace("<article", f"{markup}<article"), assets)


def test_a_letter_that_the_typeface_lacks_is_named(short: str, assets: dict[str, bytes]) -> None:
    with pytest.raises(CannotDraw, match=r"have no “✓” \(U\+2713\)"):
        render_pdf(short.replace("</h1>", " ✓</h1>"), assets)


def test_a_link_with_bold_words_is_one_link(short: str, assets: dict[str, bytes]) -> None:
    bold = '<p><a href="https://example.org/">A <strong>bold</strong> link</a></p>'
    drawn = tags(render_pdf(short.replace("<article", f"{bold}<article"), assets))
    assert [link.words() for link in drawn.all("Link") if "bold" in link.words()] == ["A bold link"]


def test_without_pango_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(
        PangoMissing, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"
    ):
        render_pdf("<p>x</p>", {})


def test_what_weasyprint_complains_of_is_an_error(short: str, assets: dict[str, bytes]) -> None:
    odd = {**assets, "report.css": assets["report.css"] + b"p { colour: red }"}
    with pytest.raises(CannotDraw, match="Ignored `colour: red `"):
        render_pdf(short, odd)
