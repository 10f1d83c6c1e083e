"""The page of each meeting: its agenda in order, what was moved or cancelled, and nothing that readers may not see yet."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from council import TODAY, Council
from icalendar import Calendar
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.outputs.atom import feed
from goldenthread.outputs.meeting_calendar import meeting_entries
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.read.on_day import on_day
from goldenthread.register import Register, build

pytestmark = pytest.mark.slow

MARCH = "meetings/cabinet/2032-03-09/"
HELD_BACK = "2032-04-20-secret"
PAPER = "data/cabinet-reports/2032-03-09-{}.yml"
MEETING = "data/meetings/2032-03-09-cabinet.yml"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("busy-agenda", tmp_path / "council")


def drawn(register: Register) -> dict[str, str]:
    """Return the words of each page, by address."""
    return {page.path: words(page.body) for page in pages(register, environment(TEMPLATES))}


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def entries(register: Register) -> dict[str, dict[str, str]]:
    """Return the calendar entry beside each meeting, by the meeting’s address."""
    found = {}
    event: Any
    for output in meeting_entries(register):
        (event,) = Calendar.from_ical(output.content).walk("VEVENT")
        found[output.path.removesuffix("meeting.ics")] = {
            name: event[name].to_ical().decode() for name in event
        }
    return found


def test_every_day_that_a_paper_or_a_record_names_has_a_page(council: Council) -> None:
    assert [meeting.url for meeting in council.register().meetings] == [
        "meetings/cabinet/2032-05-11/",
        "meetings/cabinet/2032-04-20/",
        "meetings/cabinet/2032-04-13/",
        MARCH,
        "meetings/audit-committee/2032-03-02/",
    ]


def test_the_page_has_the_papers_in_the_order_of_the_agenda(council: Council) -> None:
    page = drawn(council.register())[MARCH]
    order = ["1. Apologies for absence", "2. The depot", "3. The baths", "The market For decision"]
    assert [page.index(item) for item in order] == sorted(page.index(item) for item in order)
    assert "Tuesday 9 March 2032" in page
    assert "Time 18:30 Place Council Chamber, Ford Street" in page
    assert "Supplement, 5 January 2032" in page
    assert "Why it came after the agenda: The survey came late." in page
    assert "Urgent item" in page
    assert "Why it is urgent: The lease ends on 10 March." in page
    assert "What it asks: That Cabinet: a) approves The depot. b) notes the risks." in page
    assert "Appendix 1, “Prices”, is not for publication." in page
    assert "Notice of a key decision : The depot" in page


def test_another_order_of_the_agenda_is_another_order_of_the_page(council: Council) -> None:
    text = (council.root / MEETING).read_text("utf-8")
    swapped = text.replace("  - report: 2032-03-09-depot\n\n  - report: 2032-03-09-baths\n", "  - report: 2032-03-09-baths\n\n  - report: 2032-03-09-depot\n")  # fmt: skip
    assert swapped != text
    (council.root / MEETING).write_text(swapped, "utf-8")
    (march,) = [meeting for meeting in council.register().meetings if meeting.url == MARCH]
    assert [paper.facts.id for paper in march.papers] == [
        "2032-03-09-baths",
        "2032-03-09-depot",
        "2032-03-09-market",
    ]


def test_without_a_record_the_papers_alone_make_the_page(council: Council) -> None:
    (council.root / MEETING).unlink()
    page = drawn(council.register())[MARCH]
    assert "The agenda is not held on this site. These papers name the meeting:" in page
    assert "Time Not recorded Place Not recorded" in page
    # Their printed number on the agenda comes first, where there is one.
    assert page.index("9. The market") < page.index("The depot")


def test_what_was_decided_is_beside_its_item_and_never_guessed(council: Council) -> None:
    assert "Decided: not yet." in drawn(council.register())[MARCH]
    council.change(
        PAPER.format("market"),
        "reason: |",
        "decision:\n  date: 2032-03-09\n  text: Cabinet kept the market open.\n  source: Minutes\nreason: |",
    )
    page = drawn(council.register(date(2032, 3, 10)))[MARCH]
    assert "Decided: Cabinet kept the market open." in page
    assert "Decided: not recorded." in page


def test_another_body_sees_what_it_is_asked_and_not_the_decision(council: Council) -> None:
    page = drawn(council.register())["meetings/audit-committee/2032-03-02/"]
    assert "For information" in page
    assert "Decided" not in page


def test_a_meeting_that_was_moved_keeps_its_address_and_leads_on(council: Council) -> None:
    found = drawn(council.register())
    old, new = found["meetings/cabinet/2032-04-13/"], found["meetings/cabinet/2032-04-20/"]
    assert "This meeting was moved to Tuesday 20 April 2032. Its agenda is on that page" in old
    assert "The chamber is flooded. Announced on 8 January 2032." in old
    assert "Any other business" not in old
    assert "This meeting was first called for another date: Cabinet, 13 April 2032" in new
    assert "2. Any other business" in new


def test_a_cancelled_meeting_says_so_and_stays(council: Council) -> None:
    page = drawn(council.register())["meetings/cabinet/2032-05-11/"]
    assert "This meeting was cancelled. There is no business. Announced on 9 January 2032." in page


def test_meetings_to_come_are_listed_first_and_past_ones_by_year(council: Council) -> None:
    page = drawn(council.register(date(2032, 3, 5)))["meetings/"]
    ahead, past = page.split("What is to be decided")
    assert re.findall(r"\w+day \d+ \w+ 2032", ahead) == [
        "Tuesday 9 March 2032",
        "Tuesday 20 April 2032",
        "Tuesday 11 May 2032",
    ]
    assert "Meetings of 2032" in past
    assert "Tuesday 2 March 2032" in past
    assert "Moved" in past


def test_the_calendar_entry_is_beside_the_page(council: Council) -> None:
    found = entries(council.register())
    march = found[MARCH]
    assert march["DTSTART"] == "20320309T183000Z"
    assert march["LOCATION"] == "Council Chamber\\, Ford Street"
    assert march["DESCRIPTION"].startswith("1 Apologies for absence\\n2 The depot\\n3 The baths")
    assert (march["STATUS"], march["SEQUENCE"]) == ("CONFIRMED", "0")
    # In summer the clock is an hour ahead of universal time.
    assert found["meetings/cabinet/2032-04-20/"]["DTSTART"] == "20320420T173000Z"


def test_a_meeting_that_was_moved_has_one_entry_under_both_dates(council: Council) -> None:
    found = entries(council.register())
    old, new = found["meetings/cabinet/2032-04-13/"], found["meetings/cabinet/2032-04-20/"]
    assert old == new
    assert (new["UID"].partition("@")[0], new["SEQUENCE"]) == ("meetings/cabinet/2032-04-13/", "1")


def test_a_cancelled_meeting_is_cancelled_in_calendars(council: Council) -> None:
    entry = entries(council.register())["meetings/cabinet/2032-05-11/"]
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", "1")
    # A calendar cannot use “early evening”: the entry takes the whole day and says so.
    assert (entry["DTSTART"], entry["SUMMARY"]) == ("20320511", "Ambleford: Cabinet at early evening")


def test_nothing_of_a_paper_that_is_held_back_is_in_any_output(council: Council) -> None:
    register = council.register()
    outputs = [*open_data(register), *feed(register), *meeting_entries(register)]
    texts = [output.content.decode() for output in outputs]
    texts += [page.body for page in pages(register, environment(TEMPLATES))]
    assert not [text for text in texts if HELD_BACK in text or "meadow, in brief" in text]
    assert "1. Paper not published yet" in drawn(register)["meetings/cabinet/2032-04-20/"]


def test_a_paper_and_its_body_lead_to_the_meeting_and_the_notices(council: Council) -> None:
    register = council.register()
    found = {page.path: page.body for page in pages(register, environment(TEMPLATES))}
    paper, body = found["cabinet-reports/2032-03-09-depot/"], found["people/cabinet/"]
    assert f'href="../../{MARCH}"' in paper
    for kind in ("key-decision", "private-meeting"):
        assert f'href="../../notices/2032-03-09-depot-{kind}/"' in paper
    assert f'href="../../{MARCH}"' in body
    assert "Cabinet, 13 April 2032</a> (moved)" in body
    assert f'href="../../{MARCH}"' in found["notices/2032-03-09-depot-key-decision/"]
    assert "notices/2032-03-09-depot-key-decision/" in found["notices/"]


def test_programs_are_told_when_and_where_a_meeting_is(council: Council) -> None:
    found = {page.path: page.meta for page in pages(council.register(), environment(TEMPLATES))}
    assert (
        '"startDate": "2032-03-09T18:30:00", "eventStatus": "https://schema.org/EventScheduled"'
        in found[MARCH]
    )
    assert '"location": {"@type": "Place", "name": "Council Chamber, Ford Street"}' in found[MARCH]
    assert "EventRescheduled" in found["meetings/cabinet/2032-04-20/"]
    assert "EventCancelled" in found["meetings/cabinet/2032-05-11/"]
    assert "schema.org/Event" not in found["meetings/cabinet/2032-04-13/"]


def test_what_was_announced_later_is_not_known_on_an_earlier_day(council: Council) -> None:
    content, left_out = on_day(council.content(), date(2032, 1, 7))
    found = {meeting.url: meeting for meeting in build(content, date(2032, 1, 7)).meetings}
    assert "meetings/cabinet/2032-04-20/" not in found
    assert not any(meeting.state for meeting in found.values())
    assert [str(notice.facts.publish_on) for notice in build(content, date(2032, 1, 7)).notices] == [
        "2032-01-07"
    ]
    assert left_out.entries == 2


def test_the_open_data_has_each_meeting_with_its_agenda(council: Council) -> None:
    (file,) = [o for o in open_data(council.register()) if o.path == "data/v1/meetings.json"]
    rows = {row["url"]: row for row in json.loads(file.content)["meetings"]}
    march = rows[MARCH]
    assert [(item["number"], item["report"], item["title"]) for item in march["agenda"]] == [
        ("1", None, "Apologies for absence"),
        ("2", "2032-03-09-depot", "The depot"),
        ("3", "2032-03-09-baths", "The baths"),
        ("", "2032-03-09-market", "The market"),
    ]
    assert march["notices"] == ["2032-03-09-depot-key-decision", "2032-03-09-depot-private-meeting"]
    assert rows["meetings/cabinet/2032-04-13/"]["state"] == "moved"
    assert rows["meetings/audit-committee/2032-03-02/"]["recorded"] is False


def test_the_feed_tells_of_moves_supplements_and_notices(council: Council) -> None:
    register = council.register()
    told = [(happening.what, str(happening.first)) for happening in register.happenings]
    assert told == [
        ("Notice of a key decision published", "2032-01-09"),
        ("Meeting cancelled", "2032-01-09"),
        ("Notice that a part of a meeting will be private published", "2032-01-08"),
        ("Meeting moved to 20 April 2032", "2032-01-08"),
        ("Notice of a key decision published", "2032-01-07"),
        ("Supplement to an agenda published", "2032-01-05"),
    ]
    assert date(2032, 1, 10) == TODAY
