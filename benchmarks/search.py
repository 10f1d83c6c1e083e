#!/usr/bin/env python3
"""Measure search on a phone-class device: bytes loaded and seconds until the results are there.

    python benchmarks/search.py /path/to/site budget "budget harbour" xylophone

The site is one that was built with its search index. Chromium is slowed six times, and its network to 1.6 Mbit/s with
150 ms of delay: a cheap phone on a slow mobile network; `--ordinary` takes four times, 9 Mbit/s and 60 ms. Each query
begins with nothing in the cache; `again` asks the same page for another word, with the program loaded.
"""

from __future__ import annotations

import argparse
import gzip
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHEAP = (6, {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000})
ORDINARY = (
    4,
    {"offline": False, "latency": 60, "downloadThroughput": 1_125_000, "uploadThroughput": 500_000},
)
DONE = '.gt-found:has-text("result")'
COLUMNS = "{:<28} {:>9} {:>9} {:>9} {:>9}"


class _Host(SimpleHTTPRequestHandler):
    """Serves as page hosts do: the line kept open, texts packed. Counts what it sends."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in (".html", ".css", ".js", ".json", ".svg"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)
        _Host.sent += len(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure each query in a browser that knows nothing yet, and then once more in the same one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--ordinary", action="store_true", help="an ordinary phone on 4G")
    parser.add_argument("queries", nargs="+", help="what to look for")
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(args.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/search/?q="
    print(COLUMNS.format("query", "first kB", "first s", "again kB", "again s"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for query in args.queries:
            print(
                COLUMNS.format(query, *measure(browser, address, query, ORDINARY if args.ordinary else CHEAP))
            )
        browser.close()


Phone = tuple[int, dict[str, object]]


def measure(browser: Browser, address: str, query: str, phone: Phone) -> list[str]:
    """Give kilobytes and seconds of a first search, and of one that is typed when another came before it."""
    fresh, used = browser.new_context(), browser.new_context()
    first = ask(slowed(fresh, phone), address + quote(query))
    page = slowed(used, phone)
    ask(page, address + "zebra")
    again = ask_again(page, query)
    fresh.close()
    used.close()
    return [f"{value:.{digits}f}" for kb, s in (first, again) for value, digits in ((kb, 0), (s, 2))]


def slowed(context: BrowserContext, phone: Phone) -> Page:
    """Open a page on a phone."""
    cpu, network = phone
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", network)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    return page


def ask(page: Page, url: str) -> tuple[float, float]:
    """Load a page of results; give kilobytes loaded in all, and seconds until the number of results is said."""
    before, start = _Host.sent, time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(DONE)
    passed = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    return (_Host.sent - before) / 1000, passed


def ask_again(page: Page, query: str) -> tuple[float, float]:
    """Type another word; give kilobytes, and seconds until the number of results is said."""
    page.get_by_label("Words to look for").fill(query)
    before, start = _Host.sent, time.perf_counter()
    page.get_by_label("Words to look for").press("Enter")
    page.wait_for_selector(f'.gt-found:has-text("“{query}”")')
    passed = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    return (_Host.sent - before) / 1000, passed


if __name__ == "__main__":
    main()
