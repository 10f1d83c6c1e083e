"""The sections of a report worked out: their numbers, the numbers of their paragraphs, and what is drawn in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenthread.markdown.embeds import EMBED, PICTURE, TIMELINE
from goldenthread.markdown.render import number_after
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import FormatSection, ReportFormat
from goldenthread.register.actions import action_views_of
from goldenthread.register.as_at import worked_back
from goldenthread.register.events import happenings
from goldenthread.register.plans import action_plan_view
from goldenthread.register.public import Public
from goldenthread.register.published_files import FileView
from goldenthread.register.views import (
    ActionPlanView,
    Drawing,
    Embed,
    ImplicationRow,
    PlanView,
    Prose,
    ReviewView,
    SectionView,
)
from goldenthread.report.layout import Part, parts_of


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


def section_views(
    public: Public, shelf: Shelf, report: CabinetReport, form: ReportFormat
) -> tuple[SectionView, ...]:
    """Work out each section; marked paragraphs are numbered within their section, or through the whole paper."""
    found: list[SectionView] = []
    following = "1"
    for part in parts_of(public.content, report):
        if form.paragraphs == "by section":
            following = f"{part.count}.1" if part.count else ""
        lead = Prose(_lead(report), following) if part.section.content == "risk" and _lead(report) else None
        if lead:
            following = number_after(lead.text, following)
        blocks = tuple(_blocks(public, shelf, report, part.text, following))
        for block in blocks:
            if isinstance(block, Prose):
                following = number_after(block.text, block.first)
        found.append(_section(report, part, lead, blocks))
    return tuple(found)


def _section(
    report: CabinetReport, part: Part, lead: Prose | None, blocks: tuple[Prose | Embed | Drawing, ...]
) -> SectionView:
    # A note names a section by its id, or by the record's field, which has low lines for hyphens.
    names = (part.id, part.section.id, part.id.replace("-", "_"))
    return SectionView(
        id=part.id,
        heading=part.heading,
        content=part.section.content,
        number=part.number,
        lead=lead,
        blocks=blocks,
        rows=tuple(_rows(report, part.section)),
        signed=part.section.printed_sign_off,
        notes=tuple(note.note for note in report.editor_notes if note.about in names),
    )


def _lead(report: CabinetReport) -> str:
    """Give the words before the levels of risk."""
    if report.risk is None or report.risk.lead_in is None:
        return ""
    return ("#. " if report.risk.lead_in_numbered else "") + report.risk.lead_in


def _rows(report: CabinetReport, section: FormatSection) -> Iterator[ImplicationRow]:
    """Give the rows of a table of implications, in the format's order."""
    given = {item.section: item for item in report.implications}
    for row in section.rows:
        if row.id in given:
            item = given[row.id]
            yield ImplicationRow(row.heading, item.text, item.agreed_by, item.agreed_on)


def _blocks(
    public: Public, shelf: Shelf, report: CabinetReport, text: str, first: str
) -> Iterator[Prose | Embed | Drawing]:
    """Cut a text at the lines that draw something, the paragraph numbers running on."""
    start = 0
    for match in EMBED.finditer(text):
        before = text[start : match.start()].strip()
        if before:
            yield Prose(before, first)
            first = number_after(before, first)
        if match["kind"] == PICTURE:
            picture = drawing(public, shelf.reviews, report, match["plan"], match["name"] or "")
            if picture:
                yield picture
        elif match["plan"] in shelf.plans:
            yield Embed(match["kind"], shelf.plans[match["plan"]], match["name"] or "")
        start = match.end()
    if text[start:].strip():
        yield Prose(text[start:].strip(), first)


def drawing(
    public: Public, reviews: dict[str, ReviewView], report: CabinetReport, kind: str, name: str
) -> Drawing | None:
    """Gather what a picture shows; None when the record that it names is not public."""
    day = report.meeting
    if day is None:  # the rules ask for it
        return None
    if kind == TIMELINE:
        if name not in reviews:
            return None
        past = tuple(item for item in happenings(public, ()) if item.first <= day)
        return Drawing(
            kind,
            day,
            public.review_link(name),
            public.content.vocabulary,
            review=reviews[name],
            happenings=past,
        )
    if name not in public.action_plans:
        return None
    before = worked_back(public.action_plans[name], day)
    then = public.at(before, day)
    plan = action_plan_view(then, before, action_views_of(then, before))
    return Drawing(kind, day, public.plan_link(name), public.content.vocabulary, actions=plan)
