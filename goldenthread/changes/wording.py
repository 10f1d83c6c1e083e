"""Differences in words: sentences that an approver can act on, with what the public reads before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.changes.canonical import Fact, Facts, day_in_words
from goldenthread.changes.differences import Act, Difference, Step, Way
from goldenthread.changes.naming import label_of, name_of, plain, where
from goldenthread.common.dates import in_words, parse_when
from goldenthread.common.inflection import capital, small
from goldenthread.model.progress import EVER, last_update, outline, timeline_in_force
from goldenthread.model.vocabulary import Vocabulary

NOTHING = "not recorded"
# What a new record says of itself in the summary, in this order; lists are counted.
_TELLING = ("summary", "decided_by", "date", "meeting", "purpose", "recommended_decision")
_LISTED = ("recommendations", "actions", "resolutions", "appendices")
_SAYING = ("outcome", "response", "response_summary", "summary", "text", "title")
# What the sentence says already.
_TOLD = {
    Act.PROGRESS: ("date", "status"),
    Act.TIMELINE: ("date", "status", "timeline", "reason", "approved_by"),
    Act.DECISION: ("date",),
    Act.CORRECT: ("date", "about"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in words.

    `sentence` names the record, gives reasons and may quote; `brief` does neither, for a page of the record itself:
    what was once taken back must not come back there. `before` and `after` are the public's words; for a new record
    `after` tells what it is.
    """

    record: str
    way: Way
    act: Act
    sentence: str
    brief: str
    before: str
    after: str

    def as_row(self) -> list[Any]:
        """Return it as a list that JSON can hold."""
        way = [list(step) for step in self.way]
        return [self.record, way, self.act.value, self.sentence, self.brief, self.before, self.after]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Change:
        """Make it of such a list."""
        record, way, act, *words = row
        return cls(record, tuple(Step(*step) for step in way), Act(act), *words)


def in_sentences(
    found: Sequence[Difference],
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
    vocabulary: Vocabulary,
) -> tuple[Change, ...]:
    """Put differences into words; `before` and `after` are the facts that were compared."""
    return tuple(_change(item, before.get(item.record), after.get(item.record), vocabulary) for item in found)


