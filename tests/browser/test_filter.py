"""Filters that combine, in Chromium: any filters on the list of actions, told in words, kept in the address, by keyboard."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from council import TODAY
from playwright.sync_api import Page, expect
from shapes import shape_council

from build import main
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

Visiting = Callable[..., Visit]
ROW = """
  - number: {number}
    answers: 2031-libraries 1
    group: access
    response_summary: |
      Row {number}.
    lead: {lead}
    timeline: {timeline}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a council with 129 actions, so that the list has three pages."""
    council = shape_council("next-quarter", tmp_path_factory.mktemp("filters") / "council")
    plan = council.root / "data/action-plans/2031-libraries.yml"
    rows = (
        ROW.format(
            number=number,
            lead=("Cabinet", "Senior Team", "Head of Libraries")[number % 3],
            timeline=("March 2032", "October 2031")[number % 2],
        )
        for number in range(7, 127)
    )
    plan.write_text(plan.read_text("utf-8").rstrip() + "\n" + "".join(rows), "utf-8")
    door = ["--root", str(council.root), "--today", TODAY.isoformat()]
    assert main([*door, "build", "--no-search", "--site", str(council.root / "site")]) == 0
    return council.root / "site"


@pytest.fixture
def site(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder)


@pytest.fixture(scope="module")
def actions(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / "data/v1/actions.json").read_text("utf-8"))["actions"]
    return rows


def shown(page: Page) -> list[str]:
    """Return the addresses of the actions that are on the page."""
    links = page.locator("[data-gt-results] tbody th[scope=row] a").all()
    return [re.sub(r".*/(action-plans/.*)", r"\1", link.evaluate("a => a.href")) for link in links]


def test_any_filters_combine_and_find_what_the_data_say(
    visit: Visiting, site: str, actions: list[dict[str, Any]], axe: Callable[..., list[str]]
) -> None:
    seen = visit(f"{site}/actions/?lead=senior-team&year=2031")
    page = seen.page
    wanted = [
        row["url"]
        for row in actions
        if "senior-team" in row["lead"]["posts"] and (row["due"]["to"] or "").startswith("2031")
    ]
    expect(page.get_by_role("status")).to_have_text(
        f"{len(wanted)} of 129 actions. Year of the date: 2031; Lead: Senior Team."
    )
    assert shown(page) == wanted
    expect(page.get_by_role("combobox", name="Lead")).to_have_value("senior-team")
    assert axe(page) == []
    expect(page.get_by_role("button", name="more")).to_be_hidden()
    page.locator("[data-gt-results] tbody th[scope=row] a").last.click()
    expect(page).to_have_url(f"{site}/{wanted[-1]}")
    assert (seen.troubles, seen.foreign) == ([], [])


@pytest.mark.parametrize("width", [320, 1280])
def test_filters_are_chosen_by_keyboard_and_stay_in_the_address(
    visit: Visiting, site: str, width: int, too_wide: Callable[[Page], list[str]]
) -> None:
    page = visit(f"{site}/actions/", width=width).page
    page.get_by_text("Combine filters").focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Status", exact=True).focus()
    page.keyboard.type("Overdue")
    page.get_by_role("combobox", name="Monitored by").focus()
    page.keyboard.type("Scrutiny")
    page.get_by_role("button", name="Show", exact=True).focus()
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_have_text("1 of 129 actions. Status: Overdue; Monitored by: Scrutiny Committee.")
    expect(page).to_have_url(f"{site}/actions/?progress=date-passed&committee=scrutiny-committee")
    expect(page.get_by_role("button", name="Show", exact=True)).to_be_focused()
    assert too_wide(page) == []
    page.get_by_role("link", name="Clear all filters").click()
    expect(page).to_have_url(f"{site}/actions/")
    expect(page.locator("[data-gt-rows]")).to_be_visible()
    page.go_back()
    expect(status).to_contain_text("1 of 129 actions.")
    expect(page.get_by_role("combobox", name="Status", exact=True)).to_have_value("date-passed")


def test_a_long_result_comes_in_steps_and_from_other_pages_of_the_list(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/actions/?committee=audit-committee").page
    expect(page.get_by_role("status")).to_contain_text("126 of 129 actions.")
    assert len(shown(page)) == 50
    page.get_by_role("button", name="Show 50 more").click()
    page.get_by_role("button", name="Show 26 more").click()
    expect(page.locator("[data-gt-results] tbody th[scope=row]")).to_have_count(126)
    assert shown(page) == [f"action-plans/2031-libraries/actions/{number}/" for number in range(1, 127)]
    assert page.evaluate("document.activeElement.textContent").startswith("Action 101")


def test_only_what_holds_something_with_the_other_choices_is_offered(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/actions/?committee=scrutiny-committee").page
    offered = page.get_by_role("combobox", name="Status", exact=True).locator("option")
    expect(offered).to_have_text(["Any", "Overdue (1)", "On track (1)", "Not recorded (1)"])
    page.get_by_role("combobox", name="Monitored by").select_option("")
    expect(offered).to_contain_text(["Any", "Complete (1)"])


def test_a_filter_that_nothing_fits_says_so(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/actions/?progress=finished&committee=scrutiny-committee").page
    expect(page.get_by_role("status")).to_have_text(
        "No actions. Status: Complete; Monitored by: Scrutiny Committee. Choose fewer filters."
    )
    assert shown(page) == []
    expect(page.get_by_role("button", name="more")).to_be_hidden()


def test_a_narrower_list_begins_with_its_own_filters_and_leads_to_the_list(
    visit: Visiting, site: str
) -> None:
    page = visit(f"{site}/actions/committee/scrutiny-committee/date-passed/").page
    page.get_by_text("Combine filters").click()
    expect(page.get_by_role("combobox", name="Monitored by")).to_have_value("scrutiny-committee")
    expect(page.get_by_role("combobox", name="Status", exact=True)).to_have_value("date-passed")
    page.get_by_role("combobox", name="Monitored by").select_option("audit-committee")
    page.get_by_role("combobox", name="Lead").select_option("cabinet")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(f"{site}/actions/?progress=date-passed&committee=audit-committee&lead=cabinet")
    expect(page.get_by_role("status")).to_contain_text("20 of 129 actions.")


def test_rows_are_found_by_their_words_too(visit: Visiting, site: str, actions: list[dict[str, Any]]) -> None:
    page = visit(f"{site}/actions/").page
    page.get_by_text("Combine filters").click()
    page.get_by_role("searchbox", name="Words").fill("EVENING (March")
    page.get_by_role("combobox", name="Lead").select_option("head-of-libraries")
    page.get_by_role("button", name="Show", exact=True).click()
    wanted = [
        row["url"]
        for row in actions
        if "evening" in row["summary"]
        and "March" in (row["due"]["as_printed"] or "")
        and "head-of-libraries" in row["lead"]["posts"]
    ]
    assert 0 < len(wanted) < 50
    expect(page.get_by_role("status")).to_have_text(
        f"{len(wanted)} of 129 actions. Words: “EVENING (March”; Lead: Head of Libraries."
    )
    assert shown(page) == wanted
    page.goto(f"{site}/actions/?words=enin")
    expect(page.get_by_role("status")).to_contain_text("No actions.")  # words are found by how they begin


def test_the_rows_that_are_found_can_be_downloaded(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/actions/?committee=audit-committee&lead=cabinet").page
    expect(page.get_by_role("status")).to_contain_text("of 129 actions.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this list (CSV)").click()
    assert download.value.suggested_filename == "actions.csv"
    with download.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["lead_as_printed"] for row in rows} == {"Cabinet"}
    found = page.get_by_role("status").inner_text().split()[0]
    assert len(rows) == int(found)


def test_each_list_can_be_downloaded_as_it_is(folder: Path) -> None:
    for path in (
        "actions/",
        "actions/committee/audit-committee/date-passed/",
        "people/cabinet/",
        "recommendations/",
    ):
        html = (folder / path / "index.html").read_text("utf-8")
        name = "recommendations.csv" if path.startswith("rec") else "actions.csv"
        assert f'{path}{name}" download>Download this list (CSV)</a>' in html
        with (folder / path / name).open(encoding="utf-8", newline="") as file:
            rows = [row["url"] for row in csv.DictReader(file)]
        first = re.findall(r'<th role="rowheader" scope="row"><a class="gt-nowrap" href="[./]*([^"]+)"', html)
        assert first
        assert rows[: len(first)] == first


def test_recommendations_combine_too(visit: Visiting, site: str) -> None:
    page = visit(f"{site}/recommendations/?priority=high&show=unanswered").page
    expect(page.get_by_role("status")).to_contain_text(
        "2 of 10 recommendations. Show: Without an answer; Priority"
    )
    assert page.locator("[data-gt-results] .gt-table__group").all_inner_texts() == [
        "Transport peer challenge 2031"
    ]


def test_a_file_that_does_not_come_leaves_the_list_as_it_was(visit: Visiting, site: str) -> None:
    seen = visit(f"{site}/actions/")
    seen.page.route("**/filter.json*", lambda route: route.abort())
    seen.page.get_by_text("Combine filters").click()
    expect(seen.page.get_by_role("status")).to_have_text(
        "The filters could not be loaded. The lists above lead to every row."
    )
    expect(seen.page.locator("[data-gt-rows]")).to_be_visible()


def test_without_script_the_list_and_its_parts_are_all_there_and_nothing_is_offered_that_does_not_work(
    visit: Visiting, site: str
) -> None:
    page = visit(f"{site}/actions/?progress=date-passed", script=False).page
    expect(page.get_by_text("Combine filters")).to_be_hidden()
    page.get_by_role("link", name="Overdue").first.click()
    page.get_by_role("link", name="Scrutiny Committee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Overdue actions, monitored by Scrutiny Committee"
    )


def test_the_filters_load_only_when_they_are_asked_for(visit: Visiting, site: str) -> None:
    page = visit("about:blank").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/actions/", wait_until="networkidle")
    assert not any("filter.json" in address for address in asked)
