"""What changed since the last meeting: every action in exactly one list, as an oracle over the open data has it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from council import PLAN, REPORT, Council
from drawn_report import body, words
from generated_progress import DAY, NEXT, SINCE, progress_council
from paths import TEMPLATES

from goldenthread.editing.yaml_writer import rows
from goldenthread.model.action_plan import ActionPlan
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.templating import environment
from goldenthread.read import Content
from goldenthread.register import build
from goldenthread.register.views import SinceLastMet
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

Row = dict[str, Any]
LATER = date(
    2032, 2, 1
)  # the day on which the files are read: as on an earlier day, what has no date is not known
DONE = ("complete", "stopped")
APPENDIX = f"""
  - title: Progress since the last meeting
    progress_since:
      plans: 2031-finance
      since: {SINCE}
      day: {DAY}
      next: {NEXT}
"""


def with_lists(council: Council) -> Council:
    """Give the council a second paper, for a meeting on the second day, with the lists as its appendix."""
    text = (council.root / REPORT).read_text("utf-8")
    start, end = text.index("appendices:\n"), text.index("background_papers:")
    text = f"{text[:start]}appendices:\n{APPENDIX}\n{text[end:]}".replace(
        "2031-10-04-finance\n", "progress\n", 1
    )
    text = text.replace("meeting: 2031-10-04", f"meeting: {DAY}").replace(
        "body: cabinet", "body: audit-committee"
    )
    text = text.replace("access: part exempt", "access: public").replace(
        "title: Finance review", "title: Progress with the review"
    )
    (council.root / REPORT).with_name("progress.yml").write_text(text, "utf-8")
    return council


def data_on(council: Council, day: date) -> dict[str, list[Row]]:
    """Return the open data of a site that is built as on a day."""
    checked = examine(council.root, day, LATER)
    assert checked.content is not None, "\n".join(map(str, checked.problems))
    found = {}
    for output in open_data(build(checked.content, day)):
        if output.path.endswith(".json"):
            held = json.loads(output.content)
            found[output.path.rpartition("/")[2]] = held[list(held)[-1]]
    return found


def oracle(then: dict[str, Row], now: dict[str, Row]) -> dict[str, list[str]]:
    """Share the actions out by nothing but what two sets of open data say of them."""
    found: dict[str, list[str]] = {}
    for number, row in now.items():
        old = then.get(number)
        before = old if old and is_on(old, SINCE) else None
        if is_on(row, DAY):
            found.setdefault(list_of(row, before, old, now, then), []).append(number)
        elif before or (row["since"] or "") > SINCE.isoformat():
            found.setdefault("left", []).append(number)
    return found


def is_on(row: Row, day: date) -> bool:
    until = row["until"]["date"] if row["until"] else "9999"
    return (row["since"] or "0") <= day.isoformat() <= until and not (
        row["withdrawn_on"] or "9999"
    ) <= day.isoformat()


def list_of(row: Row, before: Row | None, old: Row | None, now: dict[str, Row], then: dict[str, Row]) -> str:
    if row["status"] in DONE:
        return "unchanged" if before and before["status"] in DONE else "closed"
    if wants_time(row, old):
        return "more-time"
    ends = row["due"]["to"] if row["due"]["kind"] != "complete" else None
    if ends and ends < DAY.isoformat():
        return "overdue"
    if ends and ends <= NEXT.isoformat():
        return "due"
    if before is None:
        return "new"
    return "updated" if has_news(row, now, then) else "no-news"


def wants_time(row: Row, old: Row | None) -> bool:
    known = old["extensions"] if old else []
    waits = [
        one
        for one in row["extensions"] or []
        if (one["decision"] or {"outcome": "not decided"})["outcome"] == "not decided"
    ]
    return bool(waits) or any(one not in (known or []) for one in row["extensions"] or [])


def has_news(row: Row, now: dict[str, Row], then: dict[str, Row]) -> bool:
    numbers = [row["number"]]
    while now[numbers[-1]]["same_as"] and not any(update["status"] for update in now[numbers[-1]]["updates"]):
        numbers.append(now[numbers[-1]]["same_as"])
    looked_at = {numbers[0], numbers[-1]}
    return any(
        update not in (then[number]["updates"] if number in then else [])
        for number in looked_at
        for update in now[number]["updates"]
    )


def lists_of(rows: list[Row]) -> dict[str, list[str]]:
    (appendix,) = [one for row in rows for one in row["appendices"] if one["progress_lists"]]
    found = {part["id"]: [one["number"] for one in part["actions"]] for part in appendix["progress_lists"]}
    return {
        name: numbers
        for name, numbers in (found | {"left": [one["number"] for one in appendix["progress_left"]]}).items()
        if numbers
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_lists_are_those_that_two_sets_of_open_data_give(seed: int, tmp_path: Path) -> None:
    council = with_lists(progress_council(tmp_path / "c", seed))
    then, now = (
        {row["number"]: row for row in data_on(council, day)["actions.json"]} for day in (SINCE, DAY)
    )
    found = lists_of(data_on(council, DAY)["cabinet-reports.json"])
    assert found == oracle(then, now)
    assert len(found) == 9
    assert len(numbers := [number for part in found.values() for number in part]) == len(set(numbers))
    text = drawn(council)
    assert f"{sum(map(len, found.values())) - len(found['left'])} actions are on the list: " in text
    adds_up(text)


def adds_up(text: str) -> None:
    """Fail unless the numbers that a reader is given add up: list by list, and from one meeting to the other."""
    (found,) = re.findall(r"(\d+) actions are on the list: (.*?)\.", text)
    total, parts = int(found[0]), found[1]
    assert sum(map(int, re.findall(r"\d+", parts))) == total
    (moved,) = re.findall(r"It had (\d+) actions on .*?(\d+) joined and (\d+) left", text)
    before, joined, left = map(int, moved)
    assert before + joined - left == total
    tables = re.findall(
        r"(?:Closed|More time asked for|Overdue|Due before the next meeting|New|Updated|No news|Unchanged): (\d+) action",
        text,
    )
    assert sum(map(int, tables)) == total


def content_of(council: Council) -> Content:
    content = examine(council.root, LATER).content
    assert content is not None
    return content


def seen(council: Council) -> SinceLastMet:
    (found,) = [
        a.since
        for view in build(content_of(council), LATER).cabinet_reports
        for a in view.appendices
        if a.since
    ]
    return found


def drawn(council: Council) -> str:
    """Return the words of the paper that has the lists."""
    report = next(
        view for view in build(content_of(council), LATER).cabinet_reports if view.appendices[0].since
    )
    return words(body(report, environment(TEMPLATES)))


def update(when: object, status: str | None = None) -> Row:
    return {"date": when, "status": status, "note": "Some news.", "evidence": "A paper" if status else None}


def request(outcome: str = "", decided: str = "2031-12-12") -> Row:
    decision = {"outcome": outcome, "by": "Audit Committee", "date": decided, "minute": "Minute 7"}
    return {
        "asked": "2031-10-10",
        "to": "June 2032",
        "reason": "Late.",
        "decision": decision if outcome else None,
    }


DONE_BEFORE = update("2031-11-20", "complete")
# Each action by what it shows: its timeline, what is recorded of it, and the list in which it belongs.
CASES: dict[str, tuple[str, Row, str]] = {
    "finished since, a request waits": ("June 2031", {"updates": [update("2031-12-20", "complete")], "extensions": [request()]}, "closed"),
    "finished on the day itself": ("June 2031", {"updates": [update(DAY, "stopped")]}, "closed"),
    "new and finished": ("June 2031", {"since": "2031-12-20", "updates": [update("2031-12-21", "complete")]}, "closed"),
    "overdue, a request waits": ("June 2031", {"extensions": [request()]}, "more-time"),
    "refused since": ("Ongoing", {"extensions": [request("refused")]}, "more-time"),
    "granted since": ("June 2031", {"extensions": [request("granted")]}, "more-time"),
    "put off before": ("June 2031", {"extensions": [request("not decided", "2031-11-12")]}, "more-time"),
    "granted before": ("June 2031", {"extensions": [request("granted", "2031-11-12")]}, "no-news"),
    "due the day before": ("9 January 2032", {}, "overdue"),
    "new and overdue": ("June 2031", {"since": "2031-12-20"}, "overdue"),
    "due on the day itself": ("10 January 2032", {}, "due"),
    "due on the day of the next meeting": ("8 April 2032", {"updates": [update("2031-12-20", "in progress")]}, "due"),
    "due the day after that": ("9 April 2032", {}, "no-news"),
    "repeated": ("Every March", {}, "due"),
    "new with an update": ("Ongoing", {"since": "2031-12-02", "updates": [update("2031-12-20", "in progress")]}, "new"),
    "on the list from the last meeting": ("Ongoing", {"since": SINCE}, "no-news"),
    "an update without a status": ("Ongoing", {"updates": [update("2031-12-20")]}, "updated"),
    "an update of the last meeting": ("Ongoing", {"updates": [update(SINCE, "in progress")]}, "no-news"),
    "an update without a date": ("Ongoing", {"updates": [update("not recorded", "complete")]}, "no-news"),
    "an update of a month that is not over": ("Ongoing", {"updates": [update("January 2032", "complete")]}, "no-news"),
    "an update of a month that ended since": ("Ongoing", {"updates": [update("December 2031", "in progress")]}, "updated"),
    "opened again": ("Ongoing", {"updates": [update("2031-12-20", "in progress"), DONE_BEFORE]}, "updated"),
    "finished before": ("June 2031", {"updates": [DONE_BEFORE]}, "unchanged"),
    "finished before, with more news": ("June 2031", {"updates": [update("2031-12-20", "complete"), DONE_BEFORE]}, "unchanged"),
    "withdrawn": ("Ongoing", {"withdrawn": {"date": DAY, "reason": "Not needed."}}, "left"),
    "merged": ("Ongoing", {"until": {"date": "2032-01-09", "reason": "Merged with 1."}}, "left"),
    "joined and left": ("Ongoing", {"since": "2031-12-02", "until": {"date": "2031-12-05", "reason": "Moved."}}, "left"),
    "on the list to the day itself": ("Ongoing", {"until": {"date": DAY, "reason": "Moved."}}, "no-news"),
    "gone before": ("Ongoing", {"until": {"date": "2031-11-30", "reason": "Moved."}}, ""),
    "points to an action with news": ("Ongoing", {"same_as": 17}, "updated"),
}  # fmt: skip


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give a council whose actions are the cases, in their order."""
    council = Council(tmp_path / "c")
    common = {"answers": ["2031-finance 1"], "group": "leadership", "lead": "Cabinet"}
    actions = [
        {**common, "number": number, "response": f"{name}.", "timeline": timeline, **recorded}
        for number, (name, (timeline, recorded, _)) in enumerate(CASES.items(), 1)
    ]
    text = (council.root / PLAN).read_text("utf-8")
    text = text[: text.index("actions:\n")] + "\n".join(rows(ActionPlan, {"actions": actions})) + "\n"
    (council.root / PLAN).write_text(text, "utf-8")
    return with_lists(council)


