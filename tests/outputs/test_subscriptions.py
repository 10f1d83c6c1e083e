"""Feeds and calendars of bodies, records and themes: what is in which, and that only what changed changes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from council import PLAN, Council
from icalendar import Calendar
from paths import TEMPLATES
from shapes import shape_council

from goldenthread.outputs.atom import topic_feeds
from goldenthread.outputs.icalendar import calendar
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"
PARKS = PLAN.replace("2031-finance", "2031-parks")
PLAN_URL = "action-plans/2031-parks/"
DAY = date(2031, 12, 10)
LEAD = "people/director-of-finance/"
NEWS = """    updates:

      - date: 2031-12-09
        status: in progress
        note: |
          Three paths are repaired.

      - date: 2031-08-20
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return shape_council("action-owners", tmp_path / "council")


def files(council: Council, today: date = DAY) -> dict[str, bytes]:
    made = (*calendar(council.register(today)), *topic_feeds(council.register(today)))
    return {output.path: output.content for output in made}


def entries(content: bytes) -> dict[str, Any]:
    """Give the events of a calendar by the part of their uid before the council’s name."""
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0].removeprefix(PLAN_URL + "actions/"): event for event in found}


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode("utf-8").splitlines()


def titles(content: bytes) -> list[tuple[str, str]]:
    root = ET.fromstring(content)  # noqa: S314 - our own feed
    return [
        ((e.findtext(f"{ATOM}updated") or "")[:10], e.findtext(f"{ATOM}title") or "")
        for e in root.iter(f"{ATOM}entry")
    ]


def test_an_action_is_in_the_calendars_of_its_lead_its_committee_its_records_and_its_themes(
    council: Council,
) -> None:
    """Calendars knew no action, however near its date was."""
    made = files(council)
    expected = {
        "actions.ics": "1/due 1/news 2/due 2/news 3/due 3/news 4/due 6/news",
        f"{LEAD}actions.ics": "1/due 1/news 2/due 2/news 4/due",
        "people/senior-team/actions.ics": "3/due 3/news 4/due",
        "people/audit-committee/monitored-actions.ics": "1/due 1/news 2/due 2/news 3/due 3/news 4/due 6/news",
        "reviews/2031-parks/actions.ics": "1/due 1/news 6/news 2/due 2/news 3/due 3/news 4/due",
        "reviews/2031-parks/themes/paths/actions.ics": "1/due 1/news 6/news 2/due 2/news",
        "reviews/2031-parks/themes/play/actions.ics": "3/due 3/news 4/due",
        f"{PLAN_URL}actions.ics": "1/due 1/news 2/due 2/news 3/due 3/news 4/due 6/news",
        f"{PLAN_URL}themes/paths/actions.ics": "1/due 1/news 2/due 2/news 6/news",
        f"{PLAN_URL}themes/play/actions.ics": "3/due 3/news 4/due",
    }
    actions = [path for path in made if path.endswith("actions.ics")]
    assert {path: " ".join(entries(made[path])) for path in actions} == expected


def test_what_is_due_says_what_by_when_who_leads_and_its_status(council: Council) -> None:
    council.change("data/council.yml", "site_address: not recorded", "site_address: https://example.org/x/")
    found = entries(files(council)[f"{LEAD}actions.ics"])
    event = found["1/due"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2031, 12, 31), date(2032, 1, 1))
    assert event["summary"] == "Action 1, Parks action plan 2031: Repair the paths before winter (due soon)"
    assert event["description"].splitlines() == [
        "Due by 31 December 2031.",
        "Status: Due soon (in progress).",
        "Lead: Director of Finance.",
        f"The action: https://example.org/x/{PLAN_URL}actions/1/",
    ]
    assert event["url"] == f"https://example.org/x/{PLAN_URL}actions/1/"
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(days=-14)]
    late = found["2/due"]
    assert late.decoded("dtstart") == date(2031, 10, 31)
    assert late["summary"].endswith(" (overdue)")
    assert late.walk("VALARM") == []
    assert found["4/due"]["summary"].endswith(" (complete)")
    assert found["4/due"].decoded("dtstamp") == datetime(2031, 10, 15, tzinfo=UTC)


def test_what_recurs_is_in_with_its_next_time(council: Council) -> None:
    event = entries(files(council)["people/senior-team/actions.ics"])["3/due"]
    assert event.decoded("dtstart") == date(2032, 3, 31)
    assert "The next time is due by the end of March 2032." in event["description"]


def test_the_day_to_ask_for_an_update_is_an_entry_of_its_own(council: Council) -> None:
    event = entries(files(council)[f"{LEAD}actions.ics"])["1/news"]
    assert event.decoded("dtstart") == date(2031, 11, 18)
    assert (
        event["summary"]
        == "Ask for an update: Action 1, Parks action plan 2031: Repair the paths before winter"
    )
    assert event["description"].splitlines()[:2] == [
        "Last update: 20 August 2031.",
        "The plan asks for an update after 90 days without one.",
    ]


def test_after_an_update_the_entry_of_silence_moves_and_nothing_else(council: Council) -> None:
    before = unfolded(files(council)[f"{LEAD}actions.ics"])
    council.change(PARKS, "    updates:\n\n      - date: 2031-08-20\n", NEWS)
    after = unfolded(files(council)[f"{LEAD}actions.ics"])
    end = "The plan asks for an update after 90 days without one.\\nLead: Director of Finance."
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("DTSTART;VALUE=DATE:20311118", "DTSTART;VALUE=DATE:20320308"),
        ("DTEND;VALUE=DATE:20311119", "DTEND;VALUE=DATE:20320309"),
        ("DTSTAMP:20310820T000000Z", "DTSTAMP:20311209T000000Z"),
        (
            f"DESCRIPTION:Last update: 20 August 2031.\\n{end}",
            f"DESCRIPTION:Last update: 9 December 2031.\\n{end}",
        ),
    ]


