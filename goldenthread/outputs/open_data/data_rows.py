"""What the open data hold of each record: plain values only, made from the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from goldenthread.common.dates import Timeline, When
from goldenthread.deadlines.deadline import Deadline
from goldenthread.markdown.render import without_references
from goldenthread.model.base import RecommendationRef, Record
from goldenthread.model.cabinet_report import Appendix
from goldenthread.model.common import Withdrawal
from goldenthread.model.progress import Slip
from goldenthread.register.page_history import Changed, Proof
from goldenthread.register.views import (
    ActionView,
    CabinetReportView,
    Link,
    PlanView,
    RecommendationView,
    ReviewView,
)

Row = dict[str, Any]

# Switches for publishing, and the file that holds a text: they say nothing of the record itself.
LEFT_OUT = frozenset({"draft", "publish_on", "text"})


def value(thing: Any) -> Any:
    """Turn a value of a record into one that JSON has."""
    match thing:
        case Record():
            return record(thing)
        case When():
            return {"as_printed": thing.as_printed, "from": str(thing.first), "to": str(thing.last)}
        case RecommendationRef():
            return {"review": thing.review, "number": thing.number}
        case date():
            return thing.isoformat()
        case tuple() | list():
            return [value(item) for item in thing]
    return without_references(thing).strip() if isinstance(thing, str) else thing


def record(facts: Record, left_out: frozenset[str] = frozenset()) -> Row:
    """Give the public fields of a record, in the order in which the model describes them."""
    return {name: value(getattr(facts, name)) for name in public_fields(type(facts)) if name not in left_out}


def public_fields(model: type[Record]) -> list[str]:
    """Name the fields that readers may see."""
    fields = model.model_fields.items()
    return [name for name, field in fields if dict(field.json_schema_extra or {}).get("public") is True]  # type: ignore[arg-type]


def ids(links: Iterable[Link]) -> list[str]:
    """Give the ids of the records that links lead to: the last part of each address."""
    return [link.url.rstrip("/").rpartition("/")[2] for link in links]


def action(view: ActionView) -> Row:
    """Give a row of an action plan."""
    facts = view.facts
    return {
        "plan": view.plan_id,
        "number": facts.number,
        "answers": [{"review": link.review, "number": link.number} for link in view.answers],
        "theme": view.group.name,
        "summary": view.summary.strip(),
        "response": value(facts.response or facts.response_summary),
        "response_is_summary": facts.response is None and facts.response_summary is not None,
        "lead": {"as_printed": facts.lead, "posts": ids(view.leads)},
        "timeline": timeline(view.timeline),
        "due": timeline(view.due),
        "slips": [slip(move) for move in view.slips],
        "see": sorted({link.number for link in view.points_to}),
        "same_as": facts.same_as,
        "status": view.status.word.word,
        "status_since": value(view.status.since),
        "acceptance": view.acceptance.word,
        "updates": value(facts.updates),
        **_withdrawn(view.withdrawn),
        "editor_note": value(facts.editor_note),
        "url": view.url,
    }


def _withdrawn(told: Withdrawal | None) -> Row:
    return {
        "withdrawn_on": value(told.date) if told else None,
        "withdrawn_because": value(told.reason) if told else None,
    }


def slip(move: Slip) -> Row:
    """Give a move of a timeline."""
    return {
        "was": move.was.as_printed,
        "became": move.became.as_printed,
        "on": value(move.on),
        "days_later": move.days,
        "reason": value(move.reason),
        "approved_by": move.approved_by,
    }


def timeline(time: Timeline) -> Row:
    """Give a timeline as printed, its kind, and the first and last day that it can mean."""
    return {
        "as_printed": time.as_printed,
        "kind": time.kind.value,
        "from": value(time.first),
        "to": value(time.last),
    }


def recommendation(view: RecommendationView) -> Row:
    """Give a recommendation."""
    facts = view.facts
    return {
        "review": view.review_id,
        "number": facts.number,
        "key": facts.key,
        "theme": view.theme.name,
        "summary": value(facts.summary),
        "text": value(facts.text),
        "answered_by": [{"plan": link.plan, "action": link.number} for link in view.answered_by],
        "repeats": [{"review": link.review, "number": link.number} for link in view.repeats],
        "source": view.source,
        "also_in": list(view.also_in),
        **_withdrawn(facts.withdrawn),
        "wording_note": value(facts.wording_note),
        "editor_note": value(facts.editor_note),
        "url": view.url,
    }


def review(view: ReviewView) -> Row:
    """Give a review; its recommendations stand in a file of their own and only their numbers here."""
    return record(view.facts, LEFT_OUT | {"recommendations"}) | {
        "recommendations": [item.facts.number for item in view.recommendations],
        "action_plans": ids(view.action_plans),
        "cabinet_reports": ids(view.cabinet_reports),
        "later_reviews": ids(view.later),
        "url": view.url,
    }


def cabinet_report(view: CabinetReportView) -> Row:
    """Give what a cabinet report is about; its text is on its page and in its PDF."""
    facts = view.facts
    return {
        "id": facts.id,
        "title": facts.title,
        "heading": facts.heading,
        "summary": value(facts.summary),
        "body": facts.body,
        "meeting": value(facts.meeting),
        "purpose": facts.purpose,
        "authors": [{"name": person.name, "title": person.title} for person in facts.authors],
        "recommended_decision": value(facts.recommended_decision.parts),
        "decision": value(facts.decision),
        "sections": [{"number": section.number, "heading": section.heading} for section in view.sections],
        "risk": {"current": facts.risk.current, "residual": facts.risk.residual} if facts.risk else None,
        "appendices": [
            {"number": a.number, "title": a.facts.title, "kind": appendix_kind(a.facts)}
            for a in view.appendices
        ],
        "reviews": ids(view.reviews),
        "action_plans": ids(view.action_plans),
        "plan": ids([view.plan])[0] if view.plan else None,
        **_withdrawn(facts.withdrawn),
        "corrections": value(facts.corrections),
        "editor_notes": value(facts.editor_notes),
        "pdf": view.pdf,
        "url": view.url,
    }


def appendix_kind(appendix: Appendix) -> str:
    """Say what an appendix is."""
    kinds = (
        ("action plan", appendix.action_plan),
        ("review", appendix.review),
        ("plan", appendix.plan_themes),
        ("file", appendix.file),
        ("exempt", appendix.exempt),
    )
    return next((kind for kind, given in kinds if given), "not supplied")


def plan(view: PlanView) -> Row:
    """Give a plan of the council with its themes, questions, figures and tables."""
    return record(view.facts, LEFT_OUT) | {"url": view.url}


def deadline(item: Deadline) -> Row:
    """Give a deadline with every day of its working."""
    return {
        "id": item.id,
        "record": item.record,
        "record_title": item.record_title,
        "what": item.what,
        "rule": item.rule,
        "rule_set": item.rule_set,
        "source": item.source,
        "source_link": item.source_link or None,
        "anchor": item.anchor,
        "anchor_as_printed": item.anchor_when.as_printed if item.anchor_when else None,
        "first": value(item.first),
        "last": value(item.last),
        "outcome": item.outcome.value,
        "done": value(item.done),
        "margin": item.margin,
        "reason": item.reason,
        "steps": [{"day": value(step.day), "counts": step.counts, "why": step.why} for step in item.steps],
    }


def approval(proof: Proof) -> Row:
    """Give how the words of a page came to be approved: by roles, never by names."""
    edition = proof.edition
    return {
        "title": proof.page.title,
        "digest": proof.digest,
        "since": value(edition.day) if edition else None,
        "state": proof.state,
        "kept_the_rules": proof.is_sound,
        "roles": list(proof.roles),
        "pull_request": (edition.request if edition else "") or None,
        "url": proof.page.url,
    }


def changed(item: Changed) -> Row:
    """Give a change of a page in words."""
    edition = item.edition
    return {
        "date": value(edition.day),
        "title": item.page.title,
        "changes": list(edition.said),
        "approval": edition.approval or None,
        "pull_request": edition.request or None,
        "url": item.page.url,
    }
