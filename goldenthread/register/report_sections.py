"""The sections of a report as readers see them: its layout, with what is drawn inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goldenthread.markdown.render import PICTURE, TIMELINE
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import FormatSection
from goldenthread.model.scope import as_on
from goldenthread.register.actions import action_views_of
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
    ReviewView,
    SectionView,
)
from goldenthread.report.crossrefs import references_of
from goldenthread.report.formats import filling
from goldenthread.report.layout import EmbedLine, Prose, Section, layout_of


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


def section_views(public: Public, shelf: Shelf, report: CabinetReport) -> tuple[SectionView, ...]:
    """Return each section as readers see it, with links in place of its cross-references."""
    link = references_of(public.content, report).link
    sections = layout_of(public.content, report).sections
    return tuple(_section(public, shelf, report, section.with_prose(link)) for section in sections)


def _section(public: Public, shelf: Shelf, report: CabinetReport, section: Section) -> SectionView:
    # A note names a section by its id, or by the record's field, which has low lines for hyphens.
    names = (section.id, section.format.id, section.id.replace("-", "_"))
    drawn = (_drawn(public, shelf, report, block) for block in section.blocks)
    return SectionView(
        id=section.id,
        heading=section.heading,
        content=section.format.content,
        template=filling(section.format).template,
        number=section.number,
        opening=section.format.opening,
        lead=section.lead,
        blocks=tuple(block for block in drawn if block),
        rows=tuple(_rows(report, section.format)),
        signed=section.format.printed_sign_off,
        notes=tuple(note for note in report.editor_notes if note.about in names),
    )


def _rows(report: CabinetReport, section: FormatSection) -> Iterator[ImplicationRow]:
    """Yield the rows of a table of implications, or of who signed the paper off, in the format's order."""
    given = {item.section: item for item in getattr(report, filling(section).field)} if section.rows else {}
    for row in section.rows:
        if row.id in given:
            item = given[row.id]
            yield ImplicationRow(row.heading, getattr(item, "text", ""), item.agreed_by, item.agreed_on)


def _drawn(
    public: Public, shelf: Shelf, report: CabinetReport, block: Prose | EmbedLine
) -> Prose | Embed | Drawing | None:
    """Return what is drawn at a place of a text; None where that is not public."""
    if isinstance(block, Prose):
        return block
    if block.kind == PICTURE:
        return drawing(public, shelf.reviews, report, block.subject, block.name)
    return Embed(block.kind, shelf.plans[block.subject], block.name) if block.subject in shelf.plans else None


def plan_on(public: Public, plan: ActionPlan, day: date) -> ActionPlanView:
    """Return an action plan with the progress that was known on a day."""
    before = as_on(plan, day)
    then = public.at(before, day)
    return action_plan_view(then, before, action_views_of(then, before))


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
    plan = plan_on(public, public.action_plans[name], day)
    return Drawing(kind, day, public.plan_link(name), public.content.vocabulary, actions=plan)
