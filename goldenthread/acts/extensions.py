"""Requests for more time: asked for, then granted, refused or put off by a body at a meeting, with the minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.record_progress import refuse_finished
from goldenthread.acts.target import Edited, Target, filled
from goldenthread.common.dates import TimelineKind, in_words, parse_timeline, parse_when
from goldenthread.editing.splice import set_value
from goldenthread.editing.tree import CannotEdit
from goldenthread.model.progress import Move, in_force, outline, timeline_in_force
from goldenthread.source import loads

UNDECIDED = "not decided"


def outcomes(*_: object) -> list[tuple[str, str]]:
    """Offer what a body can decide about a request."""
    return [
        ("granted", "Granted: the new timeline applies from that day"),
        ("refused", "Refused: the timeline stays"),
        (UNDECIDED, "Not decided: it was put off"),
    ]


def not_a_timeline(target: Target, _: object, text: str) -> str:
    """Return what is wrong with a new timeline that readers and deadlines could not use."""
    kind = parse_timeline(text, None).kind
    if kind in (TimelineKind.UNCLEAR, TimelineKind.AMBIGUOUS):
        return (
            f"We cannot tell which time “{text}” means. Write a day, a month or the like, such as March 2032."
        )
    if text == timeline_in_force(outline(target.record)):
        return f"The timeline is already “{text}”."
    return ""


def refuse_ask(target: Target, _: object) -> None:
    """Refuse a request for an action that is finished."""
    refuse_finished(target, f"record that first: build.py update {' '.join(target.words)}")


def ask(target: Target, answers: Answers) -> Edited:
    """Put a request at the top of the action's requests."""
    request = filled(
        {
            "asked": answers["on"],
            "asked_by": answers["by"],
            "to": answers["to"],
            "reason": answers["reason"],
        }
    )
    earlier = _requests(target)
    if any(_bare(one) == request for one in earlier):
        return target.edited(target.source)
    if earlier and "decision" not in earlier[0]:
        raise WrongAnswer(
            f"There is already a request of {_day(earlier[0]['asked'])} that is not decided. "
            f"Record what became of it first: build.py decide-extension {' '.join(target.words)}"
        )
    note = f"Until it is decided, the timeline stays {_now(target.record)}."
    return target.added("extensions", request, 0, note)


def decide(target: Target, answers: Answers) -> Edited:
    """Put a decision into the newest request; one that was put off is copied, so that both meetings stay on record."""
    requests = _requests(target)
    if not requests:
        raise CannotEdit("edit-nothing-asked", number=target.record["number"], words=" ".join(target.words))
    if not (answers["minute"] or answers["source"]):
        raise WrongAnswer("Say where it is minuted with --minute, or where we know it from with --source.")
    decision = filled(
        {
            "outcome": answers["outcome"],
            "by": answers["by"],
            "date": answers["on"],
            "minute": answers["minute"],
            "source": answers["source"],
        }
    )
    newest: Mapping[str, Any] = requests[0]
    if any(one.get("decision") == decision for one in requests):
        return target.edited(target.source)
    if "decision" not in newest:
        loc = (*target.found.loc, "extensions", 0, "decision")
        after = set_value(target.source, loc, decision, target.found.kind)
        return target.edited(after, _in_force(target, after))
    if newest["decision"]["outcome"] != UNDECIDED:
        raise WrongAnswer(_decided(newest["decision"], target))
    again = target.added("extensions", {**_bare(newest), "decision": decision}, 0)
    return target.edited(again.after, _in_force(target, again.after))


def _requests(target: Target) -> Sequence[Mapping[str, Any]]:
    requests: Sequence[Mapping[str, Any]] = target.record.get("extensions", ())
    return requests


def _bare(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request without what was decided about it."""
    return {name: value for name, value in request.items() if name != "decision"}


def _decided(decision: Mapping[str, str], target: Target) -> str:
    return (
        f"The newest request was {decision['outcome']} by {decision['by']} on {_day(decision['date'])}. "
        f"For a new one, run build.py ask-extension {' '.join(target.words)} first."
    )


def _in_force(target: Target, after: bytes) -> str:
    """Return which timeline is in force once the decision is in the file, and since when."""
    record: Any = loads(after, target.found.file).data
    for part in target.found.loc:
        record = record[part]
    return f"The timeline in force is {_now(record)}."


def _now(record: Mapping[str, Any]) -> str:
    action = outline(record)
    move = in_force(action)
    timeline = timeline_in_force(action)
    words = f"“{timeline}”" if timeline else "blank"
    return (
        f"{words}, since {in_words(move.date)}"
        if isinstance(move, Move)
        else f"{words}, as the plan prints it"
    )


def _day(text: str) -> str:
    return in_words(parse_when(text)) if parse_when(text) else text
