"""Rules about what was resolved: each recommended part once, in words that fit, and the actions that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import joined
from goldenthread.messages import guess
from goldenthread.model.base import ActionRef
from goldenthread.model.decision import Decision, Resolution
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.model.vocabulary import NOT_AGREED, Role
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.report.recommended_parts import RecommendedPart, name_of_part, recommended_parts
from goldenthread.rules.finding import Finding
from goldenthread.rules.lawful_decisions import spot_of

_AGREES = ("accepted", "accepted in principle", "partly accepted")


def outcome_of(content: Content, item: Resolution) -> str:
    """Return the role of what became of a part; empty where there was no report."""
    return content.vocabulary.role("decision_outcomes", item.outcome)


def each_part_is_decided_once(content: Content) -> Iterator[Finding]:
    """A decision on a report answers each recommended part once; what it adds is called so."""
    for decision in content.decisions.values():
        if not decision.resolutions:
            yield Finding("decision-without-parts", spot_of(decision, "resolutions"))
        if decision.report is None:
            yield from _without_report(decision)
        elif decision.report in content.cabinet_reports:
            yield from _each_once(content, decision)


def _without_report(decision: Decision) -> Iterator[Finding]:
    for place, item in enumerate(decision.resolutions):
        if item.outcome:
            spot = spot_of(decision, "resolutions", place, "outcome")
            yield Finding("outcome-without-report", spot, {"value": item.outcome})
        if not item.text:
            yield Finding("part-without-words", spot_of(decision, "resolutions", place))


def _each_once(content: Content, decision: Decision) -> Iterator[Finding]:
    known = [part.name for part in recommended_parts(content, decision)]
    seen: dict[str, int] = {}
    for place, item in enumerate(decision.resolutions):
        name, spot = name_of_part(item), spot_of(decision, "resolutions", place)
        if item.outcome is None:
            yield Finding("part-without-outcome", spot, {"number": item.number})
        if outcome_of(content, item) == Role.ADDED:
            continue
        if name not in known:
            words = {"value": item.recommended or item.number, "known": ", ".join(known)}
            yield Finding("part-not-recommended", spot, {**words, "guess": guess(name, known)})
        elif name in seen:
            first = spot_of(decision, "resolutions", seen[name])
            yield Finding("part-decided-twice", spot, {"number": name}, also=(first,))
        seen.setdefault(name, place)
    missing = [name for name in known if name not in seen]
    if missing:
        yield Finding("part-not-decided", spot_of(decision, "resolutions"), {"missing": joined(missing)})


def words_fit_the_outcome(content: Content) -> Iterator[Finding]:
    """Words resolved are given where they differ from the report, and only there; so is where a part goes next."""
    for decision in content.decisions.values():
        parts = {part.name: part for part in recommended_parts(content, decision)}
        for place, item in enumerate(decision.resolutions if parts else ()):
            spot = spot_of(decision, "resolutions", place)
            yield from _of_words(content, item, parts.get(name_of_part(item)), spot)
            yield from _of_next(content, item, spot)


def _of_words(
    content: Content, item: Resolution, part: RecommendedPart | None, spot: Spot
) -> Iterator[Finding]:
    outcome, number = outcome_of(content, item), {"number": item.number}
    if outcome == Role.AS_RECOMMENDED and item.text:
        yield Finding("words-as-recommended", spot, number)
    if outcome == Role.AMENDED and part and (not item.text or _bare(item.text) == _bare(part.text)):
        yield Finding("amended-without-change", spot, number)
    if outcome == Role.ADDED and not item.text:
        yield Finding("part-without-words", spot)


def _of_next(content: Content, item: Resolution, spot: Spot) -> Iterator[Finding]:
    """Yield where a field says where a part goes that goes nowhere, or nothing says where it goes."""
    for field, role in (("referred_to", Role.REFERRED_BACK), ("deferred_to", Role.DEFERRED)):
        is_so, is_given = outcome_of(content, item) == role, field in item.model_fields_set
        if is_so and not is_given:
            yield Finding(
                "goes-where", spot, {"number": item.number, "outcome": item.outcome, "field": field}
            )
        if is_given and not is_so:
            yield Finding("goes-nowhere", spot, {"field": field, "outcome": item.outcome or "blank"})


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A part of a decision in force that does not agree to an action, and where that is said."""

    day: date | None
    outcome: str
    spot: Spot


