"""The facts of the five real papers, as the finished site gives them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from goldenthread.common.problems import in_order
from goldenthread.publish import verify
from goldenthread.read import read
from goldenthread.rules import check

pytestmark = pytest.mark.slow


def data(site: Path, name: str) -> list[dict[str, Any]]:
    """Give the rows of an open-data file."""
    rows: list[dict[str, Any]] = json.loads((site / f"data/v1/{name}.json").read_text("utf-8"))[
        name.replace("-", "_")
    ]
    return rows


@pytest.fixture(scope="module")
def actions(real_site: Path) -> dict[int, dict[str, Any]]:
    return {int(row["number"]): row for row in data(real_site, "actions") if row["plan"] == "2021-finance"}


def test_the_plan_has_48_actions(actions: dict[int, dict[str, Any]]) -> None:
    assert sorted(actions) == list(range(1, 49))


def test_timelines_are_as_the_plan_prints_them(actions: dict[int, dict[str, Any]]) -> None:
    kinds = Counter(action["timeline"]["kind"] for action in actions.values())
    assert kinds == {"month": 19, "ongoing": 20, "complete": 2, "season": 1, "none": 5, "unclear": 1}
    printed = {n: action["timeline"]["as_printed"] for n, action in actions.items()}
    assert [n for n, text in printed.items() if text is None] == [13, 36, 38, 42, 43]
    assert {n: printed[n] for n in (1, 5, 20, 23, 24, 31, 33, 40, 46)} == {
        1: "October 2021",
        5: "January 2022",
        20: "December 2022",
        23: "Complete",
        24: "July 2021",
        31: "March 2022",
        33: "November 2021",
        40: "Autumn 2021",
        46: "Children's Services, Children's Accountancy Team",
    }
    assert actions[40]["timeline"] | {"as_printed": ""} == {
        "as_printed": "",
        "kind": "season",
        "from": "2021-09-01",
        "to": "2021-11-30",
    }


def test_blanks_of_the_plan_stay_blank(actions: dict[int, dict[str, Any]]) -> None:
    assert [n for n, action in actions.items() if action["lead"]["as_printed"] is None] == [13, 36, 38]
    assert [n for n, action in actions.items() if action["response"] is None] == [15, 38]


def test_eleven_rows_point_to_others(actions: dict[int, dict[str, Any]]) -> None:
    assert {
        n: [int(number) for number in action["see"]] for n, action in actions.items() if action["see"]
    } == {
        10: [6],
        13: [7],
        17: [8],
        21: [6],
        36: [35],
        39: [44],
        42: [41],
        43: [41],
        45: [44],
        46: [40],
        47: [40],
    }


def test_rows_39_to_48_answer_the_ten_recommendations_on_high_needs(
    actions: dict[int, dict[str, Any]],
) -> None:
    for number, action in actions.items():
        review, its = (
            ("2021-dsg-high-needs-review", number - 38)
            if number > 38
            else ("2021-finance-peer-challenge", number)
        )
        assert action["answers"] == [{"review": review, "number": str(its)}]


def test_groups_and_leads_are_the_plans(actions: dict[int, dict[str, Any]]) -> None:
    assert list(Counter(action["theme"] for action in actions.values()).values()) == [10, 6, 5, 6, 6, 5, 10]
    assert (
        actions[44]["lead"]["as_printed"]
        == "Children's Accountancy Team working with other council colleagues."
    )
    assert actions[3]["lead"]["as_printed"] == "Executive Director Corporate Development"
    assert actions[14]["lead"]["posts"] == ["senior-leadership-team", "cabinet", "budget-holders"]
    assert all(action["lead"]["posts"] for action in actions.values() if action["lead"]["as_printed"])
    assert len({action["lead"]["as_printed"] for action in actions.values()} - {None}) == 19


def test_every_recommendation_is_answered_but_two_that_the_plan_leaves_blank(real_site: Path) -> None:
    rows = data(real_site, "recommendations")
    counts = Counter(row["review"] for row in rows)
    assert counts == {"2021-finance-peer-challenge": 38, "2021-dsg-high-needs-review": 10}
    assert [row["url"] for row in rows if not row["answered_by"]] == [
        f"reviews/2021-finance-peer-challenge/recommendations/{number}/" for number in (15, 38)
    ]
    assert sum(row["key"] for row in rows) == 10


def test_reports_have_their_sections_in_printed_order_with_printed_numbers(real_site: Path) -> None:
    reports = {row["id"]: row for row in data(real_site, "cabinet-reports")}
    numbers = {name: [s["number"] for s in report["sections"]] for name, report in reports.items()}
    assert numbers["2023-02-28-peer-progress-review"] == [
        *(None, None, None, "1", "2", "3", "4", None, None, None, None, None, "10", "11"),
    ]
    assert numbers["2021-10-05-finance-peer-challenge"] == [None, None, *map(str, range(1, 11)), None]
    assert numbers["2021-transformation-plan-annual-report"] == [None, None, *map(str, range(1, 14)), None]
    headings = [s["heading"] for s in reports["2023-02-28-peer-progress-review"]["sections"]]
    assert headings[5] == "Environmental Implications"
    assert reports["2021-transformation-plan-annual-report"]["meeting"] is None
    assert reports["2021-10-05-finance-peer-challenge"]["meeting"] == "2021-10-05"
    risks = {
        name: {level: report["risk"][level] for level in ("current", "residual")}
        for name, report in reports.items()
    }
    assert risks["2021-10-05-finance-peer-challenge"] == {"current": "low", "residual": "low"}
    assert risks["2023-02-28-peer-progress-review"] == {"current": "low", "residual": "low"}
    assert risks["2021-transformation-plan-annual-report"] == {"current": "high", "residual": "high"}


def test_the_productivity_plan_has_its_points_and_questions(real_site: Path) -> None:
    plan = next(row for row in data(real_site, "plans") if row["id"] == "2024-productivity")
    assert [len(theme["points"]) for theme in plan["themes"]] == [6, 4, 8, 2]
    assert Counter(prompt["number"].split(".")[0] for prompt in plan["prompts"]) == {
        "1": 8,
        "2": 4,
        "3": 9,
        "4": 4,
    }


def test_the_ids_are_those_of_the_papers(real_site: Path) -> None:
    assert {row["id"] for row in data(real_site, "reviews")} == {
        "2019-corporate-peer-challenge",
        "2019-planning-peer-challenge",
        "2020-recovery-panel",
        "2021-finance-peer-challenge",
        "2021-dsg-high-needs-review",
        "2022-progress-review",
    }
    assert {row["id"] for row in data(real_site, "plans")} == {"2024-productivity", "2021-transformation"}


def test_what_check_says_of_the_papers(root: Path) -> None:
    from datetime import date

    content, problems = read(root)
    assert content is not None
    said = [p for p in in_order([*problems, *check(content, date(2026, 11, 27))]) if p.severity != "notice"]
    said = [
        p for p in said if p.code != "statement-incomplete"
    ]  # it is about the site, and not about a paper
    assert (
        said == []
    )  # each contradiction of the papers has an editor’s note, or a line that says why figures differ


def test_table_1_shows_its_totals(real_site: Path) -> None:
    page = (real_site / "cabinet-reports/2021-transformation-plan-annual-report/index.html").read_text(
        "utf-8"
    )
    for figure in ("10,845,000", "5,407,500", "2,104,000", "£7,511,500"):
        assert figure in page


def test_the_manifest_is_true(real_site: Path) -> None:
    assert verify(real_site) == []


def test_a_total_of_two_columns_is_under_both(real_site: Path) -> None:
    page = (real_site / "plans/2021-transformation/index.html").read_text("utf-8")
    heading = "Projected saving and Savings deferred to 2022/23 (yr. 2)"
    assert f'colspan="2" data-label="{heading}">£7,511,500</td>' in page
    (plan,) = (row for row in data(real_site, "plans") if row["id"] == "2021-transformation")
    assert plan["tables"][0]["rows"][-1]["spans"] == [1, 2]


def test_words_that_say_how_near_a_figure_is_stay_with_it(real_site: Path) -> None:
    reviews = {row["id"]: row for row in data(real_site, "reviews")}
    values = {m["value"] for name in reviews for m in reviews[name]["measures"]}
    assert {"circa £312m", "just under £1m", "nearly £28m", "more than 180", "less than 5%"} <= values


def test_reports_have_the_headings_of_the_papers(real_site: Path) -> None:
    finance = (real_site / "reviews/2021-finance-peer-challenge/report/index.html").read_text("utf-8")
    for theme in (
        "Financial Leadership",
        "Financial Planning, Strategy and Forecasting",
        "Decision-making and Governance",
        "Financial outcomes and reporting",
        "Partnerships and Innovation",
    ):
        assert re.search(rf"<h\d[^>]*>Recommendations on {theme}", finance), theme
    progress = (real_site / "reviews/2022-progress-review/report/index.html").read_text("utf-8")
    assert re.search(r"<h\d[^>]*>Links to relevant peer challenge reports", progress)


def test_an_ambition_is_not_told_as_a_fact(real_site: Path) -> None:
    page = (real_site / "people/dartboard/index.html").read_text("utf-8")
    assert "its ambition is to work with senior leaders" in page


# A hedge of a source stays one: what the papers call an ambition, near a figure, or true of some areas only.
HEDGES = [
    ("data/organisation.yml", "its ambition is to work with senior leaders"),
    (
        "data/reviews/2022-progress-review.yml",
        "significant improvement in key areas, such as children's services",
    ),
    ("data/plans/2024-productivity.yml", "combines patient and care data"),
    ("data/reviews/2021-finance-peer-challenge.yml", "value: circa £312m"),
    ("data/reviews/2021-finance-peer-challenge.yml", "value: just under £1m"),
    ("data/reviews/2021-dsg-high-needs-review.yml", "value: nearly £28m"),
    ("data/reviews/2021-finance-peer-challenge.yml", "financial ambitions appears to be mixed"),
]


@pytest.mark.parametrize(("file", "words"), HEDGES)
def test_a_hedge_of_the_papers_is_kept(root: Path, file: str, words: str) -> None:
    assert words in (root / file).read_text("utf-8")
