"""Action plans, plans of the council, and the bodies and posts that lead, worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from goldenthread.common import urls
from goldenthread.common.inflection import small
from goldenthread.model import OWN_COMMITMENT
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.kinds import ACTION_PLANS, PLANS
from goldenthread.model.plan import Plan, Prompt
from goldenthread.model.scope import compared
from goldenthread.model.standing import COMPLETE
from goldenthread.register import threads
from goldenthread.register.actions import by_standing
from goldenthread.register.public import Public, word
from goldenthread.register.views import (
    ActionLink,
    ActionPlanView,
    ActionView,
    Count,
    Link,
    OfficeView,
    PlanView,
    PromptView,
    TotalsView,
)


def action_plan_views(
    public: Public, actions: dict[str, tuple[ActionView, ...]]
) -> tuple[ActionPlanView, ...]:
    """Work out every public action plan, newest first by id."""
    views = [action_plan_view(public, plan, actions[plan.id]) for plan in public.action_plans.values()]
    return tuple(sorted(views, key=lambda view: view.facts.id, reverse=True))


def action_plan_view(public: Public, plan: ActionPlan, actions: tuple[ActionView, ...]) -> ActionPlanView:
    """Work out one action plan."""
    vocabulary = public.content.vocabulary
    decided_in = next(iter(threads.decided_in(public, plan)), None)
    responds_to = tuple(public.review_link(name) for name in plan.responds_to if name in public.reviews)
    return ActionPlanView(
        facts=plan,
        url=ACTION_PLANS.url(plan.id),
        responds_to=responds_to,
        decided_in=decided_in,
        monitored_by=tuple(public.office_link(office) for office in plan.monitored_by),
        closed_by=public.office_link(plan.closed_by) if plan.closed_by else None,
        actions=actions,
        groups=tuple((g, tuple(a for a in actions if a.facts.group == g.id)) for g in plan.groups),
        counts=(*action_counts(actions), *_further_counts(plan, actions)),
        thread=threads.of_action_plan(
            public.plan_link(plan.id),
            responds_to,
            decided_in,
            threads.decided(public, plan.decided_in),
            _progress(actions),
        ),
        measures=public.with_figures(plan.measures),
        begun=_begun(public, plan),
        totals=tuple(
            TotalsView(
                totals,
                tuple(
                    (vocabulary.label("statuses", status) if status else "All", declared, held)
                    for status, declared, held in compared(plan, totals)
                ),
            )
            for totals in plan.declared_totals
        ),
    )


def _begun(public: Public, plan: ActionPlan) -> date | None:
    report = public.cabinet_reports.get(plan.decided_in or "")
    if report and report.meeting:
        return report.meeting
    return min((event.when.first for event in plan.events if event.when), default=None)


def _progress(actions: tuple[ActionView, ...]) -> str:
    actions = tuple(action for action in actions if action.is_listed)
    complete = sum(action.standing is COMPLETE for action in actions)
    return f"{complete} of {len(actions)} complete" if actions else "Not held on this site"


def action_counts(actions: tuple[ActionView, ...]) -> tuple[Count, ...]:
    """Count the actions that are on the list, each number with what it counts; the others add up to the first."""
    parts = by_standing(actions)
    return (
        Count(sum(len(found) for _, found in parts), "actions", "Rows of the action plan.", one="action"),
        *(Count(len(found), part.noun, part.definition) for part, found in parts if found),
    )


def _further_counts(plan: ActionPlan, actions: tuple[ActionView, ...]) -> Iterator[Count]:
    """Count what only some plans have: actions that are not held here, and the council's own commitments."""
    if plan.printed_count and plan.printed_count > len(actions):
        yield Count(
            plan.printed_count, "actions in the whole plan", "Rows of the plan, also those not held here."
        )
    own = sum(bool(action.own_commitment) and not action.withdrawn for action in actions)
    if own:
        yield Count(
            own,
            f"{small(OWN_COMMITMENT)}s",
            "Actions for which the plan names no recommendation.",
            one=small(OWN_COMMITMENT),
        )


def plan_views(public: Public) -> tuple[PlanView, ...]:
    """Work out every public plan of the council, newest first by id."""
    views = [_plan(public, plan) for plan in public.plans.values()]
    return tuple(sorted(views, key=lambda view: view.facts.id, reverse=True))


def _plan(public: Public, plan: Plan) -> PlanView:
    about = [
        r.id for r in public.cabinet_reports.values() if r.brings_plan == plan.id or r.id in plan.related
    ]
    reports = tuple(public.report_link(name) for name in about)
    answered = [prompt for prompt in plan.prompts if prompt.answered_in]
    counts = [
        Count(
            sum(len(theme.points) for theme in plan.themes),
            "points",
            "Numbered points of the plan.",
            one="point",
        )
    ]
    if plan.prompts:
        asked = Count(len(plan.prompts), "questions asked", "Questions that the plan was asked to consider.")
        counts += [
            asked,
            Count(len(answered), "questions answered", "Questions that a point of the plan answers."),
        ]
    return PlanView(
        facts=plan,
        kind=word(public.content.vocabulary, "plan_kinds", plan.kind),
        url=PLANS.url(plan.id),
        prompts=tuple(_prompt(prompt) for prompt in plan.prompts),
        cabinet_reports=reports,
        counts=tuple(count for count in counts if count.value),
        thread=threads.of_plan(public.council_plan_link(plan.id), reports),
    )


def _prompt(prompt: Prompt) -> PromptView:
    return PromptView(
        prompt, tuple(Link(f"Point {n}", f"#point-{n.replace('.', '-')}") for n in prompt.answered_in)
    )


def office_views(public: Public, actions: tuple[ActionView, ...]) -> tuple[OfficeView, ...]:
    """Work out every body, post and group, by name, with the actions that name it as lead."""
    led: dict[str, list[ActionLink]] = defaultdict(list)
    for action in actions:
        for lead in action.leads:
            led[lead.url].append(action.link)
    vocabulary = public.content.vocabulary
    views = [
        OfficeView(
            office,
            word(vocabulary, "offices", office.kind),
            urls.office(office.id),
            tuple(led[urls.office(office.id)]),
        )
        for office in public.content.organisation.offices
    ]
    return tuple(sorted(views, key=lambda view: view.facts.name.lower()))
