"""Pages of cabinet reports, of the council's plans, and of any other kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goldenthread.common.dates import in_words
from goldenthread.common.output import Page
from goldenthread.model import kinds
from goldenthread.model.kinds import BY_FOLDER, Kind
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import HOME, PLANS, REPORTS, Head
from goldenthread.outputs.pages.renderer import Painter, notes_by_section
from goldenthread.outputs.pages.several_pages import part_head, tie_together, whole_head
from goldenthread.outputs.pdf.report_pdfs import ReportPdf
from goldenthread.register.views import CabinetReportView, DecisionView, Link, PlanView, RecordView

# The section of a plan's page that shows a field of the record.
_PLAN_NOTES = {
    "themes": "themes",
    "asked_by": "questions",
    "prompts": "questions",
    "requirements": "requirements",
    "horizons": "horizons",
    "workstreams": "workstreams",
    "activities": "activities",
    "tables": "figures",
    "measures": "figures",
    "principles": "principles",
    "events": "dates",
    "documents": "documents",
}

CHOICE = "guide/choose-a-format/"  # the page of the guide that offers the formats


def paper_pages(painter: Painter, pdfs: Mapping[str, ReportPdf]) -> Iterator[Page]:
    """Draw the lists of cabinet reports, of decisions and of plans, and a page for each."""
    yield painter.paint(_list(kinds.CABINET_REPORTS), "reports")
    for report in painter.register.cabinet_reports:
        yield from _report(painter, report, pdfs.get(report.facts.id))
    yield painter.paint(_list(kinds.DECISIONS), "decisions")
    for decision in painter.register.decisions:
        yield _decision(painter, decision)
    yield painter.paint(_list(kinds.PLANS), "plans")
    for plan in painter.register.plans:
        yield _plan(painter, plan)


def sample_pages(painter: Painter) -> Iterator[Page]:
    """Draw a page for the sample in each format; search engines and the search of the site leave it out."""
    for report in painter.samples.cabinet_reports if painter.samples else ():
        head = Head(
            path=report.url,
            title=f"{report.heading}. {report.format_name}",
            description=f"An invented paper in the format “{report.format_name}”, as a page and as a PDF.",
            kicker=f"Sample. {report.format_name}",
            heading=report.heading,
            crumbs=(HOME, Link("Guide for editors", "guide/"), Link("Choose a format", CHOICE)),
        )
        yield replace(painter.paint(head, "sample", report=report), unlisted=True)


def _list(kind: kinds.Kind) -> Head:
    return Head(kind.list_url, kind.title, kind.about, tab=kind.folder, search={"kind": "List"})


def _report(painter: Painter, report: CabinetReportView, pdf: ReportPdf | None) -> Iterator[Page]:
    """Draw a report; a long one on several pages, and on one to print.

    The paper's own words are in `parts/report_body.html`, as in the PDF, and nowhere else.
    """
    facts = report.facts
    when = in_words(facts.meeting) if facts.meeting else "date of meeting not recorded"
    head = Head(
        path=report.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=f"Report to {report.body.title}, {when}",
        crumbs=(HOME, REPORTS),
        tab=kinds.CABINET_REPORTS.folder,
        search={"kind": "Cabinet report"},
        edit=kinds.CABINET_REPORTS.file(facts.id),
        pages=report.pages,
    )
    first = painter.paint(head, "report", report=report, pdf=pdf, whole=False)
    others = {}
    for page in report.pages[1:]:
        appendix = next(one for one in report.appendices if one.url == page.url)
        above = part_head(head, page)
        others[appendix.id] = painter.paint(above, "report_appendix", report=report, appendix=appendix)
    yield from tie_together(first, others)
    if report.pages:
        whole = painter.paint(whole_head(head), "report", report=report, pdf=pdf, whole=True)
        yield replace(whole, unlisted=True)


def _decision(painter: Painter, decision: DecisionView) -> Page:
    facts = decision.facts
    when = in_words(facts.date) if facts.date else "date not recorded"
    head = Head(
        path=decision.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=f"Decision of {decision.decided_by.title}, {when}",
        crumbs=(HOME, Link(kinds.DECISIONS.title, kinds.DECISIONS.list_url)),
        tab=kinds.DECISIONS.folder,
        search={"kind": "Decision"},
        edit=kinds.DECISIONS.file(facts.id),
    )
    return painter.paint(head, "decision", decision=decision)


def _plan(painter: Painter, plan: PlanView) -> Page:
    facts = plan.facts
    head = Head(
        path=plan.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=plan.kind.label,
        crumbs=(HOME, PLANS),
        tab=kinds.PLANS.folder,
        search={"kind": "Plan"},
        edit=kinds.PLANS.file(facts.id),
    )
    stages = tuple(dict.fromkeys(activity.stage for activity in facts.activities))
    return painter.paint(
        head, "plan", plan=plan, stages=stages, notes_on=notes_by_section(facts, _PLAN_NOTES)
    )


def record_pages(painter: Painter) -> Iterator[Page]:
    """Yield the list of each such kind, and a page for each of its records."""
    for folder, records in painter.register.others.items():
        kind = BY_FOLDER[folder]
        head = Head(kind.list_url, kind.title, kind.about, tab=folder, search={"kind": "List"})
        yield painter.paint(head, "records", kind=kind, records=records)
        for record in records:
            yield _page(painter, kind, record)


def _page(painter: Painter, kind: Kind, record: RecordView) -> Page:
    facts = record.facts
    head = Head(
        path=record.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=kind.singular.capitalize(),
        crumbs=(HOME, Link(kind.title, kind.list_url)),
        tab=kind.folder,
        search={"kind": kind.singular.capitalize()},
        edit=kind.file(facts.id),
    )
    return painter.paint(head, kind.name.replace("-", "_"), record=record)
