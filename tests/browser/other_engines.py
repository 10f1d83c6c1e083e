"""Hold a built site against three more checkers: IBM Equal Access, HTML_CodeSniffer, and axe-core with all its rules.

PYTHONPATH=.:tests/support .venv/bin/python tests/browser/other_engines.py SITE [PATH …]     `make engines` builds the site first

It is no test of `make test`: it needs npm and the network once, and takes a minute for four pages. It looks at each kind
of page at three widths, prints what it finds that is not in `JUDGED`, and ends with 1 when there is anything.
"""

from __future__ import annotations

import sys
import tarfile
import threading
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from hashlib import sha512
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from subprocess import run

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it says nothing of its types
from page_kinds import REAL
from paths import ROOT
from playwright.sync_api import Page, sync_playwright

KEPT = ROOT / "build/engines"
WIDTHS = (320, 768, 1280)
# The package of npm and its version, the SHA-512 of its archive, and the file in it.
ENGINES = (
    (
        "accessibility-checker-engine@4.0.34",
        "nGE7j5gI/914QLgt1tFcjM9kCr4EKx3HxctsZE8BobObYmQr+UoYsKdWVLowG4QHCB7G/F0Prr3kTwKENPHrcA==",
        "package/ace.js",
    ),
    (
        "@pa11y/html_codesniffer@2.6.0",
        "BKA7qG8NyaIBdCBDep0hYuYoF/bEyWJprE6EEVJOPiwj80sSiIKDT8LUVd19qKhVqNZZD3QvJIdFZ35p+vAFPg==",
        "package/build/HTMLCS.js",
    ),
)
# What was looked at and is no barrier, with the reason.
JUDGED = {
    "ibm table_headers_exists": "Below 720 pixels the row of headings is clipped, not gone: readers of a screen still get it.",
    "htmlcs H43.HeadersRequired": "Each group of rows is a tbody with a row heading, and every th has its scope.",
    "axe p-as-heading": "An experimental rule: the day in large type is a part of its item in the list, and heads nothing.",
    "axe color-contrast-enhanced": "Level AAA: 7 to 1 is what a device that asks for more contrast gets.",
}
ASK = {
    "ibm": """async () => {
      const found = (await new window.ace.Checker().check(document, ["WCAG_2_2"])).results;
      return found.filter((r) => r.value[0] === "VIOLATION" && r.value[1] === "FAIL").map((r) => [r.ruleId, r.message, r.snippet]);
    }""",
    "htmlcs": """() => new Promise((tell) => window.HTMLCS.process("WCAG2AA", document, () => tell(
      window.HTMLCS.getMessages().filter((m) => m.type === 1)
        .map((m) => [m.code.split(".").slice(4).join("."), m.msg, m.element.outerHTML])), (why) => tell([["failed", String(why), ""]]), "en"))""",
    "axe": """async () => {
      const all = window.axe.getRules().map((rule) => rule.ruleId);
      const found = await window.axe.run({ resultTypes: ["violations"], runOnly: { type: "rule", values: all } });
      return found.violations.flatMap((rule) => rule.nodes.map((node) => [rule.id, rule.help, node.html]));
    }""",
}


def scripts() -> list[str]:
    """Return the source of each engine; those of npm are fetched once, and are what they were when we chose them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = [Axe().axe_script]
    for package, digest, name in ENGINES:
        archive = KEPT / f"{package.lstrip('@').replace('/', '-').replace('@', '-')}.tgz"
        if not archive.exists():
            run(["npm", "pack", "--silent", package], cwd=KEPT, check=True, capture_output=True)
        if b64encode(sha512(archive.read_bytes()).digest()).decode() != digest:
            sys.exit(f"{archive} is not the archive that we chose.")
        with tarfile.open(archive) as opened:
            member = opened.extractfile(name)
            assert member is not None
            found.append(member.read().decode())
    return found


def findings(page: Page, sources: list[str]) -> Iterator[str]:
    """Yield what the engines find on a page: engine, rule, sentence and element."""
    for source in sources:
        page.evaluate(source)
    for engine, question in ASK.items():
        for rule, message, element in page.evaluate(question):
            known = any(f"{engine} {rule}".startswith(judged) for judged in JUDGED)
            if not known:
                yield f"{engine} {rule}: {message} {' '.join(element.split())[:160]}"


def main(site: str, *paths: str) -> int:
    """Print what is found on each page, and count it."""
    serve = partial(SimpleHTTPRequestHandler, directory=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    serve.func.log_message = lambda *_: None  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sources, found = scripts(), 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for path in paths or tuple(REAL.values()):
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
                page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
                for line in dict.fromkeys(findings(page, sources)):
                    found += 1
                    print(f"/{path} at {width}: {line}", flush=True)  # noqa: T201
                page.close()
        browser.close()
    print(f"{len(paths or REAL)} pages at {len(WIDTHS)} widths: {found} findings.")  # noqa: T201
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
