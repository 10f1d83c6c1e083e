"""Cabinet reports as readers see them: header, sections in printed order, what is drawn inside, appendices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.register.published_files import FileView
from goldenthread.register.views.page_links import Bead, Link
from goldenthread.register.views.record_views import ActionPlanView, Happening, PlanView, ReviewView
from goldenthread.report.layout import Prose


@dataclass(frozen=True, slots=True)
class Embed:
    """A part of a plan drawn inside a report: `kind` is table, activities, horizons, workstreams or principles."""

    kind: str
    plan: PlanView
    name: str  # the table's id or the activities' stage; empty for the others

    @property
    def template(self) -> str:
        """Return the part that draws it."""
        return "parts/report_embed.html"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture inside a report, with what was known on the day of its meeting and nothing later.

    `kind` says what is drawn: progress, over-time or slippage of an action plan, or timeline of a review.
    """

    kind: str
    day: date
    record: Link
    vocabulary: Vocabulary
    actions: ActionPlanView | None = None  # with the updates up to that day
    review: ReviewView | None = None
    happenings: tuple[Happening, ...] = ()  # newest first

    @property
    def template(self) -> str:
        """Return the part that draws it."""
        return "parts/picture.html"


@dataclass(frozen=True, slots=True)
class AppendixView:
    """An appendix with what it holds: one of the four views, a file, or none of them."""

    facts: Appendix
    id: str  # "appendix-1"
    number: str  # its number or letter, as printed or as the format gives it
    action_plan: ActionPlanView | None = None
    review: ReviewView | None = None
    plan: PlanView | None = None
    file: FileView | None = None


@dataclass(frozen=True, slots=True)
class ImplicationRow:
    """A row of a table of implications, with the public sign-off where the paper prints one."""

    heading: str
    text: str
    agreed_by: str | None
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A meeting to which a report goes, in words."""

    body: str
    when: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a cabinet report in its printed place; `number` is None where none is printed."""

    id: str
    heading: str
    content: str  # as in the format: "implication", "risk", "body" …
    template: str  # the part that draws what has a shape of its own; empty where all is in the blocks
    number: str | None
    lead: Prose | None  # the words before the levels of risk
    blocks: tuple[Prose | Embed | Drawing, ...]
    rows: tuple[ImplicationRow, ...]  # of a table of implications
    signed: bool  # whether that table prints who agreed each row, and when
    notes: tuple[str, ...]  # editor's notes about it


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A line of a report's header: its label and one or several values, in printed order."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CabinetReportView:
    """A cabinet report, its sections in printed order with printed numbers."""

    facts: CabinetReport
    url: str
    pdf: str  # address of the PDF
    body: Link
    format_name: str
    heading: str  # the title on the paper; the record's own title where that is lost
    header: tuple[HeaderField, ...]
    sections: tuple[SectionView, ...]
    appendices: tuple[AppendixView, ...]
    timetable: tuple[TimetableRow, ...]  # every meeting to which it goes, the deciding one among them
    risk_labels: tuple[str, str]  # what the paper calls the level now, and the one that remains
    risk_current: str
    risk_residual: str
    notes: tuple[str, ...]  # editor's notes about the whole paper
    reviews: tuple[Link, ...]
    action_plans: tuple[Link, ...]
    plan: Link | None
    thread: tuple[Bead, ...]
