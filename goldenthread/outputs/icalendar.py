"""Deadlines and actions as calendar files (RFC 5545), to subscribe to.

A deadline is in a calendar when its due day is known to the day, an action when its timeline has a last day.
The files change only when a deadline or an action does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from goldenthread.common.dates import bounds
from goldenthread.common.output import Output
from goldenthread.deadlines import sentences
from goldenthread.deadlines.deadline import Deadline, Outcome
from goldenthread.model.council import Council
from goldenthread.model.kinds import KINDS
from goldenthread.outputs.atom import address, authority
from goldenthread.outputs.subscriptions import topics
from goldenthread.register import action_sentences
from goldenthread.register.views import ActionView, Register, Silence

FILE = "deadlines.ics"
ACTIONS = "actions.ics"  # beside it, so that whoever asked for statutory deadlines gets no more than these
MONITORED = "monitored-actions.ics"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar: its address from the site's root, what it is about, and the deadlines or the actions in it."""

    path: str
    title: str
    deadlines: tuple[Deadline, ...] = ()
    actions: tuple[ActionView, ...] = ()


def calendars(register: Register) -> tuple[CalendarFile, ...]:
    """Return every calendar that holds something: an empty one is none (RFC 5545, 3.6)."""
    return (
        *(made for made in _all(register) if made.deadlines),
        *(made for made in _of_actions(register) if made.actions),
    )


def _all(register: Register) -> Iterator[CalendarFile]:
    yield _of(register, FILE, register.council.name, {deadline.record for deadline in register.deadlines})
    for view in (view for kind in KINDS if kind.keeps_deadlines for view in register.of(kind)):
        yield _of(register, f"{view.url}{FILE}", view.facts.title, {view.url})
    for office in register.offices:
        papers = (report.url for report in register.cabinet_reports if report.body.url == office.url)
        yield _of(register, f"{office.url}{FILE}", f"Papers for {office.facts.name}", papers)


def _of_actions(register: Register) -> Iterator[CalendarFile]:
    """Yield a calendar of all actions, and of those of each topic; only actions that have an entry are in one."""
    yield _actions(ACTIONS, register.council.name, register.actions)
    for topic in topics(register):
        yield _actions(f"{topic.url}{ACTIONS}", topic.title, topic.actions)
        yield _actions(f"{topic.url}{MONITORED}", f"Monitored by {topic.title}", topic.monitored)


def _actions(path: str, title: str, actions: Iterable[ActionView]) -> CalendarFile:
    return CalendarFile(path, f"{title}: actions", actions=tuple(a for a in actions if _has_entry(a)))


def _of(register: Register, path: str, title: str, records: Iterable[str]) -> CalendarFile:
    wanted = set(records)
    theirs = tuple(d for d in register.deadlines if d.record in wanted and d.is_exact)
    return CalendarFile(path, f"{title}: deadlines", theirs)


_END = b"END:VCALENDAR\r\n"
AHEAD = timedelta(days=-14)  # ten working days, where no bank holiday falls between
PLANNING = "publishing-a-paper/"  # the page about meetings that are only planned
IS_OPEN = (Outcome.NOT_YET_DUE, Outcome.OVERDUE)


def calendar(register: Register) -> Iterator[Output]:
    """Yield the calendars of deadlines and of actions: of all, and of each body, record and theme that has some."""
    council = register.council
    written = {  # once, for an action is in half a dozen calendars
        action.url: b"".join(event.to_ical() for event in _action_events(council, action))
        for action in register.actions
    }
    for made in calendars(register):
        events = b"".join(written[action.url] for action in made.actions)
        yield Output(made.path, write(council, made.title, made.deadlines, events))


def write(
    council: Council,
    name: str,
    deadlines: Iterable[Deadline],
    events: bytes = b"",
    *,
    planned: bool = False,
) -> bytes:
    """Write the calendar `name` of those deadlines whose due day is known to the day, and of other `events` as written.

    Of a meeting that is only `planned` nobody records what was done, so its events do not say an outcome.
    """
    made = Calendar()
    made.add("prodid", "-//Golden Thread//Deadlines//EN")
    made.add("version", "2.0")
    made.add("name", name)  # RFC 7986, and the name that most programs read instead
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for deadline in deadlines:
        if deadline.is_exact and deadline.first is not None:
            made.add_component(_event(council, deadline, deadline.first, planned))
    content: bytes = made.to_ical()
    return content.removesuffix(_END) + events + _END


