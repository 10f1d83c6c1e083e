"""The public, worked-out view: what every output reads, and nothing else.

`facts` is the record as it stands in its file; everything beside it is worked out, once, for all outputs.
Addresses are relative to the site's root: `reviews/2031-finance/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.dates import Timeline
from goldenthread.deadlines.shapes import Deadline
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.addresses import Addresses
from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.common import Theme, Withdrawal
from goldenthread.model.council import Council
from goldenthread.model.organisation import Office
from goldenthread.model.plan import Plan, Prompt
from goldenthread.model.review import Finding, Recommendation, Review
from goldenthread.model.vocabulary import Word
from goldenthread.register.attachments import FileView
from goldenthread.register.paper_plans import PaperPlan
from goldenthread.register.past import NO_PAST, Past
from goldenthread.register.slippage import Slip


@dataclass(frozen=True, slots=True)
class Link:
    """A named way to another page."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationLink:
    """A way to a recommendation, with enough to say what it asks."""

    review: str
    review_title: str
    number: int
    summary: str
    url: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Recommendation {self.number}, {self.review_title}"


@dataclass(frozen=True, slots=True)
class ActionLink:
    """A way to an action, with enough to say what it is about and how it stands."""

    plan: str
    plan_title: str
    number: int
    summary: str
    url: str
    status: str

    @property
    def title(self) -> str:
        """Name it so that the words mean something on their own."""
        return f"Action {self.number}, {self.plan_title}"


@dataclass(frozen=True, slots=True)
class Bead:
    """One step of the thread from review to progress; `url` is empty where there is nothing to open yet."""

    step: str  # "Review", "Recommendation", "Action plan", "Action", "Cabinet report", "Decision", "Progress", "Next review"
    title: str
    url: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation with everything that refers to it."""

    facts: Recommendation
    review: Link
    review_id: str
    theme: Theme
    source: str
    also_in: tuple[str, ...]
    repeats: tuple[RecommendationLink, ...]
    answered_by: tuple[ActionLink, ...]
    url: str
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding or suggestion without a number."""

    facts: Finding
    kind: Word
    theme: Theme | None
    source: str


