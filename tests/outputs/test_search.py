from __future__ import annotations

import gzip
import json
from pathlib import Path

import component_site as demo
import pytest

from goldenthread.common.output import Output
from goldenthread.outputs import search
from goldenthread.outputs.templating import environment
from goldenthread.publish.shell import Shell


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for number, word in enumerate(("budget", "harbour", "budget"), 1):
        facts = f'<meta content="Kind, {number}: of page" data-pagefind-filter="kind[content]">'
        write(folder / f"found/{number}/index.html", word, facts, "data-pagefind-body")
    write(folder / "hidden/index.html", "secretword", "", "")
    return folder


def write(file: Path, word: str, head: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<!doctype html><html lang="en-GB"><head><title>T</title>{head}</head><body><nav>menuword</nav>'
        f'<article {body}><nav class="gt-breadcrumbs">crumbword</nav><span class="gt-hidden">saidword</span><h1>About {word}</h1></article></body></html>',
        encoding="utf-8",
    )


def words(outputs: list[Output]) -> list[str]:
    """Read what a search result can show, of all pages."""
    return [gzip.decompress(o.content).decode() for o in outputs if o.path.startswith("pagefind/fragment/")]


def test_the_index_holds_the_pages_that_want_to_be_found_and_only_their_own_words(site: Path) -> None:
    found = words(list(search.index(site)))
    assert len(found) == 3
    assert sum("budget" in text for text in found) == 2
    assert not [
        text for text in found for word in ("secretword", "menuword", "crumbword", "saidword") if word in text
    ]
    assert any('"kind":["Kind, 2: of page"]' in text for text in found), "a comma does not split a value"


@pytest.mark.slow
def test_the_index_is_the_same_each_time(site: Path) -> None:
    """Pagefind by itself writes the three values of the filter in one of six orders."""
    first = list(search.index(site))
    assert all(list(search.index(site)) == first for _ in range(4))


def test_only_what_the_search_page_asks_for_is_published(site: Path) -> None:
    paths = {output.path for output in search.index(site)}
    languages = json.loads(next(o.content for o in search.index(site) if o.path.endswith("entry.json")))[
        "languages"
    ]
    assert list(languages) == ["en-gb"]
    assert {path for path in paths if path.endswith((".js", ".css", ".json")) or "/wasm." in path} == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind-entry.json",
        "pagefind/wasm.en-gb.pagefind",
    }
    assert any(path.endswith(".pf_meta") for path in paths)
    assert any(path.startswith("pagefind/index/") for path in paths)


def test_the_search_page_leads_to_the_lists_without_script(root: Path) -> None:
    page = search.search_page(environment(root / "templates"), [])
    assert page.path == "search/"
    assert page.search is None, "it does not find itself"
    assert '<a href="../recommendations/">Recommendations</a>' in page.body
    assert (
        '<form class="gt-find" action="./" role="search" aria-label="Search with filters" hidden>'
        in page.body
    )


def test_what_there_is_to_choose_from_stands_in_the_page_with_its_numbers(root: Path) -> None:
    facts = [{"kind": "Action", "status": "Complete"}, {"kind": "Action", "status": ""}, {"kind": "Plan"}]
    body = search.search_page(environment(root / "templates"), facts).body
    assert '<option value="">All kinds</option><option value="Action">Action (2)</option>' in body
    assert '<option value="Complete">Complete (1)</option>' in body
    assert "All reviews" not in body, "no page has a review, so there is nothing to choose"


@pytest.mark.slow
def test_a_thousand_pages_give_one_index_again_and_again(root: Path, tmp_path: Path) -> None:
    shell = Shell.load(root, tmp_path / "cache")
    parts = next(demo.pages())
    for number in range(1000):
        page = type(parts)(
            f"actions/{number}/", f"Action {number}", "An action.", parts.body, "actions", parts.search
        )
        file = tmp_path / "site" / f"actions/{number}/index.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(shell.pour(page).content)
    first = list(search.index(tmp_path / "site"))
    assert len(words(first)) == 1000
    assert list(search.index(tmp_path / "site")) == first
