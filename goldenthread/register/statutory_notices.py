"""Notices worked out: the particulars of each, in the order in which the law lists them."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.dates import in_words
from goldenthread.common.working_days import with_weekday
from goldenthread.model.kinds import NOTICES
from goldenthread.model.notice import Notice
from goldenthread.read import Content
from goldenthread.register.public import Public
from goldenthread.register.views import NoticeView


def notice_views(public: Public) -> tuple[NoticeView, ...]:
    """Return every public notice, the one published last first."""
    views = [notice_view(public, notice) for notice in public.notices.values()]
    return tuple(sorted(views, key=lambda view: (str(view.facts.publish_on), view.facts.id), reverse=True))


def notice_view(public: Public, notice: Notice) -> NoticeView:
    """Return a notice with its particulars, and a link to its paper only where readers may see that."""
    is_here = notice.report in public.cabinet_reports
    return NoticeView(
        facts=notice if is_here else notice.model_copy(update={"report": None}),
        url=NOTICES.url(notice.id),
        body=public.office_link(notice.body),
        paper=public.report_link(notice.report) if notice.report and is_here else None,
        particulars=tuple(_particulars(public.content, notice)),
    )


def _particulars(content: Content, notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield what a notice states, each with its label; nothing that is not recorded."""
    body = next(office.name for office in content.organisation.offices if office.id == notice.body)
    statement = notice.of.statement.format(council=content.council.name, body=body)
    when = "; ".join(([with_weekday(notice.date)] if notice.date else []) + [notice.period or ""]).strip("; ")
    agreed_on = f", {in_words(notice.agreed_on)}" if notice.agreed_on else ""
    members = f"{body}: {'; '.join(notice.members)}" if notice.members else body
    for label, text in (
        ("What this notice is", statement),
        ("The matter", f"{notice.title}. {notice.summary}"),
        ("Who decides", f"{members}."),
        ("When", when),
        ("Documents put before the decision maker", "; ".join(notice.papers)),
        ("Copies of the documents", notice.copies_from),
        ("Other documents", notice.other_documents),
        ("Details of other documents", notice.request_details),
        ("Reasons", notice.reasons),
        ("Representations received", notice.representations),
        ("Response to the representations", notice.response),
        ("Who in scrutiny was informed", notice.informed),
        ("Who agreed that it is urgent", notice.agreed_by and f"{notice.agreed_by}{agreed_on}"),
        ("Published", in_words(notice.publish_on) if notice.publish_on else None),
        ("The law", notice.of.law),
    ):
        if text:
            yield label, text.strip()
