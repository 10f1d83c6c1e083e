"""Cabinet reports worked out: header, sections in printed order with printed numbers, appendices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenthread.dates import in_words
from goldenthread.markdown import count_numbers
from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.common import Person
from goldenthread.model.report_format import FormatSection
from goldenthread.register.attachments import FileView
from goldenthread.register.links import Public, word
from goldenthread.register.reviews import sections
from goldenthread.register.views import (
    ActionPlanView,
    AppendixView,
    Bead,
    CabinetReportView,
    Embed,
    HeaderField,
    Link,
    PlanView,
    Prose,
    ReviewView,
    SectionView,
    TextSection,
)
from goldenthread.rules.reports import EMBED


class Shelf:
    """What reports hold by reference: the views of reviews, action plans and plans by id, and files by name."""

    def __init__(
        self,
        reviews: tuple[ReviewView, ...],
        action_plans: tuple[ActionPlanView, ...],
        plans: tuple[PlanView, ...],
        files: Mapping[str, FileView],
    ) -> None:
        self.reviews = {view.facts.id: view for view in reviews}
        self.action_plans = {view.facts.id: view for view in action_plans}
        self.plans = {view.facts.id: view for view in plans}
        self.files = files


def report_views(public: Public, shelf: Shelf) -> tuple[CabinetReportView, ...]:
    """Work out every public report, newest first; one without a date stands by its id's year."""
    views = [_view(public, shelf, report) for report in public.cabinet_reports.values()]
    return tuple(sorted(views, key=lambda view: view.facts.id, reverse=True))


def _view(public: Public, shelf: Shelf, report: CabinetReport) -> CabinetReportView:
    form = next(form for form in public.content.formats.formats if form.id == report.format)
    levels = [report.risk.current, report.risk.residual] if report.risk else []
    printed = [word(public.content.vocabulary, "risk_levels", level).label for level in levels] or ["", ""]
    plans = [p.id for p in public.action_plans.values() if p.decided_in == report.id]
    return CabinetReportView(
        facts=report,
        url=f"cabinet-reports/{report.id}/",
        pdf=f"cabinet-reports/{report.id}/{report.id}.pdf",
        body=public.office_link(report.body),
        format_name=form.name,
        heading=report.heading or report.title,
        header=tuple(_header(public, report)),
        sections=_sections(public, shelf, report, form.sections),
        appendices=tuple(_appendix(shelf, appendix) for appendix in report.appendices),
        risk_current=(report.risk and report.risk.current_as_printed) or printed[0],
        risk_residual=(report.risk and report.risk.residual_as_printed) or printed[1],
        notes=tuple(note.note for note in report.editor_notes if note.about is None),
        reviews=tuple(public.review_link(name) for name in report.brings if name in public.reviews),
        action_plans=tuple(public.plan_link(plan) for plan in plans),
        plan=public.council_plan_link(report.brings_plan) if report.brings_plan in public.plans else None,
        thread=_thread(public, report, plans),
    )


def _header(public: Public, report: CabinetReport) -> Iterator[HeaderField]:
    """Give the lines of the header that the paper has, in printed order."""
    if report.purpose:
        yield HeaderField("Purpose", (word(public.content.vocabulary, "purposes", report.purpose).label,))
    if report.portfolio_holders:
        yield HeaderField("Portfolio Holder", tuple(_titled(person) for person in report.portfolio_holders))
    if report.local_councillors:
        yield HeaderField("Local Councillor(s)", (report.local_councillors,))
    if report.executive_directors:
        yield HeaderField(
            "Executive Director", tuple(_titled(person) for person in report.executive_directors)
        )
    if report.authors:
        yield HeaderField("Report Author", tuple(_titled(person) for person in report.authors))
        yield from _contacts("Tel", [person.phone for person in report.authors])
        yield from _contacts("Email", [person.email for person in report.authors])
    if report.access:
        yield HeaderField(
            "Report Status", (word(public.content.vocabulary, "accesses", report.access).label,)
        )


def _titled(person: Person) -> str:
    return ", ".join(part for part in (person.name, person.title) if part)


def _contacts(label: str, values: list[str | None]) -> Iterator[HeaderField]:
    given = tuple(value for value in values if value)
    if given:
        yield HeaderField(label, given)


