"""Two forms of a record compared: every difference with the way to it, and what kind of act it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from json import dumps
from typing import NamedTuple, TypeAlias

from goldenthread.changes.canonical import Fact, Facts
from goldenthread.model.kinds import DECISIONS


class Step(NamedTuple):
    """One step of the way to a difference: a field, and the item when the field holds a list of records.

    An item is named by what tells it from the others: a number, an id, a date.
    """

    field: str
    item: str = ""


Way: TypeAlias = tuple[Step, ...]  # (Step("actions", "12"), Step("timeline"))
ALIKE = 0.5  # of the words of two items, from which on one is the other, changed
ORDER = "order"  # the step that stands for "the same items in another order"

# What tells one item of a list from another, the best first.
NAMES = (
    "number",
    "id",
    "section",
    "date",
    "what",
    "deadline",
    "word",
    "kind",
    "name",
    "title",
    "document",
    "asked",
)


class Act(StrEnum):
    """What kind of act a change is: who must approve it depends on that, and so does its place in a summary."""

    PUBLISH = "publish a record"
    WITHDRAW = "withdraw a record"
    CORRECT = "correct published text"
    WORDING = "change published text"
    DECISION = "record a decision"
    PROGRESS = "record progress"
    TIMELINE = "move a timeline"
    EVENT = "record what happened"
    SETTINGS = "change a setting"
    PAGE = "change a page"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; `before` or `after` is None where that side has nothing there."""

    record: str
    way: Way
    before: Fact
    after: Fact
    act: Act


def compare(before: Mapping[str, Facts], after: Mapping[str, Facts]) -> tuple[Difference, ...]:
    """Return every difference between two states of all records, by record and in the order of the fields."""
    found: list[Difference] = []
    for record in sorted(before.keys() | after.keys()):
        found += compare_record(record, before.get(record), after.get(record))
    return tuple(found)


def compare_record(record: str, before: Facts | None, after: Facts | None) -> list[Difference]:
    """Return every difference between two forms of one record; None is "not there", or not public."""
    if before is None or after is None:
        act = (_added_record(record) or Act.PUBLISH) if before is None else Act.WITHDRAW
        return [Difference(record, (), before, after, _setting(record) or act)] if before != after else []
    return [
        Difference(record, way, one, other, _act(record, way, one, other))
        for way, one, other in _differences((), before, after)
    ]


def _added_record(record: str) -> Act | None:
    """Return the act of adding a record, where that is more than publishing it."""
    return Act.DECISION if record.startswith(f"{DECISIONS.folder}/") else None


def _setting(record: str) -> Act | None:
    if record.startswith("settings/"):
        return Act.SETTINGS
    return Act.PAGE if record.startswith("pages/") else None


def _differences(way: Way, before: Fact, after: Fact) -> Iterator[tuple[Way, Fact, Fact]]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            yield from _differences((*way, Step(name)), before.get(name), after.get(name))
    elif _has_fields(before) or _has_fields(after):
        yield from _in_lists(way, before or [], after or [])
    else:
        yield way, before, after


def _has_fields(value: Fact) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _in_lists(way: Way, before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[tuple[Way, Fact, Fact]]:
    """Hold items of the same name against each other; items that only changed places are a change of order."""
    one, other = _named(before, after), _named(after, before)
    became = _changed_items(one, other)
    for name in dict.fromkeys((*one, *other)):
        if name not in became.values():
            step = Step(way[-1].field, name)
            now = other.get(became.get(name, name))
            yield from _differences((*way[:-1], step), one.get(name), now)
    if list(one) != list(other) and one.keys() == other.keys():
        yield (*way, Step(ORDER)), ", ".join(one), ", ".join(other)


def _named(items: Sequence[Fact], others: Sequence[Fact]) -> dict[str, Fact]:
    """Name each item by the first field that tells all items apart on both sides; else by all that it says."""
    for field in NAMES:
        both = [[str(item[field]) for item in side if field in item] for side in (items, others)]
        if all(
            len(set(names)) == len(names) == len(side)
            for names, side in zip(both, (items, others), strict=True)
        ):
            return dict(zip(both[0], items, strict=True))
    named: dict[str, Fact] = {}
    for item in items:
        name = dumps(item, ensure_ascii=False, sort_keys=True)
        while name in named:
            name += " "
        named[name] = item
    return named


def _changed_items(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> dict[str, str]:
    """Return what each item without a name of its own became, where most of its words are still there."""
    gone = [name for name in before if name.startswith("{") and name not in after]
    new = [name for name in after if name.startswith("{") and name not in before]
    found: dict[str, str] = {}
    for name in gone:
        alike = {other: SequenceMatcher(None, name.split(), other.split()).ratio() for other in new}
        best = max(alike, key=alike.__getitem__, default="")
        if best and alike[best] >= ALIKE:
            found[name] = best
            new.remove(best)
    return found


def _act(record: str, way: Way, before: Fact, after: Fact) -> Act:
    """Return what kind of act a difference is, by where it is."""
    if act := _setting(record):
        return act
    last, new = way[-1].field, before is None
    if new and last == "decision" and len(way) > 1:  # of a request for more time
        return Act.EVENT
    if new and last in _ADDED:
        return _ADDED[last]
    if new and last == "updates":
        return Act.TIMELINE if after.get("timeline") else Act.PROGRESS
    return Act.WORDING


# What it means when one of these fields, or an item of it, is there for the first time.
_ADDED = {
    "withdrawn": Act.WITHDRAW,
    "corrections": Act.CORRECT,
    "decision": Act.DECISION,
    "decision_note": Act.DECISION,
    "events": Act.EVENT,
    "extensions": Act.EVENT,
    "declared_totals": Act.EVENT,
    "since": Act.EVENT,
    "until": Act.EVENT,
    "earlier_names": Act.EVENT,
    "recommendations": Act.PUBLISH,
    "actions": Act.PUBLISH,
    "findings": Act.PUBLISH,
    "appendices": Act.PUBLISH,
}
