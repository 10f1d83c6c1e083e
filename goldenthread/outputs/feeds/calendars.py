"""Which calendar files there are: one with all deadlines, one for each review and each body that has any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goldenthread.deadlines.deadline import Deadline
from goldenthread.register.views import Register

FILE = "deadlines.ics"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar: its address from the site's root, what it is about, and the deadlines in it."""

    path: str
    title: str
    deadlines: tuple[Deadline, ...]


def calendars(register: Register) -> tuple[CalendarFile, ...]:
    """Give every calendar that holds something: an empty one is none (RFC 5545, 3.6)."""
    return tuple(made for made in _all(register) if made.deadlines)


def is_exact(deadline: Deadline) -> bool:
    """Say whether the due day is known to the day: only then can it stand in a calendar."""
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
