"""What happened and what is due, in the order of time; what no longer holds, and what was put right once published.

Each page says what no longer holds of it and what was put right, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.dates import bounds, in_words
from goldenthread.model.common import Correction, Event, Withdrawal
from goldenthread.model.kinds import CABINET_REPORTS, KINDS, MEETINGS, NOTICES
from goldenthread.model.vocabulary import Role
from goldenthread.register.public import Public, word
from goldenthread.register.views import ActionView, Due, Happening, Link, VersionView

NOT_HAPPENED = (
    Role.DUE,
    Role.PLANNED,
)  # events that a paper expected: whether they came about is another event


def happenings(public: Public, actions: tuple[ActionView, ...]) -> tuple[Happening, ...]:
    """Return everything that has happened and has a date, newest first; what is still to come is left out."""
    found = [
        *_events(public),
        *_meetings(public),
        *_decided(public),
        *_notices(public),
        *_changed_meetings(public),
        *_updates(actions),
        *_withdrawn(public),
        *_corrected(public),
    ]
    past = [happening for happening in found if happening.first <= public.today]
    return tuple(sorted(past, key=lambda h: (h.first, h.link.url, h.what), reverse=True))


def _events(public: Public) -> Iterator[Happening]:
    for kind in KINDS:
        for name, record in public.folders[kind.folder].items():
            for event in getattr(record, "events", ()):
                yield from _event(public, event, public.link(kind, name))


def _event(public: Public, event: Event, link: Link) -> Iterator[Happening]:
    vocabulary = public.content.vocabulary
    if event.when and vocabulary.role("events", event.kind) not in NOT_HAPPENED:
        label = word(vocabulary, "events", event.kind).label + (f": {event.body}" if event.body else "")
        when = in_words(event.when)
        fact = f"events {event.kind} {when}"
        yield Happening(event.when.first, event.when.last, when, label, event.text or "", link, fact)


def _meetings(public: Public) -> Iterator[Happening]:
    for report in public.cabinet_reports.values():
        if report.meeting:
            body = public.office_link(report.body).title
            what = f"Paper for {body}"
            yield Happening(
                report.meeting,
                report.meeting,
                in_words(report.meeting),
                what,
                "",
                public.report_link(report.id),
            )


def _decided(public: Public) -> Iterator[Happening]:
    for decision in public.decisions.values():
        if day := decision.date:
            what = f"Decided by {public.office_link(decision.decided_by).title}"
            yield Happening(
                day, day, in_words(day), what, decision.summary, public.decision_link(decision.id)
            )


def _notices(public: Public) -> Iterator[Happening]:
    for notice in public.notices.values():
        if day := notice.publish_on:
            what = f"{notice.of.title} published"
            yield Happening(day, day, in_words(day), what, notice.summary, public.link(NOTICES, notice.id))


def _changed_meetings(public: Public) -> Iterator[Happening]:
    """Yield the supplements of meetings, and what was moved or cancelled, on the days that their records give."""
    for meeting in public.meetings.values():
        link = public.link(MEETINGS, meeting.id)
        found = [
            (item.published, "Supplement to an agenda published", item.why, "supplements")
            for item in meeting.supplements
        ]
        if (moved := meeting.moved) and moved.announced:
            found.append((moved.announced, f"Meeting moved to {in_words(moved.date)}", moved.reason, "moved"))
        if (cancelled := meeting.cancelled) and cancelled.announced:
            found.append((cancelled.announced, "Meeting cancelled", cancelled.reason, "cancelled"))
        for day, what, text, field in found:
            when = in_words(day)
            yield Happening(day, day, when, what, text, link, f"{field} {when}")


def _updates(actions: tuple[ActionView, ...]) -> Iterator[Happening]:
    for action in actions:
        link, own = Link(f"{action.title}, {action.plan.title}", action.url), f"actions {action.facts.number}"
        for update in action.facts.updates:
            if span := bounds(update.date):
                when = in_words(update.date)
                yield Happening(*span, when, "Progress recorded", update.note, link, f"{own} updates {when}")
        for asked in action.facts.extensions:
            if (decided := asked.decision) and (span := bounds(decided.date)):
                text = f"{decided.by}. New timeline asked for: {asked.to or 'not recorded'}."
                what = f"Request for more time {decided.outcome}"
                when = in_words(decided.date)
                yield Happening(*span, when, what, text, link, f"{own} extensions decision {when}")


def due(actions: tuple[ActionView, ...]) -> tuple[Due, ...]:
    """Return what has a date and is not finished: the oldest first. A row that only points to another is left out."""
    found = [
        Due(action.due.ends, action.due.as_printed or "", action.is_overdue, action)
        for action in actions
        if action.due.ends and not action.status.word.done and action.same_as is None and action.is_listed
    ]
    return tuple(sorted(found, key=lambda item: (item.last, item.action.plan_id, item.action.facts.number)))


def withdrawals(public: Public) -> dict[str, Withdrawal]:
    """Return every withdrawal that readers may know of, by the address of what is withdrawn."""
    return {link.url: gone for link, gone, _ in _withdrawals(public)}


def _withdrawals(public: Public) -> Iterator[tuple[Link, Withdrawal, str]]:
    """Yield what is withdrawn, records and their numbered parts, with since when and why, and what part it is."""
    for kind in KINDS:
        for record in public.folders[kind.folder].values():
            if record.withdrawn:
                yield public.link(kind, record.id), record.withdrawn, ""
            for part in kind.parts_of(record):
                if part.withdrawn:
                    own = f"{kind.numbered.field} {part.number} " if kind.numbered else ""
                    yield public.link(kind, record.id, part.number), part.withdrawn, own


def _withdrawn(public: Public) -> Iterator[Happening]:
    for link, gone, own in _withdrawals(public):
        when = in_words(gone.date)
        yield Happening(gone.date, gone.date, when, "Withdrawn", gone.reason, link, f"{own}withdrawn {when}")


def corrections(public: Public) -> dict[str, tuple[Correction, ...]]:
    """Return every correction by the address of each page that shows it: the record's, and that of the part it is about."""
    found: dict[str, tuple[Correction, ...]] = {}
    for record_link, part_link, correction in _corrections(public):
        for url in dict.fromkeys((record_link.url, part_link.url)):
            found[url] = (*found.get(url, ()), correction)
    return found


def _corrections(public: Public) -> Iterator[tuple[Link, Link, Correction]]:
    """Yield every correction with its record, and with the part that it is about, or else the record again."""
    for kind in KINDS:
        for record in public.folders[kind.folder].values():
            for correction in record.corrections:
                part_link = public.link(kind, record.id, correction.about)
                yield public.link(kind, record.id), part_link, correction


def _corrected(public: Public) -> Iterator[Happening]:
    for _, link, item in _corrections(public):
        text = f"{item.what.strip()}\n\nWhy: {item.why.strip()}"
        when = in_words(item.date)
        yield Happening(item.date, item.date, when, "Corrected", text, link, f"corrections {when}")


def versions(public: Public) -> dict[str, tuple[VersionView, ...]]:
    """Return the versions that are kept, the newest first, by the address of the report of today."""
    found: dict[str, tuple[VersionView, ...]] = {}
    for kept in public.content.versions:
        if kept.report in public.cabinet_reports:
            url = CABINET_REPORTS.url(kept.report)
            view = VersionView(kept.day, kept.url, kept.folder, kept.found)
            found[url] = (*found.get(url, ()), view)
    return found
