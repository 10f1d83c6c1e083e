"""Slippage: an action's first timeline and every later one, with why it moved and who approved that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import Timeline, days_between, parse_timeline
from goldenthread.model.action_plan import Action


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a timeline, as an update tells it."""

    was: Timeline
    became: Timeline
    on: date  # the day of the update
    reason: str | None
    approved_by: str | None
    days: int | None  # from the last day of the old time to that of the new; less than 0 is earlier


def slips(action: Action) -> tuple[Slip, ...]:
    """Give every move of an action's timeline, the first move first.

    "Ongoing" and a blank timeline have no last day, so nobody can say by how much those moved.
    """
    moves = []
    was = parse_timeline(action.timeline)
    for update in reversed(action.updates):
        if update.timeline and update.timeline != was.as_printed:
            became = parse_timeline(update.timeline)
            moves.append(
                Slip(was, became, update.date, update.reason, update.approved_by, _days(was, became))
            )
            was = became
    return tuple(moves)


def _days(was: Timeline, became: Timeline) -> int | None:
    return days_between(was.last, became.last) if was.last and became.last else None
