"""The public record of deadlines, met, missed and not known; and what a paper needs by when, for the next weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from goldenthread.common import urls
from goldenthread.common.dates import MONTHS
from goldenthread.common.output import Page
from goldenthread.deadlines import Outcome, by_date, sentences
from goldenthread.model.deadline_rules import DeadlineRule, Duty
from goldenthread.model.kinds import KINDS
from goldenthread.model.standing import AT_RISK, DUE_SOON, ON_TRACK, OVERDUE, UNKNOWN
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import SIZE
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import by_standing
from goldenthread.register.publication_plans import PaperPlan, PlannedMeeting
from goldenthread.register.views import ActionView, Count, Link, Register

_MEANINGS = {
    Outcome.OVERDUE: ("overdue", "The due date has passed, and we have no record that it was done."),
    Outcome.NOT_YET_DUE: ("not-yet-due", "The due day is still to come."),
    Outcome.MET: ("met", "What was done in time."),
    Outcome.MISSED: ("missed", "What was done, and not in time."),
    Outcome.UNKNOWN: (
        "unknown",
        "A date is not recorded, or is not exact enough, or the rule itself sets no exact day.",
    ),
    Outcome.NOT_KNOWN: (
        "not-known",
        "The due date was before this register was kept, and we have no record that it was done.",
    ),
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What is overdue in one sentence, and how many deadlines and actions there are of each kind; a zero is left out."""

    sentence: str
    deadlines: tuple[Count, ...]
    actions: tuple[Count, ...]
    passed: tuple[ActionView, ...]  # the oldest date first
    to_come: tuple[ActionView, ...]  # the next date first


def balance_of(register: Register) -> Balance:
    """Count deadlines by outcome and actions by date. None counts as met or missed unless the dates show it."""
    outcomes = Counter(deadline.outcome for deadline in register.deadlines)
    dated = (OVERDUE, DUE_SOON, AT_RISK, ON_TRACK, UNKNOWN)
    parts = [(part, found) for part, found in by_standing(register.actions) if part in dated]
    ahead = (action for part, found in parts if part is not OVERDUE for action in found if action.due.ends)
    passed, to_come = sorted(dict(parts)[OVERDUE], key=_end), sorted(ahead, key=_end)
    return Balance(
        sentences.balance(outcomes[Outcome.OVERDUE], len(passed)),
        tuple(
            Count(outcomes[outcome], outcome.value, meaning, f"{urls.DEADLINES}#{place}")
            for outcome, (place, meaning) in _MEANINGS.items()
            if outcomes[outcome]
        ),
        tuple(
            Count(len(found), part.noun, part.definition, f"{urls.ACTIONS}{part.id}/")
            for part, found in parts
            if found
        ),
        tuple(passed),
        tuple(to_come),
    )


def _end(action: ActionView) -> date:
    return action.due.ends or date.max


def deadlines_page(painter: Painter) -> Page:
    """Draw `/deadlines/`: what is open of every review, report and plan, actions by their dates, and what is over."""
    register = painter.register
    head = Head(
        path=urls.DEADLINES,
        title="Dates and deadlines",
        description="What had to be done by when, whether it was, and what is due.",
        search={"kind": "List"},
    )
    reviews = [(Link(r.facts.title, r.url), r.facts.deadlines) for r in register.reviews]
    plans = [(Link(p.facts.title, p.url), p.facts.requirements) for p in register.plans]
    balance = balance_of(register)
    return painter.paint(
        head,
        "deadlines",
        balance=balance,
        agenda=by_date(register.deadlines),
        without=_without(register),
        passed=balance.passed,
        to_come=balance.to_come,
        most=SIZE,
        stated=[(link, deadlines) for link, deadlines in reviews + plans if deadlines],
    )


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
        plans=[
            (plan, *_open_and_late(plan, painter.register.today)) for plan in painter.register.paper_plans
        ],
        heading=_heading,
        known={meeting.url for meeting in painter.register.meetings},
    )


_Months = list[tuple[str, list[PlannedMeeting]]]


def _open_and_late(plan: PaperPlan, today: date) -> tuple[_Months, _Months]:
    """Divide the days of meetings, by month: those for which something can still be done before the meeting come first."""

    def is_late(meeting: PlannedMeeting) -> bool:
        days = zip(plan.rules, meeting.days, strict=True)
        before = [day for rule, day in days if rule.facts.duty == "by" and day and day < meeting.day]
        return bool(before) and max(before) < today

    late = [meeting for meeting in plan.meetings if is_late(meeting)]
    return _months([meeting for meeting in plan.meetings if not is_late(meeting)]), _months(late)


def _months(meetings: Sequence[PlannedMeeting]) -> _Months:
    """Group meetings by month, for headings within a long table."""
    return [
        (name, list(found))
        for name, found in groupby(meetings, lambda m: f"{MONTHS[m.day.month - 1]} {m.day.year}")
    ]


def _heading(rule: DeadlineRule) -> str:
    """Name the column of a rule's days: `Publish the agenda and the papers by`."""
    return f"{rule.what} {_HOW[rule.duty]}"
