"""Page and PDF of every report are one text, kind by kind; test_every_report.py compares all words in their order."""

from __future__ import annotations

import pytest
from every_report import Paper
from formats_council import BEES
from page_and_pdf import Pieces, of_page, of_pdf

pytestmark = pytest.mark.slow

Papers = dict[str, Paper]


def test_each_kind_of_piece_is_the_same_in_page_and_pdf(every_paper: Papers) -> None:
    for name, paper in every_paper.items():
        ours, theirs = of_page(paper.page), of_pdf(paper.pdf)
        follow(name, ours.pop("link", []), theirs.pop("link", []))
        assert ours == theirs, name


def follow(name: str, ours: list[str], theirs: list[str]) -> None:
    """Every link of the PDF is one of the page's, in its order; links to a site without an address are words there."""
    rest = iter(ours)
    assert all(link in rest for link in theirs), f"{name}: {[link for link in theirs if link not in ours]}"


def test_where_the_site_has_an_address_every_link_is_in_the_pdf(every_paper: Papers) -> None:
    paper = every_paper[BEES.rpartition("/")[2].removesuffix(".yml")]
    assert of_page(paper.page)["link"] == of_pdf(paper.pdf)["link"]


def test_the_comparison_sees_each_kind(every_paper: Papers) -> None:
    """What is changed on the page is missed in the PDF: a comparison that could not fail would hold nothing."""
    pieces: Pieces = {}
    for paper in every_paper.values():
        for kind, words in of_page(paper.page).items():
            pieces.setdefault(kind, []).extend(words)
    assert pieces.keys() >= {
        *("heading 2", "heading 3", "paragraph", "item", "column or row heading", "cell", "caption", "link"),
        "footnote",
    }
    paper = every_paper[BEES.rpartition("/")[2].removesuffix(".yml")]
    for old, new in (
        ("<li>one from the west</li>", "<li>one from the wild</li>"),
        ("Nobody saw the third one come.", "Nobody saw it come."),
        ("The society counts bees in pairs.", "The society counts bees."),
        ("the Invented Bee Society</a>", "the Bee Society</a>"),
        ("<h3", "<h4"),
    ):
        assert old in paper.page
        assert of_page(paper.page.replace(old, new)) != of_pdf(paper.pdf), old