def _sections(
    public: Public, shelf: Shelf, report: CabinetReport, form: tuple[FormatSection, ...]
) -> tuple[SectionView, ...]:
    """Number the sections as the format does: shown, counted unseen, or not at all."""
    found: list[SectionView] = []
    count = 0
    for section, heading, name, text in _contents(public, report, form):
        counted = section.number != "none"
        count += counted
        found.append(
            SectionView(
                id=name,
                heading=heading,
                content=section.content,
                number=str(count) if section.number == "shown" else None,
                count=str(count) if counted else "",
                blocks=_blocks(shelf, text),
                notes=tuple(
                    n.note for n in report.editor_notes if n.about in (name, section.id, _alias(name))
                ),
            )
        )
    return tuple(found)


def _alias(name: str) -> str:
    """Let a note name a section by the record's field, which has low lines for hyphens."""
    return name.replace("-", "_")


def _contents(
    public: Public, report: CabinetReport, form: tuple[FormatSection, ...]
) -> Iterator[tuple[FormatSection, str, str, str]]:
    """Give each section that the report has: the format's section, heading, address and text."""
    for section in form:
        if section.content == "body":
            for place, part in enumerate(_body(public, report), start=1):
                yield section, part.heading, f"body-{place}", part.text
        elif section.content == "implication":
            text = next((i.text for i in report.implications if i.section == section.id), None)
            if text is not None:
                yield section, section.heading, section.id, text
        elif _has(report, section.content):
            yield section, section.heading, section.id, _text(report, section.content)


def _body(public: Public, report: CabinetReport) -> tuple[TextSection, ...]:
    return sections(public.content.texts.get(report.text or "", ""))


def _has(report: CabinetReport, content: str) -> bool:
    field = "recommended_decision" if content == "recommendation" else content.replace("-", "_")
    return bool(getattr(report, field))


def _text(report: CabinetReport, content: str) -> str:
    """Give a section's prose; what has a shape of its own (decision, risk levels, lists) is drawn from the facts."""
    if content == "risk":
        return (report.risk and report.risk.explanation) or ""
    if content in ("recommendation", "appendices", "background-papers"):
        return ""
    return str(getattr(report, content.replace("-", "_")))


def _blocks(shelf: Shelf, text: str) -> tuple[Prose | Embed, ...]:
    """Cut a text at the lines that draw data of a plan, the paragraph numbers running on."""
    blocks: list[Prose | Embed] = []
    number, start = 1, 0
    for match in EMBED.finditer(text):
        number = _prose(blocks, text[start : match.start()], number)
        if match["plan"] in shelf.plans:
            blocks.append(Embed(match["kind"], shelf.plans[match["plan"]], match["name"] or ""))
        start = match.end()
    _prose(blocks, text[start:], number)
    return tuple(blocks)


def _prose(blocks: list[Prose | Embed], text: str, number: int) -> int:
    if text.strip():
        blocks.append(Prose(text.strip(), number))
    return number + count_numbers(text)


def _appendix(shelf: Shelf, appendix: Appendix) -> AppendixView:
    return AppendixView(
        facts=appendix,
        id=f"appendix-{appendix.number.lower()}",
        action_plan=shelf.action_plans.get(appendix.action_plan or ""),
        review=shelf.reviews.get(appendix.review or ""),
        plan=shelf.plans.get(appendix.plan_themes or ""),
        file=shelf.files.get(appendix.file or ""),
    )


def _thread(public: Public, report: CabinetReport, plans: list[str]) -> tuple[Bead, ...]:
    reviews: list[Link] = [public.review_link(name) for name in report.brings if name in public.reviews]
    beads = [Bead("Review", link.title, link.url) for link in reviews]
    beads += [Bead("Action plan", public.plan_link(plan).title, public.plan_link(plan).url) for plan in plans]
    if report.brings_plan in public.plans:
        link = public.council_plan_link(report.brings_plan)
        beads.append(Bead("Plan", link.title, link.url))
    beads.append(Bead("Cabinet report", report.title, f"cabinet-reports/{report.id}/", current=True))
    decided = report.decision and report.decision.date
    words = f"Decided on {in_words(decided)}" if decided else "Decision not recorded here"
    return (
        *beads,
        Bead("Decision", words, "", note=f"by {public.office_link(report.body).title}" if decided else ""),
    )
