"""The guide's page "Choose a format": every pattern of a cabinet report, described from its own configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goldenthread.common.inflection import capital, joined
from goldenthread.common.output import Output
from goldenthread.guide import code, page, table
from goldenthread.model.report_format import FormatSection, ReportFormat, ReportFormats
from goldenthread.source import load

PATTERNS = "data/report-format-patterns.yml"
_NUMBERS = {"shown": "Yes", "counted": "Counted, not printed", "none": "No"}


def choice_page(root: Path) -> Iterator[Output]:
    """Yield the page; nothing where a project keeps no patterns."""
    patterns = load(root / PATTERNS, PATTERNS).data if (root / PATTERNS).is_file() else None
    if patterns:
        formats = ReportFormats.model_validate(patterns).formats
        yield page("choose-a-format", "Choose a format", _blocks(formats))


def _blocks(formats: tuple[ReportFormat, ...]) -> Iterator[str]:
    yield (
        f"{len(formats)} patterns of cabinet reports come with Golden Thread. Choose the one that is closest to your papers. "
        "[Change the format of cabinet reports](change-the-format-of-cabinet-reports.md) says how to make it your own."
    )
    yield (
        f"`build.py new council` starts from the one that you choose. Later, copy one from `{PATTERNS}` "
        "into `data/report-formats.yml`. "
        "On the site, the end of this page has one invented paper in each of them, as a page and as a PDF."
    )
    for form in formats:
        yield f"## {form.name}"
        yield (form.note or "").strip()
        yield "\n".join(f"- {line}" for line in _looks(form))
        yield table(("Section", "What goes in it", "Numbered", "Needed"), map(_row, form.sections))


def _looks(form: ReportFormat) -> Iterator[str]:
    """Yield how a format numbers and heads its papers, a line each."""
    yield f"Its id: {code(form.id)}."
    labels = [f"“{line.label}”" for line in form.header]
    is_usual = form.header == ReportFormat.model_fields["header"].default
    yield "Header: the usual lines." if is_usual else f"Header: {joined(labels)}."
    yield (
        f"Recommendations are numbered {code(form.recommendation_marks)}; a single one has no mark."
        if (form.recommendation_marks != "2.1")
        else "Recommendations are numbered below the number of their section, such as 2.1."
    )
    is_through = form.paragraphs == "through"
    yield f"Paragraphs are numbered {'through the whole paper' if is_through else 'by section'}, where the author marks them."
    yield f"Appendices have {form.appendix_marks}."
    if form.plan_progress:
        yield "A plan in an appendix has the status of each action, and its last update."


def _row(section: FormatSection) -> tuple[str, str, str, str]:
    heading = section.heading or "Sections that the author names"
    rows = f": {joined([row.heading for row in section.rows])}" if section.rows else ""
    limit = f", {section.word_limit} words at most" if section.word_limit else ""
    what = capital(section.content.replace("-", " "))
    return heading, f"{what}{rows}{limit}", _NUMBERS[section.number], "Yes" if section.required else "No"
