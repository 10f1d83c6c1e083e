"""What the records say happened: each record that has deadlines, with its rules and its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldenthread.common.dates import Precision, When, in_words
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.common import Event, Published
from goldenthread.model.deadline_rules import Applies, DeadlineOverride, DeadlineRule, RuleSet
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import ACTION_PLANS, KINDS, REVIEWS
from goldenthread.model.notice import EXCEPTIONS, Notice, NoticeWord
from goldenthread.model.review import Review
from goldenthread.model.vocabulary import Role, Vocabulary
from goldenthread.read import Content

Rules = tuple[tuple[RuleSet, DeadlineRule], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with the rules that hold for it and the events that its deadlines look at."""

    address: str  # "reviews/2031-finance/"
    title: str
    vocabulary: Vocabulary
    rules: Rules
    events: dict[str, tuple[Event, ...]]  # by whose they are: "record", "action plan", "next review"
    overrides: tuple[DeadlineOverride, ...] = ()
    body: str = ""  # the one body whose events these are, where a deadline holds for each
    notices: Mapping[Applies, tuple[Event, ...]] = field(default_factory=dict)  # by what they are about
    kept_since: date | None = None  # the day from which on a missing event shows that something was not done
    homes: Mapping[str, str] = field(
        default_factory=dict
    )  # the record that keeps the events, by whose they are


def subjects(content: Content) -> Iterator[Subject]:
    """Yield every record for which rules hold, each kind newest first by id; none withdrawn, and no decision taken again."""
    again = replaced_by(content)
    for subject, record in _subjects(content):
        if not record.withdrawn and not (isinstance(record, Decision) and record.id in again):
            yield subject


def replaced_by(content: Content) -> dict[str, str]:
    """Return the decision that replaces another, by the id of the one that it replaces."""
    return {record.replaces: name for name, record in content.decisions.items() if record.replaces}


def _subjects(content: Content) -> Iterator[tuple[Subject, Published]]:
    for kind in KINDS:
        for name, record in sorted(content.folders[kind.folder].items(), reverse=True):
            if kind.keeps_deadlines:
                events = _events_of(content, record)
                overrides = getattr(record, "deadline_overrides", ())
                rules, url = _rules_for(content, record), kind.url(name)
                kept_since = content.council.kept_since
                subject = Subject(url, record.title, content.vocabulary, rules, events, overrides)
                notices = _notices_of(content, name) if isinstance(record, CabinetReport) else {}
                homes = _homes(content, url, record)
                yield replace(subject, kept_since=kept_since, homes=homes, notices=notices), record


def _rules_for(content: Content, record: Any) -> Rules:
    """Return the rules that hold for a record: those it names; for a paper or a decision, those that its body keeps.

    What is counted from the decision holds for its record where there is one, and for the report only without it.
    """
    if isinstance(record, Decision):
        rules = rules_of(content, body_rules(content, record.decided_by))
        return tuple(pair for pair in rules if _of_decision(content, pair[1], record))
    if not isinstance(record, CabinetReport):
        return rules_of(content, (record.deadline_rules,))
    rules = rules_of(content, body_rules(content, record.body))
    is_decided = any(decision.report == record.id for decision in content.decisions.values())
    return tuple(
        (rule_set, rule)
        for rule_set, rule in rules
        if _applies(content, rule, record) and not (is_decided and _after_decision(content, rule))
    )


def _after_decision(content: Content, rule: DeadlineRule) -> bool:
    """Whether a rule is counted from a decision, or from its publication."""
    return content.vocabulary.role("events", rule.anchor) in (Role.DECIDED, Role.DECISION_PUBLISHED)


def _of_decision(content: Content, rule: DeadlineRule, decision: Decision) -> bool:
    applies = rule.applies in ("always", "for decision") or (
        rule.applies == "key decision" and decision.key_decision
    )
    return bool(applies) and _after_decision(content, rule)


def _events_of(content: Content, record: Any) -> dict[str, tuple[Event, ...]]:
    if isinstance(record, Review):
        return _of_review(content, record)
    if isinstance(record, CabinetReport):
        return {"record": _of_report(content, record)}
    decided = [record.date] if isinstance(record, Decision) and record.date else []
    own = (event_on(content.vocabulary, Role.DECIDED, day) for day in decided)
    return {"record": (*record.events, *own)}


def rules_of(content: Content, names: Iterable[str]) -> Rules:
    """Return the rules of some rule sets, in order; a name without a set (`none`) has no rules."""
    sets = {rule_set.id: rule_set for rule_set in content.deadline_rules.sets}
    chosen = (sets[name] for name in names if name in sets)
    return tuple((rule_set, rule) for rule_set in chosen for rule in rule_set.deadlines)


def body_rules(content: Content, body: str) -> tuple[str, ...]:
    """Return the names of the rule sets that a body keeps."""
    return next((entry.rules for entry in content.deadline_rules.bodies if entry.body == body), ())


def _applies(content: Content, rule: DeadlineRule, report: CabinetReport) -> bool:
    purpose = content.vocabulary.role("purposes", report.purpose)
    access = content.vocabulary.role("accesses", report.access)
    instead = {notice.kind for notice in notices_about(content, report.id) if notice.is_exception}
    return {
        "always": True,
        "for decision": purpose != Role.FOR_INFORMATION,
        "key decision": report.key_decision and not instead & set(EXCEPTIONS),
        "private item": (access in (Role.EXEMPT, Role.PART_EXEMPT) or report.has_exempt_part)
        and "private meeting" not in instead,
    }[rule.applies]


