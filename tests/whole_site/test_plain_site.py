"""The words of every page of two built sites: house English, short sentences and headings, one name a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from house_english import LONGEST_HEADING, PageText, faults, long_sentences

pytestmark = pytest.mark.slow

Pages = dict[str, PageText]


@pytest.fixture(scope="module", params=["real", "ambleford"])
def pages(request: pytest.FixtureRequest) -> Pages:
    """Return every page of a site by its address, without kept versions: their bytes are those of their day."""
    given = "real_site" if request.param == "real" else "ambleford_built"
    site: Path = request.getfixturevalue(given)
    site = site if given == "real_site" else site / "site"
    files = (file for file in sorted(site.rglob("*.html")) if "versions" not in file.parts)
    return {file.relative_to(site).as_posix(): PageText(file.read_text("utf-8")) for file in files}


def of_blocks(pages: Pages, check: Callable[[str], list[str]]) -> dict[str, str]:
    """Return what a check finds in the blocks of all pages, each with one page that has it."""
    return {
        found: address
        for address, page in pages.items()
        for block in {*page.blocks}
        for found in check(block)
    }


def test_no_page_has_a_word_that_a_content_designer_would_not_write(pages: Pages) -> None:
    assert len(pages) > 100
    assert of_blocks(pages, faults) == {}


def test_no_sentence_is_long(pages: Pages) -> None:
    assert of_blocks(pages, long_sentences) == {}


def test_no_heading_is_long(pages: Pages) -> None:
    long = {
        heading: address
        for address, page in pages.items()
        for _, heading in page.headings
        if len(heading) > LONGEST_HEADING
    }
    assert long == {}


def test_a_page_is_called_in_its_title_as_in_its_heading(pages: Pages) -> None:
    names = {
        address: [name for level, name in page.headings if level == 1] for address, page in pages.items()
    }
    assert {
        a: (n, pages[a].title) for a, n in names.items() if len(n) != 1 or not pages[a].title.startswith(n[0])
    } == {}


def test_quotations_are_excepted_by_their_marks_alone() -> None:
    page = PageText(
        "<title>A plan – Council</title><h1>A <em>plan</em></h1><p>It <q>stands</q> here, <del>anew</del>.</p>"
        "<blockquote><p>They mend it.</p></blockquote><p aria-label='Mend it'>It stands.<br>Anew</p>"
    )
    assert (page.title, page.headings) == ("A plan – Council", [(1, "A plan")])
    assert len(of_blocks({"": page}, faults)) == 3
    assert long_sentences(" ".join(["word"] * 26)) != []
    assert long_sentences("One " + "word " * 20 + "ends. Two " + "word " * 20) == []
