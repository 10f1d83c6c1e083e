"""Pages of action plans, of their groups, and of each action."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.output import Page
from goldenthread.model import kinds
from goldenthread.model.common import Theme
from goldenthread.outputs.charts.register_charts import by_group, over_time, slippage
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import ACTION_PLANS, ACTIONS, HOME, Head
from goldenthread.outputs.pages.renderer import Painter, notes_by_section
from goldenthread.outputs.pages.sort_orders import order_pages, orders
from goldenthread.register.views import ActionPlanView, ActionView, Link


def action_plan_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of action plans, and for each plan its page, its groups and its actions."""
    head = Head(
        path=kinds.ACTION_PLANS.list_url,
        title=kinds.ACTION_PLANS.title,
        description=kinds.ACTION_PLANS.about,
        crumbs=(HOME, ACTIONS),
        tab="actions",
        search={"kind": "List"},
    )
    plans = painter.register.action_plans
    begun = [(plan.begun, plan.actions) for plan in plans]
    picture = over_time(
        "all-plans",
        "Actions of all plans over time",
        begun,
        painter.register.today,
        painter.register.vocabulary,
    )
    undated = [plan for plan in plans if plan.actions and plan.begun is None]
    yield painter.paint(head, "action_plans", picture=picture, undated=undated)
    for plan in painter.register.action_plans:
        yield _plan(painter, plan)
        for group, actions in plan.groups:
            yield _group(painter, plan, group, actions)
        yield from order_pages(painter, plan)
        neighbours = (None, *plan.actions, None)
        for before, action, after in zip(neighbours, plan.actions, neighbours[2:], strict=False):
            yield _action(painter, plan, action, (before, after))


def group_url(plan: ActionPlanView, group: Theme) -> str:
    """Give the address of a group of a plan's actions."""
    return f"{plan.url}themes/{group.id}/"


def _plan(painter: Painter, plan: ActionPlanView) -> Page:
    facts = plan.facts
    head = Head(
        path=plan.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker="Action plan",
        crumbs=(HOME, ACTIONS, ACTION_PLANS),
        tab="actions",
        search={"kind": "Action plan"},
        edit=kinds.ACTION_PLANS.file(facts.id),
    )
    groups = [(group.name, group_url(plan, group), actions) for group, actions in plan.groups]
    notes = notes_by_section(facts, {"actions": "actions", "events": "dates", "documents": "documents"})
    pictures = {
        "by_group": by_group("by-group", "How the actions of each group stand", groups),
        "over_time": over_time(
            "over-time",
            "Progress over time",
            [(plan.begun, plan.actions)],
            painter.register.today,
            painter.register.vocabulary,
        ),
        "slippage": slippage("slippage", plan.actions),
    }
    facts_shown = {"groups": groups, "notes_on": notes, "pictures": pictures, "orders": orders(plan)}
    return painter.paint(head, "action_plan", plan=plan, **facts_shown)


def _group(painter: Painter, plan: ActionPlanView, group: Theme, actions: tuple[ActionView, ...]) -> Page:
    head = Head(
        path=group_url(plan, group),
        title=f"{group.name}, {plan.facts.title}",
        description=f"What the council agreed to do under the heading “{group.name}”.",
        heading=group.name,
        kicker=f"Part of the {plan.facts.title}",
        crumbs=(HOME, ACTIONS, ACTION_PLANS, Link(plan.facts.title, plan.url)),
        tab="actions",
        edit=kinds.ACTION_PLANS.file(plan.facts.id),
    )
    return painter.paint(head, "group", plan=plan, group=group, rows=actions)


def _action(
    painter: Painter,
    plan: ActionPlanView,
    action: ActionView,
    neighbours: tuple[ActionView | None, ActionView | None],
) -> Page:
    search = {"kind": "Action", "status": action.status.word.label}
    if action.answers:
        search["review"] = action.answers[0].review_title
    head = Head(
        path=action.url,
        title=f"{action.title}, {plan.facts.title}",
        description=phrases.sentence(action.summary) or f"{action.title} of the {plan.facts.title}.",
        heading=action.title,
        kicker=plan.facts.title,
        crumbs=(HOME, ACTIONS, ACTION_PLANS, action.plan),
        tab="actions",
        search=search,
        edit=kinds.ACTION_PLANS.file(plan.facts.id),
    )
    return painter.paint(
        head,
        "action",
        plan=plan,
        action=action,
        group_url=group_url(plan, action.group),
        neighbours=neighbours,
    )
