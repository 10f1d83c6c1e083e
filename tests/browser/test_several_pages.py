"""A long record in a real browser: an old address within it leads on, and the list of sections marks where one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

RECORD = "reviews/2021-finance-peer-challenge/"
PAPER = "cabinet-reports/2021-10-05-finance-peer-challenge/"


def test_an_old_address_within_a_long_record_leads_on(
    real_site: Path, serve: Callable[[Path], str], visit: Callable[..., Visit]
) -> None:
    site = serve(real_site)
    page = visit(f"{site}/{PAPER}#appendix-1-action-20").page
    page.wait_for_url(f"**/{PAPER}appendix-1/#appendix-1-action-20")
    page.goto(f"{site}/{RECORD}#s-1-context")
    page.wait_for_url(f"**/{RECORD}report/#s-1-context")
    bare = visit(f"{site}/{PAPER}#appendix-1-action-20", script=False).page
    bare.get_by_role("link", name="Read Appendix 1").click()
    bare.wait_for_url(f"**/{PAPER}appendix-1/")


def test_the_list_of_sections_marks_the_one_being_read_and_nothing_moves(
    real_site: Path, serve: Callable[[Path], str], visit: Callable[..., Visit]
) -> None:
    page = visit(f"{serve(real_site)}/{RECORD}report/").page
    before = page.locator(".gt-contents li").evaluate_all(
        "all => all.map(one => one.offsetWidth + ' ' + one.offsetTop)"
    )
    marked = page.locator(".gt-contents [aria-current=location]")
    for heading in ("2. Summary of the peer challenge approach", "6. Summary and next steps"):
        page.get_by_role("heading", name=heading).evaluate("one => one.scrollIntoView()")
        marked.get_by_text(heading).wait_for()
        assert marked.count() == 1
    after = page.locator(".gt-contents li").evaluate_all(
        "all => all.map(one => one.offsetWidth + ' ' + one.offsetTop)"
    )
    assert after == before