def _event(council: Council, deadline: Deadline, due: date, planned: bool) -> Event:
    """Return an event of the due day of a deadline."""
    standing = "" if planned else f": {_outcome(deadline)}"
    event = _whole_day(council, deadline.id, due, PLANNING if planned else deadline.record)
    event.add("dtstamp", _stamp(deadline, due))
    event.add("sequence", 0)
    event.add("summary", f"{deadline.what} ({deadline.record_title}){standing}")
    event.add("description", "\n".join(_description(council, deadline, planned)))
    if deadline.outcome is Outcome.NOT_YET_DUE:
        event.add_component(_alarm(f"In ten working days: {deadline.what} ({deadline.record_title})"))
    return event


def _whole_day(council: Council, name: str, day: date, page: str) -> Event:
    """Return an event of a whole day, which leaves the reader's day free.

    The uid is made of a name and the council, and no address: a site that moves keeps its events.
    """
    event = Event()
    event.add("uid", f"{name}@{authority(council)}")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    if council.site_address:
        event.add("url", address(council, page))
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(deadline: Deadline, due: date) -> datetime:
    """Return since when the event has been as it is: the last dated fact behind it, never the time of building."""
    facts = [when.last for when in (deadline.anchor_when, deadline.done) if when]
    return _midnight(max(facts, default=due))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


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


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", AHEAD)
    alarm.add("description", text)
    return alarm


def _has_due_day(action: ActionView) -> bool:
    """Whether an action has a due day: what left its list has none, what is done keeps its own."""
    return action.is_listed and action.same_as is None and action.due.ends is not None


def _has_entry(action: ActionView) -> bool:
    return _has_due_day(action) or (action.silence is not None and action.same_as is None)


def _action_events(council: Council, action: ActionView) -> Iterator[Event]:
    """Yield an event of its due day, and one of the day on which its plan asks for an update."""
    about = f"{action_sentences.name(action)}: {action_sentences.asked(action)}".rstrip(": .")
    if _has_due_day(action) and action.due.ends:
        event = _whole_day(council, f"{action.url}due", action.due.ends, action.url)
        yield _described(event, council, action, _fill_due(event, action, action.due.ends, about))
    if action.silence and action.same_as is None:
        event = _whole_day(council, f"{action.url}news", action.silence.ask_on, action.url)
        yield _described(event, council, action, _fill_news(event, action, action.silence, about))


def _described(event: Event, council: Council, action: ActionView, lines: list[str]) -> Event:
    lines += [f"Lead: {action_sentences.leads(action)}."]
    lines += [f"The action: {address(council, action.url)}"] if council.site_address else []
    event.add("description", "\n".join(lines))
    return event


def _fill_due(event: Event, action: ActionView, day: date, about: str) -> list[str]:
    """Fill an event with what is due and its status; the sequence counts the moves of the timeline (RFC 5545, 3.8.7.4).

    An update that changes neither leaves the event as it is.
    """
    facts = [slip.on for slip in action.slips] + [action.status.since if action.status.word.done else None]
    event.add("dtstamp", _midnight(max((span[1] for when in facts if (span := bounds(when))), default=day)))
    event.add("sequence", len(action.slips))
    event.add("summary", f"{about} ({action.standing.noun})")
    if not action.status.word.done and not action.is_overdue:
        event.add_component(_alarm(f"In two weeks: {about}"))
    return [action_sentences.timeline(action), f"Status: {action.status.text}."]


def _fill_news(event: Event, action: ActionView, silence: Silence, about: str) -> list[str]:
    """Fill an event with the request for news: an update moves it to a later day, and nothing else does."""
    event.add("dtstamp", _midnight(silence.since))
    event.add("sequence", 0)
    event.add("summary", f"Ask for an update: {about}")
    after = f"The plan asks for an update after {silence.after} days without one."
    return [action_sentences.last_update(action), after]