@dataclass(frozen=True, slots=True)
class Status:
    """How an action stands: the last update's word, since when, and how that is known."""

    word: Word
    since: date | None
    basis: str  # in words: "Update of 29 September 2022", "Recorded under action 6", "No progress has been recorded"


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with what it answers, who leads it, when it is due and how it stands."""

    facts: Action
    plan: Link
    plan_id: str
    answers: tuple[RecommendationLink, ...]
    group: Theme
    summary: str  # what is asked: our summary of the recommendation that it answers
    acceptance: Word
    leads: tuple[Link, ...]  # the bodies and posts meant
    timeline: Timeline  # the first timeline, as printed in the plan
    due: Timeline  # the timeline in force: the last one that an update gives
    is_overdue: bool  # the time is past and nothing says that the action is done
    is_due_soon: bool  # not done, and the time ends within 28 days
    slips: tuple[Slip, ...]  # every move of the timeline, the first move first
    same_as: ActionLink | None
    see: tuple[ActionLink, ...]
    pointed_from: tuple[ActionLink, ...]  # actions whose response points here
    status: Status
    url: str
    thread: tuple[Bead, ...]
    withdrawn: Withdrawal | None = None  # the action, or its whole plan

    @property
    def title(self) -> str:
        """Name it as in running text."""
        return f"Action {self.facts.number}"

    @property
    def link(self) -> ActionLink:
        """Point to this action from another page."""
        number, label = self.facts.number, self.status.word.label
        return ActionLink(self.plan_id, self.plan.title, number, self.summary, self.url, label)

    @property
    def points_to(self) -> tuple[ActionLink, ...]:
        """Give every action that the response points to."""
        return ((self.same_as,) if self.same_as else ()) + self.see


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its definition, and the page that lists what was counted."""

    value: int
    label: str
    definition: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section of a Markdown file: heading as printed, its address, and the text below it."""

    heading: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review and what came of it."""

    facts: Review
    kind: Word
    url: str
    when: str  # the time of the visit in words, or why it is not known
    recommendations: tuple[RecommendationView, ...]
    findings: tuple[FindingView, ...]
    sections: tuple[TextSection, ...]  # the report's text in our words
    action_plans: tuple[Link, ...]
    cabinet_reports: tuple[Link, ...]
    earlier: tuple[Link, ...]
    later: tuple[Link, ...]
    counts: tuple[Count, ...]
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class ActionPlanView:
    """An action plan, its rows grouped as printed."""

    facts: ActionPlan
    url: str
    responds_to: tuple[Link, ...]
    decided_in: Link | None
    monitored_by: tuple[Link, ...]
    actions: tuple[ActionView, ...]
    groups: tuple[tuple[Theme, tuple[ActionView, ...]], ...]
    counts: tuple[Count, ...]
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of Markdown in a report; `first` is the number of its first marked paragraph, empty for none."""

    text: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Embed:
    """A part of a plan drawn inside a report: `kind` is table, activities, horizons, workstreams or principles."""

    kind: str
    plan: PlanView
    name: str  # the table's id or the activities' stage; empty for the others


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
    number: str | None
    lead: Prose | None  # the words before the levels of risk
    blocks: tuple[Prose | Embed, ...]
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
    risk_current: str
    risk_residual: str
    notes: tuple[str, ...]  # editor's notes about the whole paper
    reviews: tuple[Link, ...]
    action_plans: tuple[Link, ...]
    plan: Link | None
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question put to the council, and the points that answer it as ways within the page."""

    facts: Prompt
    answered_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan of the council."""

    facts: Plan
    kind: Word
    url: str
    prompts: tuple[PromptView, ...]
    cabinet_reports: tuple[Link, ...]
    counts: tuple[Count, ...]
    thread: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """A body, post or group, and the actions that it leads."""

    facts: Office
    kind: Word
    url: str
    leads: tuple[ActionLink, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated that a reader may want to know of: an event, a decision, an update."""

    first: date
    last: date  # of what is known only as a month or a span, its last day
    when: str
    what: str
    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a time that is past or to come."""

    last: date
    when: str
    is_past: bool
    action: ActionView


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A hand-written page of `content/`."""

    name: str  # "about"
    title: str
    text: str  # Markdown below the title


@dataclass(frozen=True, slots=True)
class Register:
    """All the public data at one moment."""

    today: date
    council: Council
    statuses: tuple[Word, ...]
    reviews: tuple[ReviewView, ...]  # newest first
    action_plans: tuple[ActionPlanView, ...]
    cabinet_reports: tuple[CabinetReportView, ...]
    plans: tuple[PlanView, ...]
    offices: tuple[OfficeView, ...]
    recommendations: tuple[RecommendationView, ...]
    actions: tuple[ActionView, ...]
    counts: tuple[Count, ...]
    happenings: tuple[Happening, ...]  # newest first
    due: tuple[Due, ...]  # soonest first: what is past and not done, then what is to come
    pages: tuple[ContentPage, ...]
    deadlines: tuple[Deadline, ...]  # of reviews, cabinet reports and plans, in the order of their rules
    paper_plans: tuple[PaperPlan, ...]  # of each body that keeps rules
    files: Mapping[str, FileView]  # what is published of content/files/, by name
    addresses: Addresses = field(default_factory=Addresses)  # ever published, moved and gone
    past: Past = NO_PAST  # earlier versions of every page
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)  # by the address of what is withdrawn

    def withdrawal_of(self, address: str) -> Withdrawal | None:
        """Say since when and why what stands at an address no longer holds: itself, or the record it is part of."""
        above = [address, *(f"{'/'.join(address.split('/')[:depth])}/" for depth in (4, 2))]
        return next((self.withdrawn[place] for place in above if place in self.withdrawn), None)

    def deadlines_of(self, address: str) -> tuple[Deadline, ...]:
        """Give the deadlines of the record whose page has this address: `reviews/2031-finance/`."""
        return tuple(deadline for deadline in self.deadlines if deadline.record == address)
