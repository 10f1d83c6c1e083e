"""What a record had on an earlier day: what was on its list, what its headings were called, and what was known by then.

The one place that decides it. Fields that `dated` marks in the model are looked at, and nothing else: wording cannot go back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias, TypeVar, cast

from pydantic import BaseModel

from goldenthread.common.dates import bounds
from goldenthread.model.action_plan import Action, ActionPlan, DeclaredTotals, Entry
from goldenthread.model.common import Published, Theme
from goldenthread.model.decision import Decision
from goldenthread.model.fields import mark_of
from goldenthread.model.progress import EVER, Dated, known_by, progress_of, status_on_record
from goldenthread.model.review import Recommendation

Listed: TypeAlias = Action | Recommendation
R = TypeVar("R", bound=BaseModel)
P = TypeVar("P", bound=Published)


def on_list(item: Listed, day: date) -> bool:
    """Whether a recommendation or action was on its list on a day: added by then, not taken off and not withdrawn."""
    return _was_held(item, day) and not (item.withdrawn and item.withdrawn.date <= day)


def _was_held(item: Listed, day: date) -> bool:
    return (item.since is None or item.since <= day) and (item.until is None or day <= item.until.date)


def list_changes(items: Sequence[Listed], start: date, end: date) -> Iterator[tuple[date, int, int]]:
    """Yield each day after `start` and up to `end` on which a list grew or shrank, with its length before and from then on."""
    marks = {
        day
        for item in items
        for day in (
            item.since,
            item.until and item.until.date + timedelta(days=1),
            item.withdrawn and item.withdrawn.date,
        )
        if day and start < day <= end
    }
    before = sum(on_list(item, start) for item in items)
    for day in sorted(marks):
        after = sum(on_list(item, day) for item in items)
        if after != before:
            yield day, before, after
        before = after


def status_counts(plan: ActionPlan, day: date) -> Counter[str]:
    """Count the actions that were on a plan's list on a day by their status then; an empty status is none recorded."""
    others = {action.number: action for action in plan.actions}
    listed = (action for action in plan.actions if on_list(action, day))
    updates = (progress_of(action, others, day).update for action in listed)
    return Counter(status_on_record(update) for update in updates)


def compared(plan: ActionPlan, totals: DeclaredTotals) -> Iterator[tuple[str, int, int]]:
    """Yield each declared number with the one that the rows give for its date; the status of all together is empty."""
    span = bounds(totals.date)
    held = status_counts(plan, span[1] if span else EVER)
    if totals.of is not None:
        yield "", totals.of, held.total()
    for entry in totals.counts:
        yield entry.status, entry.count, held[entry.status]


def name_on(theme: Theme, day: date) -> str:
    """Return what a theme or group was called on a day."""
    then = min(
        (old for old in theme.earlier_names if day <= old.until), key=lambda old: old.until, default=None
    )
    return then.name if then else theme.name


def as_listed(record: P, day: date) -> P:
    """Return a record with the list and the headings of a day and all else as it is now, as a paper of that day prints it."""
    changed: dict[str, object] = {}
    for name in type(record).model_fields:
        held = getattr(record, name)
        if isinstance(held, tuple):
            kept = (item for item in held if not isinstance(item, Listed) or _was_held(item, day))
            changed[name] = tuple(_named(item, day) if isinstance(item, Theme) else item for item in kept)
    return record.model_copy(update=changed)


def _named(theme: Theme, day: date) -> Theme:
    return theme.model_copy(update={"name": name_on(theme, day)})


def as_on(record: R, day: date) -> R:
    """Return a record with what was known of it on a day: parts that are dated later are left out, at every depth."""
    changed: dict[str, object] = {}
    for name, info in type(record).model_fields.items():
        held = getattr(record, name)
        if isinstance(held, tuple) and held and isinstance(held[0], BaseModel):
            changed[name] = tuple(as_on(item, day) for item in held if not is_later(item, day))
        elif isinstance(held, BaseModel):
            changed[name] = info.default if is_later(held, day) else as_on(held, day)
    if isinstance(record, Theme):
        old = tuple(old for old in record.earlier_names if old.until < day)
        changed |= {"name": name_on(record, day), "earlier_names": old}
    return record.model_copy(update=changed) if changed else record


def is_later(part: object, day: date) -> bool:
    """Whether a part of a record is dated after a day; an entry about an action also when that is not certain."""
    if isinstance(part, Entry):
        return not known_by(cast("Dated", part), day)
    name = _dated(type(part)) if isinstance(part, BaseModel) else ""
    span = bounds(getattr(part, name)) if name else None
    return span is not None and span[0] > day


def _dated(kind: type[BaseModel]) -> str:
    """Return the field that says from which day a part of a record counts; empty where none does."""
    return next((name for name, info in kind.model_fields.items() if mark_of(info, "dated")), "")


def begins(record: Published) -> date | None:
    """Return the day that a record names for its publication, else the first of its meeting or decision and its events, else of its papers."""
    # A meeting is called weeks before its date, so its own record does not begin with that.
    meeting = record.date if isinstance(record, Decision) else getattr(record, "meeting", None)
    dated = [event.when for event in getattr(record, "events", ())] + [meeting]
    papers = [paper.date for paper in getattr(record, "documents", ())]
    for times in ([record.publish_on], dated, papers):
        if days := [span[0] for time in times if (span := bounds(time))]:
            return min(days)
    return None
