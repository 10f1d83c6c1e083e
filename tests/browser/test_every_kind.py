"""One page of each kind, in a real browser: nothing in anybody's way, nothing from elsewhere.

Each kind is opened once in a wide and once in a narrow window, and held there against everything that a page can get
wrong. A narrow window is 320 by 256 pixels: what is left of 1,280 by 1,024 at 400 per cent (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility_tally import Tally
from page_kinds import INVENTED, REAL
from playwright.sync_api import Page, Route, ViewportSize

from tests.browser.conftest import OF_COLOUR, Visit

pytestmark = pytest.mark.slow

Findings = Callable[..., list[str]]
Found = dict[str, list[str]]

NARROW: ViewportSize = {"width": 320, "height": 256}
PAPER: ViewportSize = {"width": 658, "height": 950}  # A4 between its margins, at 96 pixels an inch
# A phone, a tablet either way up, a window that is zoomed; and both sides of every width at which the look changes.
WIDTHS = (390, 479, 480, 600, 719, 720, 768, 800, 831, 832, 900, 959, 960, 1024, 1180, 1247, 1248, 1300)
STOPS = 40  # of the Tab key: beyond them a page repeats itself; the last ones are reached from the end


@pytest.fixture
def is_own(request: pytest.FixtureRequest) -> bool:
    """Whether the page is one of this council's own, of which alone the accessibility statement speaks."""
    return request.node.callspec.params["address"] in REAL


@pytest.fixture(params=[*REAL, *INVENTED])
def address(request: pytest.FixtureRequest, serve: Callable[[Path], str]) -> str:
    """Give the address of a page of each kind."""
    name: str = request.param
    site, path = ("real_site", REAL[name]) if name in REAL else ("invented", INVENTED[name])
    return f"{serve(request.getfixturevalue(site))}/{path}"


