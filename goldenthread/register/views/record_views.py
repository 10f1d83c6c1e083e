"""Reviews, action plans, plans and offices as readers see them: each record with what refers to it and what is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import Timeline
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.common import Theme, Withdrawal
from goldenthread.model.organisation import Office
from goldenthread.model.plan import Plan, Prompt
from goldenthread.model.progress import Slip
from goldenthread.model.review import Finding, Recommendation, Review
from goldenthread.model.vocabulary import Word
from goldenthread.register.views.page_links import ActionLink, Bead, Count, Link, RecommendationLink


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section of a Markdown file: heading as printed, its address, and the text below it."""

    heading: str
    id: str
    text: str


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
    begun: date | None = None  # the meeting that it was brought to, or the first dated thing in its own file


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
