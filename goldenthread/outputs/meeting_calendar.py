"""A calendar entry beside the page of each meeting (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from goldenthread.common.output import Output
from goldenthread.outputs.atom import address, authority
from goldenthread.register.views import MeetingView, Register

FILE = "meeting.ics"
_CLOCK = ZoneInfo("Europe/London")


def meeting_entries(register: Register) -> Iterator[Output]:
    """Yield the calendar file of each meeting. One that was moved has the same entry under either date."""
    held = {meeting.url: meeting for meeting in register.meetings}
    for meeting in register.meetings:
        now = held[meeting.moved_to.url] if meeting.moved_to else meeting
        yield Output(f"{meeting.url}{FILE}", _write(register, now))


def _write(register: Register, meeting: MeetingView) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Thread//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", meeting.facts.title)
    calendar.add_component(_event(register, meeting))
    content: bytes = calendar.to_ical()
    return content


def _event(register: Register, meeting: MeetingView) -> Event:
    """Return the entry. Without a time it takes the whole day; how long a meeting lasts is not known."""
    facts, council = meeting.facts, register.council
    first = meeting.moved_from.url if meeting.moved_from else meeting.url
    event = Event()
    event.add("uid", f"{first}@{authority(council)}")
    event.add("dtstamp", datetime.combine(meeting.day, time.min, UTC))
    event.add("sequence", 1 if meeting.moved_from or meeting.state else 0)
    if facts.clock:
        event.add("dtstart", datetime.combine(meeting.day, facts.clock, _CLOCK).astimezone(UTC))
    else:
        event.add("dtstart", meeting.day)
    at = f" at {facts.time}" if facts.time and not facts.clock else ""
    event.add("summary", f"{council.short_name}: {meeting.body.title}{at}")
    if facts.place:
        event.add("location", facts.place)
    if items := "\n".join(f"{item.number} {item.title}".strip() for item in meeting.items):
        event.add("description", items)
    event.add("status", "CANCELLED" if meeting.state == "cancelled" else "CONFIRMED")
    if council.site_address:
        event.add("url", address(council, meeting.url))
    event.add("transp", "TRANSPARENT")
    return event
