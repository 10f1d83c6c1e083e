"""Search in Chromium: finds, says how many, keeps the question in the address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import component_site as demo
import pytest
from playwright.sync_api import expect

from goldenthread.common.output import Page
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

Visiting = Callable[..., Visit]


@pytest.fixture(scope="module")
def site(component_site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Build the demonstration site below a folder, as a host of many projects serves it, and give its address."""
    host = tmp_path_factory.mktemp("host")
    (host / "reviews-site").symlink_to(component_site)
    return serve(host) + "/reviews-site"


def test_a_word_typed_on_any_page_is_found_and_the_count_is_announced(visit: Visiting, site: str) -> None:
    seen = visit(f"{site}/plans/")
    page = seen.page
    page.get_by_role("searchbox", name="Search this site").fill("quarterly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 result for “quarterly”.")
    result = (
        page.get_by_role("main").get_by_role("listitem").filter(has_text="one finance and performance report")
    )
    expect(result.locator("mark").first).to_contain_text("quarter")
    expect(result).to_contain_text("Action")
    expect(result).to_contain_text("In progress")
    expect(result).to_contain_text("Finance peer challenge 2031")
    result.get_by_role("link").click()
    expect(page).to_have_url(f"{site}/demo/")
    assert seen.troubles == []
    assert seen.foreign == []


def test_words_and_filters_stand_in_the_address(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/search/?q=list&kind=List").page
    expect(page.get_by_role("status")).to_have_text("6 results for “list” in List.")
    expect(page.get_by_label("Words to look for")).to_have_value("list")
    expect(page.get_by_label("Kind of page")).to_have_value("List")
    page.evaluate("window.stays = true")
    page.get_by_label("Kind of page").select_option("Plan (1)")
    page.get_by_label("Words to look for").fill("")
    page.get_by_label("Words to look for").press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 result in Plan.")
    assert "kind=Plan" in page.url
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("6 results for “list” in List.")
    assert page.evaluate("window.stays"), "a search from the search page loads no page anew"


def test_what_is_not_there_is_said_so(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/search/?q=xylophone").page
    expect(page.get_by_role("status")).to_have_text(
        "No results for “xylophone”. Try other or fewer words, or fewer filters."
    )


def test_what_a_reader_types_is_never_markup(visit: Visiting, site: str) -> None:
    seen = visit(f"{site}/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+report&kind=%3Cb%3E")
    expect(seen.page.get_by_role("status")).to_contain_text("<img src=x onerror=alert(1)> report")
    assert seen.page.locator("main img, main b").count() == 0
    assert seen.troubles == []


def test_many_results_come_in_pages(
    visit: Visiting, site: str, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    many = [
        Page(
            f"actions/{n}/",
            f"Action {n}",
            "An action.",
            f"<h1>Action {n}</h1><p>harbour</p>",
            search={"kind": "A"},
        )
        for n in range(45)
    ]
    page = visit(serve(demo.build(tmp_path / "site", tmp_path / "cache", many)) + "/search/?q=harbour").page
    expect(page.get_by_role("status")).to_have_text("45 results for “harbour”.")
    expect(page.locator(".gt-results li")).to_have_count(10)
    pager = page.get_by_role("navigation", name="Pages of results")
    for _ in range(4):
        pager.get_by_role("link", name="More results").click()
    expect(page.locator(".gt-results li")).to_have_count(5)
    expect(pager).to_contain_text("Page 5 of 5")
    expect(pager.get_by_role("link", name="More results")).to_have_count(0)


def test_a_search_loads_what_it_shows_and_not_the_index(
    visit: Visiting, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """However many pages there are: one piece of the index a word, one file a result, no list of all filters."""
    many = [
        Page(
            f"actions/{n}/",
            f"Action {n}",
            "An action.",
            f"<h1>Action {n}</h1><p>harbour w{n}x</p>",
            search={"kind": "A"},
        )
        for n in range(300)
    ]
    site = demo.build(tmp_path / "site", tmp_path / "cache", many)
    page = visit(serve(site) + "/about/").page
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.partition("/pagefind/")[2]))
    page.goto(serve(site) + "/search/?q=harbour", wait_until="networkidle")
    expect(page.get_by_role("status")).to_have_text("300 results for “harbour”.")
    loaded = {name for name in asked if name}
    kinds = [name.partition("/")[0] for name in loaded if "/" in name]
    assert (kinds.count("fragment"), kinds.count("index"), kinds.count("filter")) == (10, 1, 0)
    assert sum((site / "pagefind" / name.partition("?")[0]).stat().st_size for name in loaded) < 250_000


def test_without_script_search_leads_to_the_lists(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/search/?q=report", script=False).page
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.get_by_label("Words to look for")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Recommendations").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recommendations")
