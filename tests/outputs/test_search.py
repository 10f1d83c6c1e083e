from __future__ import annotations

import gzip
import json
from html import unescape
from pathlib import Path

import component_site as demo
import pytest

from goldenthread.common.output import Output
from goldenthread.model.council import Synonym
from goldenthread.model.standing import STANDINGS
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
        f'<article {body}><nav class="gt-breadcrumbs">crumbword</nav><span class="gt-hidden">saidword</span>{LEFT_OUT}<h1>About {word}</h1></article></body></html>',
        encoding="utf-8",
    )


LEFT_OUT = (
    '<p class="gt-source">citationword</p><span class="letter">(b)</span><dl class="gt-facts"><dt>labelword</dt></dl>'
    '<table><thead><tr><th>columnword</th></tr></thead></table><p class="gt-summarised">noticeword</p>'
    '<section class="gt-past">historyword</section><p class="gt-kicker">kickerword</p>'
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


def test_citations_labels_letters_and_history_are_no_words_of_a_page(site: Path) -> None:
    """“bins” found the letter b of lists, and extracts were citations."""
    held = words_of(site)
    assert {"budget", "harbour", "about"} <= {*held}
    assert not [word for word in held if word.endswith("word")] + [word for word in held if word == "b"]


def words_of(site: Path) -> list[str]:
    (listed,) = [made.content for made in search.index(site) if made.path == "pagefind/words.json"]
    return list(json.loads(listed))


def test_the_words_of_the_site_are_listed_once_the_most_frequent_first(site: Path) -> None:
    assert words_of(site) == ["about", "budget", "harbour"]
    assert search.tokens("The council’s Médium-Term £5.8m") == [
        "the",
        "councils",
        "medium",
        "term",
        "5",
        "8m",
    ]


def test_the_councils_own_words_that_mean_the_same_are_given_to_the_script(root: Path) -> None:
    known = [Synonym(word="R&D", means=("research and development",))]
    body = search.search_page(environment(root / "templates"), [], known).body
    assert json.loads(unescape(body.partition('data-gt-same="')[2].partition('"')[0])) == [
        ["R&D", "research and development"]
    ]


def test_what_readers_type_for_a_status_leads_to_one_of_its_labels() -> None:
    labels = {standing.noun for standing in STANDINGS} | {"no answer"}
    assert {label for label, *_ in search.STATUSES} <= labels
    assert {"late", "done", "unanswered"} <= {word for _, *others in search.STATUSES for word in others}


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
        "pagefind/words.json",
    }
    assert any(path.endswith(".pf_meta") for path in paths)
    assert any(path.startswith("pagefind/index/") for path in paths)


def test_the_search_page_leads_to_the_lists_without_script(root: Path) -> None:
    page = search.search_page(environment(root / "templates"), [])
    assert page.path == "search/"
    assert page.search is None, "it does not find itself"
    assert '<a href="../recommendations/">Recommendations</a>' in page.body
    assert '<form class="gt-find" action="./" role="search" aria-label="Search with filters" ' in page.body


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
