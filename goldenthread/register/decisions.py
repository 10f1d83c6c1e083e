"""Decisions worked out: what was recommended and what was resolved, part by part, and how far each has got."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.common import urls
from goldenthread.deadlines.decision_states import DecisionState
from goldenthread.deadlines.subjects import happened, replaced_by
from goldenthread.model.base import ActionRef
from goldenthread.model.decision import Decision, Resolution
from goldenthread.model.kinds import DECISIONS
from goldenthread.model.vocabulary import NOT_AGREED, Role
from goldenthread.register import threads
from goldenthread.register.public import Public, word
from goldenthread.register.views import ActionLink, ActionView, DecisionView, Link, ResolutionView
from goldenthread.report.recommended_parts import RecommendedPart, lead_in_of, name_of_part, recommended_parts


def decision_views(public: Public, actions: Mapping[str, tuple[ActionView, ...]]) -> tuple[DecisionView, ...]:
    """Work out every public decision, newest first; one without a date goes by its id."""
    links = {
        ActionRef(plan, view.facts.number): view.link for plan, views in actions.items() for view in views
    }
    again = replaced_by(public.only())
    views = [
        _view(public, decision, public.decision_states[decision.id], again.get(decision.id), links)
        for decision in public.decisions.values()
    ]
    return tuple(
        sorted(views, key=lambda view: (str(view.facts.date or view.facts.id), view.url), reverse=True)
    )


def _view(
    public: Public,
    decision: Decision,
    state: DecisionState,
    later: str | None,
    links: Mapping[ActionRef, ActionLink],
) -> DecisionView:
    parts = {part.name: part for part in recommended_parts(public.content, decision)}
    events = happened(public.content.vocabulary, decision.events, public.today)
    published = events.get(Role.DECISION_PUBLISHED)
    replaces = decision.replaces if decision.replaces in public.decisions else None
    return DecisionView(
        facts=decision,
        url=DECISIONS.url(decision.id),
        pdf=urls.pdf(DECISIONS.url(decision.id)),
        decided_by=public.office_link(decision.decided_by),
        is_by_officer=public.content.office_role(decision.decided_by) == Role.POST,
        published=published.when if published else None,
        report=public.report_link(decision.report) if decision.report in public.cabinet_reports else None,
        lead_in=lead_in_of(public.content, decision),
        resolutions=tuple(
            _resolution(public, public.decision_link(decision.id), item, parts.get(name_of_part(item)), links)
            for item in decision.resolutions
        ),
        state=state,
        replaces=public.decision_link(replaces) if replaces else None,
        replaced_by=public.decision_link(later) if later else None,
        thread=threads.of_decision(public, decision),
    )


def _resolution(
    public: Public,
    decision: Link,
    item: Resolution,
    part: RecommendedPart | None,
    links: Mapping[ActionRef, ActionLink],
) -> ResolutionView:
    vocabulary = public.content.vocabulary
    outcome = word(vocabulary, "decision_outcomes", item.outcome) if item.outcome else None
    referred: Link | None = public.named_link(item.referred_to) if item.referred_to else None
    is_added = outcome is not None and outcome.fills == Role.ADDED
    return ResolutionView(
        facts=item,
        decision=decision,
        outcome=outcome,
        is_agreed=outcome is None or outcome.fills not in NOT_AGREED,
        recommended="" if part is None or is_added else part.text,
        referred_to=referred,
        actions=tuple(links[ref] for ref in item.actions if ref in links),
    )
