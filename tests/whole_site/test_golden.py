"""One page of each kind and every data file of the invented council, compared with what was last read and found good.

`make golden` writes them again; read the difference before you commit it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from approved_ambleford import approved_register
from paths import AMBLEFORD, GOLDEN, TEMPLATES

from goldenthread.common import urls
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import build
from goldenthread.rules import examine

MADE = ("pages", "data")
# Pages that look like another that is kept: to see thirty lists change with each word hides the change that matters.
LIKE_ANOTHER = re.compile(
    r"actions/(?!index|status/in-progress)|recommendations/(?!index|key)|people/(?!index|cabinet/index)|reviews/2031-money"
    r"|.+/(actions/[23]|recommendations/[23]|order/(lead|number|status)|themes/reporting|themes/[^/]+/(?!date-passed|index)[^/]+)/"
)


def made() -> Iterator[tuple[str, str]]:
    """Yield the body of a page of each kind, the address of every page, and the text of every data file, by path."""
    content = examine(AMBLEFORD, date(2032, 1, 10)).content
    assert content is not None
    register = build(content, date(2032, 1, 10))
    addresses = []
    for page in pages(register, environment(TEMPLATES)):
        name = page.path if page.path.endswith(".html") else f"{page.path}index.html"
        addresses.append(f"/{page.path}\n")
        if not LIKE_ANOTHER.match(name) and page.path != urls.APPROVALS:
            yield f"pages/{name}", f"<title>{page.title}</title>\n{page.body}\n"
    trail = next(
        page for page in pages(approved_register(), environment(TEMPLATES)) if page.path == urls.APPROVALS
    )
    yield f"pages/{trail.path}index.html", f"<title>{trail.title}</title>\n{trail.body}\n"
    yield "pages/addresses.txt", "".join(sorted(addresses))
    for output in open_data(register):
        yield output.path, output.content.decode("utf-8")


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    return dict(made())


def kept() -> list[str]:
    return sorted(
        path.relative_to(GOLDEN).as_posix()
        for kind in MADE
        for path in (GOLDEN / kind).rglob("*")
        if path.is_file()
    )


def test_the_same_pages_and_files_are_made(now: dict[str, str]) -> None:
    assert sorted(now) == kept()


@pytest.mark.parametrize("name", kept())
def test_what_a_reader_gets_has_not_changed(name: str, now: dict[str, str]) -> None:
    assert now[name] == (GOLDEN / name).read_bytes().decode("utf-8"), (
        f"read the difference in {name}, then `make golden`"
    )


def write() -> None:
    """Write all of it again."""
    for kind in MADE:
        shutil.rmtree(GOLDEN / kind, ignore_errors=True)
    for name, text in made():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    write()
