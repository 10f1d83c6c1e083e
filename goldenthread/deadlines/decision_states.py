"""How far each decision has got: from its publication through call-in to effect. The one place that works it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from goldenthread.common.dates import When, in_words
from goldenthread.deadlines.deadline import Deadline, on_day
from goldenthread.deadlines.subjects import happened, replaced_by
from goldenthread.deadlines.work_out import worked
from goldenthread.model.common import Event
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import DECISIONS
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content


class Stage(StrEnum):
    """How far a decision has got."""

    DECIDED = "decided"
    PUBLISHED = "decision published"
    OPEN = "open to call-in"
    CALLED_IN = "called in"
    UPHELD = "upheld after call-in"
    WITHDRAWN = "call-in withdrawn"
    REFERRED_BACK = "referred back after call-in"
    DECIDED_AGAIN = "decided again"
    IN_EFFECT = "in effect"
    CARRIED_OUT = "carried out"


@dataclass(frozen=True, slots=True)
class DecisionState:
    """How far a decision has got on a day, in a word and in sentences.

    `effect` is the day on which it took or may take effect; None while that is not known, and while a call-in lasts.
    """

    stage: Stage
    reason: str
    effect: date | None = None

    @property
    def holds(self) -> bool:
        """Whether the decision applies as it was taken: not called in, referred back or taken again."""
        return self.stage not in (Stage.CALLED_IN, Stage.REFERRED_BACK, Stage.DECIDED_AGAIN)


# How a call-in ends: the role of the event, the stage after it, and whether the decision may then take effect.
_ENDS = (
    (Role.UPHELD, Stage.UPHELD, "It was upheld"),
    (Role.CALL_IN_WITHDRAWN, Stage.WITHDRAWN, "The call-in was withdrawn"),
)


def decision_states(content: Content, today: date) -> dict[str, DecisionState]:
    """Work out how far each decision has got on the day `today`, by its id."""
    alone = replace(
        content,
        folders={f: held if f == DECISIONS.folder else {} for f, held in content.folders.items()},
    )
    clocks = {
        subject.address: deadline
        for subject, rule, deadline in worked(alone, today)
        if content.vocabulary.role("events", rule.done_by) == Role.EFFECTIVE
    }
    again = replaced_by(content)
    return {
        name: _state(content, record, clocks.get(DECISIONS.url(name)), today, is_replaced=name in again)
        for name, record in content.decisions.items()
    }


def _state(
    content: Content, record: Decision, clock: Deadline | None, today: date, *, is_replaced: bool
) -> DecisionState:
    events = happened(content.vocabulary, record.events, today)
    called_in, effective = events.get(Role.CALLED_IN), events.get(Role.EFFECTIVE)
    if is_replaced:
        called = f"It was called in{_on(called_in)}, and then " if called_in else "It was "
        return DecisionState(Stage.DECIDED_AGAIN, f"{called}decided again.")
    if called_in and Role.REFERRED_BACK in events:
        back = _on(events[Role.REFERRED_BACK])
        return DecisionState(
            Stage.REFERRED_BACK,
            f"It was called in{_on(called_in)}, and referred back{back}. It has no date of effect.",
        )
    ends = [(stage, f"{what}{_on(events[role])}.") for role, stage, what in _ENDS if role in events]
    if called_in and not ends:
        stops = "It has no date of effect until the call-in has ended."
        return DecisionState(Stage.CALLED_IN, f"It was called in{_on(called_in)}. {stops}")
    if done := events.get(Role.CARRIED_OUT):
        return DecisionState(Stage.CARRIED_OUT, f"It was carried out{_on(done)}.", _first(effective))
    if effective:
        return DecisionState(Stage.IN_EFFECT, f"It took effect{_on(effective)}.", _first(effective))
    if ends:
        may = clock.last if clock else None
        later = f" It may take effect from {in_words(may)}." if may else f" {_NO_EFFECT}"
        return DecisionState(ends[0][0], ends[0][1] + later, may)
    return _uncontested(record, clock, events.get(Role.DECISION_PUBLISHED), today)


_NO_EFFECT = "The date of its effect is not recorded."


def _uncontested(
    record: Decision, clock: Deadline | None, published: Event | None, today: date
) -> DecisionState:
    """Return how far a decision has got that was not called in, and of which no effect is recorded."""
    if published is None:
        decided = f"It was taken on {in_words(record.date)}. " if record.date else ""
        return DecisionState(
            Stage.DECIDED, f"{decided}The date when the decision was published is not recorded."
        )
    start = f"The decision was published{_on(published)}."
    if clock is None or clock.first is None or clock.last is None:
        return DecisionState(Stage.PUBLISHED, f"{start} {_NO_EFFECT}")
    if today < clock.last:
        may = f"It takes effect on {in_words(clock.last)}, unless it is called in before then."
        return DecisionState(Stage.OPEN, f"{start} {may}", clock.last)
    could = f"It could take effect from {in_words(clock.last)}."
    return DecisionState(Stage.PUBLISHED, f"{start} {could} {_NO_EFFECT}", clock.last)


def _on(event: Event | None) -> str:
    when: When | None = event.when if event else None
    return f" {on_day(when)}" if when else ""


def _first(event: Event | None) -> date | None:
    return event.when.first if event and event.when else None
