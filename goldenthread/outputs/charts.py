"""The charts of pages and papers: what of the register each shows. Where nothing can be shown, there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from goldenthread.common import urls
from goldenthread.common.dates import bounds, in_words
from goldenthread.common.inflection import count
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import Update
from goldenthread.model.progress import EVER, is_done, progress_of
from goldenthread.model.scope import list_changes, on_list
from goldenthread.model.standing import COMPLETE, OVERDUE
from goldenthread.model.vocabulary import Role, Vocabulary
from goldenthread.outputs.chart_svg import Move, Part, Picture, Row, Span, bars, moves, timeline
from goldenthread.register.actions import by_standing
from goldenthread.register.views import ActionView, Drawing, Happening, Register, ReviewView

_MOST_DAYS = 8
_LENGTHS = (1, 3, 6, 12, 24, 60)  # months from one row to the next


def all_actions(register: Register) -> Picture | None:
    """Draw the status of all actions as one bar, each part of it with a link to its list."""
    return by_group("all-actions", [("", "", register.actions)], urls.ACTIONS)


def by_group(
    name: str, groups: Iterable[tuple[str, str, Sequence[ActionView]]], lists: str = ""
) -> Picture | None:
    """Draw the status of actions, a bar for each group: its words, its address, its actions.

    `lists` is the address of the lists by status, if the parts link to them. None where all have one status.
    """
    found = [(label, url, actions) for label, url, actions in groups if actions]
    rows = [Row(label, tuple(_standings(actions, lists)), url) for label, url, actions in found]
    if len({part.kind for row in rows for part in row.parts if part.count}) < 2:
        return None
    return bars(name, finding([action for _, _, actions in found for action in actions]), rows)


def finding(actions: Iterable[ActionView]) -> str:
    """Return in one sentence how many actions are complete and overdue, each counted once."""
    parts = {part: len(found) for part, found in by_standing({a.url: a for a in actions}.values())}
    done, late = parts[COMPLETE], parts[OVERDUE]
    verb = "is" if done == 1 else "are"
    told = f"{done} of {count(sum(parts.values()), 'action')} {verb} complete"
    return f"{told}; {late} {'is' if late == 1 else 'are'} overdue" if late else told


def _standings(actions: Sequence[ActionView], lists: str) -> Iterator[Part]:
    """Share actions out by status."""
    for standing, found in by_standing(actions):
        yield Part(standing.id, standing.noun, len(found), lists and f"{lists}{standing.id}/")


def by_review(register: Register) -> Picture | None:
    """Draw the progress on the answers to each review: each action counts under every review that it answers."""
    answers: dict[str, list[ActionView]] = {}
    for action in register.actions:
        for review in dict.fromkeys(ref.review for ref in action.answers):
            answers.setdefault(review, []).append(action)
    groups = [(r.facts.title, r.url, answers.get(r.facts.id, [])) for r in register.reviews]
    return by_group("by-review", groups)


def over_time(
    name: str,
    begun: Iterable[tuple[date | None, Sequence[ActionView]]],
    until: date,
    vocabulary: Vocabulary,
) -> Picture | None:
    """Draw how far actions had got on the days on which something was recorded, from the first plan's day until a day.

    `begun` gives the day and the actions of each plan: an action counts from its plan's day, and those of a plan
    without a day are left out. None when no progress is recorded, or nothing has changed since the first day.
    """
    dated = [(day, actions) for day, actions in begun if day and day <= until and actions]
    if not any(action.facts.updates for _, actions in dated for action in actions):
        return None
    changes = [
        (actions[0].plan.title, change) for day, actions in dated for change in _changes(day, actions, until)
    ]
    days = {day for day, _ in dated} | {change[0] for _, change in changes}
    days |= {
        span[1]
        for _, actions in dated
        for action in actions
        for update in action.facts.updates
        if (span := bounds(update.date)) and span[1] <= until
    }
    shares = {day: _shares(_progress_on(dated, day), vocabulary) for day in _chosen(days, until)}
    now = _shares(_progress_on(dated, EVER), vocabulary)
    if now != list(shares.values())[-1]:  # what has no exact date counts only now
        shares[until] = now
    if len(set(shares.values())) < 2:
        return None
    rows = [Row(in_words(day), parts) for day, parts in shares.items()]
    lists = {title: "The list" if len(dated) == 1 else f"The list of the {title}" for title, _ in changes}
    notes = tuple(list_change(lists[title], *change) for title, change in changes)
    return replace(bars(name, _change_in(rows), rows), notes=notes)


def _change_in(rows: Sequence[Row]) -> str:
    """Return in one sentence how many were complete or closed on the first and on the last day."""
    first, last = (f"{row.parts[0].count} of {count(row.total, 'action')}" for row in (rows[0], rows[-1]))
    return f"{first} complete or closed on {rows[0].label}; {last} on {rows[-1].label}"


def _changes(begun: date, actions: Sequence[ActionView], until: date) -> Iterator[tuple[date, int, int]]:
    return list_changes([action.facts for action in actions], begun, until)


def list_change(what: str, day: date, before: int, after: int) -> str:
    """Return in words that a list grew or shrank: `The list grew from 40 to 44 on 30 September 2031.`"""
    return f"{what} {'grew' if after > before else 'shrank'} from {before} to {after} on {in_words(day)}."


def _progress_on(dated: Sequence[tuple[date, Sequence[ActionView]]], day: date) -> Iterator[Update | None]:
    """Yield what decides the status, on a day, of each action that was then on the list of a plan that had begun."""
    for start, actions in dated:
        others = {action.facts.number: action.facts for action in actions}
        for action in actions if start <= day else ():
            gone = action.withdrawn and action.withdrawn.date <= day
            if on_list(action.facts, day) and not gone:
                yield progress_of(action.facts, others, day).update


def of_review(name: str, review: ReviewView, happenings: Sequence[Happening]) -> Picture | None:
    """Draw the timeline of a review’s thread: its visit, papers and decisions; None with fewer than two times.

    `happenings` are newest first.
    """
    links = (*review.action_plans, *review.cabinet_reports)
    addresses = {review.url, *(link.url for link in links)}
    spans = []
    for item in reversed(happenings):
        if item.link.url in addresses:
            where = f", {item.link.title}" if item.link.url != review.url else ""
            spans.append(Span(item.first, item.last, item.when, f"{item.what}{where}"))
    if len({(span.first, span.last) for span in spans}) < 2:
        return None
    years = (min(span.first for span in spans).year, max(span.last for span in spans).year)
    when = f"in {years[0]}" if years[0] == years[1] else f"from {years[0]} to {years[1]}"
    return timeline(name, f"{count(len(spans), 'event')} {when}", spans)


def slippage(name: str, actions: Iterable[ActionView]) -> Picture | None:
    """Draw each timeline that moved, with a strip when both its first and its present end are known."""
    found = [action for action in actions if action.slips]
    if not found:
        return None
    later = sum(bool(a.timeline.ends and a.due.ends and a.due.ends > a.timeline.ends) for a in found)
    title = f"{count(len(found), 'timeline')} {'has' if len(found) == 1 else 'have'} moved"
    if later:
        title += " to a later date" if later == len(found) else f", {later} to a later date"
    return moves(name, title, [Move(_move(a), a.timeline.ends, a.due.ends) for a in found])


def _move(action: ActionView) -> Row:
    """Return a timeline that moved in words: from what to what, and the last reason."""
    ends = (("was", "from", action.timeline), ("now", "to", action.due))
    parts = tuple(Part(kind, f"{word} {time.as_printed or 'no timeline'}") for kind, word, time in ends)
    return Row(action.title, parts, action.url, action.slips[-1].reason or "")


def of_report(drawing: Drawing, name: str) -> Picture | None:
    """Draw a chart inside a report; None when there was nothing to show on the day of its meeting."""
    if drawing.review:
        return of_review(name, drawing.review, drawing.happenings)
    plan = drawing.actions
    if plan is None:
        return None
    if drawing.kind == "slippage":
        return slippage(name, plan.actions)
    if drawing.kind == "over-time":
        begun = [(plan.begun, plan.actions)]
        return over_time(name, begun, drawing.day, drawing.vocabulary)
    return by_group(name, [(group.name, "", actions) for group, actions in plan.groups])


def _chosen(days: Iterable[date], until: date) -> list[date]:
    """Return the days in order; of more than fit, the last in each span of months from the first day on."""
    ordered = sorted(days)
    if len(ordered) <= _MOST_DAYS:
        return ordered
    return sorted({max(day for day in ordered if day <= end) for end in _ends(ordered[0], until)})


def _ends(first: date, today: date) -> list[date]:
    """Return the last day of each span of months from the first day on, and today as the last."""
    months = (today.year - first.year) * 12 + today.month - first.month
    length = next((n for n in _LENGTHS if months / n < _MOST_DAYS - 1), _LENGTHS[-1])
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
    ("finished", "complete or closed"),
    ("under-way", "not complete"),
    ("no-progress", "not recorded"),
)


def _shares(updates: Iterable[Update | None], vocabulary: Vocabulary) -> tuple[Part, ...]:
    counts = Counter(
        "no-progress"
        if update is None or is_silent(update.status, vocabulary)
        else "finished"
        if is_done(update, vocabulary)
        else "under-way"
        for update in updates
    )
    return tuple(Part(kind, label, counts[kind]) for kind, label in _PROGRESS)


def is_silent(status: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a status says nothing of the progress: none is recorded, or a paper says that it states none."""
    return vocabulary.role("statuses", status) in ("", NOT_RECORDED, Role.NOT_STATED)