class Reader:
    """Looks at one page as readers do who zoom, listen, point, print or go by keyboard."""

    def __init__(
        self, page: Page, axe: Findings, probe: Findings, too_wide: Findings, walk: Findings
    ) -> None:
        self.page, self.axe, self.probe, self.too_wide, self.walk = page, axe, probe, too_wide, walk

    def wide(self) -> Iterator[tuple[str, list[str]]]:
        """Look at everything that a wide window and paper show. Less motion, so that no colour is seen half changed."""
        self.page.emulate_media(reduced_motion="reduce")
        yield "links", self.probe(self.page, "links")
        yield "headings", self.probe(self.page, "headings")
        yield from self.in_any_window()
        self.page.emulate_media(forced_colors="active")
        yield "own colours", self.probe(self.page, "lostMarks")
        self.page.emulate_media(forced_colors="none")
        yield "motion", self.probe(self.page, "moving")
        yield "lines", self.probe(self.page, "longLines")
        yield "widths", [f"at {width}: {fault}" for width in WIDTHS for fault in self.at(width)[:2]]
        self.page.set_viewport_size(PAPER)
        self.page.emulate_media(media="print")
        yield "paper", self.probe(self.page, "offPaper") + self.probe(self.page, "addressesOnPaper")

    def at(self, width: int) -> list[str]:
        """Name what makes the page scroll sideways in a window of that width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        return self.too_wide(self.page)

    def narrow(self) -> Iterator[tuple[str, list[str]]]:
        """Look at everything that is left at 400 per cent."""
        yield from self.in_any_window()
        self.probe(self.page, "spaceOut")
        yield "spacing", self.too_wide(self.page) + self.probe(self.page, "cutOff")
        self.probe(self.page, "asBefore")
        yield "menu", self.menu()

    def in_any_window(self) -> Iterator[tuple[str, list[str]]]:
        """Look at what must hold at any width; in the dark, only colours are others."""
        yield "axe", self.axe(self.page)
        yield "reflow", self.too_wide(self.page) + self.probe(self.page, "cutOff")
        yield "order", self.probe(self.page, "order")
        self.page.emulate_media(color_scheme="dark")
        yield "axe", self.axe(self.page, OF_COLOUR)
        self.page.emulate_media(color_scheme="light")
        yield "keyboard", self.walk(self.page, STOPS)

    def menu(self) -> list[str]:
        """Open and close the menu by keyboard, and skip to the words."""
        found: list[str] = []
        if not self.page.locator(".gt-tabs").count():
            return found  # a page that stands alone, such as a kept version of a paper
        menu = self.page.locator(".gt-tabs > details")
        menu.locator("summary").focus()
        for opened in (True, False):
            self.page.keyboard.press("Enter")
            if menu.evaluate("menu => menu.open") != opened:
                found.append(f"the menu does not {'open' if opened else 'close'}")
        self.page.locator(".gt-skip").focus()
        self.page.keyboard.press("Enter")
        if not self.page.evaluate("document.activeElement.id === 'main'"):
            found.append("the first link does not skip to the words")
        return found


@pytest.fixture
def reader_of(axe: Findings, probe: Findings, too_wide: Findings, walk: Findings) -> Callable[[Page], Reader]:
    """Give a reader for a page."""
    return lambda page: Reader(page, axe, probe, too_wide, walk)


def test_a_page_can_be_read_by_everybody(
    address: str,
    revisit: Callable[..., Visit],
    reader_of: Callable[[Page], Reader],
    tally: Tally,
    is_own: bool,
) -> None:
    seen = revisit(address)
    found: Found = defaultdict(list)
    if "/search/" not in address:  # what search does without script: test_find.py
        found["no script"] = _without_script(seen.page, revisit(address, script=False).page)
    reader = reader_of(seen.page)
    for check, faults in reader.wide():
        found[check] += [f"wide: {fault}" for fault in faults]
    seen.page.set_viewport_size(NARROW)
    seen.page.emulate_media(media="screen", color_scheme="light")
    seen.go(address)
    for check, faults in reader.narrow():
        found[check] += [f"narrow: {fault}" for fault in faults]
    found["policy"] = seen.foreign + seen.troubles
    if is_own:
        for check, faults in found.items():
            tally.add(check, len(faults))
    assert {check: faults for check, faults in found.items() if faults} == {}


def _without_script(page: Page, other: Page) -> list[str]:
    words, without = (" ".join(of.locator("main").inner_text().split()) for of in (page, other))
    words = words.replace(" Combine filters", "", 1)  # only script can combine them: test_filter.py
    return [] if words == without else [f"with script: {words[:300]}", f"without: {without[:300]}"]


def test_a_moved_page_leads_on_and_can_be_read_where_it_does_not(
    invented: Path,
    serve: Callable[[Path], str],
    visit: Callable[..., Visit],
    reader_of: Callable[[Page], Reader],
) -> None:
    old = f"{serve(invented)}/reviews/2031-money/"
    page = visit(f"{serve(invented)}/").page
    page.goto(old)
    page.wait_for_url("**/reviews/2031-finance/")

    def stay(route: Route) -> None:
        html = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", route.fetch().text())
        route.fulfill(body=html, content_type="text/html")

    page.route("**/reviews/2031-money/", stay)
    page.goto(old)
    assert page.locator("h1").inner_text() == "This page has moved"
    assert [faults for _, faults in reader_of(page).wide() if faults] == []


def test_number_20_is_found_from_the_home_page_without_script_in_four_steps(
    real_site: Path, serve: Callable[[Path], str], visit: Callable[..., Any]
) -> None:
    page = visit(f"{serve(real_site)}/", width=390, script=False).page
    page.get_by_role("link", name="Finance peer challenge 2021").first.click()
    assert "38" in page.locator("main").inner_text()
    page.get_by_role("link", name="Finance action plan 2021").first.click()
    page.locator('a[href$="actions/20/"]').first.click()
    text = page.locator("main").inner_text()
    assert "December 2022" in text
    assert "Overdue" in text
