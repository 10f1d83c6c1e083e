"""One invented paper in every pattern of a format that comes with Golden Thread, for a council that chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.common import urls
from goldenthread.common.problems import Severity
from goldenthread.guide.format_choice import PATTERNS
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.addresses import Addresses
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, REVIEWS
from goldenthread.model.organisation import Organisation
from goldenthread.model.report_format import FormatSection, ReportFormat, ReportFormats
from goldenthread.model.review import Review
from goldenthread.read import Content
from goldenthread.register import Register, build
from goldenthread.report.formats import FILLINGS
from goldenthread.rules import check
from goldenthread.source import load

GUIDE_PAGE = "content/guide/choose-a-format.md"
DAY = date(2031, 12, 1)  # after the meeting of the invented paper
_SAMPLE = Path(__file__).with_name("sample_report.yml")
_HEADER = {
    "portfolio_holders",
    "local_councillors",
    "executive_directors",
    "authors",
    "access",
    "header_lines",
}
# What a report fills only where its format has a place for it.
_PLACED = _HEADER | {known.field for known in FILLINGS.values()}

MARK = "#. "  # asks for the next number

Fields = dict[str, Any]  # of a record, as they come from its file


def sample_register(content: Content) -> Register | None:
    """Return the sample in each pattern, at the addresses where the guide has it; None where the guide has no such page.

    None too where the council's own lists have lost a word that the sample needs.
    """
    samples = sample_content(content) if GUIDE_PAGE in content.texts else None
    if samples is None or any(found.severity is Severity.ERROR for found in check(samples, DAY)):
        return None
    register = build(samples, DAY)
    reports = []
    for view in register.cabinet_reports:
        url = f"guide/choose-a-format/{view.facts.format}/"
        reports.append(replace(view, url=url, pdf=urls.pdf(url)))
    in_order = [form.id for form in samples.formats.formats]
    reports.sort(key=lambda view: in_order.index(view.facts.format))
    return replace(register, cabinet_reports=tuple(reports))


def sample_content(content: Content) -> Content | None:
    """Return the content of an invented council that has the sample in each pattern; None where no patterns are kept."""
    patterns = load(content.root / PATTERNS, PATTERNS).data
    held: Any = load(_SAMPLE, _SAMPLE.name).data
    if not patterns:
        return None
    formats = ReportFormats.model_validate(patterns)
    fitted = [fit(held["report"], held["text"], form) for form in formats.formats]
    reports = {fields["id"]: CabinetReport.model_validate(fields) for fields, _ in fitted}
    review, plan = Review.model_validate(held["review"]), ActionPlan.model_validate(held["action_plan"])
    council = {
        "name": "Sample Council",
        "short_name": "Sample",
        "crest": None,
        "demonstration": "yes",
        "contact": "This is a sample.",
    }
    return replace(
        content,
        council=content.council.model_copy(update=council),
        organisation=Organisation.model_validate({"offices": held["offices"]}),
        formats=formats,
        deadline_rules=content.deadline_rules.model_copy(update={"bodies": ()}),
        addresses=Addresses(),
        folders={
            **{folder: {} for folder in content.folders},
            REVIEWS.folder: {review.id: review},
            ACTION_PLANS.folder: {plan.id: plan},
            CABINET_REPORTS.folder: reports,
        },
        texts={fields["text"]: text for fields, text in fitted if "text" in fields},
        files={},
        versions=(),
        kept={},
    )


def fit(report: Mapping[str, Any], text: str, form: ReportFormat) -> tuple[Fields, str]:
    """Return the fields of a report that a format has a place for, and its body, with number marks where they count."""
    printed = {FILLINGS[section.content].field for section in form.sections}
    printed |= {line.field for line in form.header}
    name = f"sample-{form.id}"
    own = {"id": name, "title": f"{report['title']}, {form.name}", "format": form.id}
    fields = {**deepcopy(dict(report)), **own, "text": f"content/{CABINET_REPORTS.folder}/{name}.md"}
    fields = {field: value for field, value in fields.items() if field not in _PLACED or field in printed}
    if "part_b" in fields:
        fields["access"] = "part exempt"
    fields["recommended_decision"] = _decision(report["recommended_decision"], printed)
    for field in ("implications", "sections", "sign_offs"):
        filled = [section for section in form.sections if FILLINGS[section.content].field == field]
        names = {one.id for section in filled for one in (section, *section.rows)}
        fields[field] = [item for item in fields.get(field, ()) if item["section"] in names]
    lines = {line.line for line in form.header}
    fields["header_lines"] = [item for item in fields.get("header_lines", ()) if item["line"] in lines]
    for section in form.sections:
        _fit_section(fields, section, is_counted=form.paragraphs == "through" or section.number != "none")
        if section.content == "body" and form.paragraphs != "through" and section.number == "none":
            text = text.replace(MARK, "")
    return fields, text


def _decision(decision: Fields, printed: set[str]) -> Fields:
    """Return what every body is asked where the format gives every meeting, else what the first is."""
    first = decision["groups"][0]
    return decision if "timetable" in printed else {"lead_in": first["lead_in"], "parts": first["parts"]}


def _fit_section(fields: Fields, section: FormatSection, *, is_counted: bool) -> None:
    """Take out the marks of paragraphs that have no number, and sign-off that the format does not print."""
    known, names = FILLINGS[section.content], {section.id, *(row.id for row in section.rows)}
    for item in fields.get(known.field, ()) if known.by_item else ():
        if item["section"] in names and "text" in item:
            item["text"] = item["text"] if is_counted and known.is_prose else item["text"].replace(MARK, "")
            if not section.printed_sign_off:
                item.pop("agreed_by", None)
                item.pop("agreed_on", None)
    if section.content == "risk" and not is_counted:
        fields["risk"]["explanation"] = fields["risk"]["explanation"].replace(MARK, "")
    if known.is_prose and not known.by_item and not is_counted and known.field in fields:
        fields[known.field] = fields[known.field].replace(MARK, "")
