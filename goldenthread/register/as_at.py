"""A plan as members saw it at a meeting, beside today's, with exactly the fields that differ.

Where git knows the plan of that day, its words are shown. Elsewhere the plan is worked out from what is dated in it
(`model/scope.py`): progress, timelines, the list and its headings can be taken back to any day; wording cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenthread.changes.canonical import Fact, Facts, public_facts
from goldenthread.changes.differences import Difference, compare_record
from goldenthread.changes.naming import plain, where
from goldenthread.common import urls
from goldenthread.common.inflection import capital
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.model.progress import awaiting_closure
from goldenthread.model.scope import as_on
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.meetings import Meeting, meetings
from goldenthread.register.actions import action_views_of, by_standing
from goldenthread.register.page_history import Past
from goldenthread.register.public import Public
from goldenthread.register.views import ActionPlanView, ActionThen, ActionView, AsAt, FieldChange, Stand


def as_at_views(public: Public, plans: Iterable[ActionPlanView], past: Past) -> dict[str, tuple[AsAt, ...]]:
    """Work out every plan as it was at each meeting that had it, by the plan's address, the newest first."""
    found = {}
    met = meetings(public.content, public.today)
    for plan in plans:
        found[plan.url] = tuple(_view(public, plan, meeting, past) for meeting in met[plan.facts.id])
    return {url: views for url, views in found.items() if views}


def _view(public: Public, plan: ActionPlanView, meeting: Meeting, past: Past) -> AsAt:
    facts = plan.facts
    kept = past.plans.get((facts.id, meeting.day))
    from_history = kept is not None and _can_be_read(kept, public.content.vocabulary)
    before = kept if kept is not None and from_history else as_on(facts, meeting.day)
    before = awaiting_closure(before, public.content.organisation, public.content.vocabulary)
    then = action_views_of(public.at(before, meeting.day), before)
    states = (public_facts(facts), public_facts(before))
    differences = compare_record(f"{ACTION_PLANS.folder}/{facts.id}", states[1], states[0])
    return AsAt(
        day=meeting.day,
        url=urls.as_at(ACTION_PLANS.url(facts.id), meeting.day),
        meeting=meeting.body,
        report=meeting.report,
        from_history=from_history,
        known_from=past.begins.get(facts.id) if past.is_complete else None,
        actions=tuple(_pairs(plan, then, differences, states)),
        changes=tuple(
            _field(item, states)
            for item in differences
            if item.way[0].field != "actions" and "earlier_names" not in [step.field for step in item.way]
        ),
        counts=_counts(then, plan.actions),
    )


def _can_be_read(plan: ActionPlan, vocabulary: Vocabulary) -> bool:
    """Whether the words of today's lists still fit a plan of old."""
    statuses = {word.word for word in vocabulary.statuses}
    answers = {word.word for word in vocabulary.acceptances}
    numbers = {action.number for action in plan.actions}
    groups = {group.id for group in plan.groups}
    return all(
        {update.status for update in action.updates if update.status} <= statuses
        and (action.acceptance is None or action.acceptance in answers)
        and {*action.see, *([action.same_as] if action.same_as else [])} <= numbers
        and action.group in groups
        for action in plan.actions
    )


def _pairs(
    plan: ActionPlanView,
    then: tuple[ActionView, ...],
    differences: list[Difference],
    states: tuple[Facts, Facts],
) -> Iterator[ActionThen]:
    """Put each action of that day beside the same action of today, in the order of today's plan."""
    old = {view.facts.number: view for view in then}
    new = {view.facts.number: view for view in plan.actions}
    for number in dict.fromkeys((*new, *old)):
        one, other = old.get(number), new.get(number)
        shown = other or old[number]
        own = [d for d in differences if d.way[0].field == "actions" and d.way[0].item == str(number)]
        known = {update.date for update in one.facts.updates} if one else set()
        yield ActionThen(
            number=number,
            url=other.url if other else "",
            summary=shown.summary,
            then=_stand(one),
            now=_stand(other),
            changes=(
                *_worked_out(one, other),
                *(_field(d, states, above=1) for d in own if not _is_new_update(d)),
            ),
            updates=tuple(u for u in other.facts.updates if u.date not in known) if other else (),
        )


def _is_new_update(item: Difference) -> bool:
    return len(item.way) == 2 and item.way[1].field == "updates" and item.before is None


def _stand(view: ActionView | None) -> Stand | None:
    if view is None:
        return None
    return Stand(view.status, view.due)


def _worked_out(one: ActionView | None, other: ActionView | None) -> Iterator[FieldChange]:
    """Yield what follows from updates: how far an action has got, and the timeline in force."""
    if one is None or other is None:
        return
    if one.status.word.word != other.status.word.word:
        yield FieldChange("Status", one.status.text, other.status.text)
    if one.due.as_printed != other.due.as_printed and one.timeline.as_printed == other.timeline.as_printed:
        yield FieldChange("Timeline in force", one.due.as_printed or "", other.due.as_printed or "")


def _field(item: Difference, states: tuple[Facts, Facts], above: int = 0) -> FieldChange:
    """Name a difference by its way below the plan, or below the action that it is in; `states` are the plan now and then."""
    name = where(item.way, *states, above=above) or "the whole action"
    if item.way[-1].field == "withdrawn":
        name = "the withdrawal"
    return FieldChange(
        capital(name), _words(item.way[-1].field, item.before), _words(item.way[-1].field, item.after)
    )


def _words(field: str, fact: Fact) -> str:
    """Return what a field says, as a reader would say it."""
    if isinstance(fact, dict) and field == "corrections":
        return f"{fact['what']} Why: {fact['why']} Approved by: {fact['approved_by']}."
    if isinstance(fact, dict) and field == "withdrawn":
        return f"{plain(fact['date'])}: {fact['reason']}"
    if isinstance(fact, dict) and field == "events":
        return ": ".join(part for part in (fact.get("when"), fact.get("text")) if part)
    return plain(fact)


def _counts(then: tuple[ActionView, ...], now: tuple[ActionView, ...]) -> tuple[tuple[str, int, int], ...]:
    sides = zip(by_standing(then), by_standing(now), strict=True)
    rows = [(part.noun, len(before), len(after)) for (part, before), (_, after) in sides]
    total = ("actions", sum(row[1] for row in rows), sum(row[2] for row in rows))
    return (total, *(row for row in rows if row[1] or row[2]))
