"""Addresses and names of everything public: what one view needs to point to another."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property

from goldenthread.common import urls
from goldenthread.deadlines.decision_states import DecisionState, decision_states
from goldenthread.model import NOT_HELD
from goldenthread.model.action_plan import Action, ActionPlan
from goldenthread.model.base import Number, RecommendationRef
from goldenthread.model.common import Document, Measure, Source
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, DECISIONS, PLANS, REVIEWS, Kind
from goldenthread.model.review import Recommendation, SubRecommendation
from goldenthread.model.standing import Standing
from goldenthread.model.vocabulary import Vocabulary, Word
from goldenthread.read.content import Content, RecordsByKind
from goldenthread.register.views import ActionLink, Link, RecommendationLink
from goldenthread.rules.figures import figures_in_cells


class Public(RecordsByKind):
    """The part of the content that readers may see today, and the ways to it.

    Drafts and records whose day has not come are left out here, once, for every output.
    """

    def __init__(self, content: Content, today: date) -> None:
        self.content = content
        self.today = today
        self.folders = {
            folder: {stem: record for stem, record in records.items() if record.is_public(today)}
            for folder, records in content.folders.items()
        }
        self._recommendations = {
            RecommendationRef(review.id, number): (item, one)
            for review in self.reviews.values()
            for item in review.recommendations
            for number, one in item.named.items()
        }
        self._actions = {
            (plan.id, action.number): action for plan in self.action_plans.values() for action in plan.actions
        }
        self.office_names = content.organisation.names()
        self._offices = {office.id: office for office in content.organisation.offices}

    def only(self) -> Content:
        """Return the content without what readers may not see."""
        return replace(self.content, folders=self.folders)

    def at(self, plan: ActionPlan, day: date) -> Public:
        """Return the same view on an earlier day, with one action plan as it was then and no other."""
        earlier = copy(self)
        earlier.today = day
        earlier.folders = {**self.folders, ACTION_PLANS.folder: {plan.id: plan}}
        earlier._actions = {(plan.id, action.number): action for action in plan.actions}  # noqa: SLF001 - of its own kind
        return earlier

    @cached_property
    def decision_states(self) -> dict[str, DecisionState]:
        """Return how far each public decision has got, by its id."""
        return decision_states(self.only(), self.today)

    @cached_property
    def figures(self) -> dict[str, str]:
        """Return the figures of the tables of plans, by the names that measures use for their cells."""
        return figures_in_cells(self.only())

    def with_figures(self, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        """Return measures with the figures that they take from a table as their values."""
        if not any(measure.cell for measure in measures):
            return measures
        return tuple(
            measure.model_copy(update={"value": measure.value or self.figures.get(measure.cell or "")})
            for measure in measures
        )

    def recommendation(self, ref: RecommendationRef) -> Recommendation | SubRecommendation | None:
        """Return a recommendation or a part of one, or None when it is not public."""
        return self._recommendations[ref][1] if ref in self._recommendations else None

    def action(self, plan: str, number: Number) -> Action:
        """Return an action of a public plan."""
        return self._actions[plan, number]

    def link(self, kind: Kind, record: str, number: Number | None = None) -> Link:
        """Point to a record, or to a numbered part of it."""
        title = self.folders[kind.folder][record].title
        if kind.numbered and number:
            what = kind.numbered.singular.capitalize()
            return Link(f"{what} {number}, {title}", kind.part_url(record, number))
        return Link(title, kind.url(record))

    def review_link(self, review: str) -> Link:
        """Point to a review."""
        return self.link(REVIEWS, review)

    def plan_link(self, plan: str) -> Link:
        """Point to an action plan."""
        return self.link(ACTION_PLANS, plan)

    def report_link(self, report: str) -> Link:
        """Point to a cabinet report."""
        return self.link(CABINET_REPORTS, report)

    def decision_link(self, decision: str) -> Link:
        """Point to a decision."""
        return self.link(DECISIONS, decision)

    def decisions_on(self, report: str | None) -> tuple[Decision, ...]:
        """Return the decisions on a report that no other replaces."""
        replaced = {decision.replaces for decision in self.decisions.values()}
        on_it = (one for one in self.decisions.values() if report and one.report == report)
        return tuple(one for one in on_it if one.id not in replaced)

    def council_plan_link(self, plan: str) -> Link:
        """Point to a plan of the council."""
        return self.link(PLANS, plan)

    def office_link(self, office: str) -> Link:
        """Point to a body, post or group."""
        return Link(self._offices[office].name, urls.office(office))

    def named_link(self, name: str) -> Link:
        """Point to a body, post or group by one of its names; the name alone where no such body is listed."""
        office = self.office_names.get(name)
        return self.office_link(office) if office else Link(name, "")

    def recommendation_link(self, ref: RecommendationRef) -> RecommendationLink:
        """Point to a recommendation, or to a part of one on its page."""
        review = self.reviews[ref.review]
        whole, asked = self._recommendations[ref]
        place = f"#part-{asked.number.slug}" if isinstance(asked, SubRecommendation) else ""
        url = REVIEWS.part_url(ref.review, whole.number) + place
        return RecommendationLink(ref.review, review.title, ref.number, asked.asked or NOT_HELD, url)

    def action_link(self, plan: ActionPlan, action: Action, standing: Standing) -> ActionLink:
        """Return a link to an action with its status."""
        url = ACTION_PLANS.part_url(plan.id, action.number)
        return ActionLink(plan.id, plan.title, action.number, self.asked(action), url, standing.label)

    def asked(self, action: Action) -> str:
        """Return in words what an action answers, as far as that is held: in our summary, else as its plan has it."""
        found = [item.asked for ref in action.answers if (item := self.recommendation(ref)) and item.asked]
        own = None if action.answers else action.response
        return "\n\n".join(found) or action.recommendation or action.response_summary or own or ""


def word(vocabulary: Vocabulary, name: str, value: str) -> Word:
    """Find a word of a closed list; the rules have seen to it that it is there."""
    words: tuple[Word, ...] = getattr(vocabulary, name)
    return next(entry for entry in words if entry.word == value)


def place(source: Source, documents: tuple[Document, ...]) -> str:
    """Return where the exact words are: document, section and number."""
    title = next(
        (document.title for document in documents if document.id == source.document), source.document
    )
    number = f"number {source.number}" if source.number else None
    return ", ".join(part for part in (title, source.section, number) if part)
