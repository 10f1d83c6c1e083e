"""Rules about decisions as the law has them: who may decide, what the record says, and which one holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import joined
from goldenthread.model.decision import Decision
from goldenthread.model.kinds import CABINET_REPORTS, DECISIONS
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding

# What the written statement of a decision gives: SI 2012/2089, regulations 12 and 13; SI 2014/2095, regulation 7.
_STATEMENT = {
    "reasons": "the reasons",
    "alternatives": "the alternatives considered and rejected",
    "interests": "the interests declared",
    "dispensations": "the dispensations granted",
}
_NONE = frozenset(("none", "none declared", "none granted", "none considered", "no", "nil"))


def spot_of(decision: Decision, *loc: str | int) -> Spot:
    """Return a place in the file of a decision."""
    return Spot(DECISIONS.file(decision.id), loc)


def the_maker_can_decide(content: Content) -> Iterator[Finding]:
    """A decision is taken by a decision-making body or the holder of a post; a committee takes none for the executive."""
    for decision in content.decisions.values():
        role = content.office_role(decision.decided_by)
        can = (Role.DECISION_MAKER, Role.POST) if decision.executive else (*_BODIES, Role.POST)
        if role and role not in can:
            yield Finding("cannot-decide", spot_of(decision, "decided_by"), {"value": decision.decided_by})


_BODIES = (Role.DECISION_MAKER, Role.COMMITTEE)


def the_record_is_whole(content: Content) -> Iterator[Finding]:
    """The record of an executive decision, or of an officer’s, gives what the law asks for, and its source."""
    for decision in content.decisions.values():
        if not (decision.executive or content.office_role(decision.decided_by) == Role.POST):
            continue
        lacks = [what for name, what in _STATEMENT.items() if not getattr(decision, name)]
        lacks += [] if decision.date else ["the date"]
        lacks += [] if decision.source or decision.documents else ["the source"]
        if lacks:
            code = "decision-not-whole" if _is_kept(content, decision.date) else "old-decision-not-whole"
            yield Finding(code, spot_of(decision), {"lacks": joined(lacks)})


def _is_kept(content: Content, day: date | None) -> bool:
    """Whether a day is one on which this register was kept; one that is not recorded counts as such."""
    since = content.council.kept_since
    return since is None or day is None or day >= since


def the_record_is_published(content: Content) -> Iterator[Finding]:
    """The record of a decision says when it was published; where a rule counts from that, the rule asks for it."""
    kept = {entry.body for entry in content.deadline_rules.bodies}
    for decision in content.decisions.values():
        roles = {content.vocabulary.role("events", event.kind) for event in decision.events}
        if decision.decided_by not in kept and Role.DECISION_PUBLISHED not in roles:
            yield Finding("decision-not-published", spot_of(decision))


def officers_name_their_authority(content: Content) -> Iterator[Finding]:
    """A decision of an officer or one member names the delegation relied on."""
    for decision in content.decisions.values():
        if content.office_role(decision.decided_by) == Role.POST and not decision.delegation:
            yield Finding("delegation-missing", spot_of(decision, "decided_by"))


def declarations_have_a_name(content: Content) -> Iterator[Finding]:
    """An interest or a dispensation has the name of a person, and “None.” is the whole answer."""
    for decision in content.decisions.values():
        for field in ("interests", "dispensations"):
            for place, item in enumerate(getattr(decision, field)):
                if not item.name and not _is_none(item.text):
                    yield Finding("declaration-without-name", spot_of(decision, field, place))
        for field, said in (("interests", "text"), ("dispensations", "text"), ("alternatives", "option")):
            answers = getattr(decision, field)
            for place, item in enumerate(answers):
                if _is_none(getattr(item, said)) and (len(answers) > 1 or getattr(item, "name", None)):
                    yield Finding("none-and-more", spot_of(decision, field, place), {"field": field})


def _is_none(text: str) -> bool:
    return text.strip().rstrip(".").casefold() in _NONE


def votes_are_on_parts(content: Content) -> Iterator[Finding]:
    """A vote is on a part of the decision, or on the whole."""
    for decision in content.decisions.values():
        known = {item.number for item in decision.resolutions}
        for place, vote in enumerate(decision.votes):
            if vote.number and vote.number not in known:
                words = {"value": vote.number, "known": ", ".join(known)}
                yield Finding("vote-on-nothing", spot_of(decision, "votes", place, "number"), words)


def decisions_replace_earlier_ones(content: Content) -> Iterator[Finding]:
    """A decision replaces an earlier one, which no other replaces."""
    seen: dict[str, Decision] = {}
    for decision in content.decisions.values():
        replaced = content.decisions.get(decision.replaces or "")
        if replaced is None:
            continue
        spot = spot_of(decision, "replaces")
        if replaced.id in seen:
            yield Finding("replaced-twice", spot, {"id": replaced.id}, also=(spot_of(seen[replaced.id]),))
        seen[replaced.id] = decision
        if _leads_back(content, decision):
            yield Finding("decisions-in-a-ring", spot, {"id": replaced.id})
        elif decision.date and replaced.date and decision.date < replaced.date:
            words = {"own": in_words(decision.date), "replaced": in_words(replaced.date)}
            yield Finding("replaces-a-later-one", spot, words)


def _leads_back(content: Content, decision: Decision) -> bool:
    seen: set[str] = set()
    name: str | None = decision.id
    while name in content.decisions and name not in seen:
        seen.add(name)
        name = content.decisions[name].replaces
    return name == decision.id


def a_report_is_decided_once(content: Content) -> Iterator[Finding]:
    """A body decides a report once, unless a later decision replaces the earlier; the report leaves the rest to the record."""
    again = {decision.replaces for decision in content.decisions.values()}
    by_maker: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in content.decisions.values():
        if decision.report and decision.id not in again:
            by_maker[decision.report, decision.decided_by].append(decision)
    for (report, _), (first, *others) in by_maker.items():
        for other in others:
            yield Finding(
                "decided-twice", spot_of(other, "report"), {"id": report}, also=(spot_of(first, "report"),)
            )
    yield from _told_on_the_report(content)


def _told_on_the_report(content: Content) -> Iterator[Finding]:
    """Yield what a report says of its decision although the decision has a record of its own."""
    records = {decision.report: decision for decision in content.decisions.values()}
    for name, report in content.cabinet_reports.items():
        file = CABINET_REPORTS.file(name)
        if report.decision and name in records:
            yield Finding("decision-told-twice", Spot(file, ("decision",)), {"id": records[name].id})
        elif report.decision and content.council.kept_since and _is_kept(content, report.decision.date):
            yield Finding("decision-in-brief", Spot(file, ("decision",)))
        for place, event in enumerate(report.events if name in records else ()):
            if content.vocabulary.role("events", event.kind) in AFTER_DECISION:
                words = {"kind": event.kind, "id": records[name].id}
                yield Finding("event-of-decision", Spot(file, ("events", place)), words)


CALL_IN_ENDS = (Role.UPHELD, Role.CALL_IN_WITHDRAWN, Role.REFERRED_BACK)
AFTER_DECISION = (
    Role.DECIDED,
    Role.DECISION_PUBLISHED,
    Role.CALLED_IN,
    *CALL_IN_ENDS,
    Role.EFFECTIVE,
    Role.CARRIED_OUT,
)


def a_decision_and_its_report_agree(content: Content) -> Iterator[Finding]:
    """A decision and its report agree whether it is a key decision, and it is not dated before the meeting."""
    for decision in content.decisions.values():
        report = content.cabinet_reports.get(decision.report or "")
        if report is None:
            continue
        if report.key_decision and decision.key_decision is False:
            yield Finding("key-decision-differs", spot_of(decision, "key_decision"))
        is_own = report.body == decision.decided_by
        if is_own and report.meeting and decision.date and decision.date < report.meeting:
            words = {"date": in_words(decision.date), "meeting": in_words(report.meeting)}
            yield Finding("decided-before-meeting", spot_of(decision, "date"), words)


def decisions_are_not_in_the_future(content: Content, today: date) -> Iterator[Finding]:
    """The date of a decision is not after today."""
    for decision in content.decisions.values():
        if decision.date and decision.date > today:
            yield Finding("decided-in-future", spot_of(decision, "date"), {"date": in_words(decision.date)})
