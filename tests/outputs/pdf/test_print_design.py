"""The look of a paper: what stands on which page, what is set apart, what is added for those who hold it in hand."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from council import TEXT, Council
from drawn_report import body, long_plan
from jinja2 import Environment
from page_and_pdf import of_page, of_pdf
from paths import ROOT
from pdf_reading import outline, text_of_pages

from goldenthread.outputs.pdf.report_pdfs import pictures_of, report_assets, report_html, with_addresses
from goldenthread.outputs.pdf.weasyprint_engine import render_pdf
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

MORE = """
#. The count was made twice.[^count] A [longer account](https://www.elsewhere.example/money/) stands elsewhere.

![Two bars: parks saved 200, roads saved 120](../files/chart.svg "Figure 1. What each service saved")

| Year | First | Second | Third | Fourth | Whole year |
| --- | ---: | ---: | ---: | ---: | ---: |
| 2030/31 | 100 | 200 | 300 | 500 | 1,100 |

#. Then the count went on,[^count] and on.[^on]

[^on]: Until the evening.
[^count]: By hand; see the [notes](https://elsewhere.example/count)
    of **both** people.
"""
CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v9H0z" fill="#7a1f3d"/></svg>'


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "templates")


def full(folder: Path) -> Council:
    """Give the council a paper with a long plan, footnotes, a picture and a broad table."""
    council = long_plan(Council(folder / "c"))
    text = council.root / TEXT
    text.write_text(text.read_text("utf-8") + MORE, "utf-8")
    (council.root / "content/files/chart.svg").write_text(CHART)
    return council


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return full(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def register(council: Council) -> Register:
    return council.register()


@pytest.fixture(scope="module")
def html(register: Register, env: Environment) -> str:
    return report_html(register.cabinet_reports[0], register.council, env)


@pytest.fixture(scope="module")
def page(register: Register, env: Environment) -> str:
    return body(register.cabinet_reports[0], env)


@pytest.fixture(scope="module")
def assets(council: Council, register: Register, html: str, env: Environment) -> dict[str, bytes]:
    return report_assets(env, council.root, register.council) | pictures_of(html, council.root)


@pytest.fixture(scope="module")
def pdf(html: str, assets: dict[str, bytes]) -> bytes:
    return render_pdf(html, assets)


@pytest.fixture(scope="module")
def sheets(pdf: bytes) -> list[str]:
    return [" ".join(sheet.split()) for sheet in text_of_pages(pdf)]


# Footnotes and pictures


def test_a_footnote_stands_at_the_end_of_the_page_with_ways_there_and_back(page: str) -> None:
    calls = re.findall(r'<sup class="gt-call"><a[^>]*>(\d+)</a></sup>', page)
    assert calls == ["1", "1", "2"]
    notes = page[page.index('<section class="gt-footnotes"') :]
    assert re.findall(r'<li id="note-(\d+)"', notes) == ["1", "2"]
    assert re.findall(r'href="#(call-\d+)"', notes) == ["call-1", "call-2"]
    assert all(page.count(f'id="{name}"') == 1 for name in ("call-1", "call-2", "note-1", "note-2"))
    assert 'of <strong>both</strong> people.</span> <a class="gt-back"' in notes
    assert 'aria-label="Footnote 1"' in page
    assert "[^" not in page


def test_a_footnote_stands_at_the_foot_of_the_sheet_where_it_is_called(sheets: list[str]) -> None:
    sheet = next(sheet for sheet in sheets if "The count was made twice" in sheet)
    assert re.search(
        r"1 By hand; see the notes \(elsewhere.example/count\) of both people. Cabinet, 4", sheet
    )
    assert sum("of both people" in sheet for sheet in sheets) == 1


def test_page_and_pdf_hold_the_same_notes_figures_and_captions(page: str, pdf: bytes) -> None:
    drawn, ours = of_pdf(pdf), of_page(page)
    ours.pop("link")
    drawn.pop("link")  # the page leads to other pages too
    assert ours == drawn
    assert len(drawn["footnote"]) == 2
    known = "asknownon4October2031"
    assert drawn["caption"] == [
        "Table1.Savings(pounds)",
        f"0of48actionsarecomplete(Financeactionplan2031,{known})",
        f"3eventsin2031(Financepeerchallenge2031,{known})",
        "Figure1.Whateachservicesaved",
    ]


def test_a_picture_and_its_caption_are_drawn(page: str, pdf: bytes) -> None:
    assert (
        '<figure><img src="../../files/chart.svg" alt="Two bars: parks saved 200, roads saved 120">' in page
    )
    with pikepdf.open(BytesIO(pdf)) as file:
        figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        told = sorted(str(figure.Alt) for figure in figures)
        assert told == ["A bridge over a ford, on a shield", "Two bars: parks saved 200, roads saved 120"]


# Sheets


def test_each_appendix_begins_where_there_is_room_and_is_named_on_its_sheets(
    pdf: bytes, sheets: list[str]
) -> None:
    begins = [page for level, text, page in outline(pdf) if level == 2 and text.startswith("Appendix")]
    assert len(begins) == 4
    assert begins == sorted(begins)
    for number, (first, after) in enumerate(pairwise([*begins, len(sheets) + 1]), start=1):
        assert f" Appendix {number} – " in sheets[first - 1]
        assert all(f"4 October 2031 – Appendix {number} Page" in sheet for sheet in sheets[first : after - 1])
    assert "– Appendix" not in sheets[begins[0] - 2]


def test_only_a_broad_table_lies_on_its_side(pdf: bytes, sheets: list[str]) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        wide = [
            sheet
            for sheet, page in zip(sheets, file.pages, strict=True)
            if page.MediaBox[2] > page.MediaBox[3]
        ]
    assert len(wide) == 1
    assert "Whole year 2030/31 100 200 300 500 1,100" in wide[0]
    assert "Then the count went on" not in wide[0]


def test_each_action_can_be_found_and_begins_below_its_heading(pdf: bytes, sheets: list[str]) -> None:
    marks = {text: page for level, text, page in outline(pdf) if level == 4}
    for number in range(4, 49):
        at = next(page for text, page in marks.items() if text.startswith(f"{number}. "))
        assert f"Row {number} begins." in sheets[at - 1]


@pytest.fixture(scope="module")
def crowded(env: Environment, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Draw a paper of forty sections of many lengths: some would begin at the foot of a page."""
    council = Council(tmp_path_factory.mktemp("crowded") / "c")
    sections = [f"## Section {n}\n\n" + "Some words stand here. " * (n * 7 % 19 + 1) for n in range(1, 41)]
    (council.root / TEXT).write_text("\n\n".join(sections), "utf-8")
    register = council.register()
    html = report_html(register.cabinet_reports[0], register.council, env)
    return render_pdf(html, report_assets(env, council.root, register.council))


def test_no_heading_ends_a_sheet(crowded: bytes) -> None:
    sheets = [" ".join(sheet.split()) for sheet in text_of_pages(crowded)]
    assert len(sheets) > 5
    for _, text, page in outline(crowded):
        after = sheets[page - 1].rpartition(" ".join(text.split()))[2]
        assert not re.match(r"^ ?Cabinet, 4 October 2031", after), text


def test_the_first_sheet_is_filled_though_the_contents_are_long(crowded: bytes) -> None:
    first, second = text_of_pages(crowded)[:2]
    assert "Section 15" in first
    assert "Section 40" in second


# The council's own face


def test_the_colour_and_the_band_are_the_councils(env: Environment, register: Register) -> None:
    sheet = env.get_template("report/report.css")
    plain = register.council.model_copy(update={"paper_band": False, "colour": "#123456"})
    assert "--accent: #7a1f3d;" in sheet.render(council=register.council, second=False, typeface="Lato")
    assert "@top-center" in sheet.render(council=register.council, second=False, typeface="Lato")
    assert "--accent: #123456;" in sheet.render(council=plain, second=False, typeface="Lato")
    assert "@top-center" not in sheet.render(council=plain, second=False, typeface="Lato")


def test_a_council_without_a_crest_is_named_in_words(env: Environment, register: Register) -> None:
    plain = register.council.model_copy(update={"crest": None})
    html = report_html(register.cabinet_reports[0], plain, env)
    head = html[html.index('<header class="masthead">') : html.index("</header>")]
    assert "<img" not in head
    assert '<p class="council">Ambleford Council</p>' in head


# Addresses of links


@pytest.mark.parametrize(
    ("link", "added"),
    [
        ('<a href="https://www.a.example/b/">The budget</a>', " (a.example/b)"),
        ('<a href="mailto:x@a.example">Write to us</a>', " (x@a.example)"),
        ('<a href="mailto:x@a.example">x@a.example</a>', ""),
        ('<a href="https://a.example/?a=1&amp;b=2">See a.example/?a=1&amp;b=2</a>', ""),
        ('<a href="#appendix-1">Appendix 1</a>', ""),
        ('<a href="https://own.example/actions/">Actions</a>', ""),
    ],
)
def test_a_link_says_where_it_leads_when_its_words_do_not(link: str, added: str) -> None:
    html = with_addresses(f"<p>{link}.</p>", "https://own.example/")
    assert re.sub(r"<[^>]*>", "", html) == re.sub(r"<[^>]*>", "", f"{link}{added}.")
