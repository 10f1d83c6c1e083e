"""What happened to a record, and when: the events from which deadlines are counted, and which show that they were kept."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.target import Edited, Target, filled
from goldenthread.common.dates import Precision, When, in_words, parse_when
from goldenthread.editing.splice import add_item, set_value
from goldenthread.editing.tree import CannotEdit
from goldenthread.model.base import Record
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import DECISIONS
from goldenthread.model.vocabulary import Role
from goldenthread.rules.lawful_decisions import AFTER_DECISION

# What people type, and the role of the event that they mean.
FRIENDLY = {
    "met": Role.MEETING,
    "visited": Role.ON_SITE,
    "visit": Role.ON_SITE,
    "plan agreed": Role.PLAN_AGREED,
    "took effect": Role.EFFECTIVE,
    "in effect": Role.EFFECTIVE,
    "notice published": Role.DECISION_PUBLISHED,
}
# What has a field of its own, by the kind of record and the role of the event.
FIELDS: dict[tuple[type[Record], str], tuple[str, ...]] = {
    (CabinetReport, Role.MEETING): ("meeting",),
    (CabinetReport, Role.DECIDED): ("decision", "date"),
    (Decision, Role.DECIDED): ("date",),
}
TO_COME = (Role.MEETING, Role.PLANNED, Role.DUE, Role.EFFECTIVE)  # what can be known before it happens


def event_meant(target: Target, text: str) -> str:
    """Return the word of the council's list that an officer means: `met`, `Took effect`, `called-in`."""
    words = target.vocabulary.words("events")
    for form in (text, text.replace("-", " ")):
        meant = target.vocabulary.meant("events", form)
        role = FRIENDLY.get(form.casefold(), form.casefold())
        word = target.vocabulary.filling("events", role)
        if meant in words:
            return meant
        if word:
            return word.word
    return text


def record(target: Target, answers: Answers) -> Edited:
    """Put an event in its place, or its date into the field or the event that waits for it."""
    if target.found.loc or "events" not in target.found.kind.model_fields:
        raise CannotEdit("edit-no-events", file=target.found.file)
    when = parse_when(answers["on"])
    role = target.vocabulary.role("events", answers["event"])
    if when and when.first > target.today and role not in TO_COME:
        raise WrongAnswer(
            f"{in_words(when)} is after today. Record “{answers['event']}” once it has happened."
        )
    values = filled({"kind": answers["event"], "when": answers["on"]} | _more(answers))
    _refuse_what_is_of_the_decision(target, role, answers["event"])
    edited = _in_field(target, role, when, is_bare=len(values) == 2) or _in_events(target, values, when)
    return target.edited(edited, _note(target, role))


def _refuse_what_is_of_the_decision(target: Target, role: str, event: str) -> None:
    """Refuse what happened to a decision that has a record of its own: it is recorded there."""
    if target.found.kind is not CabinetReport or role not in AFTER_DECISION:
        return
    records = {decision.report: decision.id for decision in target.content.decisions.values()}
    if name := records.get(target.record["id"]):
        words = shlex.join(["record", DECISIONS.url(name).rstrip("/"), event])
        raise WrongAnswer(
            f"The decision on this report has a record of its own. Record it there: build.py {words}"
        )


def _more(answers: Answers) -> dict[str, str]:
    return {name: answers[name] for name in ("body", "text", "source")}


def _in_field(target: Target, role: str, when: When | None, *, is_bare: bool) -> bytes | None:
    """Write the day of a report's meeting or decision into its own field; None where the event goes to the list."""
    loc = FIELDS.get((target.found.kind, role))
    held: Any = target.record
    for part in loc[:-1] if loc else ():
        held = held.get(part)
    if loc is None or not isinstance(held, Mapping) or when is None:
        return None
    known = parse_when(str(held.get(loc[-1], "")))
    if known and (known.first, known.last) != (when.first, when.last):
        raise WrongAnswer(
            f"{target.found.file} says {in_words(known)} under “{'.'.join(loc)}”. "
            f"If that is wrong, change it with: build.py set {target.path} {'.'.join(loc)} {when.first}"
        )
    if not is_bare or when.precision is not Precision.DAY:
        return None
    return (
        set_value(target.source, loc, when.first.isoformat(), target.found.kind)
        if not known
        else target.source
    )


def _in_events(target: Target, values: Mapping[str, str], when: When | None) -> bytes:
    """Return the file with one more event by date; with the date alone, where an event of this kind waits for it."""
    events: Sequence[Mapping[str, str]] = target.record.get("events", ())
    waits = (place for place, event in enumerate(events) if _is_same(event, values, when))
    place = next(waits, None)
    if place is not None:
        after = target.source
        for name, value in values.items():
            if name == "when" and parse_when(events[place]["when"]):
                continue
            after = set_value(after, ("events", place, name), value, target.found.kind)
        return after
    later = (place for place, event in enumerate(events) if when and _is_later(event, when))
    return add_item(target.source, ("events",), values, target.found.kind, before=next(later, len(events)))


def _is_same(event: Mapping[str, str], values: Mapping[str, str], when: When | None) -> bool:
    """Whether an event in the file is the one that was recorded, with what was not known of it yet left blank."""
    known = parse_when(event["when"])
    is_one = all(event.get(name) == values.get(name) for name in ("kind", "body"))
    fits = all(
        event.get(name) in (None, values.get(name)) or name not in values for name in ("text", "source")
    )
    return (
        is_one
        and fits
        and (not known or (when is not None and (known.first, known.last) == (when.first, when.last)))
    )


def _is_later(event: Mapping[str, str], when: When) -> bool:
    known = parse_when(event["when"])
    return known is not None and known.first > when.first


def _note(target: Target, role: str) -> str:
    """Return what an officer should know or do next, once something has happened to a record."""
    record = target.record
    lines = []
    if role == Role.PUBLISHED and record.get("draft") == "yes":
        lines.append("This record is still a draft, so readers of the site cannot see it yet.")
    elif role == Role.PUBLISHED and target.found.kind is CabinetReport:
        lines.append("Once the site shows it, keep its PDF byte for byte: build.py record-published")
    if role == Role.DECIDED and target.found.kind is CabinetReport and "decision" not in record:
        lines.append(f"Record what was decided too: build.py new decision --report {record['id']}")
    return "\n".join(lines)
