"""A record too long for one page: each part has its page, every old address leads on, and one page has it all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from council import REVIEW, TODAY, Council
from drawn_report import long_plan
from parsed_page import Seen, broken_links
from paths import TEMPLATES

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.report.page_length import PAGE_HOLDS
from goldenthread.rules.permanent_addresses import addresses

pytestmark = pytest.mark.slow

RECORD = "reviews/2031-finance/"
PAPER = "cabinet-reports/2031-10-04-finance/"
LONG = f"## 1. What we saw\n\n{'A short line of it. ' * (PAGE_HOLDS // 5)}\n\n## 2. What we advise\n\nAct soon.\n"


def long_review(council: Council, text: str = LONG) -> Council:
    (council.root / "content/reviews").mkdir()
    (council.root / "content/reviews/2031-finance.md").write_text(text, "utf-8")
    return council.change(REVIEW, "documents:\n", "text: content/reviews/2031-finance.md\n\ndocuments:\n")


def drawn(council: Council) -> dict[str, Page]:
    return {page.path: page for page in pages(council.register(), environment(TEMPLATES))}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return drawn(long_review(long_plan(Council(tmp_path_factory.mktemp("long") / "council"))))


def tabs(page: Page) -> list[tuple[str, bool]]:
    nav = re.search(r'<nav class="gt-pages".*?</nav>', page.body, re.DOTALL)
    seen = (
        nav[0].replace('<span class="gt-hidden"> of this record</span>', "") if nav else ""
    )  # as it is read by eye
    found = re.findall(r'<a href="[^"]*"( aria-current="page")?>(.*?)</a>', seen)
    return [(title, bool(current)) for current, title in found]


def test_a_long_review_has_a_page_for_each_part(site: dict[str, Page]) -> None:
    names = ["Overview", "Recommendations", "Findings", "The report"]
    for place, path in enumerate(["", "recommendations/", "findings/", "report/"]):
        page = site[RECORD + path]
        assert tabs(page) == [(name, at == place) for at, name in enumerate(names)]
        seen = Seen(page.body)
        assert (
            seen.headings[0][1]
            == ["Finance peer challenge 2031", "All recommendations", "All findings", "The report"][place]
        )
        steps = [words for _, words in seen.links if words.startswith(("Previous:", "Next:"))]
        around = [("Previous", place - 1), ("Next", place + 1)]
        assert steps == [f"{step}: {names[at]}" for step, at in around if 0 <= at < len(names)]
        assert page.search, "search finds it"
        assert not path or page.search["title"] == f"{seen.headings[0][1]}, Finance peer challenge 2031"
        assert ("A short line of it." in seen.text) == (path == "report/")


def test_a_short_record_stays_on_one_page(tmp_path: Path) -> None:
    short = drawn(long_review(Council(tmp_path / "council"), "## 1. What we saw\n\nA short line of it.\n"))
    assert tabs(short[RECORD]) == tabs(short[PAPER]) == []
    assert "A short line of it." in short[RECORD].body
    assert not {f"{url}print/" for url in (RECORD, PAPER)} & short.keys()


@pytest.mark.parametrize("url", [RECORD, PAPER])
def test_every_old_address_in_a_long_record_leads_to_where_it_is_now(site: dict[str, Page], url: str) -> None:
    first, whole = Seen(site[url].body), Seen(site[f"{url}print/"].body)
    old = {name for name in whole.ids if not name.startswith("source-")}  # notes are numbered page by page
    assert old <= set(first.ids)
    assert len(first.ids) == len(set(first.ids))
    parts = [page for path, page in site.items() if path.startswith(url) and tabs(page) and path != url]
    assert {name for page in parts for name in Seen(page.body).ids if not name.startswith("source-")} <= set(
        first.ids
    )
    for paragraph in re.findall(r'<p class="gt-apart">.*?</p>', site[url].body, re.DOTALL):
        assert [words for _, words in Seen(paragraph).links], "without script, the link is there"


def test_the_page_to_print_has_all_of_it_and_is_not_found_twice(site: dict[str, Page]) -> None:
    for url, parts in ((RECORD, ("report/", "findings/")), (PAPER, ("appendix-1/", "appendix-4/"))):
        whole = site[f"{url}print/"]
        assert whole.unlisted
        assert whole.search is None
        words = Seen(whole.body).text
        for part in parts:
            headings = Seen(site[url + part].body).headings
            assert all(heading in words for level, heading in headings if level > 1)
        assert f"{url}print/" in {site_path(link, url) for link, _ in Seen(site[url].body).links}


def site_path(link: str, page: str) -> str:
    return link.removeprefix("../" * page.count("/"))


def test_a_long_appendix_has_a_page_and_a_short_one_stays_in_the_paper(site: dict[str, Page]) -> None:
    assert [name for name, _ in tabs(site[PAPER])] == ["The paper", "Appendix 1", "Appendix 4"]
    first, apart = Seen(site[PAPER].body), Seen(site[f"{PAPER}appendix-1/"].body)
    assert "Row 20 begins." in apart.text
    assert "Row 20 begins." not in first.text
    assert "appendix-1-action-20" in first.ids
    assert ("../../cabinet-reports/2031-10-04-finance/appendix-1/", "Read Appendix 1") in first.links
    assert "appendix-2" in first.ids


def test_links_between_the_pages_of_a_record_lead_somewhere(site: dict[str, Page]) -> None:
    broken = broken_links({path: Seen(page.body) for path, page in site.items()})
    assert [
        one
        for one in broken
        if re.search(rf"({RECORD}|{PAPER}|: #)", one) and one[-4:] not in (".xml", ".ics", ".pdf", ".csv")
    ] == []


def test_the_pages_of_a_withdrawn_review_say_so(tmp_path: Path) -> None:
    council = long_review(Council(tmp_path / "council"))
    notice = "withdrawn:\n  date: 2032-01-05\n  reason: |\n    It was published twice.\n"
    file = council.root / REVIEW
    file.write_text(file.read_text("utf-8") + notice, "utf-8")
    page = drawn(council)[f"{RECORD}report/"]
    assert "Withdrawn on 5 January 2032" in page.body
    assert page.unlisted


def test_addresses_of_parts_are_kept_for_ever_even_when_the_record_becomes_short(tmp_path: Path) -> None:
    council = long_review(Council(tmp_path / "council"))
    ours = {name for name in addresses(council.content(), TODAY) if name.startswith(RECORD)}
    assert ours >= {RECORD + name for name in ("recommendations/", "findings/", "report/", "print/")}
    (council.root / "content/reviews/2031-finance.md").write_text("## 1. What we saw\n\nLittle.\n", "utf-8")
    assert not tabs(drawn(council)[RECORD])
    ledger = "published:\n" + "".join(f"  - 2031-10-04 {name}\n" for name in sorted(ours))
    (council.root / "urls.lock.yml").write_text(ledger, "utf-8")
    assert len(tabs(drawn(council)[RECORD])) == len(["Overview", "Recommendations", "Findings", "The report"])


def test_the_paper_has_its_pages_in_the_ledger(tmp_path: Path) -> None:
    council = long_plan(Council(tmp_path / "council"))
    assert addresses(council.content(), TODAY) >= {f"{PAPER}appendix-1/", f"{PAPER}print/"}
