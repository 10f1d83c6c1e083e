"""What a first visit costs: few bytes, all from this site, and nothing that moves under a reader's eyes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

REVIEW = "reviews/2021-finance-peer-challenge/"
PAGES = (
    "",
    f"{REVIEW}recommendations/20/",
    "action-plans/2021-finance/actions/46/",
    "recommendations/",
    "actions/",
    "deadlines/",
)
PACKED = (".html", ".css", ".js", ".svg", "/")  # what page hosts pack; typefaces are packed in themselves
MOVED = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 400);
})"""


def sent(site: Path, address: str) -> int:
    """Count the bytes of one answer as a page host sends it."""
    path = urlsplit(address).path.lstrip("/")
    content = (site / (path + "index.html" if path.endswith("/") or not path else path)).read_bytes()
    return len(gzip.compress(content)) if address.endswith(PACKED) else len(content)


@pytest.mark.parametrize("path", PAGES)
def test_a_first_view_weighs_under_100_kb_comes_from_one_host_and_stands_still(
    path: str, real_site: Path, serve: Callable[[Path], str], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(real_site)}/{path}", wait_until="networkidle")
    assert page.evaluate(MOVED) == 0
    page.close()
    host = serve(real_site)
    assert [address for address in asked if not address.startswith((host, "data:"))] == []
    weights = {a: sent(real_site, a) for a in asked if a.startswith(host) and not a.endswith(".ico")}
    assert len(weights) >= 4, "the page, its style, its script and a typeface"
    assert sum(weights.values()) < 100_000, weights
