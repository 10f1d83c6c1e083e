from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from council import Council
from icalendar import Calendar

from goldenthread.common.dates import parse_when
from goldenthread.deadlines import Deadline, Outcome, Step
from goldenthread.outputs.icalendar import calendar
from goldenthread.register import Register

REVIEW = "reviews/2031-finance/"
REPORT = "cabinet-reports/2031-10-04-finance/"
DUE = date(2032, 3, 1)
PLAIN = Deadline(
    id=f"{REVIEW}publish-report",
    record=REVIEW,
    record_title="Finance peer challenge 2031",
    what="Publish the review report",
    rule="within six weeks of being agreed, and not later",
    rule_set="invented",
    source="Invented handbook, page 3; second part",
    source_link="",
    anchor="The report was agreed",
    anchor_when=parse_when("19 January 2032"),
    first=DUE,
    last=DUE,
    steps=(Step(DUE, True, "6 weeks after 19 January 2032"),),
    outcome=Outcome.NOT_YET_DUE,
    done=None,
    margin=None,
    reason="51 days to go.",
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return Council(tmp_path_factory.mktemp("made") / "ambleford").register()


def files(register: Register, *deadlines: Deadline, site: str | None = None) -> dict[str, bytes]:
    council = register.council.model_copy(update={"site_address": site})
    made = calendar(replace(register, council=council, deadlines=deadlines))
    return {output.path: output.content for output in made if output.path.endswith("deadlines.ics")}


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_an_event_fills_the_due_day_and_says_what_how_and_from_which_rule(register: Register) -> None:
    (event,) = events(files(register, PLAIN)["deadlines.ics"])
    assert event.decoded("dtstart") == DUE
    assert event.decoded("dtend") == DUE + timedelta(days=1)
    assert event["summary"] == "Publish the review report (Finance peer challenge 2031): not yet due"
    assert event["description"].splitlines() == [
        "The rule: within six weeks of being agreed, and not later.",
        "Source of the rule: Invented handbook, page 3; second part.",
        "Counted from: The report was agreed, 19 January 2032.",
        "Outcome: not yet due.",
    ]
    assert "url" not in event


def test_an_event_leads_to_the_page_when_the_site_has_an_address(register: Register) -> None:
    (event,) = events(files(register, PLAIN, site="https://reviews.example.org/x/")["deadlines.ics"])
    assert event["url"] == f"https://reviews.example.org/x/{REVIEW}"
    assert event["description"].endswith(f"The working: https://reviews.example.org/x/{REVIEW}#deadlines")


def test_what_was_done_is_told_and_nothing_rings(register: Register) -> None:
    done = replace(
        PLAIN,
        outcome=Outcome.MET,
        done=parse_when("20 January 2032"),
        reason="It was due, and 41 days early.",
    )
    (event,) = events(files(register, done)["deadlines.ics"])
    assert event["summary"].endswith(": met")
    assert event["description"].endswith("Outcome: met. It was due, and 41 days early.")
    assert event.walk("VALARM") == []


def test_what_is_to_come_rings_ten_working_days_before(register: Register) -> None:
    (event,) = events(files(register, PLAIN)["deadlines.ics"])
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-14)
    assert alarm["action"] == "DISPLAY"
    assert "Publish the review report" in alarm["description"]


def test_the_id_of_an_event_stays_whatever_becomes_of_the_deadline_and_the_site(register: Register) -> None:
    moved = replace(PLAIN, first=date(2032, 4, 1), last=date(2032, 4, 1), outcome=Outcome.MISSED)
    sites = [
        files(register, PLAIN),
        files(register, moved),
        files(register, PLAIN, site="https://example.org/"),
    ]
    assert {str(event["uid"]) for made in sites for event in events(made["deadlines.ics"])} == {
        f"{REVIEW}publish-report@ambleford-council.invalid"
    }


def test_the_stamp_is_the_last_dated_fact_and_never_the_clock(register: Register) -> None:
    done = replace(PLAIN, outcome=Outcome.MET, done=parse_when("20 January 2032"))
    fixed = replace(PLAIN, anchor_when=None)
    stamps = [events(files(register, d)["deadlines.ics"])[0].decoded("dtstamp") for d in (PLAIN, done, fixed)]
    assert stamps == [datetime(2032, *day, tzinfo=UTC) for day in ((1, 19), (1, 20), (3, 1))]


def test_a_due_day_that_is_not_exact_stands_in_no_calendar(register: Register) -> None:
    assert files(register, replace(PLAIN, last=DUE + timedelta(days=30))) == {}
    assert files(register, replace(PLAIN, first=None, last=None)) == {}


def test_each_record_and_each_body_has_a_calendar_of_its_own(register: Register) -> None:
    paper = replace(PLAIN, id=f"{REPORT}publish-papers", record=REPORT, what="Publish the papers")
    made = files(register, PLAIN, paper)
    assert {path: [event["uid"].partition("@")[0] for event in events(made[path])] for path in made} == {
        "deadlines.ics": [PLAIN.id, paper.id],
        f"{REVIEW}deadlines.ics": [PLAIN.id],
        f"{REPORT}deadlines.ics": [paper.id],
        "people/cabinet/deadlines.ics": [paper.id],
    }
    assert sorted(files(register, paper)) == [
        f"{REPORT}deadlines.ics",
        "deadlines.ics",
        "people/cabinet/deadlines.ics",
    ]


def test_awkward_words_come_back_as_they_were(register: Register) -> None:
    what = "Publish; or not, say “why” — C:\\new" + " ‑ ünïcödé" * 20
    (event,) = events(files(register, replace(PLAIN, what=what))["deadlines.ics"])
    assert str(event["summary"]).startswith(what)


def test_the_file_is_as_the_standard_says(register: Register) -> None:
    """RFC 5545, 3.1 (lines), 3.6 (what a calendar must hold), 3.6.1 (what an event must hold)."""
    awkward = replace(PLAIN, id=f"{REVIEW}other", what="Ü" * 200)
    content = files(register, PLAIN, awkward)["deadlines.ics"]
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    whole = content.replace(b"\r\n ", b"").decode("utf-8").splitlines()
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in whole)
    assert (whole[0], whole[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for name in ("VERSION:2.0", "PRODID:-//Golden Thread//Deadlines//EN"):
        assert whole.count(name) == 1
    for event in "\n".join(whole).split("BEGIN:VEVENT")[1:]:
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"):
            assert len(re.findall(rf"^{name}[:;]", event, re.MULTILINE)) == 1, name
    assert "DTSTART;VALUE=DATE:20320301" in whole
    uids = [line for line in whole if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) == 2


def test_the_same_deadlines_give_the_same_bytes(register: Register) -> None:
    assert files(register, PLAIN) == files(register, PLAIN)


def test_the_deadlines_of_a_real_build_stand_in_the_calendar(tmp_path: Path) -> None:
    register = Council(tmp_path / "ambleford").register()
    made = {output.path: output.content for output in calendar(register)}
    exact = [d for d in register.deadlines if d.first is not None and d.first == d.last]
    assert [e.decoded("dtstart") for e in events(made["deadlines.ics"])] == [d.first for d in exact]
    assert exact