def _change(item: Difference, before: Facts | None, after: Facts | None, vocabulary: Vocabulary) -> Change:
    told, record = _told(item, before, after, vocabulary), name_of(item.record, after or before)
    start = f"{told.place} of {record}" if told.place else record
    brief = told.brief or f"{told.place or 'this page'}{told.ending}"
    if item.way and item.act in _TOLD and item.before is None and isinstance(item.after, dict):
        one, other = (
            "",
            plain({name: fact for name, fact in item.after.items() if name not in _TOLD[item.act]}),
        )
    elif item.way:
        one, other = plain(item.before), plain(item.after)
    else:
        one, other = "", _telling(item.after)
    sentence = capital(f"{start}{told.ending}{told.more}")
    return Change(item.record, item.way, item.act, sentence, capital(brief), one, other)


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of a sentence: `place` in the record, how it ends, and what only the full sentence adds."""

    place: str
    ending: str
    more: str = ""
    brief: str = ""  # when it is not made of place and ending


def _told(item: Difference, before: Facts | None, after: Facts | None, vocabulary: Vocabulary) -> _Told:
    way, place = item.way, where(item.way, after, before)
    if not way:
        return _whole(item)
    last = way[-1].field
    if item.act in (Act.PROGRESS, Act.TIMELINE):
        return _progress(item, before, vocabulary)
    if way == (Step("decision"),) and item.before is None and isinstance(item.after, dict):
        on = item.after.get("date")
        dated = f"dated {day_in_words(on)}" if on else "without a date"
        return _Told("", f" has a decision, {dated}.", brief=f"Decision recorded, {dated}.")
    if item.act is Act.CORRECT and isinstance(item.after, dict):
        dated = day_in_words(item.after["date"])
        number = f" of number {item.after['about']}" if item.after.get("about") else ""
        return _Told(
            "",
            f" tells readers of a correction{number}, dated {dated}.",
            brief=f"Correction{number}, dated {dated}.",
        )
    if way == (Step("id"),):
        return _Told("", f" has a new address: its id was {item.before} and is {item.after}.")
    if last == "withdrawn" and (item.before is None or item.after is None):
        return _withdrawal(item, where(way[:-1], after, before))
    if last == "timeline" and item.before and item.after:
        moved = f" moved from {item.before} to {item.after}"
        if way[0].field == "actions" and len(way) == 2:
            return _Told(
                place,
                f"{moved}, in the plan’s own words.",
                " A move with a reason is recorded with “build.py move-date”.",
            )
        return _Told(place, f"{moved}.")
    how = "added" if item.before is None else "removed" if item.after is None else "changed"
    # What was removed is not named by its own words where all can read it.
    shown = where(way, after) if item.after is None else place
    return _Told(place, f": {how}.", brief=f"{how}: {shown}.")


def _whole(item: Difference) -> _Told:
    if item.before is None:
        later = item.after.get("publish_on")
        return _Told(
            "", f" is new{f', shown from {day_in_words(later)}' if later else ''}.", brief="First published."
        )
    return _Told("", " is no longer shown.", brief="Removed.")


def _withdrawal(item: Difference, place: str) -> _Told:
    if item.after is None:
        return _Told(place, " is no longer withdrawn.")
    return _Told(
        place,
        f" is withdrawn from {day_in_words(item.after['date'])}.",
        f" Reason: {plain(item.after['reason'])}",
    )


def _progress(item: Difference, before: Facts | None, vocabulary: Vocabulary) -> _Told:
    """Return the progress of an action in words: its status before and now, whether there is evidence, and where its timeline went."""
    update, number = item.after, item.way[0].item
    facts: Facts = next((a for a in (before or {}).get("actions", []) if str(a["number"]) == number), {})
    action = outline(facts)
    when = parse_when(update["date"] or "")
    on = when.last if when else EVER
    earlier = last_update(action, on)
    was = (
        vocabulary.label("statuses", earlier.status) if earlier and earlier.status else "no progress recorded"
    )
    now = vocabulary.label("statuses", update["status"]) if update.get("status") else was
    now = f"Reported {small(now)}" if _awaits_closure(update, before, vocabulary) else now
    moved = f"from {small(was)} to {small(now)}" if was != now else f"still {small(now)}"
    evidence = "with evidence" if update.get("evidence") else "without evidence"
    said = f": {moved} ({in_words(when)}), {evidence}."
    if not update.get("timeline"):
        return _Told(f"action {number}", said)
    first = timeline_in_force(action, on) or NOTHING
    why = f" Reason: {update['reason']}" if update.get("reason") else " No reason is given."
    by = (
        f" Approved by {update['approved_by']}."
        if update.get("approved_by")
        else " Nobody is named who approved it."
    )
    return _Told(
        f"action {number}", f"{said} Its timeline moved from {first} to {update['timeline']}.", why + by
    )


def _awaits_closure(update: Facts, plan: Facts | None, vocabulary: Vocabulary) -> bool:
    """Whether an update says that an action is finished, and the body that closes the plan’s actions is not named with a minute."""
    done = any(word.done for word in vocabulary.statuses if word.word == update.get("status"))
    return (
        done
        and bool((plan or {}).get("closed_by"))
        and not (update.get("approved_by") and update.get("minute"))
    )


def _telling(facts: Fact) -> str:
    """Return a new record in words: its own summary, its dates, and how much it holds; a paragraph each."""
    return "\n".join(_paragraphs(facts)) if isinstance(facts, dict) else ""


def _paragraphs(facts: Facts) -> Iterator[str]:
    for name in _TELLING:
        if facts.get(name):
            said = " ".join(plain(facts[name]).split("\n"))
            yield said if name == "summary" else f"{label_of(name)}: {said}"
    for name in _LISTED:
        for item in facts.get(name, ()):
            yield _line(name, item)


def _line(name: str, item: Facts) -> str:
    """Return one item of a new record in words: what it says, and of an action who does it and when."""
    said = next((item[field] for field in _SAYING if item.get(field)), f"{NOTHING}.")
    by_whom = (
        f" Lead: {item.get('lead') or NOTHING}. Timeline: {item.get('timeline') or NOTHING}."
        if name == "actions"
        else ""
    )
    return f"{capital(where((Step(name, str(item.get('number', ''))),)))}: {' '.join(said.split())}{by_whom}"
