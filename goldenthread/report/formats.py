"""Which format a report follows, and what fills each section of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import FormatSection, ReportFormat, SectionContent
from goldenthread.read import Content


@dataclass(frozen=True, slots=True)
class Filling:
    """Where a section's words are kept and what draws them.

    `field` is the report's field. Where `by_item` is set, it is a list, and each item names its section.
    `is_prose` says that the words themselves are the section, as Markdown; only these are read from a paper as they are.
    `template` draws what has a shape of its own, such as a table or levels of risk; empty where there is none.
    """

    field: str
    template: str = ""
    is_prose: bool = False
    by_item: bool = False


# The words are those of `content` in a format (goldenthread/model/report_format.py), in the order in which it lists them.
FILLINGS: Mapping[SectionContent, Filling] = {
    "brief-summary": Filling("brief_summary", is_prose=True),
    "recommendation": Filling("recommended_decision", "parts/report_decision.html"),
    "reason": Filling("reason", is_prose=True),
    "executive-summary": Filling("executive_summary", is_prose=True),
    "text": Filling("sections", is_prose=True, by_item=True),
    "implication": Filling("implications", is_prose=True, by_item=True),
    "implications-table": Filling("implications", "parts/report_implications.html", by_item=True),
    "options": Filling("options", "parts/report_options.html"),
    "preferred-option": Filling("options", "parts/report_preferred.html"),
    "timetable": Filling("timetable", "parts/report_timetable.html"),
    "risk": Filling("risk", "parts/report_risk.html"),
    "equalities": Filling("equalities", is_prose=True),
    "appendices": Filling("appendices", "parts/report_appendices.html"),
    "background-papers": Filling("background_papers", "parts/report_background_papers.html"),
    "part-b": Filling("part_b", "parts/report_part_b.html"),
    "body": Filling("text"),
    "footnote": Filling("footnote", is_prose=True),
    "lateness": Filling("lateness", is_prose=True),
    "sign-off": Filling("sign_offs", "parts/report_sign_off.html", by_item=True),
}


def filling(section: FormatSection) -> Filling:
    """Return what fills a section of a format."""
    return FILLINGS[section.content]


def is_filled(report: CabinetReport, section: FormatSection) -> bool:
    """Whether a report has anything for a section of its format."""
    held = getattr(report, filling(section).field)
    if section.content == "preferred-option":
        return any(option.preferred for option in held)
    if filling(section).by_item:
        names = {row.id for row in section.rows} or {section.id}
        return any(item.section in names for item in held)
    return bool(held)


def prose_of(report: CabinetReport, section: FormatSection) -> str:
    """Return the Markdown of a section that a report fills; empty where all is drawn from the facts, as a decision is."""
    if section.content == "risk":
        return (report.risk and report.risk.explanation) or ""
    if not filling(section).is_prose:
        return ""
    held = getattr(report, filling(section).field)
    return str(
        next(item.text for item in held if item.section == section.id) if filling(section).by_item else held
    )


def format_of(content: Content, report: CabinetReport) -> ReportFormat | None:
    """Return the format that a report names; None when there is none of that name."""
    return next((form for form in content.formats.formats if form.id == report.format), None)


def formats_in_force(content: Content, day: date) -> list[ReportFormat]:
    """Return the formats in force on a day, the newest first."""
    in_force = [
        form
        for form in content.formats.formats
        if form.valid_from.first <= day and (form.valid_to is None or day <= form.valid_to.last)
    ]
    return sorted(in_force, key=lambda form: form.valid_from.first, reverse=True)


def format_on(content: Content, day: date) -> ReportFormat | None:
    """Return the format for a report to a meeting on a day, the newest when several are in force; None when none is."""
    return next(iter(formats_in_force(content, day)), None)


def has_section(content: Content, name: str, kind: SectionContent) -> bool:
    """Whether the format of that name has a section that is filled from `kind`, such as `risk`."""
    named = (form for form in content.formats.formats if form.id == name)
    return any(section.content == kind for form in named for section in form.sections)
