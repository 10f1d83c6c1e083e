"""One page of each kind of the real site, in a real browser: nothing in anybody's way, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.slow

KINDS = {
    "home": "",
    "reviews": "reviews/",
    "review": "reviews/2021-finance-peer-challenge/",
    "review without recommendations": "reviews/2022-progress-review/",
    "recommendation": "reviews/2021-finance-peer-challenge/recommendations/8/",
    "recommendations": "recommendations/",
    "action plans": "action-plans/",
    "action plan": "action-plans/2021-finance/",
    "action plan not supplied": "action-plans/2022-progress-review/",
    "action": "action-plans/2021-finance/actions/46/",
    "actions": "actions/",
    "cabinet reports": "cabinet-reports/",
    "cabinet report": "cabinet-reports/2021-10-05-finance-peer-challenge/",
    "cabinet report with tables": "cabinet-reports/2021-transformation-plan-annual-report/",
    "plans": "plans/",
    "plan": "plans/2024-productivity/",
    "plan with tables": "plans/2021-transformation/",
    "people": "people/",
    "body": "people/senior-leadership-team/",
    "changes": "changes/",
    "deadlines": "deadlines/",
    "publishing a paper": "publishing-a-paper/",
    "glossary": "glossary/",
    "open data": "open-data/",
    "search": "search/",
    "about": "about/",
    "accessibility": "accessibility/",
    "how we publish": "how-we-publish/",
    "wrong address": "404.html",
}
WINDOWS: list[tuple[int, Literal["light", "dark"]]] = [
    (320, "dark"),
    (320, "light"),
    (1280, "dark"),
    (1280, "light"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_barrier_and_asks_nothing_of_other_hosts(
    kind: str,
    real_site: Path,
    serve: Callable[[Path], str],
    visit: Callable[..., Any],
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], list[str]],
) -> None:
    for width, colours in WINDOWS:
        seen = visit(f"{serve(real_site)}/{KINDS[kind]}", width=width, colours=colours)
        where = f"{kind}, {width} pixels, {colours}"
        assert axe(seen.page) == [], where
        assert too_wide(seen.page) == [], where
        assert seen.foreign == [], where
        assert seen.troubles == [], where


@pytest.mark.parametrize(
    "kind", ["home", "action", "review", "cabinet report with tables", "recommendations"]
)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_stop_of_the_tab_key_can_be_seen(
    kind: str,
    width: int,
    real_site: Path,
    serve: Callable[[Path], str],
    visit: Callable[..., Any],
    walk: Callable[[Page], list[str]],
) -> None:
    seen = visit(f"{serve(real_site)}/{KINDS[kind]}", width=width)
    assert walk(seen.page) == []


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
    assert "No progress recorded" in text
