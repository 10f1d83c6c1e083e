"""Rules about dates: the order of events, deadlines, and the same words in two records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from goldenthread.common.dates import When, bounds, in_words
from goldenthread.common.inflection import count, joined
from goldenthread.deadlines.deadline import Deadline, Outcome
from goldenthread.deadlines.subjects import Subject, dated_of, subjects
from goldenthread.deadlines.work_out import cases, not_countable, worked
from goldenthread.messages import guess
from goldenthread.model.action_plan import Action, DeclaredTotals, Extension, ExtensionDecision
from goldenthread.model.base import Number, RecommendationRef
from goldenthread.model.common import EarlierName, Event, ListEnd, StatedDeadline
from goldenthread.model.deadline_rules import DeadlineRule
from goldenthread.model.kinds import REVIEWS
from goldenthread.model.review import Recommendation, Review
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.read.passages import Spot, parts
from goldenthread.rules.finding import Finding
from goldenthread.rules.plan_rows import rows

CALENDAR = "data/calendar.yml"
RULES = "data/deadline-rules.yml"


def a_rule_gives_a_day(content: Content) -> Iterator[Finding]:
    """A deadline is counted from an event in days, weeks or months, or it has a fixed date."""
    for place, rule_set in enumerate(content.deadline_rules.sets):
        for number, rule in enumerate(rule_set.deadlines):
            span = (rule.anchor, rule.anchor_words, rule.number, rule.unit)
            if not (any(span) if rule.fixed else None in span):
                continue
            yield Finding(
                "rule-without-day", Spot(RULES, ("sets", place, "deadlines", number)), {"id": rule.id}
            )


def calendar_days_lie_within_it(content: Content) -> Iterator[Finding]:
    """Every date in the calendar is between its first and its last day."""
    calendar = content.calendar
    if calendar is None:
        return
    if calendar.last_day < calendar.first_day:
        yield Finding("calendar-backwards", Spot(CALENDAR, ("last_day",)))
        return
    for name in ("bank_holidays", "closures"):
        for place, day in enumerate(getattr(calendar, name)):
            if not calendar.first_day <= day.date <= calendar.last_day:
                words = {"date": in_words(day.date), "name": day.name}
                yield Finding("day-not-in-calendar", Spot(CALENDAR, (name, place, "date")), words)


def departures_name_a_deadline(content: Content) -> Iterator[Finding]:
    """A recorded departure names a deadline that applies to the record."""
    for subject in subjects(content):
        known = [rule.id for _, rule in subject.rules]
        for place, override in enumerate(subject.overrides):
            if override.deadline not in known:
                spot = Spot(_file(subject), ("deadline_overrides", place, "deadline"))
                words = {"value": override.deadline, "guess": guess(override.deadline, known)}
                yield Finding("unknown-deadline", spot, words)


def days_can_be_counted(content: Content) -> Iterator[Finding]:
    """The calendar covers every date that a deadline needs."""
    for subject, rule, why in not_countable(content):
        yield Finding("cannot-count", Spot(_file(subject)), {"what": rule.what, "why": why})


def meetings_can_be_met(content: Content, today: date) -> Iterator[Finding]:
    """The papers and notices for a future meeting are published in time, or the reason why not is recorded."""
    for subject, rule, deadline in worked(content, today):
        if deadline.outcome is Outcome.OVERDUE and rule.ways_out and deadline.anchor_when and deadline.last:
            words = {
                "meeting": deadline.anchor_when,
                "what": rule.what,
                "due": in_words(deadline.last),
                "rule": rule.rule,
                "kind": rule.done_by,
                "ways": rule.ways_out,
            }
            yield Finding("too-late-for-meeting", Spot(_file(subject)), words)


def deadlines_need_one_event(content: Content) -> Iterator[Finding]:
    """A record has one dated event of each kind from which a deadline is counted, or which shows that it was met."""
    records = dict(content.published())
    seen: set[tuple[str, str | None, str]] = set()
    for subject, _, rule in cases(content):
        own = getattr(records[_file(subject)], "events", ())
        for kind in (rule.anchor, rule.done_by if rule.done_in == "record" else None):
            dated = dated_of(kind, (event for event in subject.events["record"] if event in own))
            key = (_file(subject), kind, subject.body)
            if len(dated) > 1 and key not in seen:
                seen.add(key)
                one, other = (Spot(key[0], ("events", own.index(event))) for event in dated[:2])
                first, second = (in_words(event.when) for event in dated[:2] if event.when)
                words = {"kind": kind, "one": first, "other": second, "what": rule.what}
                yield Finding("two-events", other, words, also=(one,))


def deadlines_have_their_events(content: Content, today: date) -> Iterator[Finding]:
    """Each event that a past deadline waits for is named, so that you can add it."""
    waiting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for subject, rule, deadline in worked(content, today):
        missing = _awaited(subject, rule, deadline)
        if missing:
            waiting[_file(subject), *missing].append(rule.what)
    for (file, kind, whose), whats in waiting.items():
        words = {"kind": kind, "where": _WHOSE[whose], "whats": joined([f"“{what}”" for what in whats])}
        yield Finding("event-awaited", Spot(file), words)


_WHOSE = {
    "record": "here",
    "action plan": "in the action plan that answers it",
    "next review": "in the next review",
}


def _awaited(subject: Subject, rule: DeadlineRule, deadline: Deadline) -> tuple[str, str] | None:
    """Return the kind of event whose line is missing for a deadline, and whose it is; None where none is."""
    if deadline.outcome in (Outcome.OVERDUE, Outcome.NOT_KNOWN):
        return rule.done_by, rule.done_in
    kinds = {event.kind for event in subject.events["record"]}
    is_field = (
        subject.vocabulary.role("events", rule.anchor) == Role.MEETING
    )  # a report says it in its own field
    if deadline.first is None and rule.anchor and rule.anchor not in kinds and not is_field:
        return rule.anchor, "record"
    return None


def one_deadline_has_one_result(content: Content, today: date) -> Iterator[Finding]:
    """A deadline that a paper states, and that a rule gives too, has the same result and date in both."""
    records = dict(content.published())
    for subject, rule, deadline in worked(content, today):
        record = records[_file(subject)]
        for place, stated in enumerate(getattr(record, "deadlines", ())):
            if _is_same_deadline(stated, deadline) and _contradict(content, stated, deadline):
                spot = Spot(_file(subject), ("deadlines", place, "outcome"))
                words = {
                    "what": stated.what,
                    "stated": _result(stated.outcome, stated.due),
                    "computed": _result(deadline.outcome, deadline.first),
                }
                yield Finding("results-differ", spot, words, also=(_rule_spot(content, rule),))


def _is_same_deadline(stated: StatedDeadline, deadline: Deadline) -> bool:
    """Whether both are about one thing: the same words, or the same first and last word and the same due day."""
    one, other = _bare(stated.what).split(), _bare(deadline.what).split()
    ends = (one[0], one[-1]) == (other[0], other[-1])
    return one == other or (ends and stated.due is not None and stated.due.first == deadline.first)


def _contradict(content: Content, stated: StatedDeadline, deadline: Deadline) -> bool:
    """Whether the results exclude each other, or the due days do."""
    role = content.vocabulary.role("outcomes", stated.outcome)
    results = {role, deadline.outcome.value}
    first, last = deadline.first, deadline.last
    apart = bool(stated.due and first and last and (stated.due.last < first or stated.due.first > last))
    return apart or (len(results) > 1 and "met" in results and bool(results & {"missed", "overdue"}))


def _result(outcome: str, due: When | date | None) -> str:
    return f"{outcome}, due {in_words(due)}" if due else str(outcome)


def _rule_spot(content: Content, rule: DeadlineRule) -> Spot:
    places = (
        (s, d)
        for s, held in enumerate(content.deadline_rules.sets)
        for d, r in enumerate(held.deadlines)
        if r is rule
    )
    in_set, number = next(places)
    return Spot(RULES, ("sets", in_set, "deadlines", number))


def the_register_says_since_when_it_is_kept(content: Content, today: date) -> Iterator[Finding]:
    """Where deadlines are overdue, the council says since when it keeps this register."""
    late = sum(deadline.outcome is Outcome.OVERDUE for _, _, deadline in worked(content, today))
    if late and content.council.kept_since is None:
        yield Finding("kept-since-missing", Spot("data/council.yml"), {"late": count(late, "deadline")})


def _file(subject: Subject) -> str:
    return f"data/{subject.address.rstrip('/')}.yml"


# What cannot happen before what: a team presents after it was on site, a report is agreed before it is published.
# A plan of the council is often decided first and published afterwards, so only reviews are held to that.
ORDER = (Role.ON_SITE, Role.PRESENTED, Role.AGREED, Role.PUBLISHED, Role.DECIDED, Role.EFFECTIVE)


def events_are_in_a_possible_order(content: Content) -> Iterator[Finding]:
    """A review’s events are in order: on site, presented, agreed, published, then decided."""
    for file, record in content.published():
        order = [role for role in ORDER if role != Role.PUBLISHED or isinstance(record, Review)]
        dated = [
            (order.index(Role(role)), place, event, event.when)
            for place, event in enumerate(getattr(record, "events", ()))
            if (role := content.vocabulary.role("events", event.kind)) in order and event.when is not None
        ]
        dated.sort(key=lambda entry: entry[0])
        for (rank, place, earlier, first), (next_rank, next_place, later, then) in pairwise(dated):
            is_noted = earlier.editor_note or later.editor_note
            if rank < next_rank and not is_noted and _cannot_precede(first, then):
                words = {"earlier": _named(earlier), "later": _named(later)}
                spot, other = (Spot(file, ("events", p, "when")) for p in (next_place, place))
                yield Finding("impossible-order", spot, words, also=(other,))


def _cannot_precede(first: When, then: When) -> bool:
    """Whether the first begins only after the other has ended: with dates that are not exact, the only sure case."""
    return first.first > then.last


def _named(event: Event) -> str:
    return f"“{event.kind}” ({in_words(event.when) if event.when else 'no date'})"


def lists_change_in_order(content: Content, today: date) -> Iterator[Finding]:
    """Nothing joins or leaves a list, is renamed or decided after today, and nothing leaves a list before it joins."""
    for file, _ in content.published():
        for loc, part in parts(content, file):
            day = _dated_in(part)
            if day and day > today:
                yield Finding("scope-in-future", Spot(file, loc), {"date": in_words(day)})
            if (
                isinstance(part, Action | Recommendation)
                and part.since
                and part.until
                and part.until.date < part.since
            ):
                words = {"since": in_words(part.since), "until": in_words(part.until.date)}
                yield Finding("scope-backwards", Spot(file, (*loc, "until")), words)


def _dated_in(part: object) -> date | None:
    """Return the day from which a part of the list's history counts; None for any other part."""
    match part:
        case Action() | Recommendation():
            return part.since
        case ListEnd():
            return part.date
        case EarlierName():
            return part.until
        case Extension() | ExtensionDecision() | DeclaredTotals():
            span = bounds(part.date)
            return span[0] if span else None
    return None


