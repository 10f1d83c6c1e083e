"""Councils whose papers number as they do: an audit tracker, nine pledges of thirty, and an inquiry with lettered parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from council import Council
from parsed_page import Seen
from shapes import shape_council

from goldenthread.common.output import Page
from goldenthread.exporting.rows import sheet
from goldenthread.importing.columns import ACTION_PLAN
from goldenthread.markdown.footnotes import Sheet
from goldenthread.model import OWN_COMMITMENT
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

SHAPES = ("printed-ids", "commitments", "lettered-parts")
AUDIT, TRACKER = "reviews/2030-audit/", "action-plans/2030-audit-tracker/"
PLEDGES = "action-plans/2030-pledges/"
INQUIRY, HARBOUR = "reviews/2031-inquiry/", "action-plans/2031-harbour/"


@pytest.fixture(scope="module", params=SHAPES)
def shape(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Council:
    return made(request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Callable[[str], str]:
    env = environment(root / "templates")
    sites: dict[str, Page] = {}
    for name in SHAPES:
        sites |= {page.path: page for page in pages(made(name, tmp_path_factory).register(), env)}
    return lambda path: Seen(sites[path].body).text


def made(name: str, folders: pytest.TempPathFactory) -> Council:
    return shape_council(name, folders.mktemp(name) / "council")


def rows(council: Council, name: str) -> list[dict[str, object]]:
    (held,) = (file.content for file in open_data(council.register()) if file.path.endswith(f"/{name}.json"))
    found: list[dict[str, object]] = json.loads(held)[name.replace("-", "_")]
    return found


def test_each_shape_builds_with_nothing_to_add(shape: Council) -> None:
    assert shape.said() == []


def test_a_number_is_the_name_in_headings_lists_and_addresses(text: Callable[[str], str]) -> None:
    assert "Recommendation 30 P&R 04" in text(f"{AUDIT}recommendations/30-p-and-r-04/")
    action = text(f"{TRACKER}actions/sr-30-31-01/")
    assert "Action SR (30/31) 01" in action
    assert "Recommendation SR (30/31) 01, Internal audit of procurement 2030/31" in action
    assert "Action 30 P&R 02" in action  # that it refers to
    assert "Progress is recorded under Action 30 P&R 04" in text(f"{TRACKER}actions/30-p-and-r-10/")
    assert "Recommendation 21.4a" in text(AUDIT)


def test_a_list_by_number_is_in_the_order_in_which_people_count(text: Callable[[str], str]) -> None:
    listed = text(f"{TRACKER}order/number/")
    places = [
        listed.index(f"Action {number}")
        for number in ("30 P&R 02", "30 P&R 04", "30 P&R 10", "SR (30/31) 01")
    ]
    assert places == sorted(places)


def test_a_correction_is_shown_with_the_number_that_it_is_about(text: Callable[[str], str]) -> None:
    assert "number 30 P&R 04" in text(TRACKER)
    assert "The timeline said March 2031." in text(f"{TRACKER}actions/30-p-and-r-04/")


def test_nine_of_thirty_are_held_and_the_page_says_why(text: Callable[[str], str]) -> None:
    plan = text(PLEDGES)
    assert (
        "9 of 30 actions are held here. Only the nine pledges on buildings and travel are held here." in plan
    )
    assert "10 of 12" not in text(INQUIRY)
    assert "2 of 12 recommendations are held here. Recommendations 1 to 10 are for other bodies." in text(
        INQUIRY
    )


def test_a_commitment_of_the_councils_own_is_called_so(text: Callable[[str], str]) -> None:
    action = text(f"{PLEDGES}actions/22/")
    assert f"{OWN_COMMITMENT}: the plan names no recommendation." in action
    assert "Plant 200 trees along school routes." in action
    assert "Did the council agree?" not in action
    assert "No review: these are the council’s own commitments" in text(PLEDGES)
    assert "actions in the whole plan 30 the council’s own commitments 9" in text(PLEDGES)
    assert "Action 22" in text("actions/own-commitments/")


def test_the_data_and_the_export_say_so_too(tmp_path: Path) -> None:
    council = shape_council("commitments", tmp_path / "council")
    assert {(row["number"], row["own_commitment"]) for row in rows(council, "actions")} >= {("22", True)}
    assert [(row["printed_count"], row["responds_to"]) for row in rows(council, "action-plans")] == [(30, [])]
    content = council.content()
    table = sheet("action-plan", content.action_plans["2030-pledges"], content)
    assert {
        row[ACTION_PLAN.index(next(c for c in ACTION_PLAN if c.field == "answers"))] for row in table.rows
    } == {OWN_COMMITMENT}


def test_each_part_has_its_own_answer_and_grade(text: Callable[[str], str]) -> None:
    page = text(f"{INQUIRY}recommendations/12/")
    assert "Parts (a), (b) and (c): Partly met" in page
    assert "Part (d): Not met" in page
    assert "(b) Publish what each inspection finds. Action 2, Harbour plan 2031 On track In progress" in page
    assert (
        "(d) Rehearse a rescue with the lifeboat crew. No action plan on this site answers this part." in page
    )
    assert "Action 2, Harbour plan 2031, on parts (a) and (b)" in page
    assert "Recommendation 12(a), Harbour inquiry 2031" in text(f"{HARBOUR}actions/2/")


def test_a_recommendation_with_an_unanswered_part_is_not_counted_as_answered(
    text: Callable[[str], str], tmp_path: Path
) -> None:
    assert "Recommendation 12" in text("recommendations/unanswered/")
    assert "Recommendation 11" not in text("recommendations/unanswered/")
    (_, whole) = rows(shape_council("lettered-parts", tmp_path / "council"), "recommendations")
    parts = whole["sub_recommendations"]
    assert isinstance(parts, list)
    assert [(part["number"], [a["action"] for a in part["answered_by"]]) for part in parts] == [
        ("a", ["2"]),
        ("b", ["2"]),
        ("c", ["3"]),
        ("d", []),
    ]


@pytest.mark.parametrize(
    ("shape", "part", "words"),
    [
        ("commitments", "action_blocks", "9 of 30 actions are held here, in 2 groups."),
        ("commitments", "action_blocks", f"Origin {OWN_COMMITMENT}"),
        ("printed-ids", "action_blocks", "30 P&R 04 Name an owner for each contract."),
        ("printed-ids", "review_report", "SR (30/31) 01 Publish the reasons for waivers each year."),
        (
            "lettered-parts",
            "review_report",
            "12. Make the harbour wall safe. (a) Inspect the wall each year.",
        ),
    ],
)
def test_a_paper_prints_them_too(shape: str, part: str, words: str, tmp_path: Path, root: Path) -> None:
    register = shape_council(shape, tmp_path / "council").register()
    needs = {"level": 3, "prefix": "", "root": None, "sheet": Sheet("", in_print=True), "progress_on": None}
    held = {"plan": register.action_plans[0], "review": next(iter(register.reviews), None)}
    template = environment(root / "templates").get_template(f"parts/{part}.html")
    assert words in Seen(template.render(register=register, **needs, **held)).text
