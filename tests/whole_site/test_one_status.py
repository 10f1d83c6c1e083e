"""The gate of issue 16: each action has one status, the same on its page, in every list, in search, in the data and in the chart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from council import Council
from parsed_page import Seen
from shapes import shape_council

from goldenthread.common.output import Page
from goldenthread.model.standing import OFF_LISTS, STANDINGS
from goldenthread.outputs.charts import all_actions
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read import read
from goldenthread.register import Register, build

pytestmark = pytest.mark.slow

LABELS = {standing.label for standing in (*STANDINGS, *OFF_LISTS)}
TODAY = {"dorset": date(2026, 11, 27)}


@pytest.fixture(scope="module", params=["dorset", "ambleford", "next-quarter", "audit-tracker"])
def register(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Register:
    if request.param == "dorset":
        content, problems = read(root)
        assert content is not None, problems
        return build(content, TODAY["dorset"])
    made = tmp_path_factory.mktemp("made") / "council"
    return (Council(made) if request.param == "ambleford" else shape_council(request.param, made)).register()


@pytest.fixture(scope="module")
def site(register: Register, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(register, environment(root / "templates"))}


@pytest.fixture(scope="module")
def data(register: Register) -> dict[str, str]:
    """Return the status of each action in the open data, by the address of its page."""
    made = {file.path: file.content for file in open_data(register)}
    return {row["url"]: row["standing"] for row in json.loads(made["data/v1/actions.json"])["actions"]}


def badges(body: str) -> Iterator[str]:
    """Yield the statuses that the badges of a page, or of a part of it, show."""
    for piece in body.split('<span class="gt-tag gt-tag--')[1:]:
        label = piece.partition(">")[2].partition("<")[0]
        if label in LABELS:
            yield label


def rows(page: Page) -> Iterator[tuple[str, str]]:
    """Yield each action in the tables of a page, with its status there."""
    for row in page.body.split("<tr role=")[1:]:
        address = next((way.lstrip("./") for way, _ in Seen(row).links if "/actions/" in way), "")
        labels = list(badges(row.partition("</tr>")[0]))
        if address and len(labels) == 1:
            yield address, labels[0]


def test_each_action_has_one_status_on_its_page_in_search_and_in_the_data(
    site: dict[str, Page], data: dict[str, str]
) -> None:
    assert data
    for address, status in data.items():
        page = site[address]
        assert {label.lower() for label in badges(page.body.partition("gt-thread")[0])} == {status}, address
        assert page.search is None or page.search["status"].lower() == status, address


def test_every_list_gives_each_action_the_status_of_its_page(
    site: dict[str, Page], data: dict[str, str]
) -> None:
    now = [page for path, page in site.items() if "/as-at/" not in path and not path.startswith("cabinet-")]
    seen = [(page.path, *row) for page in now for row in rows(page) if row[0] in data]
    assert {address for _, address, _ in seen} == set(data)
    assert [entry for entry in seen if entry[2].lower() != data[entry[1]]] == []


def test_the_chart_and_the_lists_count_what_the_data_say(
    register: Register, site: dict[str, Page], data: dict[str, str]
) -> None:
    gone = {standing.noun for standing in OFF_LISTS}
    counted = Counter(status for status in data.values() if status not in gone)
    picture = all_actions(register)
    assert picture or len(counted) < 2
    if picture:
        assert {part.label: part.count for part in picture.rows[0].parts} == counted
    for standing in STANDINGS:
        listed = site[f"actions/{standing.id}/"].body
        assert len({way for way, _ in rows(Page("", "", "", listed))}) == min(counted[standing.noun], 50)


def test_the_recommendation_shows_the_status_of_each_action_that_answers_it(
    register: Register, site: dict[str, Page], data: dict[str, str]
) -> None:
    for item in register.recommendations:
        page = site[item.url]
        wanted = {data[answer.url] for answer in item.answered_by}
        assert {label.lower() for label in badges(page.body)} == wanted, item.url
        if wanted and page.search:
            assert set(page.search["status"].lower().split("; ")) == wanted, item.url