def the_same_words_are_linked(content: Content) -> Iterator[Finding]:
    """Two recommendations or responses with the same words are linked, so that they are counted once."""
    yield from _same_recommendations(content)
    yield from _same_responses(content)


def _same_recommendations(content: Content) -> Iterator[Finding]:
    by_words: dict[str, list[tuple[Spot, RecommendationRef, set[RecommendationRef]]]] = defaultdict(list)
    for stem, review in content.reviews.items():
        for place, item in enumerate(review.recommendations):
            if item.asked is None:
                continue
            spot = Spot(REVIEWS.file(stem), ("recommendations", place))
            ref = RecommendationRef(stem, item.number)
            by_words[_bare(item.text or item.asked)].append((spot, ref, {*item.repeats, *item.differs_from}))
    for group in by_words.values():
        for (first, ref, repeats), (second, other, others) in pairwise(group):
            if other not in repeats and ref not in others:
                words = {"one": ref, "other": other}
                yield Finding("same-recommendation", second, words, also=(first,))


def _same_responses(content: Content) -> Iterator[Finding]:
    by_words: dict[tuple[str, str], list[tuple[Number, Spot]]] = defaultdict(list)
    for plan, _, action, spot in rows(content):
        words = action.response_summary or action.response
        if words and action.same_as is None and len(words.split()) > 3:  # "See 35." and "Agreed." say nothing
            by_words[plan.id, _bare(words)].append((action.number, spot))
    for group in by_words.values():
        for (one, first), (other, second) in pairwise(group):
            yield Finding("same-response", second, {"one": one, "other": other}, also=(first,))


def _bare(text: str) -> str:
    """Return a text without case, marks and line ends, for comparing."""
    return re.sub(r"\W+", " ", text.lower()).strip()
