"""Which format a cabinet report has, and which formats are in force on a day."""

from __future__ import annotations

from datetime import date

from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import ReportFormat, SectionContent
from goldenthread.read import Content


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
