"""A new cabinet report: every section that the format of its meeting day requires, waiting for its author."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.acts.start_record import Answers, NewRecord, started
from goldenthread.model.base import NOT_RECORDED, TO_WRITE
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.model.report_format import Asked, ReportFormat
from goldenthread.read import Content
from goldenthread.report.contents import filling
from goldenthread.report.formats import format_on, has_section
from goldenthread.source import Loc


def cabinet_report(content: Content, answers: Answers) -> NewRecord:
    """Make a report for a meeting; it brings an action plan and the reviews that the plan answers, if one is named."""
    form = next(form for form in content.formats.formats if form.id == answers["format"])
    action_plan = content.action_plans.get(answers["action_plan"])
    text = f"content/{CABINET_REPORTS.folder}/{answers['id']}.md"
    has_body = has_section(content, form.id, "body")
    in_header = any(line.field == "access" for line in form.header)
    values = started(answers) | {
        **_sections(form, answers),
        "format": form.id,
        "body": answers["body"],
        "meeting": answers["meeting"],
        "heading": answers["title"],
        "purpose": answers["purpose"],
        "key_decision": answers["key_decision"] == "yes",
        "access": "public" if in_header and "public" in content.vocabulary.words("accesses") else None,
        "authors": [{"name": name} for name in answers["author"]] or None,
        "recommended_decision": {"lead_in": _lead_in(content, answers), "parts": answers["decision"]},
        "reason": answers["reason"] if has_section(content, form.id, "reason") else None,
        "appendices": _appendices(content, form, answers["action_plan"]) or None,
        "text": text if has_body else None,
        "brings": list(action_plan.responds_to) if action_plan else None,
    }
    return NewRecord(CABINET_REPORTS.folder, values, _notes(form, values), BODY if has_body else "")


def _lead_in(content: Content, answers: Answers) -> str | None:
    """Return the words before what is decided, unless the officer wrote them."""
    names = {office.id: office.name for office in content.organisation.offices}
    said = any(part.casefold().startswith(("that ", TO_WRITE)) for part in answers["decision"])
    return None if said else f"That {names[answers['body']]}:"


SIGN_OFF = "The paper prints who agreed it and when: write the post after “agreed_by”, and add “agreed_on” with the day."
BODY = f"## Background\n\n{TO_WRITE}\n"


def _sections(form: ReportFormat, answers: Answers) -> dict[str, Any]:
    required = [section for section in form.sections if section.required]
    values: dict[str, Any] = {
        filling(section).field: TO_WRITE
        for section in required
        if filling(section).is_prose and not filling(section).by_item
    }
    signed = _signed(form)
    values["implications"] = [
        {"section": item.id, "text": TO_WRITE, "agreed_by": TO_WRITE if item.id in signed else None}
        for item in _implications(form)
        if item.required
    ] or None
    texts = [section for section in required if section.content == "text"]
    if texts:
        values["sections"] = [{"section": section.id, "text": TO_WRITE} for section in texts]
    if any(section.content == "background-papers" for section in required):
        values["background_papers"] = [TO_WRITE]
    if answers["risk"] and answers["risk_after"]:
        values["risk"] = {"current": answers["risk"], "residual": answers["risk_after"]}
    return values


def _implications(form: ReportFormat) -> list[Asked]:
    """Return what a report says of implications: sections of their own, or rows of a table."""
    return [
        item
        for section in form.sections
        for item in (section.rows if section.content == "implications-table" else [section])
        if section.content in ("implication", "implications-table")
    ]


def _signed(form: ReportFormat) -> set[str]:
    """Return the ids of the rows beside which the paper prints who agreed them, and when."""
    return {row.id for section in form.sections if section.printed_sign_off for row in section.rows}


def _appendices(content: Content, form: ReportFormat, name: str) -> list[dict[str, Any]]:
    action_plan = content.action_plans.get(name)
    if action_plan is None or not has_section(content, form.id, "appendices"):
        return []
    reviews = [content.reviews[review] for review in action_plan.responds_to if review in content.reviews]
    first = {"number": "1", "title": action_plan.title, "action_plan": action_plan.id}
    others = [
        {"number": str(n), "title": review.title, "review": review.id}
        for n, review in enumerate(reviews, start=2)
    ]
    return [first, *others]


def _notes(form: ReportFormat, values: dict[str, Any]) -> dict[Loc, str]:
    """Return the format's advice for each section, by the place where the section is written."""
    notes: dict[Loc, str] = {}
    advice = {item.id: _advice(item) for item in (*_implications(form), *form.sections)}
    advice |= {name: f"{advice[name]} {SIGN_OFF}" for name in _signed(form)}
    for field in ("implications", "sections"):
        for place, item in enumerate(values.get(field) or ()):
            notes[field, place] = advice[item["section"]]
    for section in form.sections:
        if not filling(section).by_item:
            notes[(filling(section).field,)] = advice[section.id]
    return notes


def _advice(section: Asked) -> str:
    guidance = " ".join((section.guidance or "").split())
    agreed = f"To be agreed by: {section.signed_off_by}." if section.signed_off_by else ""
    words = " or ".join(f"“{word}”" for word in section.none_words)
    none = f"If there is nothing to say, somebody must say so, in words such as {words}." if words else ""
    return " ".join(part for part in (f"Section “{section.heading}”.", guidance, agreed, none) if part)


def format_for(content: Content, answers: Answers) -> str:
    """Return the id of the format for the meeting's day; the newest when the day is not known; empty when none holds."""
    meeting = answers["meeting"]
    if meeting == NOT_RECORDED:
        return content.formats.formats[-1].id
    form = format_on(content, date.fromisoformat(meeting))
    return form.id if form else ""