def notices_about(content: Content, report: str) -> tuple[Notice, ...]:
    """Return the notices about a paper that are published on a recorded day and still hold, the first one first."""
    about = (notice for notice in content.notices.values() if notice.report == report)
    held = (notice for notice in about if notice.publish_on and not notice.draft and not notice.withdrawn)
    return tuple(sorted(held, key=lambda notice: (str(notice.publish_on), notice.id)))


# What a notice is about, as rules for deadlines name it, and the event that shows that it was given.
_GIVEN: dict[NoticeWord, tuple[Applies, Role]] = {
    "key decision": ("key decision", Role.NOTICE),
    "private meeting": ("private item", Role.NOTICE),
    "second private meeting": ("private item", Role.SECOND_NOTICE),
}


def _notices_of(content: Content, report: str) -> dict[Applies, tuple[Event, ...]]:
    found: dict[Applies, tuple[Event, ...]] = {}
    for notice in notices_about(content, report):
        if notice.kind in _GIVEN and notice.publish_on:
            about, role = _GIVEN[notice.kind]
            found[about] = (*found.get(about, ()), event_on(content.vocabulary, role, notice.publish_on))
    return found


def _of_review(content: Content, review: Review) -> dict[str, tuple[Event, ...]]:
    plans, later = _following(content, review)
    return {
        "record": review.events,
        "action plan": tuple(event for plan in plans for event in plan.events),
        "next review": tuple(event for other in later for event in other.events),
    }


def _following(content: Content, review: Review) -> tuple[list[ActionPlan], list[Review]]:
    """Return the plans that answer a review, and the later reviews that look back on it."""
    plans = [plan for plan in content.action_plans.values() if review.id in plan.responds_to]
    return plans, [other for other in content.reviews.values() if review.id in other.earlier_reviews]


def _homes(content: Content, url: str, record: Published) -> dict[str, str]:
    """Return the record in which an officer records an event, as a command takes it, where there is exactly one."""
    homes = {"record": url.rstrip("/")}
    if isinstance(record, Review):
        plans, later = _following(content, record)
        for whose, kind, records in (("action plan", ACTION_PLANS, plans), ("next review", REVIEWS, later)):
            homes |= {whose: kind.url(records[0].id).rstrip("/")} if len(records) == 1 else {}
    return homes


def _of_report(content: Content, report: CabinetReport) -> tuple[Event, ...]:
    """Return a report's events; the day of the meeting and of the decision are in fields of their own."""
    found = list(report.events)
    if report.meeting:
        found.append(event_on(content.vocabulary, Role.MEETING, report.meeting))
    if report.decision and report.decision.date:
        found.append(event_on(content.vocabulary, Role.DECIDED, report.decision.date))
    return tuple(found)


def event_on(vocabulary: Vocabulary, role: Role, day: date) -> Event:
    """Make the event of a day that a record or a command gives, in the council's own word for it."""
    word = vocabulary.filling("events", role)
    return Event.model_validate({"kind": word.word if word else role, "when": in_words(day)})


def by_body(subject: Subject, rule: DeadlineRule) -> Iterator[Subject]:
    """Yield a record once for each body to which a rule gives a deadline of its own, else as it is.

    Of a body's deadline, only events that name the body count.
    """
    sent = subject.events["record"] if rule.per_addressee else ()
    bodies = list(dict.fromkeys(event.body for event in sent if event.kind == rule.anchor and event.body))
    if not bodies:
        yield subject
    for body in bodies:
        own = {
            whose: tuple(event for event in events if event.body == body)
            for whose, events in subject.events.items()
        }
        yield replace(subject, events=own, body=body)


def anchor_of(rule: DeadlineRule, events: Iterable[Event]) -> When | None:
    """Find the time from which a deadline is counted: the first dated event of its kind."""
    return next((event.when for event in events if event.kind == rule.anchor and event.when), None)


def dated_of(kind: str | None, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events of a kind with different times: a deadline that needs one cannot choose between them."""
    found = {(e.when.first, e.when.last): e for e in events if e.kind == kind and e.when}
    return tuple(found.values())


def anchor_days(vocabulary: Vocabulary, rule: DeadlineRule, when: When) -> tuple[date, date]:
    """Return the first and last day that the anchor can be.

    A visit over several days is no uncertain date: it is counted from its last day, or back from its first.
    """
    is_visit = vocabulary.role("events", rule.anchor) == Role.ON_SITE
    if is_visit and when.precision is Precision.RANGE:
        day = when.first if rule.direction == "before" else when.last
        return day, day
    return when.first, when.last


def first_of(kind: str | None, events: Iterable[Event], today: date) -> Event | None:
    """Find the first event of a kind that is not still to come; one without a date has happened."""
    return next((e for e in events if e.kind == kind and (e.when is None or e.when.first <= today)), None)


def happened(vocabulary: Vocabulary, events: Iterable[Event], today: date) -> Mapping[str, Event]:
    """Return the first event of each role that is not still to come; one without a date has happened."""
    found: dict[str, Event] = {}
    for event in events:
        if event.when is None or event.when.first <= today:
            found.setdefault(vocabulary.role("events", event.kind), event)
    return found


def done_of(rule: DeadlineRule, events: Iterable[Event], today: date) -> tuple[When | None, bool]:
    """Find when a deadline was first kept, and whether it was kept on a day that no paper gives."""
    kept = [event for event in events if event.kind == rule.done_by]
    dated = [event.when for event in kept if event.when and event.when.first <= today]
    first = min(dated, key=lambda when: (when.first, when.last), default=None)
    return first, any(event.when is None for event in kept)
