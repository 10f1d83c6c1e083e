"""Publishing a paper: the page for the weeks to come, and one meeting as data and as calendar entries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from council import Council
from icalendar import Calendar
from parsed_page import Seen

from goldenthread.commands import plan_meeting as command
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read import Content, read
from goldenthread.register import Register
from goldenthread.register.publication_plans import paper_plans

pytestmark = pytest.mark.slow  # it draws the whole site several times

Plan = Callable[..., tuple[int, str, str]]  # exit code, what is printed, what is said of trouble

TODAY = date(2026, 11, 20)
DAYS = {
    "private-notice": date(2026, 11, 9),
    "key-decision-notice": date(2026, 11, 9),
    "publish-papers": date(2026, 11, 30),
    "second-private-notice": date(2026, 11, 30),
    "take-effect": date(2026, 12, 16),
}


@pytest.fixture(scope="module")
def real(root: Path) -> Content:
    content, problems = read(root)
    assert content is not None, problems
    return content


@pytest.fixture
def planned(
    door: ModuleType, real: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Plan:
    """Give what `plan-meeting` prints of the Cabinet on 8 December 2026, with the real rules and calendar."""
    monkeypatch.setattr(command, "sound_content", lambda _root, _today: real)

    def run(form: str, meeting: str = "2026-12-08") -> tuple[int, str, str]:
        code = door.main(["plan-meeting", meeting, "--today", str(TODAY), "--format", form])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("made") / "ambleford").register()


def page(register: Register, root: Path, path: str = "publishing-a-paper/") -> str:
    env = environment(root / "templates")
    return next(page.body for page in pages(register, env) if page.path == path)


def test_a_meeting_as_json_has_the_names_of_the_open_data(planned: Plan, root: Path) -> None:
    code, out, _ = planned("json")
    given = json.loads(out)
    assert (code, given["today"], given["body"], given["meeting"]) == (
        0,
        "2026-11-20",
        "cabinet",
        "2026-12-08",
    )
    rows = given["deadlines"]
    assert {row["id"].rpartition("/")[2]: row["last"] for row in rows} == {
        name: day.isoformat() for name, day in DAYS.items()
    }
    kept = json.loads((root / "tests/golden/data/v1/deadlines.json").read_text("utf-8"))
    assert list(rows[0]) == list(kept["deadlines"][0])


def test_a_meeting_as_calendar_entries(planned: Plan) -> None:
    code, out, _ = planned("ics")
    events: list[Any] = list(Calendar.from_ical(out).walk("VEVENT"))
    found = {str(event["uid"]).partition("@")[0]: event for event in events}
    assert code == 0
    assert {uid: event.decoded("dtstart") for uid, event in found.items()} == {
        f"meetings/cabinet/2026-12-08/{name}": day for name, day in DAYS.items()
    }
    papers = found["meetings/cabinet/2026-12-08/publish-papers"]
    assert papers["summary"] == "Publish the agenda and the papers (Cabinet meeting on 8 December 2026)"
    notice = found["meetings/cabinet/2026-12-08/key-decision-notice"]
    assert "overdue" not in notice["summary"] + notice["description"]  # nobody records a planned meeting


def test_entries_that_cannot_be_made_are_named(planned: Plan) -> None:
    code, out, err = planned("ics", "2029-03-06")
    assert code == 1
    assert "publish-papers" not in out
    assert "Publish the agenda and the papers: Cannot be worked out: the calendar covers" in err


def test_the_page_has_a_row_for_a_known_meeting(register: Register, real: Content, root: Path) -> None:
    body = page(replace(register, today=TODAY, paper_plans=paper_plans(real, TODAY)), root)
    row = Seen(body.partition('scope="row">Tuesday 8 December 2026')[2].partition("</tr>")[0]).text
    assert row == (
        "Monday 9 November 2026 (already past) Monday 9 November 2026 (already past) "
        "Monday 30 November 2026 Monday 30 November 2026 Wednesday 16 December 2026"
    )
    table = body.partition("<table")[2]
    assert 'data-label="Publish the agenda and the papers by">Monday 30 November 2026' in table
    assert not re.search(r"rowheader\" scope=\"row\">(Saturday|Sunday)", table)
    assert "Monday 28 December 2026</th>" not in table  # Boxing Day, substitute day
    assert "Friday 15 January 2027</th>" in table
    assert "Monday 18 January 2027</th>" not in table
    assert 'role="row"><th role="rowheader" scope="row">Friday 20 November 2026' not in table


def test_the_days_come_before_the_rules_and_those_that_are_too_late_are_folded(
    register: Register, real: Content, root: Path
) -> None:
    body = page(replace(register, today=TODAY, paper_plans=paper_plans(real, TODAY)), root)
    days, late, rules = body.index("<table"), body.index("<details><summary>Too late"), body.index("-rules")
    assert days < late < rules
    assert 'scope="row">Monday 23 November 2026' not in body[:late], "five clear days before it are over"
    assert 'scope="row">Monday 23 November 2026' in body[late:rules]
    assert 'scope="row">Monday 30 November 2026' in body[:late]


def test_the_page_says_rule_reading_source_and_what_the_law_allows_when_it_is_too_late(
    register: Register, real: Content, root: Path
) -> None:
    text = Seen(page(replace(register, today=TODAY, paper_plans=paper_plans(real, TODAY)), root)).text
    assert "Give notice of the key decision (only for a key decision)" in text
    assert "Our reading Every day of the calendar counts." in text
    assert "Our reading None is recorded: we count as the rule is worded." in text
    assert "The law also allows the general exception (regulation 10, five clear days) or special" in text
    assert "A local rule of each council; five working days is the common one." in text


def test_without_a_calendar_the_page_gives_the_rules_and_no_day(tmp_path: Path, root: Path) -> None:
    content = replace(Council(tmp_path / "c").content(), calendar=None)
    register = replace(
        Council(tmp_path / "d").register(), paper_plans=paper_plans(content, date(2032, 1, 10))
    )
    body = page(register, root)
    assert "There is no calendar (data/calendar.yml)" in Seen(body).text
    assert "At least five clear days before the meeting." in Seen(body).text
    assert "<table" not in body


def test_a_calendar_that_ends_soon_gives_no_day_beyond_it(
    real: Content, register: Register, root: Path
) -> None:
    assert real.calendar is not None
    short = real.calendar.model_copy(update={"last_day": date(2026, 12, 11)})
    plan, committees = paper_plans(replace(real, calendar=short), TODAY)
    assert committees.name.startswith("Council, Audit and Governance Committee, Scrutiny and ")
    assert plan.meetings[-1].day == date(2026, 12, 11)
    text = Seen(page(replace(register, today=TODAY, paper_plans=(plan,)), root)).text
    assert "to 11 December 2026. We cannot work out dates outside it." in text
    assert "Thursday 3 December 2026 Cannot be worked out" in text


def test_without_rules_the_page_says_so_and_the_deadlines_lead_to_it(register: Register, root: Path) -> None:
    bare = replace(register, paper_plans=())
    assert "No rules are recorded for the meetings of any body" in Seen(page(bare, root)).text
    assert ("../publishing-a-paper/", "Publishing a paper") in Seen(page(bare, root, "deadlines/")).links
