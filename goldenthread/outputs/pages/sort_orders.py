"""An action plan in other orders than the printed one: each order is a page of its own, so that sorting needs no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import ACTION_PLANS, ACTIONS, HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.progress_groups import by_standing
from goldenthread.register.views import ActionPlanView, ActionView, Link

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
            title=f"{plan.facts.title}, {order.chip[:1].lower()}{order.chip[1:]}",
            description=f"The actions of the {plan.facts.title}, {order.chip[:1].lower()}{order.chip[1:]}.",
            heading=order.chip,
            kicker=plan.facts.title,
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
    """Give the ways to a plan's orders, the printed one first."""
    found = (Link(order.chip, f"{plan.url}order/{order.name}/") for order in ORDERS)
    return (Link("As the plan prints them", f"{plan.url}#actions"), *found)


def _by_number(actions: Sequence[ActionView]) -> Iterator[Group]:
    yield "", sorted(actions, key=lambda action: action.facts.number)


def _by_date(actions: Sequence[ActionView]) -> Iterator[Group]:
    """Put the soonest first, under the year in which the time in force ends; what has no date stands last."""
    dated = sorted(actions, key=lambda action: (action.due.last or date.max, action.facts.number))
    years = dict.fromkeys(action.due.last.year if action.due.last else 0 for action in dated)
    for year in years:
        found = [a for a in dated if (a.due.last.year if a.due.last else 0) == year]
        yield str(year) if year else "Without a date", found


def _by_standing(actions: Sequence[ActionView]) -> Iterator[Group]:
    for part, found in by_standing(actions):
        yield part.heading, found
    yield "Withdrawn actions", [action for action in actions if action.withdrawn]


def _by_lead(actions: Sequence[ActionView]) -> Iterator[Group]:
    """Put each action once, under the lead as the plan prints it; a blank stands last."""
    printed = sorted({action.facts.lead for action in actions if action.facts.lead}, key=str.lower)
    for lead in (*printed, None):
        yield lead or "Lead not recorded", [action for action in actions if action.facts.lead == lead]


ORDERS = (
    Order("number", "By number", _by_number),
    Order("date", "By date", _by_date),
    Order("status", "By how they stand", _by_standing),
    Order("lead", "By lead", _by_lead),
)
