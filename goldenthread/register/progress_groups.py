"""How actions stand: each action belongs to exactly one part, the first that fits, so the parts add up to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from goldenthread.common.dates import TimelineKind
from goldenthread.register.actions import SOON_DAYS
from goldenthread.register.views import ActionView


@dataclass(frozen=True, slots=True)
class Standing:
    """One part: its name in addresses, the words for it, what it counts, and what belongs to it."""

    id: str
    label: str
    heading: str
    definition: str
    fits: Callable[[ActionView], bool]


STANDINGS = (
    Standing(
        "finished",
        "recorded as finished",
        "Actions recorded as finished",
        "The last update says complete, stopped, superseded or business as usual.",
        lambda action: action.status.word.done,
    ),
    Standing(
        "date-passed",
        "date passed",
        "Actions whose date has passed",
        "The date is past and nothing that we hold says that the action is finished.",
        lambda action: action.is_overdue,
    ),
    Standing(
        "due-soon",
        "due soon",
        "Actions due soon",
        f"The date comes within {SOON_DAYS} days.",
        lambda action: action.is_due_soon,
    ),
    Standing(
        "date-to-come",
        "date to come",
        "Actions whose date is to come",
        f"The date is more than {SOON_DAYS} days away.",
        lambda action: action.due.last is not None,
    ),
    Standing(
        "ongoing",
        "ongoing",
        "Ongoing actions",
        "The plan prints “Ongoing” and names no date, so it is neither late nor on time.",
        lambda action: action.due.kind is TimelineKind.ONGOING,
    ),
    Standing(
        "no-date",
        "no date",
        "Actions without a date",
        "The plan leaves the date blank, or prints something that is not a date.",
        lambda _: True,
    ),
)


def standing(action: ActionView) -> Standing:
    """Give the part to which an action belongs."""
    return next(part for part in STANDINGS if part.fits(action))


def by_standing(actions: Iterable[ActionView]) -> list[tuple[Standing, list[ActionView]]]:
    """Share out actions that are not withdrawn, in the order of the parts; a part may be empty."""
    found: dict[str, list[ActionView]] = {part.id: [] for part in STANDINGS}
    for action in actions:
        if not action.withdrawn:
            found[standing(action).id].append(action)
    return [(part, found[part.id]) for part in STANDINGS]
