"""What happened when, and what is due: dated facts of all records in one order."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.dates import in_words
from goldenthread.model.common import Event
from goldenthread.model.kinds import KINDS
from goldenthread.register.notices import correction_events, withdrawal_events
from goldenthread.register.public import Public, word
from goldenthread.register.views import ActionView, Due, Happening, Link

NOT_HAPPENED = ("due", "planned")  # events that a paper expected: whether they came about is another event


def happenings(public: Public, actions: tuple[ActionView, ...]) -> tuple[Happening, ...]:
    """Give everything that has happened and has a date, newest first; what is still to come is left out."""
    found = [
        *_events(public),
        *_meetings(public),
        *_updates(actions),
        *withdrawal_events(public),
        *correction_events(public),
    ]
    past = [happening for happening in found if happening.first <= public.today]
    return tuple(sorted(past, key=lambda h: (h.first, h.link.url, h.what), reverse=True))


def _events(public: Public) -> Iterator[Happening]:
    for kind in KINDS:
        for name, record in public.folders[kind.folder].items():
            for event in getattr(record, "events", ()):
                yield from _event(public, event, public.link(kind, name))


def _event(public: Public, event: Event, link: Link) -> Iterator[Happening]:
    if event.when and event.kind not in NOT_HAPPENED:
        label = word(public.content.vocabulary, "events", event.kind).label
        yield Happening(
            event.when.first, event.when.last, in_words(event.when), label, event.text or "", link
        )


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


def _updates(actions: tuple[ActionView, ...]) -> Iterator[Happening]:
    for action in actions:
        for update in action.facts.updates:
            link = Link(f"{action.title}, {action.plan.title}", action.url)
            yield Happening(
                update.date, update.date, in_words(update.date), "Progress recorded", update.note, link
            )


def due(actions: tuple[ActionView, ...]) -> tuple[Due, ...]:
    """Give what has a date and is not finished: the oldest first. A row that only points to another is left out."""
    found = [
        Due(action.due.last, action.due.as_printed or "", action.is_overdue, action)
        for action in actions
        if action.due.last
        and not action.status.word.done
        and action.same_as is None
        and action.withdrawn is None
    ]
    return tuple(sorted(found, key=lambda item: (item.last, item.action.plan_id, item.action.facts.number)))