def test_each_action_is_in_the_first_list_that_fits(council: Council) -> None:
    found = seen(council)
    lists = {str(one.now.facts.number): part.id for part in found.lists for one in part.actions}
    lists |= {str(one.now.facts.number): "left" for one in found.left}
    assert {name: lists.get(str(number), "") for number, name in enumerate(CASES, 1)} == {
        name: expected for name, (_, _, expected) in CASES.items()
    }
    assert (found.before, found.added, found.total) == (25, 3, 26)
    adds_up(drawn(council))


def test_a_row_says_who_granted_more_time_where_that_is_minuted_and_what_the_date_was(
    council: Council,
) -> None:
    text = drawn(council)
    moved = "June 2032 Moved from “June 2031” to “June 2032” on 12 December 2031. Approved by: Audit Committee, Minute 7."
    assert moved in text
    assert (
        "More time asked for on 10 October 2031: June 2032. Refused by Audit Committee, 12 December 2031, Minute 7."
        in text
    )
    assert "More time asked for on 10 October 2031: June 2032. No decision is recorded." in text
    assert "Its last day on the list was 9 January 2032. Merged with 1." in text
    assert "Withdrawn on 10 January 2032. Not needed." in text
    assert "Another 1 joined and left again." in text
    assert "Its progress is recorded under action 17." in text


