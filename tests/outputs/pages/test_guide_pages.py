"""The guide for editors: each page is in its list, is marked there, and leads to the page before and after it."""

from __future__ import annotations

import pytest
from council import Council
from parsed_page import Seen
from paths import ROOT

from goldenthread.common.output import Page
from goldenthread.outputs.pages.guide_pages import guide_sections
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pages.site_pages import other_pages
from goldenthread.outputs.templating import environment
from goldenthread.register.views import ContentPage

INDEX = """# Guide

## Start here

- [First steps](one.md)

## Tasks

- [Second](two.md#heading) and [first again](one.md)
- [Third](three.md)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    council = Council(tmp_path_factory.mktemp("guide") / "c")
    guide = council.root / "content/guide"
    guide.mkdir()
    (guide / "index.md").write_text(INDEX, "utf-8")
    for name in ("one", "two", "three"):
        (guide / f"{name}.md").write_text(f"# Page {name}\n\nText.\n\n## Heading\n", "utf-8")
    painter = Painter(council.register(), environment(ROOT / "templates"))
    return {page.path: page for page in other_pages(painter) if page.path.startswith("guide/")}


def test_each_page_leads_to_the_one_before_and_after_it(site: dict[str, Page]) -> None:
    def pager(path: str) -> list[tuple[str, str]]:
        return Seen(site[path].body.partition("gt-pager")[2].partition("</nav>")[0]).links

    assert pager("guide/") == [("../guide/one/", "Next: Page one")]
    assert pager("guide/two/") == [
        ("../../guide/one/", "Previous: Page one"),
        ("../../guide/three/", "Next: Page three"),
    ]
    assert pager("guide/three/") == [("../../guide/two/", "Previous: Page two")]


def test_the_list_marks_where_one_is_and_opens_its_section(site: dict[str, Page]) -> None:
    listed = site["guide/two/"].body.partition('<nav class="gt-guide"')[2].partition("</nav>")[0]
    assert [link for link, _ in Seen(f"<nav {listed}").links] == [
        "../../guide/one/",
        "../../guide/two/",
        "../../guide/three/",
    ]
    assert listed.count("aria-current") == 1
    assert 'guide/two/" aria-current="page">Page two' in listed
    assert "<details><summary>Start here" in listed
    assert "<details open><summary>Tasks" in listed
    assert "gt-guide" not in site["guide/"].body, "the first page is the list itself"


def test_every_page_of_our_guide_is_in_its_list() -> None:
    files = {path.stem: path.read_text("utf-8") for path in (ROOT / "content/guide").glob("*.md")}
    pages = tuple(
        ContentPage(f"guide/{name}", text.partition("\n")[0].strip("# "), text)
        for name, text in files.items()
    )
    listed = [page.url for _, links in guide_sections(pages) for page in links]
    assert sorted(listed) == sorted(f"guide/{name}/" for name in files if name != "index")
