"""The public record of deadlines, met, missed and not known; and what a paper needs by when, for the next weeks."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from goldenthread.common import urls
from goldenthread.common.dates import MONTHS
from goldenthread.common.output import Page
from goldenthread.deadlines.deadline import Outcome
from goldenthread.model.deadline_rules import DeadlineRule, Duty
from goldenthread.model.kinds import KINDS
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import SIZE
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.publication_plans import PaperPlan, PlannedMeeting
from goldenthread.register.views import Count, Link, Register

_MEANINGS = {
    Outcome.MET: "What was done in time.",
    Outcome.MISSED: "What was done, and not in time.",
    Outcome.OVERDUE: "The due day has passed, and nothing that we hold says that it was done.",
    Outcome.NOT_YET_DUE: "The due day is still to come.",
    Outcome.UNKNOWN: "A date is not recorded, or not exactly enough, or the rule itself names no exact day.",
    Outcome.NOT_KNOWN: "The due day was before this register was kept, and nothing that we hold says that it was done.",
}


def deadlines_page(painter: Painter) -> Page:
    """Draw `/deadlines/`: the record for every review, report and plan, then actions by their dates."""
    register = painter.register
    head = Head(
        path=urls.DEADLINES,
        title="Dates and deadlines",
        description="What had to be done by when, whether it was, and what is due.",
        search={"kind": "List"},
    )
    reviews = [(Link(r.facts.title, r.url), r.facts.deadlines) for r in register.reviews]
    plans = [(Link(p.facts.title, p.url), p.facts.requirements) for p in register.plans]
    return painter.paint(
        head,
        "deadlines",
        counts=_counts(register),
        record=[
            (Link(title, url), list(theirs))
            for (url, title), theirs in groupby(register.deadlines, key=lambda d: (d.record, d.record_title))
        ],
        without=_without(register),
        passed=[due.action for due in register.due if due.is_past],
        to_come=[due.action for due in register.due if not due.is_past],
        most=SIZE,
        stated=[(link, deadlines) for link, deadlines in reviews + plans if deadlines],
    )


def _counts(register: Register) -> list[Count]:
    """Count the deadlines by status. None counts as met or missed unless the dates show it."""
    found = Counter(deadline.outcome for deadline in register.deadlines)
    return [Count(found[outcome], outcome.value, meaning) for outcome, meaning in _MEANINGS.items()]


def _without(register: Register) -> list[Link]:
    """Return the reviews, reports and plans that no rule holds for."""
    held = {deadline.record for deadline in register.deadlines}
    links = [
        Link(view.facts.title, view.url)
        for kind in KINDS
        if kind.keeps_deadlines
        for view in register.of(kind)
    ]
    return [link for link in links if link.url not in held]


_HOW: dict[Duty, str] = {"by": "by", "not before": "on", "about": "about"}


def publishing_page(painter: Painter) -> Page:
    """Draw `/publishing-a-paper/`: each body's rules, and their days for every working day of eight weeks."""
    head = Head(
        path="publishing-a-paper/",
        title="Publishing a paper",
        description="What has to be done by when, so that a meeting can decide on a paper.",
        crumbs=(HOME, Link("Dates and deadlines", urls.DEADLINES)),
        search={"kind": "Page"},
    )
    return painter.paint(
        head,
        "publishing",
        plans=[(plan, _months(plan)) for plan in painter.register.paper_plans],
        heading=_heading,
    )


def _months(plan: PaperPlan) -> list[tuple[str, list[PlannedMeeting]]]:
    """Group the meetings by month, for headings within a long table."""
    return [
        (name, list(found))
        for name, found in groupby(plan.meetings, lambda m: f"{MONTHS[m.day.month - 1]} {m.day.year}")
    ]


def _heading(rule: DeadlineRule) -> str:
    """Name the column of a rule's days: `Publish the agenda and the papers by`."""
    return f"{rule.what} {_HOW[rule.duty]}"
