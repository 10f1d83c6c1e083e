"""Page and PDF of every report are one text: same words, same order, in the same kinds of element."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_text import Pieces, of_page, of_pdf
from pdf_helpers import difference, texts_equal

pytestmark = pytest.mark.slow

Papers = dict[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def real_papers(real_site: Path) -> Papers:
    found = sorted((real_site / "cabinet-reports").glob("*/*.pdf"))
    return {pdf.stem: ((pdf.parent / "index.html").read_text("utf-8"), pdf.read_bytes()) for pdf in found}


def same(name: str, page: str, pdf: bytes) -> None:
    """Hold the two against each other; links to a site whose address is not known are words in the PDF."""
    ours, theirs = of_page(page), of_pdf(pdf)
    follow(name, ours.pop("link", []), theirs.pop("link", []))
    assert ours == theirs, name
    assert texts_equal(page, pdf), f"{name}\n{difference(page, pdf)}"


def follow(name: str, ours: list[str], theirs: list[str]) -> None:
    """Every link of the PDF is one of the page's, in the page's order."""
    rest = iter(ours)
    assert all(link in rest for link in theirs), f"{name}: {[link for link in theirs if link not in ours]}"


def test_every_pattern_of_a_format_gives_one_text(every_format: Papers) -> None:
    assert len(every_format) >= 8
    for name, (page, pdf) in every_format.items():
        same(name, page, pdf)
        assert of_page(page)["link"] == of_pdf(pdf)["link"]  # this council's site has an address


def test_every_real_report_is_one_text(real_papers: Papers) -> None:
    assert len(real_papers) >= 3
    for name, (page, pdf) in real_papers.items():
        same(name, page, pdf)


def test_the_comparison_sees_each_kind(every_format: Papers) -> None:
    """What is taken from the page is missed, whatever it is: a test that could not fail would hold nothing."""
    pieces: Pieces = {}
    for page, _ in every_format.values():
        for kind, words in of_page(page).items():
            pieces.setdefault(kind, []).extend(words)
    assert pieces.keys() >= {
        *("heading 2", "heading 3", "paragraph", "item", "column or row heading", "cell", "caption", "link"),
        "footnote",
    }
    page, pdf = every_format["2031-07-01-bees"]
    for old, new in (
        ("<li>one from the west</li>", "<li>one from the wild</li>"),
        ("Nobody saw the third one come.", "Nobody saw it come."),
        ("The society counts bees in pairs.", "The society counts bees."),
        ("the Invented Bee Society</a>", "the Bee Society</a>"),
        ("<h3", "<h4"),
    ):
        assert old in page
        assert of_page(page.replace(old, new)) != of_pdf(pdf), old
