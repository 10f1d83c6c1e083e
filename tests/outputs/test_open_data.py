from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from council import PLAN, REVIEW, Council

from goldenthread.outputs.open_data.writer import FILES, DataFile, csv_columns, open_data
from goldenthread.register import Register

A_TIME = {"as_printed", "from", "to"}


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


def made(register: Register) -> dict[str, bytes]:
    return {output.path.removeprefix("data/v1/"): output.content for output in open_data(register)}


def rows(register: Register, name: str) -> list[dict[str, Any]]:
    content = json.loads(made(register)[f"{name}.json"])
    found: list[dict[str, Any]] = content[name.replace("-", "_")]
    return found


def table(register: Register, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(register)[f"{name}.csv"].decode(), newline="")))


def names(held: Any, prefix: str = "") -> Iterator[str]:
    """Name every value of a row. A time with its three parts is one value; any other part is its values."""
    if isinstance(held, list):
        for item in held:
            yield from names(item, prefix)
    elif isinstance(held, dict) and set(held) != A_TIME:
        for name, inner in held.items():
            path = f"{prefix}.{name}".lstrip(".")
            if not isinstance(inner, dict) or set(inner) == A_TIME:
                yield path
            yield from names(inner, path)


def test_an_action_holds_what_the_plan_prints_and_how_it_is_read(council: Council) -> None:
    first, second, third = rows(council.register(), "actions")
    assert first["answers"] == [{"review": "2031-finance", "number": "1"}]
    assert first["response"] == "The quarter one report goes to all budget holders."
    assert first["response_is_summary"] is True
    assert first["lead"] == {"as_printed": "Senior Team (ST)", "posts": ["senior-team"]}
    assert first["timeline"] == {
        "as_printed": "November 2031",
        "kind": "month",
        "from": "2031-11-01",
        "to": "2031-11-30",
    }
    assert (first["status"], first["status_since"]) == ("complete", "2031-12-15")
    assert first["updates"][1]["note"] == "Two directorates have it."
    assert (second["response"], second["response_is_summary"], second["see"]) == ("See 1", False, ["1"])
    assert second["timeline"]["kind"] == "ongoing"
    assert (third["response"], third["lead"]["as_printed"], third["timeline"]["kind"]) == (None, None, "none")
    assert first["url"] == "action-plans/2031-finance/actions/1/"


def test_a_recommendation_names_its_answers(council: Council) -> None:
    first, second, _ = rows(council.register(), "recommendations")
    assert first["key"] is True
    assert first["answered_by"] == [{"plan": "2031-finance", "action": "1"}]
    assert second["repeats"] == [{"review": "2031-finance", "number": "1"}]
    assert second["source"] == "Feedback report, Annex 1, number 2"


def test_a_cabinet_report_holds_its_sections_and_what_each_appendix_is(council: Council) -> None:
    (report,) = rows(council.register(), "cabinet-reports")
    assert report["meeting"] == "2031-10-04"
    assert {"number": "2", "heading": "Financial Implications"} in report["sections"]
    assert {"number": None, "heading": "Recommendation"} in report["sections"]
    assert [appendix["kind"] for appendix in report["appendices"]] == [
        "action plan",
        "not supplied",
        "exempt",
    ]
    assert (report["risk"]["current"], report["risk"]["residual"]) == ("low", "low")
    assert [(person["name"], person["title"]) for person in report["authors"]] == [
        ("A Example", "Director of Finance")
    ]


def test_reviews_and_plans_are_whole(council: Council) -> None:
    (review,) = rows(council.register(), "reviews")
    assert review["recommendations"] == ["1", "2", "3"]
    assert review["events"][2]["when"] == {
        "as_printed": "August 2031",
        "from": "2031-08-01",
        "to": "2031-08-31",
    }
    assert review["events"][1]["when"] is None
    assert review["action_plans"] == ["2031-finance"]
    (plan,) = rows(council.register(), "plans")
    assert plan["prompts"][0]["answered_in"] == ["1.1"]
    assert plan["tables"][0]["rows"][0]["cells"] == ["1,000,000", "£500,000"]


def test_every_file_names_the_council_and_the_licence_and_no_time_of_making(council: Council) -> None:
    for path, content in made(council.register()).items():
        assert content.endswith(b"\n"), path
        if path.endswith(".json"):
            said = json.loads(content)
            assert said["council"] == "Ambleford Council"
            assert said["licence"] == "Open Government Licence v3.0"


