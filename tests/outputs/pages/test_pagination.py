"""Long lists come in pages of one size, and every row can be reached by links."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from council import PLAN, Council
from parsed_page import Seen

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pages.action_lists import action_list_pages
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.outputs.pages.pagination import SIZE, head_of, leaves
from goldenthread.outputs.pages.recommendation_lists import recommendation_list_pages
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

ROW = """
  - number: {number}
    answers: 2031-finance 1
    group: leadership
    response_summary: |
      Row {number}.
    lead: {lead}
    timeline: {timeline}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Page]:
    """Draw Ambleford with a plan of 130 actions."""
    council = Council(tmp_path_factory.mktemp("long") / "c")
    rows = [
        ROW.format(
            number=n, lead=("Cabinet", "Senior Team (ST)")[n % 2], timeline=("March 2032", "Ongoing")[n % 2]
        )
        for n in range(4, 131)
    ]
    plan = council.root / PLAN
    plan.write_text(plan.read_text("utf-8").rstrip() + "\n" + "".join(rows), "utf-8")
    return {page.path: page for page in pages(council.register(), environment(root / "templates"))}


def numbers(page: Page) -> list[int]:
    ways = [way for way, _ in Seen(page.body).links if "/2031-finance/actions/" in way]
    return [int(way.rstrip("/").rpartition("/")[2]) for way in ways]


def after(site: dict[str, Page], path: str) -> list[Page]:
    """Follow “Next” from a page to the last, as a reader without script does."""
    found = [site[path]]
    while True:
        ways = [way for way, said in Seen(found[-1].body).links if said == "Next"]
        if not ways:
            return found
        depth = found[-1].path.count("/")
        found.append(site[ways[0].removeprefix("../" * depth)])


@pytest.mark.parametrize("rows", [0, 1, 50, 51, 1000])
def test_every_row_is_on_one_page_and_no_page_is_too_long(rows: int) -> None:
    found = list(leaves("x/", range(rows)))
    assert [row for leaf in found for row in leaf.rows] == list(range(rows))
    assert max(len(leaf.rows) for leaf in found) <= SIZE
    assert found[0].path == "x/"
    assert len({leaf.path for leaf in found}) == len(found) == found[0].of


def test_the_ways_named_are_few_however_many_pages_there_are() -> None:
    found = list(leaves("x/", range(5000)))
    assert max(len(leaf.ways) for leaf in found) <= 9
    assert [number for number, _ in found[49].ways] == [1, 0, 48, 49, 50, 51, 52, 0, 100]
    assert (found[0].before, found[0].after, found[-1].after) == ("", "x/page/2/", "")


def test_a_later_page_says_which_it_is_and_only_the_first_is_found_by_search() -> None:
    head = Head("x/", "Actions", "All of them.", search={"kind": "List"})
    first, second = (head_of(head, leaf) for leaf in leaves("x/", range(60)))
    assert first == head
    assert (second.title, second.description, second.search) == (
        "Actions, page 2 of 2",
        "All of them. Page 2 of 2.",
        None,
    )


def test_every_action_is_reached_by_following_the_pages_of_the_list(site: dict[str, Page]) -> None:
    found = after(site, "actions/")
    assert [page.path for page in found] == ["actions/", "actions/page/2/", "actions/page/3/"]
    assert sorted({n for page in found for n in numbers(page)}) == list(range(1, 131))
    assert "51 to 100 of 130 actions" in Seen(found[1].body).text


def test_a_plan_is_read_in_every_order_without_script(site: dict[str, Page]) -> None:
    ways = [way for way, _ in Seen(site["action-plans/2031-finance/"].body).links if "/order/" in way]
    orders = [way.removeprefix("../../") for way in ways]
    assert [path.split("/")[3] for path in orders] == ["number", "date", "status", "lead"]
    for path in orders:
        rows = [n for page in after(site, path) for n in numbers(page)]
        assert sorted(rows) == list(range(1, 131)), path
    assert numbers(site[orders[0]]) == list(range(1, 51))
    assert numbers(site[orders[1]])[:3] == [1, 4, 6]  # November 2031, then March 2032
    # Cabinet comes first, and leads every second row.
    assert numbers(site[orders[3]]) == list(range(4, 103, 2))


def test_what_a_body_leads_comes_in_pages_too(site: dict[str, Page]) -> None:
    found = after(site, "people/cabinet/")
    assert len(found) == 2
    assert sum(len(numbers(page)) for page in found) == 64 + 1  # row 2 is led by Cabinet with another


def test_a_committee_has_a_list_of_what_it_follows_and_of_what_it_decided(site: dict[str, Page]) -> None:
    chips = dict(reversed([(said, way) for way, said in Seen(site["actions/"].body).links]))
    followed = chips["Audit Committee 130"].removeprefix("../")
    decided = chips["Cabinet 130"].removeprefix("../")
    assert (followed, decided) == ("actions/committee/audit-committee/", "actions/decided-by/cabinet/")
    for path in (followed, decided):
        assert len({n for page in after(site, path) for n in numbers(page)}) == 130
    follows = Seen(site["people/audit-committee/"].body)
    assert "../../actions/committee/audit-committee/" in [way for way, _ in follows.links]


def test_every_title_is_unique(site: dict[str, Page]) -> None:
    titles = [page.title for page in site.values()]
    assert sorted(titles) == sorted(set(titles))


def test_a_page_of_a_list_is_as_small_with_five_times_the_rows(root: Path, tmp_path: Path) -> None:
    sys.path.insert(0, str(root / "benchmarks"))
    from generate import generate  # type: ignore[import-not-found]

    sizes = []
    for count in (200, 1000):
        generate(count, tmp_path / str(count))
        register = Council(tmp_path / f"c{count}", tmp_path / str(count)).register()
        painter = Painter(register, environment(root / "templates"))
        sizes.append(
            [len(next(draw(painter)).body) for draw in (recommendation_list_pages, action_list_pages)]
        )
    assert all(abs(large / small - 1) < 0.1 for small, large in zip(*sizes, strict=True)), sizes
