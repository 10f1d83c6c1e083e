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
    page = visit(f"{site}/search/?q=budgetzzzqqq").page
    expect(page.get_by_role("status")).to_have_text("No page has “budgetzzzqqq”.")
    expect(page.get_by_role("list", name="results")).to_have_count(0)
    assert page.locator(".gt-results li").count() == 0


@pytest.fixture
def own_site(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """Build a site whose pages hold known words, in lists with letters."""

    def page(name: str, text: str, **facts: str) -> Page:
        return Page(
            f"actions/{name}/",
            name,
            "An action.",
            f"<h1>{name}</h1>{text}",
            search={"kind": "Action", **facts},
        )

    pages = [
        page(
            "a1",
            "<p>Train drivers of buses. The latest budget.</p>",
            status="Overdue",
            title="Action 1: Train drivers",
        ),
        page(
            "a2",
            "<p>Mend the bridge.</p><span class='letter'>(b)</span>",
            status="On track",
            title="Action 2: Mend",
        ),
        page("a3", "<p>It is not overdue. See action 2.</p>", status="Complete", title="Action 3: Paint"),
        page("r1", "<p>Nobody said.</p>", status="No answer", title="Recommendation 1: Say"),
    ]
    return serve(demo.build(tmp_path / "site", tmp_path / "cache", pages))


@pytest.mark.parametrize(
    ("query", "said", "meant", "first"),
    [
        ("bins", "No page has “bins”.", "", ""),
        ("budgte", "No page has “budgte”.", "Did you mean budget?", ""),
        ("latets", "No page has “latets”.", "Did you mean latest?", ""),
        ("late", "2 results for “overdue”.", "", "Action 1: Train drivers"),
        ("overdue", "2 results for “overdue”.", "", "Action 1: Train drivers"),
        ("unanswered", "1 result for “no answer”.", "", "Recommendation 1: Say"),
        ("bridge xyzzy", "No page has “xyzzy”. 1 result for “bridge”.", "", "Action 2: Mend"),
        ("bridge budget", "No results for “bridge budget”. No page has all these words.", "", ""),
        ("was action 2 done", "2 results for “action 2”.", "", "Action 2: Mend"),
        ("bus drivers", "1 result for “bus drivers”.", "", "Action 1: Train drivers"),
        ("", "Type a word to look for, or choose a filter.", "", ""),
    ],
)  # fmt: skip
def test_search_claims_only_what_it_found(
    visit: Visiting, own_site: str, query: str, said: str, meant: str, first: str
) -> None:
    """“bins” was “2 results”: the list letter b. “late” found “latest”, and “overdue” no action that is overdue."""
    page = visit(f"{own_site}/search/?q={query.replace(' ', '+')}").page
    expect(page.get_by_role("status")).to_have_text(said)
    if meant:
        expect(page.locator(".gt-meant")).to_have_text(meant)
    else:
        expect(page.locator(".gt-meant")).to_be_hidden()
    if first:
        expect(page.locator(".gt-results h2").first).to_have_text(first)


def test_the_search_page_has_one_search_box(visit: Visiting, own_site: str) -> None:
    page = visit(f"{own_site}/search/").page
    expect(page.get_by_role("searchbox")).to_have_count(1)


def test_what_a_reader_types_is_never_markup(visit: Visiting, site: str) -> None:
    seen = visit(f"{site}/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+report&kind=%3Cb%3E")
    expect(seen.page.get_by_role("status")).to_contain_text("in <b>")
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
