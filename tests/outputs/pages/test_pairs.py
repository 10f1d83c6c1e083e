"""Lists that two things narrow, such as what is overdue of one committee: each holds what a filter over the data finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from council import PLAN, TODAY, Council
from parsed_page import Seen, broken_links
from shapes import shape_council

from goldenthread.common.inflection import slug
from goldenthread.common.output import Page
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.register import Register

pytestmark = pytest.mark.slow

Rows = list[dict[str, Any]]
STANDINGS = ("date-passed", "due-soon", "date-to-come", "not-recorded", "ongoing", "no-date", "finished")
ACTION, ASKED = (
    re.compile(r"action-plans/[^/]+/actions/[^/]+/$"),
    re.compile(r"reviews/[^/]+/recommendations/[^/]+/$"),
)
LIBRARIES = "data/action-plans/2031-libraries.yml"


def draw(register: Register, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(register, environment(root / "templates"))}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return shape_council("next-quarter", tmp_path_factory.mktemp("made") / "council").register()


@pytest.fixture(scope="module")
def site(register: Register, root: Path) -> dict[str, Page]:
    return draw(register, root)


@pytest.fixture(scope="module")
def data(register: Register) -> dict[str, Rows]:
    made = {file.path.rpartition("/")[2]: file.content for file in open_data(register)}
    names = ("actions", "recommendations", "action-plans")
    return {name: json.loads(made[f"{name}.json"])[name.replace("-", "_")] for name in names}


def listed(page: Page, kind: re.Pattern[str] = ACTION) -> list[str]:
    """Return the addresses of the rows of a list, in their order."""
    ways = [way.lstrip("./") for way, _ in Seen(page.body.partition("<table")[2]).links]
    return [way for way in dict.fromkeys(ways) if kind.match(way)]


def standing(row: dict[str, Any]) -> str:
    """Return the part of the list that an action belongs to, from the data alone."""
    due, ends = row["due"], row["due"]["to"] and date.fromisoformat(row["due"]["to"])
    if row["status"] == "complete":
        return "finished"
    if ends and ends < TODAY:
        return "date-passed"
    if ends:
        later = "date-to-come" if row["status"] else "not-recorded"
        return "due-soon" if ends <= TODAY + timedelta(days=28) else later
    return "ongoing" if due["kind"] in ("ongoing", "recurring", "open") else "no-date"


def wholes(data: dict[str, Rows]) -> Iterator[tuple[str, Rows]]:
    """Yield each list that is divided by progress, with its rows in the data."""
    plans = {plan["id"]: plan for plan in data["action-plans"]}
    rows = data["actions"]
    for body in {body for plan in plans.values() for body in plan["monitored_by"]}:
        yield f"actions/committee/{body}/", [r for r in rows if body in plans[r["plan"]]["monitored_by"]]
    for review in {answer["review"] for row in rows for answer in row["answers"]}:
        yield f"actions/review/{review}/", [r for r in rows if review in [a["review"] for a in r["answers"]]]
    for post in {post for row in rows for post in row["lead"]["posts"]}:
        yield f"people/{post}/", [r for r in rows if post in r["lead"]["posts"]]
    for plan, theme in {(row["plan"], row["theme"]) for row in rows}:
        group = next(g["id"] for g in plans[plan]["groups"] if g["name"] == theme)
        yield (
            f"action-plans/{plan}/themes/{group}/",
            [r for r in rows if (r["plan"], r["theme"]) == (plan, theme)],
        )


def test_every_pair_of_a_list_and_a_status_holds_what_the_data_say(
    site: dict[str, Page], data: dict[str, Rows]
) -> None:
    checked = 0
    for path, rows in wholes(data):
        for name in STANDINGS:
            wanted = {row["url"] for row in rows if standing(row) == name}
            page = site.get(f"{path}{name}/")
            assert (set(listed(page)) if page else set()) == wanted, f"{path}{name}/"
            checked += bool(wanted)
    drawn = [path for path in site if path.split("/")[-2:-1][0:1] and path.split("/")[-2] in STANDINGS]
    assert checked == sum(
        bool(listed(site[path]))
        for path in drawn
        if "/status/" not in path and (path.count("/") > 2 or "people" in path)
    )
    assert checked > 20


def test_every_pair_of_a_review_and_a_priority_or_an_answer_holds_what_the_data_say(
    site: dict[str, Page], data: dict[str, Rows]
) -> None:
    rows = data["recommendations"]
    for review in {row["review"] for row in rows}:
        its, path = [row for row in rows if row["review"] == review], f"recommendations/review/{review}/"
        assert listed(site[path], ASKED) == [row["url"] for row in its]
        for level in {row["priority"] for row in its} - {None}:
            wanted = [row["url"] for row in its if row["priority"] == level]
            assert listed(site[f"{path}priority/{slug(level)}/"], ASKED) == wanted
        blank = [row["url"] for row in its if not row["answered_by"]]
        assert listed(site[f"{path}unanswered/"], ASKED) == blank


def test_a_list_leads_to_its_parts_with_their_numbers_and_each_part_leads_back(site: dict[str, Page]) -> None:
    whole = Seen(site["actions/committee/audit-committee/"].body)
    narrow = "actions/committee/audit-committee/date-passed/"
    assert (f"../../../{narrow}", "Overdue 2") in whole.links
    page = Seen(site[narrow].body)
    assert page.headings[0] == (1, "Overdue actions, monitored by Audit Committee")
    assert [words for _, words in page.links[:3]] == [
        "Home",
        "Actions",
        "Actions monitored by Audit Committee",
    ]
    assert "Show all: Actions monitored by Audit Committee 6 Overdue actions 3 Actions 9" in page.text
    passed = Seen(site["actions/date-passed/"].body)
    assert (f"../../{narrow}", "Audit Committee 2") in passed.links
    assert ("../../people/head-of-libraries/date-passed/", "Head of Libraries 2") in passed.links
    high = Seen(site["recommendations/priority/high/"].body)
    assert (
        "../../../recommendations/review/2031-transport/priority/high/",
        "Transport peer challenge 2031 2",
    ) in high.links
    review = Seen(site["reviews/2031-libraries/"].body)
    assert ("../../recommendations/review/2031-libraries/priority/high/", "High 2") in review.links


def test_every_link_of_a_list_leads_somewhere_and_no_title_is_given_twice(site: dict[str, Page]) -> None:
    seen = {path: Seen(page.body) for path, page in site.items()}
    lists = {
        path: page
        for path, page in seen.items()
        if path.startswith(("actions/", "recommendations/", "people/"))
    }
    files = {
        way.lstrip("./")
        for page in seen.values()
        for way, _ in page.links
        if way.endswith((".ics", ".xml", ".csv"))
    }
    assert [link for link in broken_links(seen, files) if link.partition(": ")[0] in lists] == []
    titles = [page.title for page in site.values()]
    assert sorted(titles) == sorted(set(titles))


def test_a_pair_that_becomes_empty_keeps_its_page_and_no_chip_leads_there(tmp_path: Path, root: Path) -> None:
    council = shape_council("next-quarter", tmp_path / "council")
    before = draw(council.register(), root)
    path = "people/head-of-libraries/date-passed/"
    assert len(listed(before[path])) == 2
    done = "\n    updates:\n\n      - date: 2032-01-05\n        status: complete\n        note: |\n          Done.\n        evidence: Report\n"
    council.change(LIBRARIES, "    timeline: October 2031\n", f"    timeline: October 2031{done}")
    council.change(
        LIBRARIES,
        "      - date: 2031-12-01\n        status: in progress\n",
        "      - date: 2031-12-01\n        status: complete\n",
    )
    after = draw(council.register(), root)
    assert set(before) <= set(after)
    assert listed(after[path]) == []
    assert "There are none as at 10 January 2032." in Seen(after[path].body).text
    assert all(path not in way for way, _ in Seen(after["people/head-of-libraries/"].body).links)


def test_no_address_of_a_list_is_lost_when_time_goes_on(tmp_path: Path, root: Path) -> None:
    council = shape_council("next-quarter", tmp_path / "council")
    before: set[str] = set()
    for day in (TODAY, date(2032, 3, 1), date(2032, 6, 20), date(2032, 8, 1)):
        now = {path for path in draw(council.register(day), root) if path.startswith(("actions/", "people/"))}
        assert before <= now
        before = now


def test_the_number_of_lists_grows_with_the_records_and_not_with_their_pairs(site: dict[str, Page]) -> None:
    lists = [path for path in site if path.split("/")[-2:-1] and path.split("/")[-2] in STANDINGS]
    values = (
        2 + 2 + 3 + 4 + 1
    )  # committees, reviews that are answered, leads, headings of plans, and all actions
    assert len(lists) <= len(STANDINGS) * values


def test_a_row_is_the_same_in_every_list_but_for_the_depth_of_its_links(tmp_path: Path, root: Path) -> None:
    site = draw(Council(tmp_path / "ambleford").register(), root)
    rows = set()
    for path in ("actions/", "actions/committee/audit-committee/", "people/cabinet/"):
        body = site[path].body
        row = body[body.index('<tr role="row"><th role="rowheader" scope="row"><a class="gt-nowrap"') :]
        while "actions/2/" not in row.partition("</tr>")[0]:
            row = row.partition("</tr>\n")[2]
        depth = "../" * path.count("/")
        assert f'href="{depth}action-plans/2031-finance/actions/2/"' in row
        rows.add(row.partition("</tr>")[0].replace(depth, "").strip())
    assert len(rows) == 1


def test_recommendations_whose_response_is_blank_are_without_an_answer(tmp_path: Path, root: Path) -> None:
    """The list of unanswered recommendations was empty although two responses were blank."""
    council = Council(tmp_path / "ambleford")
    assert "answers: 2031-finance 3\n    group: reporting\n    response: not recorded" in (
        council.root / PLAN
    ).read_text("utf-8")
    site = draw(council.register(), root)
    for path in ("recommendations/unanswered/", "recommendations/review/2031-finance/unanswered/"):
        page = site[path]
        assert listed(page, ASKED) == ["reviews/2031-finance/recommendations/3/"]
        assert "none names them, or the plan leaves the response blank" in Seen(page.body).text
        assert "Response not recorded" in Seen(page.body).text
