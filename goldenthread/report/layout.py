"""A cabinet report laid out as its format has it: sections in printed order with their numbers, appendices with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.markdown.footnotes import settled
from goldenthread.markdown.render import heading_id, next_number
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import FormatSection, ReportFormat
from goldenthread.read import Content

# The report's field that fills a section; the contents that are not here are filled by items that name the section.
FIELDS = {
    "brief-summary": "brief_summary",
    "recommendation": "recommended_decision",
    "reason": "reason",
    "executive-summary": "executive_summary",
    "options": "options",
    "preferred-option": "options",
    "timetable": "timetable",
    "risk": "risk",
    "equalities": "equalities",
    "appendices": "appendices",
    "background-papers": "background_papers",
    "part-b": "part_b",
    "body": "text",
    "footnote": "footnote",
}
# Lists of items that name a section: the field, by the content of the section.
LISTS = {"text": "sections", "implication": "implications", "implications-table": "implications"}
_PROSE = frozenset({"brief-summary", "reason", "executive-summary", "equalities", "footnote"})
_BODY_HEADING = re.compile(r"^## (?:#(?P<printed>\S+)\. )?(?P<heading>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of one report.

    `count` is its number, empty where the format counts none; `shown` says whether the number is printed.
    """

    section: FormatSection
    id: str
    heading: str
    count: str
    shown: bool
    text: str  # its prose; empty where it has a shape of its own

    @property
    def number(self) -> str | None:
        """Give the number that is printed."""
        return self.count if self.shown else None


def format_of(content: Content, report: CabinetReport) -> ReportFormat | None:
    """Find the format that a report names; None when there is none of that name."""
    return next((form for form in content.formats.formats if form.id == report.format), None)


def parts_of(content: Content, report: CabinetReport) -> tuple[Part, ...]:
    """Lay the report out: each section that it fills, in printed order, with its number."""
    form = format_of(content, report)
    if form is None:
        return ()
    given = {item.section: item.number for item in report.numbers_as_printed}
    found = []
    following = "1"
    for section, name, heading, text, printed in _filled(content, report, form):
        number = printed or given.get(name)
        count = number or (following if section.number != "none" else "")
        if count:
            following = next_number(count) or following
        shown = section.number == "shown" or number is not None
        found.append(Part(section, name, heading, count, shown, text))
    return tuple(found)


def _filled(
    content: Content, report: CabinetReport, form: ReportFormat
) -> Iterator[tuple[FormatSection, str, str, str, str | None]]:
    """Give the format's section, address, heading, text and printed number of each section that the report fills."""
    for section in form.sections:
        if section.content == "body":
            text = content.texts.get(report.text or "", "")
            for place, (heading, inside, printed) in enumerate(_cut(text), start=1):
                yield section, f"body-{place}", heading, inside, printed
        elif is_filled(report, section):
            yield section, section.id, section.heading, _text(report, section), None


def _cut(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Cut a report's Markdown at its `##` headings: heading, the text below it, and the number as printed."""
    whole = settled(text)
    found = list(_BODY_HEADING.finditer(whole))
    for place, match in enumerate(found, start=1):
        end = found[place].start() if place < len(found) else len(whole)
        yield match["heading"].strip(), whole[match.end() : end].strip(), match["printed"]


def is_filled(report: CabinetReport, section: FormatSection) -> bool:
    """Say whether a report has anything for a section of its format."""
    if section.content == "implications-table":
        rows = {row.id for row in section.rows}
        return any(item.section in rows for item in report.implications)
    if section.content == "preferred-option":
        return any(option.preferred for option in report.options)
    if section.content in FIELDS:
        return bool(getattr(report, FIELDS[section.content]))
    return any(item.section == section.id for item in getattr(report, LISTS[section.content]))


def _text(report: CabinetReport, section: FormatSection) -> str:
    """Give a section's prose; what has a shape of its own (decision, risk levels, lists) is drawn from the facts."""
    if section.content in _PROSE:
        return str(getattr(report, FIELDS[section.content]))
    if section.content == "risk":
        return (report.risk and report.risk.explanation) or ""
    items = report.sections if section.content == "text" else report.implications
    if section.content in ("text", "implication"):
        return next(item.text for item in items if item.section == section.id)
    return ""


def appendix_marks(form: ReportFormat | None, report: CabinetReport) -> tuple[str, ...]:
    """Give what each appendix is called by: its number as printed, or the format's next number or letter."""
    return tuple(
        appendix.number or _mark(form, place) for place, appendix in enumerate(report.appendices, start=1)
    )


def _mark(form: ReportFormat | None, place: int) -> str:
    """Count in letters as sheets do: A to Z, then AA."""
    if form is None or form.appendix_marks == "numbers":
        return str(place)
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def section_names(part: Part) -> tuple[str, ...]:
    """Give the names by which a cross-reference may mean a section: the format's id, or its own heading."""
    return (part.id, heading_id(part.heading).removeprefix("s-"))
