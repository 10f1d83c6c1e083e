"""Meetings worked out: each agenda in its order, from the record of the meeting and from the papers that name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import natural_order
from goldenthread.model.kinds import MEETINGS
from goldenthread.model.meeting import AgendaItem, Meeting, Supplement
from goldenthread.read.meetings import BodyDay, meeting_days
from goldenthread.register.public import Public, word
from goldenthread.register.views import (
    AgendaItemView,
    CabinetReportView,
    DecisionView,
    Link,
    MeetingView,
    NoticeView,
)

Reports = Mapping[str, CabinetReportView]
AGENDA_ITEM = "agenda-item"  # the line of a paper’s header that gives its number on the agenda


def meeting_views(
    public: Public,
    reports: tuple[CabinetReportView, ...],
    notices: tuple[NoticeView, ...],
    decisions: tuple[DecisionView, ...],
) -> tuple[MeetingView, ...]:
    """Return every meeting that public records name, the latest first, those of one day by body."""
    known = {report.facts.id: report for report in reports}
    recorded = [_without_held_back(public, meeting) for meeting in public.meetings.values()]
    days = meeting_days(public.only(), public.today)
    views = [
        replace(
            _view(public, key, days, recorded, known),
            notices=tuple(n for n in notices if (n.facts.body, n.facts.date) == key),
            decisions=tuple(d for d in decisions if (d.facts.decided_by, d.facts.date) == key),
        )
        for key in days
    ]
    return tuple(sorted(views, key=lambda view: (-view.day.toordinal(), view.body.title)))


def _view(
    public: Public,
    key: BodyDay,
    days: Mapping[BodyDay, tuple[str, ...]],
    recorded: list[Meeting],
    reports: Reports,
) -> MeetingView:
    """Return a meeting. Under its first date, one that was moved has nothing but the way to its new date."""
    body, day = key
    own = next((m for m in recorded if (m.body, m.date) == key), None)
    moved = next((m for m in recorded if m.moved and (m.body, m.held_on) == key), None)
    is_gone = own is not None and own.moved is not None
    facts = own or (moved and moved.model_copy(update={"title": _link(public, key).title, "date": day}))
    papers = dict.fromkeys(() if is_gone else (*days[key], *(days[body, moved.date] if moved else ())))
    named = [reports[name] for name in papers if name in reports]
    items = () if is_gone else tuple(_items(public, body, facts, reports, named))
    return MeetingView(
        facts=facts or _unrecorded(public, key),
        url=_link(public, key).url,
        day=day,
        body=public.office_link(body),
        is_recorded=facts is not None,
        items=items,
        notices=(),
        supplements=tuple(_supplements(public, facts, items)) if facts and not is_gone else (),
        moved_to=_link(public, (body, own.held_on)) if own and is_gone else None,
        moved_from=_link(public, (body, moved.date)) if moved else None,
    )


def _without_held_back(public: Public, meeting: Meeting) -> Meeting:
    """Return a meeting that names no paper which readers may not see; the items of its agenda keep their places."""

    def is_shown(item: AgendaItem | Supplement) -> bool:
        return item.report is None or item.report in public.cabinet_reports

    agenda = (
        item
        if is_shown(item)
        else item.model_copy(update={"report": None, "title": item.title or "Paper not published yet"})
        for item in meeting.agenda
    )
    added = filter(is_shown, meeting.supplements)
    return meeting.model_copy(update={"agenda": tuple(agenda), "supplements": tuple(added)})


def _link(public: Public, key: BodyDay) -> Link:
    body, day = key
    return Link(f"{public.office_link(body).title}, {in_words(day)}", MEETINGS.url(f"{day}-{body}"))


def _unrecorded(public: Public, key: BodyDay) -> Meeting:
    """Return what papers alone say of a meeting: who met and when."""
    body, day = key
    title = _link(public, key).title
    summary = f"Papers or decisions on this site name this meeting of {public.office_link(body).title}."
    facts = {"id": f"{day}-{body}", "title": title, "summary": summary, "body": body, "date": day.isoformat()}
    return Meeting.model_validate(facts)


def _items(
    public: Public, body: str, facts: Meeting | None, reports: Reports, named: list[CabinetReportView]
) -> Iterator[AgendaItemView]:
    """Yield the recorded agenda, then papers that it does not name; without one, papers by their printed item."""
    agenda = facts.agenda if facts else ()
    is_counted = bool(agenda) and not any(item.number for item in agenda)
    for place, item in enumerate(agenda, start=1):
        paper = reports.get(item.report or "")
        yield _item(public, body, facts, item, paper, str(place) if is_counted else item.number or "")
    listed = {item.report for item in agenda}
    rest = [paper for paper in named if paper.facts.id not in listed]
    rest.sort(key=lambda p: (not _printed_item(p), natural_order(_printed_item(p)), p.facts.id))
    for paper in rest:
        item = AgendaItem(report=paper.facts.id)
        yield _item(public, body, facts, item, paper, "" if agenda else _printed_item(paper))


def _supplements(
    public: Public, facts: Meeting, items: tuple[AgendaItemView, ...]
) -> Iterator[tuple[Supplement, Link | None]]:
    """Yield the supplements that no item shows."""
    shown = [item.supplement for item in items]
    for added in facts.supplements:
        if added not in shown:
            yield added, public.report_link(added.report) if added.report else None


def _printed_item(paper: CabinetReportView) -> str:
    return next((entry.text for entry in paper.facts.header_lines if entry.line == AGENDA_ITEM), "")


def _item(
    public: Public,
    body: str,
    facts: Meeting | None,
    item: AgendaItem,
    paper: CabinetReportView | None,
    number: str,
) -> AgendaItemView:
    added = facts.supplements if facts else ()
    is_decider = paper is not None and paper.facts.body == body
    purposes = [row.purpose for row in paper.facts.timetable if row.body == body] if paper else []
    purpose = paper.facts.purpose if paper and is_decider else next(iter(purposes), None)
    return AgendaItemView(
        facts=item,
        number=number,
        title=item.title or (paper.heading if paper else "Item without a title"),
        paper=paper,
        purpose=word(public.content.vocabulary, "purposes", purpose).label if purpose else "",
        is_for_decision_here=is_decider,
        urgent=item.urgent or (paper.facts.lateness if paper and is_decider else None) or "",
        supplement=next((s for s in added if s.report and s.report == item.report), None),
    )


def is_ahead(meeting: MeetingView, today: date) -> bool:
    """Whether a meeting is today or later and, as far as is recorded, still to be held on that day."""
    return meeting.day >= today and not meeting.moved_to
