"""The look and the way round the site, in Chromium: what a reader with any eyes, hands or window meets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from part_examples import HEAD, PARTS
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

Visiting = Callable[..., Visit]
Findings = Callable[..., list[str]]

PAGES = (
    "demo/",
    "parts/tables/",
    "long/",
    "search/?q=report",
    "wrong/address",
)  # every kind of page: test_every_kind.py
EVERY_PAGE = pytest.mark.parametrize("path", PAGES)
EVERY_WINDOW = pytest.mark.parametrize("width", [320, 768, 1280])


@pytest.fixture(scope="module")
def site(component_site: Path, serve: Callable[[Path], str]) -> str:
    """Build the demonstration site and give its address."""
    return serve(component_site)


@EVERY_PAGE
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier(
    revisit: Visiting, axe: Findings, site: str, path: str, colours: str, width: int
) -> None:
    assert axe(revisit(f"{site}/{path}", width=width, colours=colours).page) == []


@pytest.mark.parametrize("part", [part for part in PARTS if part not in HEAD])
def test_axe_finds_no_barrier_in_any_part(revisit: Visiting, axe: Findings, site: str, part: str) -> None:
    assert axe(revisit(f"{site}/parts/{part}/", width=320, colours="dark").page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("width", [320, 1280])
def test_charts_can_be_read_in_the_site_s_colours_and_in_the_reader_s_own(
    visit: Visiting, probe: Callable[[Page, str], list[str]], site: str, colours: str, forced: str, width: int
) -> None:
    page = visit(f"{site}/parts/charts/", width=width, colours=colours, forced_colors=forced).page
    assert probe(page, "chartColours") == []


def test_each_number_of_a_chart_is_read_once_after_its_finding(visit: Visiting, site: str) -> None:
    charts = visit(f"{site}/parts/charts/").page.get_by_role("figure")
    every = charts.filter(has_text="120 of 411").aria_snapshot()
    assert every.startswith('- figure "120 of 411 actions are complete"')
    assert [every.count(f"{number} ") for number in (90, 70, 60, 30)] == [2, 1, 1, 1]  # two lists hold 90
    assert "img" not in every


def test_axe_finds_no_barrier_in_what_folds_out(visit: Visiting, axe: Findings, site: str) -> None:
    page = visit(f"{site}/long/", width=320).page
    page.get_by_text("Menu", exact=True).click()
    page.locator(".gt-contents summary").click()
    expect(page.get_by_role("link", name="Cabinet reports")).to_be_visible()
    assert axe(page) == []


def test_axe_finds_no_barrier_in_a_list_of_sections_that_scrolls(
    visit: Visiting, axe: Findings, site: str
) -> None:
    page = visit(f"{site}/long/", height=400).page
    assert page.locator(".gt-contents__inner").evaluate("list => list.scrollHeight > list.clientHeight")
    assert axe(page) == []


@EVERY_PAGE
def test_a_page_breaks_no_policy_and_asks_no_other_host(visit: Visiting, site: str, path: str) -> None:
    seen = visit(f"{site}/{path}")
    assert [trouble for trouble in seen.troubles if "404" not in trouble] == []
    assert seen.foreign == []


def test_the_policy_stops_what_should_never_have_come_in(visit: Visiting, site: str) -> None:
    def smuggle(route: Route) -> None:
        html = route.fetch().text()
        evil = (
            "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
            "<img src='https://elsewhere.example/spy.png'>"
        )
        route.fulfill(body=html.replace("<h1>", evil + "<h1>", 1), content_type="text/html")

    seen = visit(f"{site}/plans/")
    seen.page.route("**/about/", smuggle)
    seen.page.goto(f"{site}/about/", wait_until="networkidle")
    assert seen.page.title().startswith("About")
    assert len([trouble for trouble in seen.troubles if "Content Security Policy" in trouble]) == 3


@EVERY_PAGE
@EVERY_WINDOW
def test_nothing_scrolls_sideways(
    revisit: Visiting, too_wide: Findings, site: str, path: str, width: int
) -> None:
    assert too_wide(revisit(f"{site}/{path}", width=width).page) == []


@EVERY_PAGE
@pytest.mark.parametrize("width", [320, 1280])
def test_every_stop_of_the_tab_key_is_seen(
    revisit: Visiting, walk: Findings, site: str, path: str, width: int
) -> None:
    assert walk(revisit(f"{site}/{path}", width=width, height=700).page) == []


@EVERY_WINDOW
def test_the_menu_works_by_keyboard_alone_and_without_script(visit: Visiting, site: str, width: int) -> None:
    page = visit(f"{site}/demo/", width=width, script=False).page
    reviews = page.get_by_role("navigation", name="Main").get_by_role("link", name="Reviews")
    if width < 960:
        expect(reviews).to_be_hidden()
        page.get_by_text("Menu", exact=True).focus()
        page.keyboard.press("Enter")
    expect(reviews).to_be_visible()
    reviews.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reviews")


def test_the_first_stop_skips_to_the_words(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", ["demo/", "parts/tables/", "long/"])
def test_who_asks_for_more_contrast_gets_seven_to_one(
    visit: Visiting, axe: Findings, site: str, path: str, colours: str
) -> None:
    page = visit(f"{site}/{path}", colours=colours, contrast="more").page
    assert axe(page, ["color-contrast-enhanced"]) == []
    expect(page.locator(".gt-footer a").first).to_have_css("text-decoration-thickness", "2px")


def test_escape_closes_the_menu(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/", width=390).page
    button = page.get_by_text("Menu", exact=True)
    button.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Reviews")).to_be_hidden()
    expect(button).to_be_focused()


def ground(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_colours_follow_the_device_and_then_the_reader(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/", colours="dark").page
    dark = ground(page)
    page.get_by_role("button", name="Light colours").click()
    light = ground(page)
    assert (dark, light) == ("rgb(18, 25, 26)", "rgb(255, 255, 255)")
    page.goto(f"{site}/plans/")
    assert ground(page) == light, "the choice is kept from page to page"
    page.get_by_role("button", name="Dark colours").click()
    assert ground(page) == dark


def test_without_script_the_device_decides_and_no_dead_button_is_shown(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/", colours="dark", script=False).page
    expect(page.locator("body")).to_have_css("background-color", "rgb(18, 25, 26)")
    expect(page.get_by_role("button", name="colours")).to_have_count(0)


def test_links_in_running_text_do_not_lean_on_colour(visit: Visiting, site: str) -> None:
    link = visit(f"{site}/demo/").page.get_by_role("link", name="a link inside it")
    expect(link).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize(("width", "stacked"), [(320, True), (1280, False)])
def test_the_cells_of_a_row_stack_where_the_window_is_narrow(
    visit: Visiting, site: str, width: int, stacked: bool
) -> None:
    page = visit(f"{site}/parts/tables/", width=width).page
    table = page.get_by_role("table", name="Actions of the finance action plan")
    cells = table.get_by_role("row").filter(has_text="Action 1").get_by_role("cell")
    first, second = (cells.nth(at).bounding_box() for at in (0, 1))
    assert first
    assert second
    assert (second["y"] >= first["y"] + first["height"] and second["x"] == first["x"]) == stacked


def test_a_table_stays_a_table_for_a_screen_reader_in_a_narrow_window(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/parts/tables/", width=320).page
    table = page.get_by_role("table", name="Actions of the finance action plan")
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("row")).to_have_count(5)
    label = "getComputedStyle(document.querySelector('td[data-label=Timeline]'), '::before').content"
    assert page.evaluate(label) == '"Timeline" / ""'  # the column's heading says it to a screen reader


def test_words_can_be_spaced_out_without_loss(visit: Visiting, too_wide: Findings, site: str) -> None:
    """WCAG 2.2, success criterion 1.4.12."""
    page = visit(f"{site}/demo/", width=320, bypass_csp=True).page
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-bottom:2em!important}"
    )
    assert too_wide(page) == []


def test_a_printed_page_says_where_it_comes_from_and_when(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/").page
    expect(page.locator(".gt-printed")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".gt-printed")).to_contain_text(f"Printed from {site}/demo/ on ")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_text("Text that few readers need stays folded away.")).to_be_visible()


def test_the_first_page_weighs_under_a_hundred_kilobytes(visit: Visiting, site: str) -> None:
    """Counted as a page host sends it: text compressed, typefaces as they are."""
    import gzip

    sizes: dict[str, int] = {}

    def weigh(route: Route) -> None:
        answer = route.fetch()
        body = answer.body()
        text = not route.request.url.endswith(".woff2")
        sizes[route.request.url.removeprefix(site)] = len(gzip.compress(body, 6)) if text else len(body)
        route.fulfill(response=answer)

    page = visit(f"{site}/plans/").page
    page.context.clear_cookies()
    page.route("**/*", weigh)
    page.goto(f"{site}/", wait_until="networkidle")
    assert {"/", "/assets/thread.css", "/assets/fonts/text-bold.woff2"} <= set(sizes)
    assert sum(sizes.values()) < 100_000, sizes


def test_in_a_narrow_window_search_and_menu_can_be_pressed_with_a_finger(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/demo/", width=320, has_touch=True).page
    page.get_by_role("button", name="Dark colours").tap()
    assert ground(page) == "rgb(18, 25, 26)"
    page.get_by_text("Menu", exact=True).tap()
    expect(page.get_by_role("link", name="Cabinet reports").first).to_be_visible()
    page.get_by_role("link", name="Search", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_contrast_is_judged_wherever_surroundings_or_colours_are_others(
    tmp_path: Path, serve: Callable[[Path], str], revisit: Visiting, axe: Findings
) -> None:
    """Of elements alike, axe-core judges the first and the last; each of these is in the middle, and of its own kind."""
    pale = {
        "of its own": '<p style="color: #bbb">Words A</p>',
        "of its class": '<p class="pale">Words B</p>',
        "of its place": "<p>Words C</p>",  # the sixth
        "on another ground": '<div style="background: #444"><p>Words D</p></div>',
        "through glass": '<div style="opacity: .3"><p>Words E</p></div>',
        "told by nothing but colour": '<p>Words <a href="#f" style="color: #333; text-decoration: none">Words F</a> words</p>',
    }
    rows = [words for row in pale.values() for words in (row, "<p>Black on white</p>")]
    style = "p { color: #000 } .pale, p:nth-of-type(6) { color: #ccc }"
    page = f"<!doctype html><html lang=en><title>T</title><style>{style}</style><main><h1>T</h1><p>First</p>{''.join(rows)}<p>Last</p></main>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    found = axe(revisit(f"{serve(tmp_path)}/").page)
    letters = sorted(
        letter for fault in found for letter in re.findall(r"Words ([A-F])</", fault.split(" – ")[0])
    )
    assert letters == list("ABCDEF")
