"""A static server, a browser and axe-core, for any folder of finished pages.

def test_home(visit, serve, axe, tmp_path):
    seen = visit(serve(tmp_path) + "/", width=320, colours="dark")
    assert axe(seen.page) == [] and seen.troubles == [] and seen.foreign == []
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from accessibility_tally import Tally
from made_once import made_once
from page_kinds import invented_site
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


class _Handler(SimpleHTTPRequestHandler):
    """Serves like a page host: quiet, and with the site's own page for a wrong address."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        wrong = Path(self.directory) / "404.html"
        if code != 404 or not wrong.is_file():
            super().send_error(code, message, explain)
            return
        body = wrong.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented council's site once."""
    return made_once(tmp_path_factory, "invented", invented_site) / "site"


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine and give its address, without a slash at the end."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers[folder] = server
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is not installed: run “make test”, which installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page in a window, what it complained of (policy reports among it), and what it asked of other hosts."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    host: str = ""

    def listening(self) -> Visit:
        """Note from now on what goes wrong."""

        def hear(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.troubles.append(message.text)

        def note(request: Request) -> None:
            if not request.url.startswith((self.host, "data:")):
                self.foreign.append(request.url)

        self.page.on("console", hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", note)
        return self

    def go(self, address: str) -> None:
        """Go to an address."""
        self.host = "/".join(address.split("/", 3)[:3])
        # The search page goes on asking for its index after it has come; to wait so for every page takes long.
        self.page.goto(address, wait_until="networkidle" if "/search/" in address else "load")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address in a fresh window of a width in pixels, in light or dark, with or without script."""
    contexts = []

    def go(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        colours: Literal["light", "dark"] = "light",
        script: bool = True,
        **more: Any,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=colours,
            java_script_enabled=script,
            **more,
        )
        contexts.append(context)
        seen = Visit(context.new_page()).listening()
        seen.go(address)
        return seen

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def warm(browser: Browser) -> Iterator[dict[bool, BrowserContext]]:
    """Give a browser with script and one without that keep the files of a page for the next, as a reader's does."""
    contexts = {script: browser.new_context(java_script_enabled=script) for script in (True, False)}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def revisit(warm: dict[bool, BrowserContext]) -> Iterator[Callable[..., Visit]]:
    """Open an address like `visit`, where nothing depends on what the browser has kept: a third of the work."""
    pages = []

    def go(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        colours: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> Visit:
        page = warm[script].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=colours)
        seen = Visit(page).listening()
        seen.go(address)
        return seen

    yield go
    for page in pages:
        page.close()


# The rules of WCAG 2.2, levels A and AA, and best practice. Without naming them, axe leaves the size of targets out.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
PROBES = (Path(__file__).parent / "probes.js").read_text("utf-8")


@pytest.fixture(scope="session")
def axe(tally: Tally, browser: Browser) -> Callable[..., list[str]]:
    """Run axe-core and give what it finds: rule, place and reason. `only` names rules, in place of all of them.

    Contrast takes it five times as long as all other rules. Of the elements that are in the same surroundings and colours
    it judges the first and the last; `make accessibility` has it judge them all.
    """
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it says nothing of its types

    checker = Axe()
    tally.tools.add(f"Chromium {browser.version.split('.')[0]}")

    def run(page: Page, only: list[str] | None = None) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(checker.axe_script)
        options = {
            "standards": only or STANDARDS,
            "colour": OF_COLOUR,
            "whole": "ACCESSIBILITY_TESTS" in os.environ,
        }
        response = page.evaluate(f"options => {PROBES}.barriers(options)", options)
        tally.tools.add(f"axe-core {response['testEngine']['version']}")
        return [
            f"{rule['id']} ({rule['impact']}): {node['html'][:200]} – {node['failureSummary']}"
            for rule in response["violations"]
            for node in rule["nodes"]
        ]

    return run


@pytest.fixture(scope="session")
def probe() -> Callable[[Page, str], Any]:
    """Ask one question of `probes.js` of a page; most give a list of faults."""

    def ask(page: Page, name: str) -> Any:
        return page.evaluate(f"{PROBES}.{name}()")

    return ask


@pytest.fixture(scope="session")
def too_wide() -> Callable[[Page], list[str]]:
    """Name what makes a page scroll sideways: nothing should."""
    script = """() => {
      const edge = document.documentElement.clientWidth + 1;
      const scrolls = (e) => e && (["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
      const wide = [...document.querySelectorAll("body *")].filter((e) => {
        const box = e.getBoundingClientRect();
        const drawn = e.closest("svg") && e.tagName !== "svg"; // a picture's words stand in the table beside it
        return box.width && box.right > edge && !drawn && !scrolls(e.parentElement) && getComputedStyle(e).clipPath === "none";
      }).map((e) => e.outerHTML.slice(0, 120));
      return document.documentElement.scrollWidth > edge ? ["the page itself", ...wide] : wide;
    }"""

    def run(page: Page) -> list[str]:
        found: list[str] = page.evaluate(script)
        return found

    return run


@pytest.fixture(scope="session")
def walk() -> Callable[..., list[str]]:
    """Go through a page with the Tab key; give each stop that cannot be seen, or `nothing takes the focus`."""
    script = """() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const inView = box.width > 0 && box.height > 0 && box.x >= -1 && box.y >= -1
        && box.right <= innerWidth + 1 && box.y < innerHeight;
      const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
      const seen = inView && marked && style.visibility === "visible" && style.opacity !== "0"
        && (e.contains(middle) || (middle && middle.contains(e)) || box.height > innerHeight || e.getClientRects().length > 1);
      const name = (e.innerText || e.getAttribute("aria-label") || e.name || e.tagName).trim();
      e.dataset.walk = e.dataset.walk ? "again" : "once";
      return {name, seen, again: e.dataset.walk === "again", html: e.outerHTML.slice(0, 140)};
    }"""

    def go(page: Page, key: str, most: int) -> list[str]:
        stops, lost = 0, []
        for _ in range(most):
            page.keyboard.press(key)
            stop = page.evaluate(script)
            if stop is None or stop["again"]:
                break
            stops += 1
            if not stop["seen"]:
                lost.append(stop["html"])
        return lost if stops else ["nothing takes the focus"]

    def run(page: Page, most: int = 400) -> list[str]:
        """Walk on from the start, and back from the end when the page has more stops than `most`."""
        found = go(page, "Tab", most)
        return found if page.evaluate("document.activeElement === document.body") else found + back(page)

    def back(page: Page) -> list[str]:
        page.evaluate(
            "document.activeElement.blur(), document.querySelectorAll('[data-walk]').forEach(e => delete e.dataset.walk),"
            " getSelection().setPosition(document.body, document.body.childNodes.length)"
        )
        return go(page, "Shift+Tab", 20)

    return run