def actions_are_there(content: Content) -> Iterator[Finding]:
    """An action that a decision names is in its action plan."""
    for decision in content.decisions.values():
        for place, item in enumerate(decision.resolutions):
            for number, ref in enumerate(item.actions):
                plan = content.action_plans.get(ref.plan)
                if plan is None or ref.number not in [action.number for action in plan.actions]:
                    spot = spot_of(decision, "resolutions", place, "actions", number)
                    yield Finding(
                        "unknown-action", spot, {"value": ref, "guess": guess(ref.plan, content.action_plans)}
                    )


def refused_actions_are_not_agreed(content: Content) -> Iterator[Finding]:
    """An action of a part that was refused, deferred or referred back is not shown as agreed."""
    refused = _refused(content)
    for stem, plan in content.action_plans.items():
        for place, action in enumerate(plan.actions):
            refusal = refused.get(ActionRef(stem, action.number))
            if refusal is None:
                continue
            spot = Spot(ACTION_PLANS.file(stem), ("actions", place))
            words = {"number": action.number, "outcome": refusal.outcome}
            if content.vocabulary.role("acceptances", action.acceptance) in _AGREES:
                where = Spot(spot.file, (*spot.loc, "acceptance"))
                yield Finding("refused-action-accepted", where, words, also=(refusal.spot,))
    yield from _agreed_plans(content, refused)


def _agreed_plans(content: Content, refused: dict[ActionRef, _Refusal]) -> Iterator[Finding]:
    """Yield each plan that was agreed, as its events have it, on or after the day when all its actions were not."""
    for stem, plan in content.action_plans.items():
        refusals = [refused.get(ActionRef(stem, action.number)) for action in plan.actions]
        if not refusals or None in refusals:
            continue
        last = max(((r.day or date.min), r.outcome, i) for i, r in enumerate(refusals) if r)
        refusal = refusals[last[2]]
        for place, event in enumerate(plan.events):
            role = content.vocabulary.role("events", event.kind)
            if refusal and role == Role.PLAN_AGREED and (event.when is None or event.when.last >= last[0]):
                spot = Spot(ACTION_PLANS.file(stem), ("events", place))
                words = {"outcome": refusal.outcome, "day": in_words(refusal.day)}
                yield Finding("refused-plan-agreed", spot, words, also=(refusal.spot,))


def _refused(content: Content) -> dict[ActionRef, _Refusal]:
    """Return the actions to which the last decision about them did not agree; a decision that is replaced says nothing."""
    again = {decision.replaces for decision in content.decisions.values()}
    found: dict[ActionRef, _Refusal] = {}
    in_force = (decision for decision in content.decisions.values() if decision.id not in again)
    for decision in sorted(in_force, key=lambda one: (one.date or date.min, one.id)):
        for place, item in enumerate(decision.resolutions):
            outcome = outcome_of(content, item)
            spot = spot_of(decision, "resolutions", place)
            for ref in _about(content, decision, item):
                if outcome in NOT_AGREED:
                    found[ref] = _Refusal(decision.date, item.outcome or "", spot)
                else:
                    found.pop(ref, None)
    return found


def _about(content: Content, decision: Decision, item: Resolution) -> Iterator[ActionRef]:
    """Yield the actions that a part is about; where every part was refused, all those of the plans that the report presents."""
    yield from item.actions
    if all(outcome_of(content, one) in NOT_AGREED for one in decision.resolutions):
        for stem, plan in content.action_plans.items():
            if decision.report and plan.decided_in == decision.report:
                yield from (ActionRef(stem, action.number) for action in plan.actions)
