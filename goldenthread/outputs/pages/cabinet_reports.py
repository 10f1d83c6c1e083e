"""Pages of cabinet reports and of the council's plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenthread.common.dates import in_words
from goldenthread.common.output import Page
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import HOME, PLANS, REPORTS, Head
from goldenthread.outputs.pages.renderer import Painter, notes_by_section
from goldenthread.outputs.pdf.report_pdfs import ReportPdf
from goldenthread.register.views import CabinetReportView, PlanView

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


def paper_pages(painter: Painter, pdfs: Mapping[str, ReportPdf]) -> Iterator[Page]:
    """Draw the lists of cabinet reports and of plans, and a page for each."""
    yield painter.paint(
        _list("Cabinet reports", "The papers that brought each matter to those who decide."), "reports"
    )
    for report in painter.register.cabinet_reports:
        yield _report(painter, report, pdfs.get(report.facts.id))
    yield painter.paint(_list("Plans", "What the council means to do over some years."), "plans")
    for plan in painter.register.plans:
        yield _plan(painter, plan)


def _list(title: str, description: str) -> Head:
    path = f"{phrases.slug(title)}/"
    return Head(path, title, description, tab=path.strip("/"), search={"kind": "List"})


def _report(painter: Painter, report: CabinetReportView, pdf: ReportPdf | None) -> Page:
    """Draw a report. What is in the paper stands in `parts/report_body.html`, as in the PDF, and nowhere else."""
    facts = report.facts
    when = in_words(facts.meeting) if facts.meeting else "date of meeting not recorded"
    head = Head(
        path=report.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        heading=report.heading,
        kicker=f"Report to {report.body.title}, {when}",
        crumbs=(HOME, REPORTS),
        tab="cabinet-reports",
        search={"kind": "Cabinet report"},
        edit=f"data/cabinet-reports/{facts.id}.yml",
    )
    return painter.paint(head, "report", report=report, pdf=pdf)


def _plan(painter: Painter, plan: PlanView) -> Page:
    facts = plan.facts
    head = Head(
        path=plan.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=plan.kind.label,
        crumbs=(HOME, PLANS),
        tab="plans",
        search={"kind": "Plan"},
        edit=f"data/plans/{facts.id}.yml",
    )
    stages = tuple(dict.fromkeys(activity.stage for activity in facts.activities))
    return painter.paint(
        head, "plan", plan=plan, stages=stages, notes_on=notes_by_section(facts, _PLAN_NOTES)
    )
