"""What changed in action plans since a body last met: the difference of two as-at states, each action in exactly one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from goldenthread.common.dates import bounds, in_words
from goldenthread.common.inflection import joined
from goldenthread.model.base import Number
from goldenthread.model.cabinet_report import ProgressSince
from goldenthread.model.progress import is_undecided, newest_first, progress_of
from goldenthread.model.scope import on_list
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import Content
from goldenthread.register.actions import action_views
from goldenthread.register.plans import action_plan_views
from goldenthread.register.public import Public
from goldenthread.register.report_sections import Shelf, plan_on
from goldenthread.register.reviews import review_views
from goldenthread.register.views import (
    ActionPlanView,
    ActionSince,
    ActionView,
    ProgressList,
    RecommendationSince,
    RecommendationView,
    SinceLastMet,
)


class _List(NamedTuple):
    id: str
    title: str
    counted: str
    definition: str
    fits: Callable[[ActionSince, date | None], bool]


def _is_due(one: ActionSince, following: date | None) -> bool:
    ends = one.now.due.ends
    return not one.is_done and following is not None and ends is not None and ends <= following


# An action is in the first list that fits, and the last one fits all.
LISTS = (
    _List(
        "closed",
        "Closed",
        "closed since",
        "Recorded as finished: {done}. On {since} it was not, or it was not on the list.",
        lambda one, _: one.is_done and not (one.then and one.then.status.word.done),
    ),
    _List(
        "more-time",
        "More time asked for",
        "with more time asked for",
        "Not recorded as finished. More time was asked for, granted or refused since {since}, or a request waits for a decision.",
        lambda one, _: not one.is_done and bool(one.requests),
    ),
    _List(
        "overdue",
        "Overdue",
        "overdue",
        "Not recorded as finished, and the date in force is before {day}.",
        lambda one, _: one.now.is_overdue,
    ),
    _List(
        "due",
        "Due before the next meeting",
        "due before the next meeting",
        "Not recorded as finished, and the date in force is {next} or earlier.",
        _is_due,
    ),
    _List(
        "new",
        "New",
        "new",
        "Not recorded as finished, and added to the list since {since}.",
        lambda one, _: not one.is_done and one.then is None,
    ),
    _List(
        "updated",
        "Updated",
        "updated since",
        "Not recorded as finished, and an update was recorded since {since}.",
        lambda one, _: not one.is_done and bool(one.news),
    ),
    _List(
        "no-news",
        "No news",
        "without news",
        "Not recorded as finished, and no update was recorded from {since} to {day}. This does not mean that no work was done.",
        lambda one, _: not one.is_done,
    ),
    _List(
        "unchanged",
        "Unchanged",
        "unchanged",
        "Already recorded as finished on {since}, and still: {done}.",
        lambda *_: True,
    ),
)
_NO_NEXT = "The date of the next meeting is not recorded, so no action is in this list."
LEFT = "Left the list"


def since_last_met(public: Public, shelf: Shelf, facts: ProgressSince) -> SinceLastMet:
    """Work out what changed between the last meeting and the day that `facts` name, in all public plans that they name."""
    plans = [shelf.action_plans[name] for name in dict.fromkeys(facts.plans) if name in shelf.action_plans]
    pairs = [pair for plan in plans for pair in _pairs(public, plan, facts)]
    listed = [pair for pair in pairs if pair.now.is_listed]
    left = tuple(pair for pair in pairs if not pair.now.is_listed)
    lists = tuple(_lists(listed, facts, public.content.vocabulary))
    titled = [(part.title, one) for part in lists for one in part.actions] + [(LEFT, one) for one in left]
    reviews = dict.fromkeys(name for plan in plans for name in plan.facts.responds_to)
    asked = [
        item
        for name in reviews
        if name in shelf.reviews
        for item in shelf.reviews[name].as_listed(facts.day).recommendations
        if on_list(item.facts, facts.day)
    ]
    answers = tuple(RecommendationSince(item, tuple(_answering(item, titled))) for item in asked)
    held = {one.now.url for answer in answers for _, one in answer.actions}
    return SinceLastMet(
        facts=facts,
        plans=tuple(public.plan_link(plan.facts.id) for plan in plans),
        lists=lists,
        left=left,
        recommendations=answers,
        others=tuple((title, one) for title, one in titled if one.now.url not in held),
    )


def preview(content: Content, today: date, facts: ProgressSince) -> SinceLastMet:
    """Return the same for a report that is not written yet."""
    public = Public(content, today)
    actions = action_views(public)
    shelf = Shelf(review_views(public, actions), action_plan_views(public, actions), (), {})
    return since_last_met(public, shelf, facts)


def _answering(
    item: RecommendationView, titled: Iterable[tuple[str, ActionSince]]
) -> Iterator[tuple[str, ActionSince]]:
    """Yield the actions that answer a recommendation or a part of it."""
    for title, one in titled:
        if item.url in {link.url.partition("#")[0] for link in one.now.answers}:
            yield title, one


def _pairs(public: Public, plan: ActionPlanView, facts: ProgressSince) -> Iterator[ActionSince]:
    """Yield each action that is on the list on the day, or left it since the last meeting, beside itself at that meeting."""
    now = plan_on(public, plan.facts, facts.day).actions
    was = {view.facts.number: view for view in plan_on(public, plan.facts, facts.since).actions}
    had_begun = plan.begun is None or plan.begun <= facts.since
    views = {view.facts.number: view for view in now}
    for view in now:
        before = was.get(view.facts.number)
        then = before if before and before.is_listed and had_begun else None
        joined_since = view.facts.since is not None and view.facts.since > facts.since
        if view.is_listed or then or joined_since:
            yield _pair(view, then, views, was, facts.since)


def _pair(
    view: ActionView,
    then: ActionView | None,
    views: Mapping[Number, ActionView],
    was: Mapping[Number, ActionView],
    since: date,
) -> ActionSince:
    number = view.facts.number
    source = progress_of(view.facts, {key: one.facts for key, one in views.items()}).action
    news = [
        update
        for key in dict.fromkeys((number, source))
        for update in views[key].facts.updates
        if key not in was or update not in was[key].facts.updates
    ]
    known = was[number].facts.extensions if number in was else ()
    return ActionSince(
        then=then,
        now=view,
        moves=tuple(slip for slip in view.slips if (span := bounds(slip.on)) and span[1] > since),
        requests=tuple(one for one in view.facts.extensions if one not in known or is_undecided(one)),
        news=tuple(newest_first(news)),
    )


def _lists(listed: list[ActionSince], facts: ProgressSince, vocabulary: Vocabulary) -> Iterator[ProgressList]:
    """Yield every list with the actions for which it is the first that fits."""
    named = {
        "done": joined([f"“{word.label}”" for word in vocabulary.statuses if word.done], "or"),
        "since": in_words(facts.since),
        "day": in_words(facts.day),
        "next": in_words(facts.next),
    }
    found: dict[str, list[ActionSince]] = {part.id: [] for part in LISTS}
    for one in listed:
        found[next(part.id for part in LISTS if part.fits(one, facts.next))].append(one)
    for part in LISTS:
        has_day = part.fits is not _is_due or facts.next
        definition = part.definition.format(**named) if has_day else _NO_NEXT
        yield ProgressList(part.id, part.title, part.counted, definition, tuple(found[part.id]))