def test_what_is_recorded_later_does_not_change_the_paper(council: Council) -> None:
    before = drawn(council)
    path = council.root / PLAN
    start = path.read_text("utf-8")
    for day, is_same in ((DAY, False), (DAY + timedelta(days=1), True)):
        later = f"    updates:\n\n      - date: {day}\n        status: stopped\n        note: Done.\n"
        path.write_text(
            start.replace("    timeline: Every March\n", f"    timeline: Every March\n{later}"), "utf-8"
        )
        assert (drawn(council) == before) is is_same


def test_without_a_next_meeting_nothing_is_due_before_it(council: Council) -> None:
    council.change(REPORT.replace("2031-10-04-finance", "progress"), f"      next: {NEXT}\n", "")
    found = seen(council)
    assert [part.actions for part in found.lists if part.id == "due"] == [()]
    assert "The date of the next meeting is not recorded." in drawn(council)


def test_a_plan_that_began_since_is_new_as_a_whole(council: Council) -> None:
    council.change(REPORT, "meeting: 2031-10-04", "meeting: 2031-12-08")
    found = seen(council)
    assert (found.before, found.added) == (0, found.total)


@pytest.mark.parametrize("arranged", ["list", "recommendation"])
def test_both_arrangements_count_the_same_actions(council: Council, arranged: str) -> None:
    council.change(REPORT.replace("2031-10-04-finance", "progress"), f"      day: {DAY}\n", f"      day: {DAY}\n      arranged_by: {arranged}\n")  # fmt: skip
    text = drawn(council)
    assert f"26 actions are on the list: {seen(council).counted}." in text
    assert all(f"Action {number}" in text for number in range(1, 29))
    if arranged == "recommendation":
        assert (
            "The actions answer 3 recommendations: every action is finished for 0, an action is not finished for 1, and 2 have no action."
            in text
        )
        assert text.count("No action of the plan answers it.") == 2
