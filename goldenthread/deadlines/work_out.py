"""All deadlines of the records, each worked out from its rule, its anchor and what was done."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from goldenthread.common.dates import When, in_words
from goldenthread.common.inflection import capital, joined, slug, small
from goldenthread.common.working_days import CannotCount, clear_days
from goldenthread.deadlines.counting import span, which_count
from goldenthread.deadlines.deadline import (
    Deadline,
    Due,
    Outcome,
    Step,
    Verdict,
    judge,
    not_kept_yet,
    not_recorded,
    on_day,
)
from goldenthread.deadlines.subjects import (
    Rules,
    Subject,
    anchor_days,
    anchor_of,
    body_rules,
    by_body,
    dated_of,
    done_of,
    event_on,
    first_of,
    rules_of,
    subjects,
)
from goldenthread.model.common import Event
from goldenthread.model.deadline_rules import Applies, Calendar, DeadlineOverride, DeadlineRule, RuleSet
from goldenthread.model.kinds import MEETINGS
from goldenthread.model.vocabulary import Role, Vocabulary
from goldenthread.read import Content


def work_out(content: Content, today: date) -> tuple[Deadline, ...]:
    """Work out every deadline as on the day `today`, in the order of the records and of their rules."""
    return tuple(deadline for _, _, deadline in worked(content, today))


def worked(content: Content, today: date) -> Iterator[tuple[Subject, DeadlineRule, Deadline]]:
    """Yield every deadline with the record and the rule that it comes from."""
    for subject, rule_set, rule in cases(content):
        yield subject, rule, _deadline(subject, rule_set, rule, content.calendar, today)


def not_countable(content: Content) -> Iterator[tuple[Subject, DeadlineRule, str]]:
    """Yield every deadline whose anchor is known and whose days cannot be counted, with why."""
    for subject, _, rule in cases(content):
        anchor = anchor_of(rule, subject.events["record"])
        try:
            if anchor and not rule.fixed:
                for day in anchor_days(subject.vocabulary, rule, anchor):
                    span(rule, day, content.calendar)
        except CannotCount as error:
            yield subject, rule, str(error)


def cases(content: Content) -> Iterator[tuple[Subject, RuleSet, DeadlineRule]]:
    """Yield every record with each rule that holds for it, once for each body where the rule holds for each."""
    for whole in subjects(content):
        for rule_set, rule in whole.rules:
            yield from ((subject, rule_set, rule) for subject in by_body(whole, rule))


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """A due day with the steps to it, or the sentence that says why there is none."""

    due: Due | None
    steps: tuple[Step, ...] = ()
    why_not: str = ""
    note: str = ""  # the reason of a recorded departure
    is_stopped: bool = False


def _deadline(
    subject: Subject, rule_set: RuleSet, rule: DeadlineRule, calendar: Calendar | None, today: date
) -> Deadline:
    anchor = anchor_of(rule, subject.events["record"])
    given = (*subject.events.get(rule.done_in, ()), *subject.notices.get(rule.applies, ()))
    done, undated = done_of(rule, given, today)
    reckoning = _stopped(subject, rule, done, today) or _reckon(subject.vocabulary, rule, anchor, calendar)
    if len(several := dated_of(rule.anchor, subject.events["record"])) > 1:
        reckoning = _Reckoning(None, why_not=_why_not_one(rule, several))
    override = next((o for o in subject.overrides if o.deadline == rule.id), None)
    if override:
        reckoning = _instead(reckoning, override)
    verdict = _verdict(rule, reckoning, done, undated, today)
    verdict = _since_kept(rule, reckoning, verdict, subject.kept_since)
    if override is None:
        verdict = _by_clear_days(rule, anchor, done, verdict, calendar)
    return Deadline(
        id=f"{subject.address}{rule.id}" + (f"/{slug(subject.body)}" if subject.body else ""),
        record=subject.address,
        record_title=subject.title,
        what=rule.what + (f" ({subject.body})" if subject.body else ""),
        rule=rule.rule + (f" (our reading: {rule.reading})" if rule.reading else ""),
        rule_set=rule_set.id,
        source=rule.source,
        source_link=rule.link or "",
        anchor=capital(rule.anchor_words or "the rule names the day"),
        anchor_when=anchor,
        first=reckoning.due.first if reckoning.due else None,
        last=reckoning.due.last if reckoning.due else None,
        steps=reckoning.steps,
        outcome=verdict.outcome,
        done=done,
        margin=verdict.margin,
        reason=verdict.reason,
        duty=rule.duty,
        is_stopped=reckoning.is_stopped,
        command=_command(subject, rule),
    )


def _command(subject: Subject, rule: DeadlineRule) -> str:
    """Return the command that records that a deadline was kept; empty where no one record keeps the event."""
    home = subject.homes.get(rule.done_in)
    body = ("--body", subject.body) if subject.body else ()
    return shlex.join(["record", home, rule.done_by, *body]) if home else ""


def _why_not_one(rule: DeadlineRule, several: Iterable[Event]) -> str:
    days = joined([in_words(event.when) for event in several if event.when])
    return f"Cannot be worked out: more than one date is recorded for when {rule.anchor_words}: {days}."


def _reckon(
    vocabulary: Vocabulary, rule: DeadlineRule, anchor: When | None, calendar: Calendar | None
) -> _Reckoning:
    if rule.fixed:
        step = Step(rule.fixed, True, "the day that the rule names")
        return _Reckoning(Due(rule.fixed, rule.fixed, None), (step,))
    if anchor is None:
        return _Reckoning(
            None, why_not=f"Cannot be worked out: the date when {rule.anchor_words} is not recorded."
        )
    start, end = anchor_days(vocabulary, rule, anchor)
    try:
        first, steps = span(rule, start, calendar)
        last, more = (first, ()) if start == end else span(rule, end, calendar)
    except CannotCount as error:
        return _Reckoning(None, why_not=f"Cannot be worked out: {small(str(error))}")
    return _Reckoning(Due(first, last, end), steps + more)


def _stopped(subject: Subject, rule: DeadlineRule, done: When | None, today: date) -> _Reckoning | None:
    """Return that there is no due day while something stops the clock, as a call-in does; None while nothing does."""
    stop = first_of(rule.stopped_by, subject.events["record"], today)
    if stop is None:
        return None
    label = small(subject.vocabulary.label("events", stop.kind))
    when = f" on {in_words(stop.when)}" if stop.when else ""
    after = f" {capital(rule.done_words)} {on_day(done)}." if done else ""
    why = f"There is no date: the decision was {label}{when}, which stops the clock.{after}"
    return _Reckoning(None, why_not=why, is_stopped=True)


def _instead(reckoning: _Reckoning, override: DeadlineOverride) -> _Reckoning:
    """Put a recorded day in the place of what the rule gives."""
    source = f" ({override.source})" if override.source else ""
    if override.due is None:
        return _Reckoning(None, reckoning.steps, f"Cannot be worked out: {small(override.reason)}{source}")
    given = f"; the rule gives {reckoning.due}" if reckoning.due else ""
    note = f"A departure from the rule is recorded{given}. {override.reason}{source}"
    anchor_last = reckoning.due.anchor_last if reckoning.due else None
    step = Step(override.due, True, "the day recorded instead of what the rule gives")
    return _Reckoning(Due(override.due, override.due, anchor_last), (*reckoning.steps, step), note=note)


def _verdict(
    rule: DeadlineRule, reckoning: _Reckoning, done: When | None, undated: bool, today: date
) -> Verdict:
    if reckoning.due is None:
        return Verdict(Outcome.UNKNOWN, None, reckoning.why_not)
    if done is None and undated:
        return not_recorded(rule, reckoning.due)
    verdict = judge(rule, reckoning.due, done, today)
    return replace(verdict, reason=f"{verdict.reason} {reckoning.note}".strip())


def _since_kept(
    rule: DeadlineRule, reckoning: _Reckoning, verdict: Verdict, kept_since: date | None
) -> Verdict:
    """Return as not known what would be overdue, where it was due before the register was kept."""
    due = reckoning.due
    if verdict.outcome is not Outcome.OVERDUE or not (due and kept_since and due.last < kept_since):
        return verdict
    found = not_kept_yet(rule, due, kept_since)
    return replace(found, reason=f"{found.reason} {reckoning.note}".strip())


def _by_clear_days(
    rule: DeadlineRule, anchor: When | None, done: When | None, verdict: Verdict, calendar: Calendar | None
) -> Verdict:
    """Return how many clear days were given; enough of them are enough, whatever day of the week they began on."""
    if (
        rule.unit != "clear days"
        or rule.direction != "before"
        or verdict.margin is None
        or not (anchor and done)
    ):
        return verdict
    given = clear_days(done.first, anchor.first, which_count(rule, calendar))
    said = f"{verdict.reason} That gives {given} clear days; {rule.number} are needed."
    if given >= (rule.number or 0) and verdict.outcome is Outcome.MISSED:
        return Verdict(Outcome.MET, 0, said)
    return replace(verdict, reason=said)


# When a rule holds, in words that follow what has to be done.
ONLY: dict[Applies, str] = {
    "always": "",
    "for decision": " (when something is decided)",
    "key decision": " (only for a key decision)",
    "private item": " (only when a part is private)",
}


def plan_meeting(content: Content, meeting: date, body: str, today: date) -> tuple[Deadline, ...]:
    """Work out what has to happen by when for a meeting of a body that is still to be called, soonest first.

    What is counted from a decision is counted as if its notice were published on the day of the meeting.
    """
    name = next((office.name for office in content.organisation.offices if office.id == body), body)
    rules = rules_of(content, body_rules(content, body))
    return _meeting(rules, content.calendar, content.vocabulary, meeting, (body, name), today)


@lru_cache(maxsize=2_000)  # pages show every day of the next weeks, and are drawn again and again
def _meeting(
    rules: Rules,
    calendar: Calendar | None,
    vocabulary: Vocabulary,
    meeting: date,
    body: tuple[str, str],
    today: date,
) -> tuple[Deadline, ...]:
    """Work out the deadlines of a meeting of a `body`, given by id and name."""
    roles = (Role.MEETING, Role.DECIDED, Role.DECISION_PUBLISHED)
    events = tuple(event_on(vocabulary, role, meeting) for role in roles)
    address = MEETINGS.url(f"{meeting}-{body[0]}")
    title = f"{body[1]} meeting on {in_words(meeting)}"
    subject = Subject(address, title, vocabulary, rules, {"record": events})
    found = []
    for rule_set, rule in rules:
        deadline = _deadline(subject, rule_set, rule, calendar, today)
        found.append(replace(deadline, what=rule.what + ONLY[rule.applies]))
    return tuple(sorted(found, key=lambda deadline: deadline.last or date.min))
