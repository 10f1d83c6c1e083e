"""Rules about what happens to a decision: published, called in, ended, in effect, carried out, in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from goldenthread.common.dates import bounds, in_words
from goldenthread.common.working_days import CannotCount
from goldenthread.deadlines.counting import span
from goldenthread.deadlines.subjects import anchor_of, body_rules, rules_of
from goldenthread.model.base import Moment
from goldenthread.model.common import Event
from goldenthread.model.deadline_rules import DeadlineRule
from goldenthread.model.decision import Decision
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding
from goldenthread.rules.lawful_decisions import CALL_IN_ENDS, spot_of

_ENDED = (Role.UPHELD, Role.CALL_IN_WITHDRAWN)
# What cannot come before what: a decision is taken, published, called in, and its call-in ends before it has effect.
_ORDER = (Role.DECISION_PUBLISHED, Role.CALLED_IN, *CALL_IN_ENDS, Role.EFFECTIVE, Role.CARRIED_OUT)


def _events(content: Content, decision: Decision) -> dict[str, tuple[int, Event]]:
    """Return the first event of each role, with its place."""
    found: dict[str, tuple[int, Event]] = {}
    for place, event in enumerate(decision.events):
        found.setdefault(content.vocabulary.role("events", event.kind), (place, event))
    return found


def a_decision_has_a_possible_course(content: Content) -> Iterator[Finding]:
    """A decision is taken, published, called in, and in effect, in this order; a call-in that ends has begun."""
    for decision in content.decisions.values():
        events = _events(content, decision)
        for (earlier, moment, _), (later, then, place) in pairwise(_dated(decision, events)):
            first, last = bounds(moment), bounds(then)
            if first and last and first[0] > last[1]:
                words = {
                    "earlier": f"“{earlier}” ({in_words(moment)})",
                    "later": f"“{later}” ({in_words(then)})",
                }
                yield Finding("decision-order", spot_of(decision, "events", place, "when"), words)
        yield from _ends(decision, events)


def _dated(decision: Decision, events: dict[str, tuple[int, Event]]) -> Iterator[tuple[str, Moment, int]]:
    """Yield the decision and what happened to it, as far as that has a date, in the order that is possible."""
    if decision.date:
        yield "decided", decision.date, 0
    for role in _ORDER:
        if role in events and events[role][1].when:
            place, event = events[role]
            yield event.kind, event.when, place


def _ends(decision: Decision, events: dict[str, tuple[int, Event]]) -> Iterator[Finding]:
    """Yield a call-in that ends without having begun, or in two ways."""
    ends = [events[role] for role in CALL_IN_ENDS if role in events]
    for place, event in ends:
        if Role.CALLED_IN not in events:
            yield Finding("call-in-not-begun", spot_of(decision, "events", place), {"kind": event.kind})
    if len(ends) > 1:
        words = {"one": ends[0][1].kind, "other": ends[1][1].kind}
        yield Finding("call-in-ended-twice", spot_of(decision, "events", ends[1][0]), words)


def a_call_in_stops_the_clock(content: Content) -> Iterator[Finding]:
    """A decision that is called in has no date of effect until the call-in has ended, and none when it is referred back."""
    for decision in content.decisions.values():
        events = _events(content, decision)
        if Role.CALLED_IN not in events or any(role in events for role in _ENDED):
            continue
        spots = [
            spot_of(decision, "events", events[role][0])
            for role in (Role.EFFECTIVE, Role.CARRIED_OUT)
            if role in events
        ]
        stopped = {rule.id for rule in _stopped_rules(content, decision)}
        spots += [
            spot_of(decision, "deadline_overrides", place)
            for place, override in enumerate(decision.deadline_overrides)
            if override.due and override.deadline in stopped
        ]
        for spot in spots:
            yield Finding("effect-while-called-in", spot, also=(_called_in(decision, events),))


def _called_in(decision: Decision, events: dict[str, tuple[int, Event]]) -> Spot:
    return spot_of(decision, "events", events[Role.CALLED_IN][0])


def call_in_is_in_time(content: Content) -> Iterator[Finding]:
    """A decision is called in before it takes effect, as the rules of the body work that out."""
    for decision in content.decisions.values():
        place, event = _events(content, decision).get(Role.CALLED_IN, (0, None))
        for rule in _stopped_rules(content, decision):
            due = _due(content, rule, decision)
            if event and event.when and due and event.when.first >= due:
                words = {"day": in_words(event.when), "due": in_words(due), "rule": rule.rule}
                yield Finding("called-in-too-late", spot_of(decision, "events", place, "when"), words)


def _stopped_rules(content: Content, decision: Decision) -> list[DeadlineRule]:
    """Return the rules of the body that decided which a call-in stops."""
    rules = rules_of(content, body_rules(content, decision.decided_by))
    return [rule for _, rule in rules if rule.stopped_by]


def _due(content: Content, rule: DeadlineRule, decision: Decision) -> date | None:
    """Return the day that a rule gives, as if nothing stopped it; None where it cannot be counted."""
    anchor = anchor_of(rule, decision.events)
    try:
        return span(rule, anchor.last, content.calendar)[0] if anchor else None
    except CannotCount:
        return None  # another rule says so
