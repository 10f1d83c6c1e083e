"""Cabinet reports worked out: header, sections in printed order with printed numbers, appendices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.markdown.render import plain
from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.common import Person
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.model.report_format import HeaderLine, ReportFormat
from goldenthread.register import threads
from goldenthread.register.public import Public, word
from goldenthread.register.report_sections import Shelf, plan_on, section_views
from goldenthread.register.since_last_met import since_last_met
from goldenthread.register.views import (
    AppendixView,
    AskedView,
    CabinetReportView,
    HeaderField,
    Link,
    TimetableRow,
)
from goldenthread.report.layout import LaidAppendix, LaidGroup, Layout, decisions_of, layout_of
from goldenthread.report.page_length import appendix_pages


def report_views(public: Public, shelf: Shelf) -> tuple[CabinetReportView, ...]:
    """Work out every public report, newest first; one without a date goes by its id's year."""
    views = [_view(public, shelf, report) for report in public.cabinet_reports.values()]
    return tuple(sorted(views, key=lambda view: view.facts.id, reverse=True))


def _view(public: Public, shelf: Shelf, report: CabinetReport) -> CabinetReportView:
    layout = layout_of(public.content, report)
    assert layout.format  # noqa: S101 - the rules have seen to it that the council has the format
    levels = [report.risk.current, report.risk.residual] if report.risk else []
    printed = [word(public.content.vocabulary, "risk_levels", level).label for level in levels] or ["", ""]
    plans = tuple(public.plan_link(p.id) for p in public.action_plans.values() if p.decided_in == report.id)
    shown = (name for appendix in report.appendices if appendix.progress_since for name in appendix.plans)
    apart = appendix_pages(public.content, report)
    appendices = tuple(
        _appendix(public, shelf, layout, appendix, laid, apart.get(laid.id, ""))
        for appendix, laid in zip(report.appendices, layout.appendices, strict=False)
    )
    followed = tuple(public.plan_link(name) for name in dict.fromkeys(shown) if name in public.action_plans)
    return CabinetReportView(
        facts=report,
        url=CABINET_REPORTS.url(report.id),
        pdf=urls.pdf(CABINET_REPORTS.url(report.id)),
        body=public.office_link(report.body),
        format_name=layout.format.name,
        heading=report.heading or report.title,
        header=tuple(_header(public, report, layout.format)),
        decisions=tuple(_decision(public, group) for group in decisions_of(layout, report)),
        sections=section_views(public, shelf, report),
        appendices=appendices,
        timetable=_timetable(public, report),
        risk_labels=(layout.format.current_risk, layout.format.residual_risk),
        risk_current=(report.risk and report.risk.current_as_printed) or printed[0],
        risk_residual=(report.risk and report.risk.residual_as_printed) or printed[1],
        notes=tuple(note for note in report.editor_notes if note.about is None),
        reviews=tuple(public.review_link(name) for name in report.brings if name in public.reviews),
        action_plans=plans,
        plan=public.council_plan_link(report.brings_plan) if report.brings_plan in public.plans else None,
        thread=threads.of_report(public, report, (*plans, *followed)),
        pages=_pages(report, appendices),
    )


def _pages(report: CabinetReport, appendices: tuple[AppendixView, ...]) -> tuple[Link, ...]:
    found = tuple(
        Link(f"Appendix {one.number}", one.url, f"Appendix {one.number}: {one.facts.title}")
        for one in appendices
        if one.url
    )
    return (Link("The paper", CABINET_REPORTS.url(report.id)), *found) if found else ()


def _header(public: Public, report: CabinetReport, form: ReportFormat) -> Iterator[HeaderField]:
    """Yield the lines of the format's header for which the paper has something."""
    for line in form.header:
        given = tuple(value for value in _header_values(public, report, line) if value)
        values = given or ((line.otherwise,) if line.otherwise else ())
        if values:
            yield HeaderField(line.label, values)


def _header_values(public: Public, report: CabinetReport, line: HeaderLine) -> Iterator[str | None]:
    people = (*report.portfolio_holders, *report.executive_directors, *report.authors)
    match line.field:
        case "header_lines":
            yield from (entry.text for entry in report.header_lines if entry.line == line.line)
        case "phones":
            yield from (person.phone for person in people)
        case "emails":
            yield from (person.email for person in people)
        case "portfolio_holders" | "executive_directors" | "authors":
            yield from map(_titled, getattr(report, line.field))
        case "timetable":
            yield from (f"{row.body}, {row.when}" for row in _timetable(public, report))
        case _:
            yield _header_value(public, report, line.field)


def _header_value(public: Public, report: CabinetReport, field: str) -> str | None:
    """Return what a line of the header with one value says; None for nothing."""
    match field:
        case "body":
            return public.office_link(report.body).title
        case "meeting":
            return in_words(report.meeting) if report.meeting else "Not recorded"
        case "purpose" if report.purpose:
            return word(public.content.vocabulary, "purposes", report.purpose).label
        case "access" if report.access:
            return word(public.content.vocabulary, "accesses", report.access).label
        case "key_decision" if report.key_decision:
            return "Yes"
        case "local_councillors":
            return report.local_councillors
    return None


def _decision(public: Public, group: LaidGroup) -> AskedView:
    body = public.office_link(group.facts.body).title if group.facts.body else ""
    return AskedView(body, group.facts.lead_in, group.parts)


def _titled(person: Person) -> str:
    title = ", ".join(part for part in (person.name, person.title, person.organisation) if part)
    note = f". {plain(person.note)}" if person.note else ""
    return f"{title}{f' ({person.role})' if person.role else ''}{note}"


def _timetable(public: Public, report: CabinetReport) -> tuple[TimetableRow, ...]:
    """Put the deciding meeting among the others, by date; one without a date is last."""
    vocabulary = public.content.vocabulary
    meetings = [(m.date, m.body, m.purpose) for m in report.timetable]
    meetings.append((report.meeting, report.body, report.purpose or ""))
    return tuple(
        TimetableRow(
            body=public.office_link(body).title,
            when=in_words(day) if day else "Not recorded",
            purpose=word(vocabulary, "purposes", purpose).label if purpose else "Not recorded",
        )
        for day, body, purpose in sorted(meetings, key=lambda m: (m[0] or date.max, m[1]))
    )


def _appendix(
    public: Public, shelf: Shelf, layout: Layout, appendix: Appendix, laid: LaidAppendix, url: str
) -> AppendixView:
    """Return an appendix with the lists and headings of the day of the meeting; `url` is that of its own page, if any."""
    plan, review = (
        shelf.action_plans.get(appendix.action_plan or ""),
        shelf.reviews.get(appendix.review or ""),
    )
    printed = appendix.progress or (layout.format is not None and layout.format.plan_progress)
    meeting = layout.report.meeting
    day = meeting if plan and printed else None
    if plan:
        plan = (plan_on(public, plan.facts, day) if day else plan).as_listed(meeting or date.max)
    return AppendixView(
        facts=appendix,
        id=laid.id,
        number=laid.number,
        url=url,
        action_plan=plan,
        progress_on=day,
        review=review and review.as_listed(meeting or date.max),
        plan=shelf.plans.get(appendix.plan_themes or ""),
        since=since_last_met(public, shelf, appendix.progress_since) if appendix.progress_since else None,
        file=shelf.files.get(appendix.file or ""),
    )
