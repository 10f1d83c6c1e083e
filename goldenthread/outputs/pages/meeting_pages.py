"""Pages of meetings, each with its agenda, and of the notices that the law asks for before them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from goldenthread.common.inflection import small
from goldenthread.common.output import Page
from goldenthread.model.kinds import MEETINGS, NOTICES, Kind
from goldenthread.outputs.meeting_calendar import FILE
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.agendas import is_ahead
from goldenthread.register.views import Link, MeetingView, NoticeView


def meeting_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of meetings, a page for each, the list of notices, and a page for each."""
    register = painter.register
    ahead = [meeting for meeting in register.meetings if is_ahead(meeting, register.today)]
    past = [meeting for meeting in register.meetings if not is_ahead(meeting, register.today)]
    years = [(year, list(met)) for year, met in groupby(past, lambda meeting: meeting.day.year)]
    yield painter.paint(_list(MEETINGS), "meetings", ahead=ahead[::-1], years=years)
    yield from (_meeting(painter, meeting) for meeting in register.meetings)
    to_come = [notice for notice in register.notices if _is_to_come(notice, register.today)]
    to_come.sort(key=lambda notice: (notice.facts.date or date.max, notice.facts.id))
    past_notices = [notice for notice in register.notices if notice not in to_come]
    yield painter.paint(_list(NOTICES), "notices", ahead=to_come, past=past_notices)
    yield from (_notice(painter, notice) for notice in register.notices)


def _list(kind: Kind) -> Head:
    return Head(kind.list_url, kind.title, kind.about, tab=kind.folder, search={"kind": "List"})


def _is_to_come(notice: NoticeView, today: date) -> bool:
    """Whether what a notice is about is not known to be past: a period is in words, so it is not."""
    return not notice.facts.withdrawn and (notice.facts.date is None or notice.facts.date >= today)


def _meeting(painter: Painter, meeting: MeetingView) -> Page:
    facts = meeting.facts
    head = Head(
        path=meeting.url,
        title=f"{facts.title} (moved)" if meeting.moved_to else facts.title,
        heading=facts.title,
        description=phrases.sentence(facts.summary),
        kicker="Meeting",
        crumbs=(HOME, Link(MEETINGS.title, MEETINGS.list_url)),
        tab=MEETINGS.folder,
        search={"kind": "Meeting"},
        edit=MEETINGS.file(facts.id) if meeting.is_recorded else None,
    )
    deadlines = [
        (paper, theirs)
        for paper in meeting.papers
        if paper.facts.body == facts.body and (theirs := painter.register.deadlines_of(paper.url))
    ]
    return painter.paint(head, "meeting", meeting=meeting, deadlines_by_paper=deadlines, calendar=FILE)


def _notice(painter: Painter, notice: NoticeView) -> Page:
    facts = notice.facts
    head = Head(
        path=notice.url,
        title=f"{facts.title}: {small(facts.of.title)}",
        description=phrases.sentence(facts.summary),
        kicker=facts.of.title,
        heading=facts.title,
        crumbs=(HOME, Link(NOTICES.title, NOTICES.list_url)),
        tab=NOTICES.folder,
        search={"kind": "Notice"},
        edit=NOTICES.file(facts.id),
    )
    return painter.paint(head, "notice", notice=notice)
