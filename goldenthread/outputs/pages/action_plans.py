"""Pages of action plans: their groups, each action, the orders in which they can be read, and plans as members saw them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from goldenthread.changes.word_diff import word_diff
from goldenthread.common import urls
from goldenthread.common.dates import in_words
from goldenthread.common.inflection import small
from goldenthread.common.output import Page
from goldenthread.model import kinds
from goldenthread.model.common import Theme
from goldenthread.outputs.charts import by_group, finding, over_time, slippage
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.action_lists import divided, gone_from, theme_cut
from goldenthread.outputs.pages.page_meta import ACTION_PLANS, ACTIONS, HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter, notes_by_section
from goldenthread.register.actions import by_standing
from goldenthread.register.views import ActionPlanView, ActionView, AsAt, Link


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
    picture = over_time("all-plans", begun, painter.register.today, painter.register.vocabulary)
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
    groups = [(group.heading, urls.theme(plan.url, group.id), actions) for group, actions in plan.groups]
    notes = notes_by_section(facts, {"actions": "actions", "events": "dates", "documents": "documents"})
    pictures = {
        "by_group": by_group("by-group", groups),
        "finding": finding(plan.actions),
        "over_time": over_time(
            "progress-over-time",
            [(plan.begun, plan.actions)],
            painter.register.today,
            painter.register.vocabulary,
        ),
        "slippage": slippage("moved-timelines", plan.actions),
    }
    facts_shown = {"groups": groups, "notes_on": notes, "pictures": pictures, "orders": orders(plan)}
    return painter.paint(head, "action_plan", plan=plan, **facts_shown)


def _group(painter: Painter, plan: ActionPlanView, group: Theme, actions: tuple[ActionView, ...]) -> Page:
    head = Head(
        path=urls.theme(plan.url, group.id),
        title=f"{group.heading}, {plan.facts.title}",
        description=f"What the council agreed to do {'about' if group.ours else 'under the heading'} “{group.name}”.",
        heading=group.heading,
        kicker=f"Part of the {plan.facts.title}",
        crumbs=(HOME, ACTIONS, ACTION_PLANS, Link(plan.facts.title, plan.url)),
        tab="actions",
        edit=kinds.ACTION_PLANS.file(plan.facts.id),
    )
    parts = divided(theme_cut(plan, group, actions), painter.register) if actions else None
    return painter.paint(head, "group", plan=plan, group=group, rows=actions, parts=parts)


def _action(
    painter: Painter,
    plan: ActionPlanView,
    action: ActionView,
    neighbours: tuple[ActionView | None, ActionView | None],
) -> Page:
    search = {
        "title": phrases.found_as(action.title, action.summary),
        "kind": "Action",
        "status": action.standing.label,
    }
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
        group_url=urls.theme(plan.url, action.group.id),
        neighbours=neighbours,
    )


Group = tuple[str, Sequence[ActionView]]


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its name in the address, the words of its chip, and the rows under their headings."""

    name: str
    chip: str
    arrange: Callable[[Sequence[ActionView]], Iterable[Group]]


def order_pages(painter: Painter, plan: ActionPlanView) -> Iterator[Page]:
    """Draw the plan once in each order. Search leaves them out: they hold nothing that the plan does not."""
    for order in ORDERS if plan.actions else ():
        head = Head(
            path=f"{plan.url}order/{order.name}/",
            title=f"{plan.facts.title}, {small(order.chip)}",
            description=f"The actions of the {plan.facts.title}, {small(order.chip)}.",
            kicker="Action plan",
            crumbs=(HOME, ACTIONS, ACTION_PLANS, Link(plan.facts.title, plan.url)),
            tab="actions",
        )
        rows = [(name, action) for name, found in order.arrange(plan.actions) for action in found]
        for leaf in leaves(head.path, rows):
            groups = [
                (name, "", [a for _, a in found]) for name, found in groupby(leaf.rows, key=itemgetter(0))
            ]
            facts = {"plan": plan, "leaf": leaf, "groups": groups, "orders": orders(plan)}
            yield painter.paint(head_of(head, leaf), "plan_order", **facts)


def orders(plan: ActionPlanView) -> tuple[Link, ...]:
    """Return the ways to a plan's orders, the printed one first."""
    found = (Link(order.chip, f"{plan.url}order/{order.name}/") for order in ORDERS)
    return (Link("As the plan prints them", f"{plan.url}#actions"), *found)


def _by_number(actions: Sequence[ActionView]) -> Iterator[Group]:
    yield "", sorted(actions, key=lambda action: action.facts.number)


def _by_date(actions: Sequence[ActionView]) -> Iterator[Group]:
    """Put the soonest first, under the year in which the time in force ends; what has no date is last."""
    dated = sorted(actions, key=lambda action: (action.due.ends or date.max, action.facts.number))
    years = dict.fromkeys(action.due.ends.year if action.due.ends else 0 for action in dated)
    for year in years:
        found = [a for a in dated if (a.due.ends.year if a.due.ends else 0) == year]
        yield str(year) if year else "Without a date", found


def _by_standing(actions: Sequence[ActionView]) -> Iterator[Group]:
    for part, found in by_standing(actions):
        yield part.heading, found
    gone = [action for action in actions if not action.is_listed]
    yield gone_from(gone)[1], gone


def _by_lead(actions: Sequence[ActionView]) -> Iterator[Group]:
    """Put each action once, under the lead as the plan prints it; a blank is last."""
    printed = sorted({action.facts.lead for action in actions if action.facts.lead}, key=str.lower)
    for lead in (*printed, None):
        yield lead or "Lead not recorded", [action for action in actions if action.facts.lead == lead]


ORDERS = (
    Order("number", "By number", _by_number),
    Order("date", "By date", _by_date),
    Order("status", "By status", _by_standing),
    Order("lead", "By lead", _by_lead),
)


def as_at_pages(painter: Painter) -> Iterator[Page]:
    """Draw the page of every plan at every meeting that had it."""
    for plan in painter.register.action_plans:
        for seen in painter.register.as_at.get(plan.url, ()):
            yield _as_at(painter, plan, seen)


def _as_at(painter: Painter, plan: ActionPlanView, seen: AsAt) -> Page:
    day = in_words(seen.day)
    met = f"{seen.meeting} met on {day}" if seen.meeting else f"members met on {day}"
    head = Head(
        path=seen.url,
        title=f"{plan.facts.title}, as at {day}",
        description=f"The plan when {met}, compared with today, and what is different.",
        heading=f"{plan.facts.title}, as at {day}",
        kicker="Action plan as members saw it",
        crumbs=(HOME, ACTIONS, ACTION_PLANS, Link(plan.facts.title, plan.url)),
        tab="actions",
    )
    return painter.paint(
        head, "as_at", plan=plan, seen=seen, report=_paper(painter, seen.report), runs=word_diff
    )


def _paper(painter: Painter, name: str) -> Link | None:
    reports = painter.register.cabinet_reports
    return next((Link(r.facts.title, r.url) for r in reports if r.facts.id == name), None)
