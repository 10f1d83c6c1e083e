"""The pictures of pages and papers: what of the register each shows. Where nothing can be shown, there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from goldenthread.common.dates import MONTHS, TimelineKind, in_words
from goldenthread.model.action_plan import Update
from goldenthread.model.progress import is_done, last_update, progress_of
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.outputs.chart_svg import Move, Part, Picture, Row, Span, bars, columns, moves, timeline
from goldenthread.register.actions import by_standing
from goldenthread.register.views import ActionView, Drawing, Happening, Register, ReviewView

_MOST_COLUMNS = 8
_LENGTHS = (1, 3, 6, 12, 24, 60)  # months from one column to the next


def by_group(
    name: str, title: str, groups: Iterable[tuple[str, str, Sequence[ActionView]]]
) -> Picture | None:
    """Draw the status of actions, a bar for each group: its words, its address, its actions."""
    rows = [Row(label, _standings(actions), url) for label, url, actions in groups if actions]
    return bars(name, title, rows) if rows else None


def _standings(actions: Sequence[ActionView]) -> tuple[Part, ...]:
    """Share actions out by status. A blank and a time that is not a date are two things, and shown as two."""
    parts = []
    for standing, found in by_standing(actions):
        if standing.id == "no-date":
            blank = sum(action.due.kind not in _UNCLEAR for action in found)
            parts += [
                Part("blank", "no date set", blank),
                Part("unclear", "date unclear", len(found) - blank),
            ]
        else:
            parts.append(Part(standing.id, standing.label, len(found)))
    return tuple(parts)


# A date that cannot be read, or can be in two ways, or is counted from a day that is not recorded.
_UNCLEAR = (TimelineKind.UNCLEAR, TimelineKind.AMBIGUOUS, TimelineKind.RELATIVE)


def by_review(register: Register) -> Picture | None:
    """Draw the progress on the answers to each review: each action counts under every review that it answers."""
    answers: dict[str, list[ActionView]] = {}
    for action in register.actions:
        for review in dict.fromkeys(ref.review for ref in action.answers):
            answers.setdefault(review, []).append(action)
    groups = [(r.facts.title, r.url, answers.get(r.facts.id, [])) for r in register.reviews]
    return by_group("by-review", "Status of the answers to each review", groups)


def over_time(
    name: str,
    title: str,
    begun: Iterable[tuple[date | None, Sequence[ActionView]]],
    until: date,
    vocabulary: Vocabulary,
) -> Picture | None:
    """Draw how far actions had got at the end of each span of months, from the first plan's day until a day.

    `begun` gives the day and the actions of each plan: an action counts from its plan's day, and those of a plan
    without a day are left out. None when no progress is recorded.
    """
    dated = [(day, actions) for day, actions in begun if day and day <= until]
    plans = {
        actions[0].plan_id: {action.facts.number: action.facts for action in actions}
        for _, actions in dated
        if actions
    }
    if not any(last_update(action, until) for plan in plans.values() for action in plan.values()):
        return None
    rows = []
    for day in _ends(min(day for day, _ in dated), until):
        there = [action for start, actions in dated if start <= day for action in actions]
        short = f"{MONTHS[day.month - 1][:3]} {day.year}"
        found = [progress_of(action.facts, plans[action.plan_id], day).update for action in there]
        rows.append(Row(in_words(day), _shares(found, vocabulary), short=short))
    return columns(name, title, rows)


def of_review(name: str, review: ReviewView, happenings: Sequence[Happening]) -> Picture | None:
    """Draw what happened when in the thread of a review: its visit, papers and decisions; None with fewer than two.

    `happenings` are newest first.
    """
    links = (*review.action_plans, *review.cabinet_reports)
    addresses = {review.url, *(link.url for link in links)}
    spans = []
    for item in reversed(happenings):
        if item.link.url in addresses:
            where = f", {item.link.title}" if item.link.url != review.url else ""
            spans.append(Span(item.first, item.last, "span", f"{item.when}: {item.what}{where}"))
    if len(spans) < 2:
        return None
    return timeline(name, "Timeline of events", spans)


def slippage(name: str, actions: Iterable[ActionView]) -> Picture | None:
    """Draw each timeline that moved, when both its first and its present end are known."""
    found = [
        Move(
            f"{action.title}: from {action.timeline.as_printed} to {action.due.as_printed}",
            action.timeline.ends,
            action.due.ends,
        )
        for action in actions
        if action.slips and action.timeline.ends and action.due.ends
    ]
    return moves(name, "Timelines that moved", found) if found else None


def of_report(drawing: Drawing, name: str) -> Picture | None:
    """Draw a picture inside a report; None when there was nothing to show on the day of its meeting."""
    if drawing.review:
        return of_review(name, drawing.review, drawing.happenings)
    plan = drawing.actions
    if plan is None:
        return None
    if drawing.kind == "slippage":
        return slippage(name, plan.actions)
    if drawing.kind == "over-time":
        begun = [(plan.begun, plan.actions)]
        return over_time(name, "Progress over time", begun, drawing.day, drawing.vocabulary)
    groups = [(group.name, "", actions) for group, actions in plan.groups]
    return by_group(name, "Status of the actions in each group", groups)


def _ends(first: date, today: date) -> list[date]:
    """Return the last day of each span of months from the first day on, and today as the last."""
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


_PROGRESS: tuple[tuple[str, str], ...] = (
    ("finished", "recorded as finished"),
    ("under-way", "with progress recorded"),
    ("no-progress", "no progress recorded"),
)


def _shares(updates: Iterable[Update | None], vocabulary: Vocabulary) -> tuple[Part, ...]:
    counts = Counter(
        "no-progress" if update is None else "finished" if is_done(update, vocabulary) else "under-way"
        for update in updates
    )
    return tuple(Part(kind, label, counts[kind]) for kind, label in _PROGRESS)
