"""Search: Pagefind reads the finished pages once, and the page /search/ looks words up in what it leaves.

A page is found when `Page.search` is given; a reader's words never leave the site.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment

from goldenthread.output import Output
from goldenthread.page import Page

FOLDER = "pagefind"

# Not part of what a page says: the way to it, and the list of its own headings.
_LEFT_OUT = ".gt-breadcrumbs, .gt-contents, .gt-pager, .gt-filter, .gt-hidden"


def search_page(templates: Environment) -> Page:
    """Give the page /search/; what it finds is put in by `templates/theme/assets/search.js`."""
    return Page(
        path="search/",
        title="Search",
        description="Search the reviews, recommendations, actions and reports on this site.",
        body=templates.get_template("pages/search.html").render(root="../"),
    )


def index(staging: Path) -> Iterator[Output]:
    """Read the finished pages in the folder `staging` and give the files that the search page asks for."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped] # it says nothing of its types

    with TemporaryDirectory() as temporary:
        made = Path(temporary)
        command = [str(get_executable()), "--site", str(staging), "--output-path", str(made)]
        subprocess.run(
            [*command, "--exclude-selectors", _LEFT_OUT, "--quiet"],
            check=True,
            capture_output=True,
            text=True,
        )
        for path in sorted(_needed(made)):
            yield Output(f"{FOLDER}/{path.relative_to(made).as_posix()}", path.read_bytes())


def _needed(made: Path) -> Iterator[Path]:
    """Choose from what Pagefind writes: not its ready-made boxes, and only the languages that pages have."""
    entry = made / "pagefind-entry.json"
    languages = json.loads(entry.read_text(encoding="utf-8"))["languages"].values()
    yield from (made / "pagefind.js", made / "pagefind-worker.js", entry)
    yield from {made / f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    yield from made.rglob("*.pf_*")
