"""The pictures of the pages: what of the register each shows. Where nothing can be shown, there is no picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from goldenthread.dates import MONTHS
from goldenthread.outputs.charts import Move, Part, Picture, Row, Span, bars, columns, moves, timeline
from goldenthread.register.standing import by_standing
from goldenthread.register.views import ActionPlanView, ActionView, Register, ReviewView

_MOST_COLUMNS = 8
_LENGTHS = (1, 3, 6, 12, 24, 60)  # months from one column to the next


def by_group(
    name: str, title: str, groups: Iterable[tuple[str, str, Sequence[ActionView]]]
) -> Picture | None:
    """Draw how actions stand, a bar for each group: its words, its address, its actions."""
    rows = [
        Row(label, tuple(Part(part.id, part.label, len(found)) for part, found in by_standing(actions)), url)
        for label, url, actions in groups
        if actions
    ]
    return bars(name, title, rows) if rows else None


def by_review(register: Register) -> Picture | None:
    """Draw how the answers to each review stand: each action counts under every review that it answers."""
    answers: dict[str, list[ActionView]] = {}
    for action in register.actions:
        for review in dict.fromkeys(ref.review for ref in action.answers):
            answers.setdefault(review, []).append(action)
    groups = [(r.facts.title, r.url, answers.get(r.facts.id, [])) for r in register.reviews]
    return by_group("by-review", "How the answers to each review stand", groups)


def over_time(name: str, title: str, plans: Sequence[ActionPlanView], register: Register) -> Picture | None:
    """Draw how far actions had got at the end of each span of months, from the first plan's day to today.

    An action counts from the day of its plan; a plan without a day is left out. None when no progress is recorded.
    """
    begun = [(day, plan.actions) for plan in plans if (day := _day(plan, register)) is not None]
    actions = {action.url: action for _, found in begun for action in found}
    if not any(action.facts.updates for action in actions.values()):
        return None
    days = _ends(min(day for day, _ in begun), register.today)
    done = frozenset(word.word for word in register.statuses if word.done)
    rows = [
        Row(
            _label(day, register.today),
            _shares([a for start, found in begun if start <= day for a in found], day, actions, done),
        )
        for day in days
    ]
    return columns(name, title, rows)


def undated(plans: Sequence[ActionPlanView], register: Register) -> tuple[ActionPlanView, ...]:
    """Give the plans that no picture over time can show, because the day of none of their papers is recorded."""
    return tuple(plan for plan in plans if plan.actions and _day(plan, register) is None)


def of_review(review: ReviewView, register: Register) -> tuple[Picture, tuple[Span, ...]] | None:
    """Draw what happened when in the thread of a review: its visit, papers and decisions; None with fewer than two."""
    addresses = {
        review.url,
        *(plan.url for plan in review.action_plans),
        *(r.url for r in review.cabinet_reports),
    }
    spans = []
    for item in reversed(register.happenings):
        if item.link.url in addresses:
            words = f"{item.when}: {item.what}" + (
                f", {item.link.title}" if item.link.url != review.url else ""
            )
            spans.append(Span(item.first, item.last, "span", words))
    if len(spans) < 2:
        return None
    return timeline("thread-in-time", "What happened when", spans), tuple(spans)


def slippage(name: str, actions: Iterable[ActionView]) -> Picture | None:
    """Draw each timeline that moved, when both its first and its present end are known."""
    found = [
        Move(
            f"{action.title}: from {action.timeline.as_printed} to {action.due.as_printed}",
            action.timeline.last,
            action.due.last,
        )
        for action in actions
        if action.slips and action.timeline.last and action.due.last
    ]
    return moves(name, "Timelines that moved", found) if found else None


def _day(plan: ActionPlanView, register: Register) -> date | None:
    """Give the day of a plan: the meeting that it was brought to, or the first dated thing in its own file."""
    reports = {report.url: report for report in register.cabinet_reports}
    report = reports.get(plan.decided_in.url) if plan.decided_in else None
    if report and report.facts.meeting:
        return report.facts.meeting
    return min((event.when.first for event in plan.facts.events if event.when), default=None)


def _ends(first: date, today: date) -> list[date]:
    """Give the last day of each span of months from the first day on, and today as the last."""
    months = (today.year - first.year) * 12 + today.month - first.month
    length = next((n for n in _LENGTHS if months / n < _MOST_COLUMNS - 1), _LENGTHS[-1])
    ends: list[date] = []
    start = date(first.year, (first.month - 1) // min(length, 12) * min(length, 12) + 1, 1)
    while True:
        month = start.year * 12 + start.month - 1 + length
        start = date(month // 12, month % 12 + 1, 1)
        end = start - timedelta(days=1)
        if end >= today:
            return [*ends, today]
        if end >= first:
            ends.append(end)


def _label(day: date, today: date) -> str:
    return "Today" if day == today else f"{MONTHS[day.month - 1][:3]} {day.year % 100:02}"


_PROGRESS: tuple[tuple[str, str], ...] = (
    ("finished", "recorded as finished"),
    ("under-way", "with progress recorded"),
    ("no-date", "no progress recorded"),
)


def _shares(
    actions: Sequence[ActionView], day: date, known: Mapping[str, ActionView], done: frozenset[str]
) -> tuple[Part, ...]:
    found = Counter(_stood(action, day, known, done) for action in actions)
    return tuple(Part(kind, label, found[kind]) for kind, label in _PROGRESS)


def _stood(action: ActionView, day: date, known: Mapping[str, ActionView], done: frozenset[str]) -> str:
    """Say how far an action had got on a day; one that wholly points to another is as far as that."""
    told = next((update for update in action.facts.updates if update.date <= day), None)
    if told:
        return "finished" if told.status in done else "under-way"
    if action.same_as and action.same_as.url in known and not action.facts.updates:
        return _stood(known[action.same_as.url], day, known, done)
    return "no-date"
