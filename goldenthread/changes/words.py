"""Differences in words: a sentence that an approver can act on, and the old and new words side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from goldenthread.changes.canonical import Fact, Facts
from goldenthread.changes.compare import ORDER, Act, Difference, Step, Way
from goldenthread.dates import in_words
from goldenthread.model.vocabulary import Vocabulary

# How a record of each folder is called in a sentence.
KINDS = {
    "reviews": "review",
    "action-plans": "action plan",
    "cabinet-reports": "cabinet report",
    "plans": "plan",
    "settings": "setting",
    "pages": "page",
}
_ITEMS = {
    "actions": "action",
    "recommendations": "recommendation",
    "appendices": "appendix",
    "findings": "finding",
    "updates": "update of",
    "implications": "implications",
    "documents": "document",
    "events": "event",
    "editor_notes": "editor’s note",
    "corrections": "correction of",
}
NOTHING = "not recorded"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in words.

    `before` and `after` are the public's words; empty where there were none, and for a record that is new or gone.
    """

    record: str
    way: Way
    act: Act
    sentence: str
    before: str
    after: str


def in_sentences(
    found: Sequence[Difference],
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
    vocabulary: Vocabulary,
) -> tuple[Change, ...]:
    """Put differences into words; `before` and `after` are the facts that were compared."""
    return tuple(
        Change(
            item.record,
            item.way,
            item.act,
            _sentence(item, before.get(item.record), after.get(item.record), vocabulary),
            plain(item.before) if item.way else "",
            plain(item.after) if item.way else "",
        )
        for item in found
    )


def word_diff(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Give two texts as runs of words: `same`, `gone` or `new`, each with its words."""
    one, other = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(one[a:b])
            continue
        if a < b:
            yield "gone", "".join(one[a:b])
        if c < d:
            yield "new", "".join(other[c:d])


def plain(value: Fact) -> str:
    """Give a fact as a reader would see it, in one text."""
    if value is None:
        return ""
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{_field(name)}: {plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "\n".join(plain(item) for item in value)
    return _day(str(value))


def _day(text: str) -> str:
    return in_words(date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def name_of(record: str, facts: Facts | None) -> str:
    """Name a record in a sentence: cabinet report “Finance review”."""
    folder, _, stem = record.partition("/")
    title = str((facts or {}).get("title") or stem)
    return f"{KINDS[folder]} “{title}”"


def _sentence(item: Difference, before: Facts | None, after: Facts | None, vocabulary: Vocabulary) -> str:
    record = name_of(item.record, after or before)
    if not item.way:
        return _whole(item, record)
    if item.act in (Act.PROGRESS, Act.TIMELINE):
        return _progress(item, record, before, vocabulary)
    if item.act is Act.DECISION and isinstance(item.after, dict):
        day = item.after.get("date")
        return f"Decision on {record} recorded{f': {_day(day)}' if day else ', without a date'}."
    if item.act is Act.WITHDRAW:
        what = where(item.way[:-1])
        return _capital(f"{f'{what} of ' if what else ''}{record} is withdrawn: {plain(item.after)}.")
    how = "added" if item.before is None else "taken out" if item.after is None else "changed"
    return _capital(f"{where(item.way)} of {record}: {how}.")


def _whole(item: Difference, record: str) -> str:
    if item.before is None:
        return f"New {record}."
    return _capital(f"{record} is no longer shown. Its address needs a redirect or a notice.")


def _progress(item: Difference, record: str, before: Facts | None, vocabulary: Vocabulary) -> str:
    """Say how an action moved: its status before and now, whether there is evidence, and where its timeline went."""
    update, number = item.after, item.way[0].item
    action: Facts = next((a for a in (before or {}).get("actions", []) if str(a["number"]) == number), {})
    earlier = action.get("updates", [])
    was = vocabulary.label("statuses", earlier[0]["status"]) if earlier else "no progress recorded"
    now = vocabulary.label("statuses", update["status"])
    moved = f"{was} → {now}" if was != now else f"still {now}"
    evidence = "with evidence" if update.get("evidence") else "without evidence"
    said = f"Action {number} of {record}: {moved} ({_day(update['date'])}), {evidence}."
    if not update.get("timeline"):
        return said
    first = next((e["timeline"] for e in earlier if e.get("timeline")), action.get("timeline")) or NOTHING
    why = f"Reason: {update['reason']}" if update.get("reason") else "No reason is given."
    by = f" Approved by {update['approved_by']}." if update.get("approved_by") else ""
    return f"{said} Its timeline moves from {first} to {update['timeline']}. {why}{by}"


def where(way: Way) -> str:
    """Name a place in a record: the lead of action 12."""
    return " of ".join(_step(step) for step in reversed(way))


def _step(step: Step) -> str:
    if step.field == ORDER:
        return "the order"
    if not step.item:
        return _field(step.field)
    name = "" if step.item.startswith("{") else _day(step.item)
    return f"{_ITEMS.get(step.field, _field(step.field).removesuffix('s'))} {name}".strip()


def _field(name: str) -> str:
    return name.replace("_", " ")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
