"""A plan of many invented actions with everything that can happen between two meetings, the same for each seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from council import PLAN, Council

FIRST, SINCE, DAY, NEXT = date(2031, 10, 4), date(2031, 12, 1), date(2032, 1, 10), date(2032, 4, 8)
# The days around which most things happen, so that the two meetings themselves are met.
EDGES = (SINCE, DAY, NEXT)
TIMELINES = (
    "Ongoing",
    "not recorded",
    "To be confirmed",
    "Every March",
    "Monthly",
    "Quarterly from January 2032",
    "Within 3 months of approval",
    "From February 2032",
    "Spring 2032",
    "December 2031",
    "2032",
    "Complete",
)
STATUSES = ("not started", "in progress", "in progress", "complete", "stopped", "")


def progress_council(root: Path, seed: int, actions: int = 200) -> Council:
    """Return Ambleford with a plan of generated actions and a paper that lists them."""
    council = Council(root)
    text = (root / PLAN).read_text("utf-8")
    rows = "".join(_action(_dice(seed * 1000 + number), number, actions) for number in range(1, actions + 1))
    (root / PLAN).write_text(text[: text.index("actions:\n")] + "actions:\n" + rows, "utf-8")
    return council


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same each time, and nothing secret


def _action(dice: Random, number: int, actions: int) -> str:
    same = dice.random() < 0.05 and number > 1
    lines = [
        "",
        f"  - number: {number}",
        f"    answers: 2031-finance {dice.randint(1, 3)}",
        f"    group: {dice.choice(('leadership', 'reporting'))}",
        f"    response: {f'See {number - 1}' if same else f'Do thing {number} of {actions}.'}",
        "    lead: Director of Finance",
        f"    timeline: {_timeline(dice)}",
    ]
    if same:
        lines.append(f"    same_as: {number - 1}")
    lines += _listed("updates", _updates(dice)) if not same or dice.random() < 0.2 else []
    lines += _listed("extensions", _extensions(dice)) if dice.random() < 0.15 else []
    lines += _scope(dice)
    return "\n".join(lines) + "\n"


def _scope(dice: Random) -> Iterator[str]:
    """Yield when the action joined its list and left it, for a few."""
    start = None
    if dice.random() < 0.1:
        start = _near(dice)
        if start <= DAY:
            yield f"    since: {start}"
        else:
            start = None
    end = _near(dice)
    if dice.random() < 0.08 and end <= DAY and end >= (start or FIRST):
        yield f"    until:\n      date: {end}\n      reason: |\n        It was merged with another action."
    elif dice.random() < 0.08 and end <= DAY and end >= (start or FIRST):
        yield f"    withdrawn:\n      date: {end}\n      reason: |\n        It is no longer needed."


def _near(dice: Random) -> date:
    """Return a day at a meeting, next to it, or within some weeks of it."""
    spread = dice.choice((0, 0, 1, 1, 40, 40))
    return dice.choice(EDGES) + timedelta(days=dice.randint(-spread, spread))


def _timeline(dice: Random) -> str:
    return str(dice.choice(TIMELINES)) if dice.random() < 0.45 else _near(dice).isoformat()


def _moment(dice: Random, day: date) -> str:
    """Return a day as it is recorded: exactly, or by its month, its year or not at all."""
    return str(dice.choice((day.isoformat(),) * 7 + (day.strftime("%B %Y"), str(day.year), "not recorded")))


def _listed(name: str, items: list[str]) -> list[str]:
    return [f"    {name}:", "", *items] if items else []


def _sorted(moments: list[tuple[str, date]]) -> list[tuple[str, date]]:
    """Put times newest first by the first day that they can mean, those without one last."""

    def first(item: tuple[str, date]) -> date:
        printed, day = item
        if printed == "not recorded":
            return date.min
        return (
            day
            if printed[:4].isdigit() and "-" in printed
            else day.replace(day=1, month=day.month if " " in printed else 1)
        )

    return sorted(moments, key=first, reverse=True)


def _updates(dice: Random) -> list[str]:
    days = [day for _ in range(dice.randint(0, 3)) if FIRST <= (day := _near(dice)) <= DAY]
    found = []
    for when, _ in _sorted([(_moment(dice, day), day) for day in days]):
        status = dice.choice(STATUSES)
        lines = [f"      - date: {when}", "        note: |", f"          News of {when}."]
        lines += [f"        status: {status}"] if status else []
        lines += ["        evidence: A paper"] if status == "complete" else []
        if dice.random() < 0.2:
            lines += [f"        timeline: {_near(dice)}", "        reason: |", "          Late.", "        approved_by: Cabinet"]  # fmt: skip
        found.append("\n".join(lines) + "\n")
    return found


def _extensions(dice: Random) -> list[str]:
    asked = min(_near(dice), DAY - timedelta(days=1))
    lines = [f"      - asked: {_moment(dice, asked)}", f"        to: {_near(dice)}", "        reason: |", "          Late."]  # fmt: skip
    decided = asked + timedelta(days=dice.randint(0, 60))
    if dice.random() < 0.7 and decided <= DAY:
        outcome = dice.choice(("granted", "refused", "not decided"))
        lines += ["        decision:", f"          outcome: {outcome}", "          by: Audit Committee", f"          date: {decided}"]  # fmt: skip
    return ["\n".join(lines) + "\n"]