def test_a_timeline_that_moves_counts_up_and_keeps_the_id(council: Council) -> None:
    moved = NEWS.replace("          Three", "          Rain, so three").replace(
        "is repaired.\n\n", "is repaired.\n"
    )
    council.change(PARKS, "    updates:\n\n      - date: 2031-08-20\n", moved.replace(
        "        note: |\n          Rain", "        timeline: 31 January 2032\n        reason: |\n          Rain.\n        note: |\n          Rain"))  # fmt: skip
    event = entries(files(council)[f"{LEAD}actions.ics"])["1/due"]
    assert event.decoded("dtstart") == date(2032, 1, 31)
    assert (event["sequence"], event.decoded("dtstamp")) == (1, datetime(2031, 12, 9, tzinfo=UTC))


def test_every_calendar_is_as_the_standard_says(council: Council) -> None:
    """RFC 5545, 3.1 (lines) and 3.6.1 (what an event must hold)."""
    for path, content in files(council).items():
        if path.endswith(".ics"):
            lines = content.split(b"\r\n")
            assert lines.pop() == b""
            assert all(len(line) <= 75 for line in lines)
            whole = content.replace(b"\r\n ", b"").decode("utf-8")
            for event in re.sub(r"(?s)BEGIN:VALARM.*?END:VALARM", "", whole).split("BEGIN:VEVENT")[1:]:
                for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "DESCRIPTION"):
                    assert len(re.findall(rf"^{name}[:;]", event, re.MULTILINE)) == 1, (path, name)
            uids = re.findall(r"^UID:(.*)$", whole, re.MULTILINE)
            assert len(set(uids)) == len(uids)


def test_a_feed_holds_what_happened_to_its_topic_and_when_actions_became_overdue(council: Council) -> None:
    made = files(council, date(2032, 1, 10))
    assert titles(made["people/senior-team/feed.xml"]) == [
        ("2031-10-15", "Progress recorded: Action 4, Parks action plan 2031"),
        ("2031-10-15", "No longer overdue: Action 4, Parks action plan 2031"),
        ("2031-10-01", "Overdue: Action 4, Parks action plan 2031"),
    ]
    assert titles(made["reviews/2031-parks/themes/paths/feed.xml"])[:2] == [
        ("2032-01-01", "Overdue: Action 1, Parks action plan 2031"),
        ("2031-11-01", "Progress recorded: Action 2, Parks action plan 2031"),
    ]
    review = titles(made["reviews/2031-parks/feed.xml"])
    assert review[-2][0] == "2031-07-01"
    assert review[-2][1].endswith(": Parks action plan 2031")
    assert review[-1][1].endswith(": Review of parks 2031")
    assert {path for path in made if path.endswith("feed.xml")} == {
        f"{url}feed.xml"
        for url in (
            LEAD, "people/senior-team/", "people/audit-committee/", "reviews/2031-parks/", PLAN_URL,
            *(f"{home}themes/{theme}/" for home in ("reviews/2031-parks/", PLAN_URL) for theme in ("paths", "play")),
        )
    }  # fmt: skip


def test_a_feed_is_as_the_standard_says_and_leads_to_pages_from_where_it_is(council: Council) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    root = ET.fromstring(files(council)[f"{LEAD}feed.xml"])  # noqa: S314 - our own feed
    assert root.findtext(f"{ATOM}title") == "Ambleford Council: Director of Finance"
    assert root.findtext(f"{ATOM}id") == f"tag:ambleford-council.invalid,2026:feed/{LEAD}"
    assert [link.attrib["href"] for link in root.findall(f"{ATOM}link")] == [
        f"../../{LEAD}feed.xml",
        f"../../{LEAD}",
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) > 0
    for entry in root.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "link"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
        (link,) = entry.findall(f"{ATOM}link")
        assert link.attrib["href"].startswith(f"../../{PLAN_URL}actions/")


def test_an_entry_has_one_id_in_every_feed(council: Council) -> None:
    feeds = (content.decode() for path, content in files(council).items() if path.endswith("feed.xml"))
    by_title: dict[tuple[str, str], set[str]] = {}
    for feed in feeds:
        for name, title, when in re.findall(
            r"<entry>\s*<id>(.*)</id>\s*<title>(.*)</title>\s*<updated>(.*)</updated>", feed
        ):
            by_title.setdefault((title, when), set()).add(name)
    assert by_title
    assert all(len(names) == 1 for names in by_title.values())


def test_a_page_names_its_feed_and_calendars_and_one_page_lists_them_all(council: Council) -> None:
    drawn = {page.path: page for page in pages(council.register(DAY), environment(TEMPLATES), {})}
    office = drawn[LEAD]
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Updates: Director of Finance" href="feed.xml">'
        in office.meta
    )
    assert f'href="../../{LEAD}actions.ics"' in office.body
    assert "No update has been recorded for 112 days." in office.body
    assert 'rel="alternate"' not in drawn["people/cabinet/"].meta
    assert "get-updates" not in drawn["people/cabinet/"].body
    listed = drawn["get-updates/"].body
    for path in files(council):
        topic = path.rpartition("/")[0]
        assert f'href="../{path}"' in (
            drawn[f"{topic}/"].body.replace("../../../../", "../").replace("../../", "../")
            if "/themes/" in path
            else listed
        ), path
