"""What holds for every page: of the invented council, and of the council whose files lie in this repository."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from parsed_page import Seen, broken_links
from paths import AMBLEFORD

from goldenthread.common.output import Page
from goldenthread.outputs.atom import feed, topic_feeds
from goldenthread.outputs.icalendar import calendar
from goldenthread.outputs.meeting_calendar import meeting_entries
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import list_downloads, pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register, build
from goldenthread.rules import examine

pytestmark = pytest.mark.slow  # it draws every page of two councils

TODAY = date(2032, 1, 10)
MADE_ELSEWHERE = {"search/", "manifest.json"}


@pytest.fixture(scope="module", params=["Ambleford", "this repository"])
def register(request: pytest.FixtureRequest, root: Path) -> Register:
    content = examine(AMBLEFORD if request.param == "Ambleford" else root, TODAY).content
    assert content is not None
    return build(content, TODAY)


@pytest.fixture(scope="module")
def site(register: Register, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(register, environment(root / "templates"))}


@pytest.fixture(scope="module")
def seen(site: dict[str, Page]) -> dict[str, Seen]:
    return {path: Seen(page.body) for path, page in site.items()}


def test_everything_in_the_register_has_a_page(register: Register, site: dict[str, Page]) -> None:
    records = {review.url for review in register.reviews} | {plan.url for plan in register.action_plans}
    records |= {item.url for item in register.recommendations} | {action.url for action in register.actions}
    records |= {report.url for report in register.cabinet_reports} | {plan.url for plan in register.plans}
    records |= {office.url for office in register.offices}
    lists = (
        "",
        "reviews/",
        "recommendations/",
        "action-plans/",
        "actions/",
        "cabinet-reports/",
        "plans/",
        "people/",
    )
    others = (
        "deadlines/",
        "changes/",
        "open-data/",
        "about/",
        "accessibility/",
        "how-we-publish/",
        "404.html",
    )
    assert records | set(lists) | set(others) <= set(site)


def test_every_link_leads_somewhere(register: Register, seen: dict[str, Seen]) -> None:
    makers = (list_downloads, open_data, calendar, meeting_entries, feed, topic_feeds)
    files = MADE_ELSEWHERE | {output.path for make in makers for output in make(register)}
    files |= {report.pdf for report in register.cabinet_reports} | {one.pdf for one in register.decisions}
    assert sum(len(page.links) for page in seen.values()) > 500
    assert sorted(set(broken_links(seen, files))) == []


def test_the_link_checker_sees_a_page_a_place_and_a_file_that_are_not_there() -> None:
    page = Seen(
        '<h2 id="here"></h2><a href="../b/">b</a><a href="#here">h</a><a href="#gone">g</a><a href="f.pdf">f</a>'
    )
    site = {"a/": page, "": Seen("")}
    assert sorted(broken_links(site, {"a/f.pdf"})) == ["a/: #gone", "a/: ../b/"]
    assert sorted(broken_links(site)) == ["a/: #gone", "a/: ../b/", "a/: f.pdf"]


def test_each_page_can_be_told_from_the_others_by_its_title(site: dict[str, Page]) -> None:
    titles = Counter(page.title for page in site.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert all(page.description for page in site.values())


def test_each_page_has_one_first_heading_and_skips_no_level(seen: dict[str, Seen]) -> None:
    for path, page in seen.items():
        levels = [level for level, _ in page.headings]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(below <= above + 1 for above, below in pairwise(levels)), path


def test_no_address_within_a_page_is_given_twice_and_every_element_is_closed(seen: dict[str, Seen]) -> None:
    for path, page in seen.items():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], path
        assert page.unclosed == [], path


def test_every_page_but_the_home_page_and_the_lost_one_says_where_it_stands(site: dict[str, Page]) -> None:
    without = {path for path, page in site.items() if 'class="gt-breadcrumbs"' not in page.body}
    assert without == {"", "404.html"}


def test_no_link_is_empty_or_says_only_here(seen: dict[str, Seen]) -> None:
    said = {text.lower() for page in seen.values() for _, text in page.links}
    assert not said & {"", "here", "click here", "more", "read more", "link"}


def test_every_table_has_a_caption_and_its_headings_a_scope(site: dict[str, Page]) -> None:
    for path, page in site.items():
        if not path.startswith("guide/"):  # tables in Markdown have no caption; a heading stands above each
            assert page.body.count("<table") == page.body.count("<caption"), path
        assert page.body.count("<th ") == page.body.count("scope="), path
        assert "<th>" not in page.body, path
