"""Every count on every page: the list behind its link has exactly that many entries, and a table as many rows as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from posixpath import join, normpath

import pytest
from council import Council
from paths import ROOT
from shapes import shape_council

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import build
from goldenthread.rules import examine

Site = Mapping[str, Page]

_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_CHIP = re.compile(r'<span class="gt-count">([\d,]+)</span>\s*$')
# “20 past their date”; neither a day (“5 October 2021”) nor the number of a section (“9. Background”).
_WORDS = re.compile(r"([\d,]+) (?!of )[a-z]")
_TABLE = re.compile(r"<caption>([\d,]+) (.*?)</table>", re.DOTALL)


def rows(html: str) -> int:
    """Count the rows of tables but those that hold headings."""
    return html.count('<tr role="row">') - html.count("<thead")


def entries(site: Site, address: str) -> int | None:
    """Count what a list holds, on all its pages; None where there is no page, or no place in it."""
    path, _, place = address.partition("#")
    if path not in site:
        return None
    if place:
        _, found, rest = site[path].body.partition(f'id="{place}"')
        section = re.split(r"<h2|<h3" if place != "unknown" else "<h2", rest, maxsplit=1)[0]
        return section.count('<li id="') if found else None
    leaves = [
        page.body for name, page in site.items() if re.fullmatch(f"{re.escape(path)}(page/\\d+/)?", name)
    ]
    records = sum(body.count("<li><h2>") for body in leaves)
    return records or sum(rows(re.split(r'<h[23] id="(?!leads|recommendations)', body)[0]) for body in leaves)


def counts(page: Page) -> Iterator[tuple[str, int]]:
    """Yield what each link that counts leads to, and how many it says are there."""
    for link, words in _LINK.findall(page.body):
        said = " ".join(unescape(re.sub(r"<[^>]*>", "", words)).split())
        if found := _CHIP.search(words) or _WORDS.match(said):
            address, mark, place = link.partition("#")
            path = normpath(join(f"/{page.path}", address)).lstrip("/") if address else page.path
            yield (
                (f"{path}/" if path and not path.endswith("/") else path) + mark + place,
                int(found[1].replace(",", "")),
            )


def wrong_counts(site: Site) -> list[str]:
    """Name every count that the list behind it does not bear out."""
    found = []
    for page in site.values():
        for address, count in counts(page):
            held = entries(site, address)
            if held != count:
                found.append(f"{page.path}: {count} at {address}, which has {held}")
        for count, table in _TABLE.findall(page.body):
            if table.partition("</caption>")[0].startswith(("of ", "action", "recommendation")) and rows(
                table
            ) != int(count):
                found.append(f"{page.path}: a table of {count} has {rows(table)} rows")
    return found


def drawn(council: Council) -> Site:
    env = environment(ROOT / "templates")
    return {page.path: page for page in pages(council.register(), env)}


@pytest.fixture(scope="module")
def ambleford(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return drawn(Council(tmp_path_factory.mktemp("counts") / "c"))


def test_each_count_of_ambleford_is_that_of_its_list(ambleford: Site) -> None:
    assert wrong_counts(ambleford) == []
    assert sum(1 for page in ambleford.values() for _ in counts(page)) > 100


@pytest.mark.parametrize("name", ["next-quarter", "audit-tracker", "committee-tracker", "growing-inquiry"])
def test_each_count_is_that_of_its_list(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = drawn(shape_council(name, tmp_path_factory.mktemp(name) / "c"))
    assert wrong_counts(site) == []


@pytest.mark.slow
def test_each_count_of_the_real_records_is_that_of_its_list() -> None:
    from datetime import date

    content = examine(ROOT, date(2026, 11, 27)).content
    assert content is not None
    env = environment(ROOT / "templates")
    site = {page.path: page for page in pages(build(content, date(2026, 11, 27)), env)}
    assert wrong_counts(site) == []
    assert sum(1 for page in site.values() for _ in counts(page)) > 1000


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("actions/", r'(<span class="gt-count">)\d+', r"\g<1>99"),
        ("", r"(>)\d+( actions)", r"\g<1>98\g<2>"),
        ("actions/finished/", r'<tr role="row"><th role="rowheader".*?</tr>', ""),
        ("actions/", r"<caption>\d+", "<caption>97"),
    ],
)
def test_a_planted_wrong_count_is_noticed(ambleford: Site, path: str, old: str, new: str) -> None:
    page = ambleford[path]
    body = re.sub(old, new, page.body, count=1, flags=re.DOTALL)
    assert body != page.body
    assert wrong_counts({**ambleford, path: replace(page, body=body)}) != []
