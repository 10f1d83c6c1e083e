"""Deadlines as calendar files (RFC 5545), to subscribe to.

A deadline is in a calendar when its due day is known to the day. The files change only when a deadline does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from goldenthread.common.output import Output
from goldenthread.deadlines import sentences
from goldenthread.deadlines.deadline import Deadline, Outcome
from goldenthread.model.council import Council
from goldenthread.outputs.atom import address, authority
from goldenthread.register.views import Register

FILE = "deadlines.ics"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar: its address from the site's root, what it is about, and the deadlines in it."""

    path: str
    title: str
    deadlines: tuple[Deadline, ...]


def calendars(register: Register) -> tuple[CalendarFile, ...]:
    """Return every calendar that holds something: an empty one is none (RFC 5545, 3.6)."""
    return tuple(made for made in _all(register) if made.deadlines)


def is_exact(deadline: Deadline) -> bool:
    """Whether the due day is known to the day: only then can it be in a calendar."""
    return deadline.first is not None and deadline.first == deadline.last


def _all(register: Register) -> Iterator[CalendarFile]:
    yield _of(register, FILE, register.council.name, {deadline.record for deadline in register.deadlines})
    for review in register.reviews:
        yield _of(register, f"{review.url}{FILE}", review.facts.title, {review.url})
    for office in register.offices:
        papers = (report.url for report in register.cabinet_reports if report.body.url == office.url)
        yield _of(register, f"{office.url}{FILE}", f"Papers for {office.facts.name}", papers)


def _of(register: Register, path: str, title: str, records: Iterable[str]) -> CalendarFile:
    wanted = set(records)
    theirs = tuple(d for d in register.deadlines if d.record in wanted and is_exact(d))
    return CalendarFile(path, title, theirs)


AHEAD = timedelta(days=-14)  # ten working days, where no bank holiday falls between
PLANNING = "publishing-a-paper/"  # the page about meetings that are only planned
IS_OPEN = (Outcome.NOT_YET_DUE, Outcome.OVERDUE)


def calendar(register: Register) -> Iterator[Output]:
    """Yield `deadlines.ics`, and one for each review and each body that has deadlines."""
    for made in calendars(register):
        yield Output(made.path, write(register.council, f"{made.title}: deadlines", made.deadlines))


def write(council: Council, name: str, deadlines: Iterable[Deadline], *, planned: bool = False) -> bytes:
    """Write the calendar `name` of those deadlines whose due day is known to the day.

    Of a meeting that is only `planned` nobody records what was done, so its events do not say an outcome.
    """
    made = Calendar()
    made.add("prodid", "-//Golden Thread//Deadlines//EN")
    made.add("version", "2.0")
    made.add("name", name)  # RFC 7986, and the name that most programs read instead
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for deadline in deadlines:
        if is_exact(deadline) and deadline.first is not None:
            made.add_component(_event(council, deadline, deadline.first, planned))
    content: bytes = made.to_ical()
    return content


def _event(council: Council, deadline: Deadline, due: date, planned: bool) -> Event:
    """Make an event of the whole due day, which leaves the reader's day free.

    The uid names the deadline and the council, and no address: a site that moves keeps its events.
    """
    event = Event()
    event.add("uid", f"{deadline.id}@{authority(council)}")
    event.add("dtstamp", _stamp(deadline, due))
    event.add("sequence", 0)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    standing = "" if planned else f": {_outcome(deadline)}"
    event.add("summary", f"{deadline.what} ({deadline.record_title}){standing}")
    event.add("description", "\n".join(_description(council, deadline, planned)))
    if council.site_address:
        event.add("url", address(council, PLANNING if planned else deadline.record))
    event.add("transp", "TRANSPARENT")
    if deadline.outcome is Outcome.NOT_YET_DUE:
        event.add_component(_alarm(deadline))
    return event


def _stamp(deadline: Deadline, due: date) -> datetime:
    """Return since when the event has been as it is: the last dated fact behind it, never the time of building."""
    facts = [when.last for when in (deadline.anchor_when, deadline.done) if when]
    return datetime.combine(max(facts, default=due), time.min, UTC)


def _outcome(deadline: Deadline) -> str:
    """Return its outcome in words. The due day is known here; whether it was met may not be."""
    return (
        "not known whether met"
        if deadline.outcome in (Outcome.UNKNOWN, Outcome.NOT_KNOWN)
        else deadline.outcome.value
    )


def _description(council: Council, deadline: Deadline, planned: bool) -> Iterator[str]:
    """Yield the rule, its source, the outcome of the deadline, and where its working is shown.

    What is still open is given by its outcome alone: days to go would be wrong on the next day.
    """
    yield f"The rule: {deadline.rule}."
    yield f"Source of the rule: {deadline.source}."
    yield sentences.counted_from(deadline)
    if not planned:
        outcome = f"Outcome: {_outcome(deadline)}."
        yield outcome if deadline.outcome in IS_OPEN else f"{outcome} {deadline.reason}"
    if council.site_address:
        page = PLANNING if planned else f"{deadline.record}#deadlines"
        yield f"The working: {address(council, page)}"


def _alarm(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", AHEAD)
    alarm.add("description", f"In ten working days: {deadline.what} ({deadline.record_title})")
    return alarm
