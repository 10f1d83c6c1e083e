"""A record’s page answers a reader’s questions in their order, and says nothing where it has nothing to say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council import REVIEW, Council
from parsed_page import Seen
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow


def drawn(register: Register) -> dict[str, str]:
    return {page.path: page.body for page in pages(register, environment(TEMPLATES))}


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Draw a council whose dates have all passed."""
    council = shape_council("next-quarter", tmp_path_factory.mktemp("late") / "council")
    return drawn(council.register(date(2034, 1, 10)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return drawn(Council(tmp_path_factory.mktemp("order") / "council", whole=True).register())


def sections(body: str) -> list[str]:
    return re.findall(r'<h2 id="([^"]+)"', body)


def in_order(body: str, *names: str) -> bool:
    return [name for name in sections(body) if name in names] == list(names)


def test_the_home_page_names_the_oldest_overdue_actions_and_leads_to_all(late: dict[str, str]) -> None:
    block = late[""].partition('<h2 id="due"')[2].partition("</section>")[0]
    oldest = re.findall(r'<a href="(action-plans/[^"]+)"', block)
    all_of_them = re.findall(
        r'<th role="rowheader" scope="row"><a class="gt-nowrap" href="../../(action-plans/[^"]+)"',
        late["actions/date-passed/"],
    )
    (seen,) = [words for link, words in Seen(block).links if words.startswith("See all ")]
    assert int(seen.split()[2]) == len(all_of_them)
    table = late["deadlines/"].partition('<h2 id="passed"')[2]
    assert oldest == re.findall(r'href="../(action-plans/[^"]+/actions/[^"]+)"', table)[: len(oldest)]


def test_the_home_page_leaves_out_what_is_not_due(site: dict[str, str]) -> None:
    assert 'id="due"' not in site[""], "no action of this council has a date"
    assert 'class="gt-home__whole" aria-labelledby="next"' in site[""]


def test_a_recommendation_says_what_was_done_before_where_it_is_printed(site: dict[str, str]) -> None:
    body = site["reviews/2031-finance/recommendations/1/"]
    assert in_order(body, "answer", "about")
    assert body.index("gt-tag") < body.index('id="answer"'), "its status is under its title"


def test_a_review_says_what_came_of_it_before_how_it_was_done(site: dict[str, str]) -> None:
    assert in_order(
        site["reviews/2031-finance/"],
        "recommendations",
        "answer",
        "deadlines",
        "findings",
        "how",
        "documents",
    )


def test_a_section_that_would_say_nothing_is_left_out(site: dict[str, str]) -> None:
    for path in (
        "reviews/2031-finance/",
        "reviews/2031-finance/recommendations/1/",
        "action-plans/2031-finance/",
        "plans/2031-service/",
        "cabinet-reports/2031-10-04-finance/",
    ):
        assert {"next", "about-next"}.isdisjoint(sections(site[path])), path


def test_one_bead_is_no_thread(site: dict[str, str], tmp_path: Path) -> None:
    register = Council(tmp_path / "council").register()
    alone = tuple(replace(plan, thread=plan.thread[:1]) for plan in register.plans)
    assert "gt-thread" in site["action-plans/2031-finance/"]
    assert "gt-thread" not in drawn(replace(register, plans=alone))["plans/2031-service/"]


def test_findings_from_one_place_name_it_once(tmp_path: Path) -> None:
    council = Council(tmp_path / "council")
    text = (council.root / REVIEW).read_text("utf-8")
    finding = re.search(r"(?m)^findings:\n(.*?)(?=^\S)", text, re.DOTALL)
    assert finding
    again = re.sub(r"- id: \S+", "- id: another-one", finding[1])
    (council.root / REVIEW).write_text(
        text.replace(finding[1], finding[1].rstrip() + "\n\n" + again), "utf-8"
    )
    part = (
        drawn(council.register())["reviews/2031-finance/"]
        .partition('<h2 id="findings"')[2]
        .partition("<h2")[0]
    )
    assert part.count('<p class="gt-source">') == 1
    assert "All of these: " in part
