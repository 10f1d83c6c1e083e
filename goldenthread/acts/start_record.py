"""New records: from a few answers to files that pass every check, with “to be written” where a person must write.

Every new record is a draft: no reader sees it before someone has written what is missing and deleted the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.common.inflection import slug
from goldenthread.editing.yaml_writer import as_yaml
from goldenthread.model import NOT_HELD, NOT_RECORDED, TO_WRITE
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, CABINET_REPORTS, PLANS, REVIEWS
from goldenthread.model.report_format import Asked, ReportFormat
from goldenthread.model.vocabulary import Role
from goldenthread.read import Content
from goldenthread.report.formats import filling, format_on, has_section
from goldenthread.source import Loc, is_name

Answers = Mapping[str, Any]
LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written: its folder in `data/`, its values, notes for its author, and its text."""

    folder: str
    values: Mapping[str, Any]
    notes: Mapping[Loc, str] = field(default_factory=dict)
    text: str = ""

    @property
    def file(self) -> str:
        """Return the path of its file from the project's root."""
        return f"data/{self.folder}/{self.values['id']}.yml"

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return BY_FOLDER[self.folder].url(self.values["id"])

    def files(self) -> dict[str, str]:
        """Return what each of its files holds, by path from the root."""
        kind = BY_FOLDER[self.folder]
        schema = f"../../schemas/{kind.name}.json"
        made = {self.file: as_yaml(kind.model, self.values, comments=True, schema=schema, notes=self.notes)}
        return made | ({self.values["text"]: self.text} if self.text else {})


def suggested_id(content: Content, folder: str, title: str, when: str = "") -> str:
    """Make an id of a title, the year or day first, that no record of the folder has yet."""
    words = slug(title)
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", when or title)
    start = when if re.fullmatch(r"\d{4}-\d\d-\d\d", when) else year[0] if year else ""
    rest = re.sub(rf"(?:^|-){year[0]}(?=-|$)", "", words).strip("-") if year else words
    name = "-".join(part for part in (start, rest) if part)[: LONGEST_ID - 3].strip("-") or folder
    taken = content.folders[folder]
    return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken and is_name(n))


def review(content: Content, answers: Answers) -> NewRecord:
    """Make a review with its dates and its recommendations."""
    title, published = answers["title"], answers["published"]
    dated = [(role, answers[name]) for role, name in EVENTS if answers[name] != NOT_RECORDED]
    events = [(content.vocabulary.filling("events", role), when) for role, when in dated]
    texts = answers["recommendation"]
    kind = content.vocabulary.review_kind(answers["kind"])
    values = started(answers) | {
        "kind": answers["kind"],
        "reviewer": answers["reviewer"],
        "events": [{"kind": word.word, "when": when} for word, when in events if word] or None,
        "deadline_rules": answers["deadline_rules"],
        "priorities": [{"word": level} for level in (kind.priorities if kind else ())] or None,
        "themes": [{"id": "recommendations", "name": "Recommendations"}] if texts else None,
        "recommendations": [
            {"number": n, "theme": "recommendations", "summary": text, "source": {"document": "report"}}
            for n, text in enumerate(texts, start=1)
        ],
        "documents": [{"id": "report", "title": f"{title}: report", "date": published, "supplied": True}],
    }
    return NewRecord(REVIEWS.folder, values)


EVENTS = ((Role.ON_SITE, "on_site"), (Role.AGREED, "agreed"), (Role.PUBLISHED, "published"))


def action_plan(content: Content, answers: Answers) -> NewRecord:
    """Make an action plan with one action for each recommendation of its review, each still without an answer."""
    answered = content.reviews[answers["review"]]
    groups = {item.theme: item.theme for item in answered.recommendations}
    names = {theme.id: theme.name for theme in answered.themes}
    values = started(answers) | {
        "responds_to": [answered.id],
        "monitored_by": [answers["monitored_by"]] if answers["monitored_by"] else None,
        "groups": [{"id": group, "name": names.get(group, group)} for group in groups] or None,
        "actions": [
            {
                "number": number,
                "answers": [f"{answered.id} {item.number}"],
                "group": item.theme,
                "response": NOT_RECORDED,
                "lead": NOT_RECORDED,
                "timeline": NOT_RECORDED,
            }
            for number, item in enumerate(answered.recommendations, start=1)
        ],
    }
    notes: dict[Loc, str] = {
        ("actions", place): f"Recommendation {item.number}: {item.asked or NOT_HELD}"
        for place, item in enumerate(answered.recommendations)
    }
    return NewRecord(ACTION_PLANS.folder, values, notes)


def plan(_: Content, answers: Answers) -> NewRecord:
    """Make a plan with its themes."""
    values = started(answers) | {
        "kind": answers["kind"],
        "period": answers["period"],
        "deadline_rules": answers["deadline_rules"],
        "dated": answers["dated"],
        "themes": [
            {"id": slug(title) or f"theme-{n}", "number": n, "title": title, "summary": TO_WRITE}
            for n, title in enumerate(answers["theme"], start=1)
        ],
    }
    return NewRecord(PLANS.folder, values)


def started(answers: Answers) -> dict[str, Any]:
    """Return what every new record begins with."""
    return {name: answers[name] for name in ("id", "title", "summary")} | {"draft": True}


def cabinet_report(content: Content, answers: Answers) -> NewRecord:
    """Make a report for a meeting; it brings an action plan and the reviews that the plan answers, if one is named."""
    form = next(form for form in content.formats.formats if form.id == answers["format"])
    action_plan = content.action_plans.get(answers["action_plan"])
    text = f"content/{CABINET_REPORTS.folder}/{answers['id']}.md"
    has_body = has_section(content, form.id, "body")
    public = content.vocabulary.filling("accesses", Role.PUBLIC)
    in_header = any(line.field == "access" for line in form.header)
    values = started(answers) | {
        **_sections(form, answers),
        "format": form.id,
        "body": answers["body"],
        "meeting": answers["meeting"],
        "heading": answers["title"],
        "purpose": answers["purpose"],
        "key_decision": answers["key_decision"] == "yes",
        "access": public.word if in_header and public else None,
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


SIGN_OFF = "The paper prints who agreed it and when: write the post after “agreed_by”, and add “agreed_on” with the date."
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
    values["sign_offs"] = [
        {"section": row.id, "agreed_by": TO_WRITE}
        for section in required
        if section.content == "sign-off"
        for row in section.rows
        if row.required
    ] or None
    values["header_lines"] = [
        {"line": line.line, "text": TO_WRITE} for line in form.header if line.line and line.required
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
    for name in ("implications", "sections"):
        for place, item in enumerate(values.get(name) or ()):
            notes[name, place] = advice[item["section"]]
    for section in form.sections:
        if not filling(section).by_item:
            notes[(filling(section).field,)] = advice[section.id]
    return notes


def _advice(section: Asked) -> str:
    guidance = " ".join((section.guidance or "").split())
    agreed = f"To be cleared by: {', '.join(section.signed_off_by)}." if section.signed_off_by else ""
    words = " or ".join(f"“{word}”" for word in section.none_words)
    none = f"If there is nothing to say, the author must say so, in words such as {words}." if words else ""
    return " ".join(part for part in (f"Section “{section.heading}”.", guidance, agreed, none) if part)


def format_for(content: Content, answers: Answers) -> str:
    """Return the id of the format for the meeting's day; the newest when the day is not known; empty when none holds."""
    meeting = answers["meeting"]
    if meeting == NOT_RECORDED:
        return content.formats.formats[-1].id
    form = format_on(content, date.fromisoformat(meeting))
    return form.id if form else ""