def test_the_same_content_gives_the_same_bytes_on_another_day(council: Council) -> None:
    now, later = made(council.register()), made(council.register(date(2033, 5, 1)))
    # What is not yet due on one day is overdue on another.
    assert later.pop("deadlines.json") != now.pop("deadlines.json")
    assert now == later


def test_a_deadline_holds_its_working(council: Council) -> None:
    council.change(REVIEW, "events:\n", "events:\n  - kind: agreed\n    when: 5 July 2031\n")
    found = {row["id"]: row for row in rows(council.register(), "deadlines")}
    report = found["reviews/2031-finance/publish-report"]
    assert (report["first"], report["last"]) == ("2031-08-16", "2031-08-16")
    assert report["anchor_as_printed"] == "5 July 2031"
    assert report["done"] == {"as_printed": "August 2031", "from": "2031-08-01", "to": "2031-08-31"}
    assert (report["outcome"], report["margin"]) == ("cannot be worked out", None)
    assert report["steps"] == [{"day": "2031-08-16", "counts": True, "why": "6 weeks after 5 July 2031"}]
    papers = found["cabinet-reports/2031-10-04-finance/publish-papers"]
    assert {step["day"]: step["counts"] for step in papers["steps"]}["2031-09-28"] is False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_name_in_the_data_is_in_the_dictionary(file: DataFile, council: Council) -> None:
    described = {column.name for column in file.dictionary}
    assert {name for row in rows(council.register(), file.name) for name in names(row)} - described == set()
    assert all(column.meaning for column in file.dictionary)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_dictionary_says_each_name_once(file: DataFile) -> None:
    said = [column.name for column in file.dictionary]
    assert sorted(set(said)) == sorted(said)


def test_nothing_private_is_described_or_given(council: Council) -> None:
    assert b"PRIVATE-CANARY" not in b"".join(made(council.register()).values())
    assert not {"draft", "publish_on"} & {column.name for file in FILES for column in file.dictionary}


def test_a_table_has_a_row_for_each_entry_and_lines_that_end_as_the_standard_says(council: Council) -> None:
    register = council.register()
    found = table(register, "actions")
    assert [row["number"] for row in found] == ["1", "2", "3"]
    assert found[0]["answers"] == "2031-finance 1"
    assert found[0]["lead_posts"] == "senior-team"
    assert found[1]["lead_posts"] == "cabinet; senior-team"
    assert found[0]["timeline_to"] == "2031-11-30"
    assert found[0]["response_is_summary"] == "yes"
    assert found[2]["response"] == ""
    assert made(register)["actions.csv"].count(b"\r\n") == 4


def test_every_column_of_a_table_is_filled_for_some_row(tmp_path: Path) -> None:
    council = Council(tmp_path / "with decisions", decisions=True)
    gone = "    withdrawn:\n      date: 2032-01-05\n      reason: Asked for twice.\n"
    council.change(PLAN, "    lead: Cabinet and ST\n", f"    lead: Cabinet and ST\n{gone}")
    council.change(REVIEW, "      Train managers every year.\n", f"      Train managers every year.\n{gone}")
    left = "    until:\n      date: 2032-01-05\n      reason: Merged.\n"
    council.change(PLAN, "    lead: not recorded\n", f"    lead: not recorded\n{left}")
    council.change(
        REVIEW,
        "      Join finance and performance reports.\n",
        f"      Join finance and performance reports.\n{left}",
    )
    council.change(PLAN, "id: 2031-finance\n", f"id: 2031-finance\n{dedent(gone)}")
    council.change("data/decisions/2031-12-15-software.yml", "delegation:", f"{dedent(gone)}delegation:")
    register = council.register()
    for file in FILES:
        if file.has_csv:
            flat = {name.replace(".", "_") for row in rows(register, file.name) for name in names(row)}
            assert set(csv_columns(file)) <= flat, file.name


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_spreadsheet_is_given_no_formula(start: str, council: Council) -> None:
    council.change(PLAN, "    response: See 1\n", f"    response: |\n      {start}1+1|calc\n")
    council.change(REVIEW, "      Train managers every year.\n", f"      {start}SUM(A1)\n")
    register = council.register()
    assert table(register, "actions")[1]["response"] == f"'{start}1+1|calc"
    assert table(register, "recommendations")[2]["summary"] == f"'{start}SUM(A1)"
    assert rows(register, "actions")[1]["response"] == f"{start}1+1|calc"
