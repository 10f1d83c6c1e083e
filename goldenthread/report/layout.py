"""A cabinet report laid out as its format has it, once: sections and paragraphs with their numbers, appendices with theirs.

Rules, cross-references, the register and through it every page, paper and data file read the same layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from goldenthread.common.inflection import letters
from goldenthread.markdown.footnotes import settled
from goldenthread.markdown.render import EMBED, heading_id, next_number, number_after
from goldenthread.model.cabinet_report import Appendix, CabinetReport, DecisionGroup
from goldenthread.model.report_format import FormatSection, ReportFormat
from goldenthread.read import Content
from goldenthread.report.formats import format_of, is_filled, prose_of

_BODY_HEADING = re.compile(r"^## (?:#(?P<printed>\S+)\. )?(?P<heading>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of Markdown in a report; `first` is the number of its first marked paragraph, empty for none."""

    text: str
    first: str = ""

    @property
    def template(self) -> str:
        """Return the part that draws it."""
        return "parts/report_prose.html"


@dataclass(frozen=True, slots=True)
class EmbedLine:
    """A line of a text that asks for something drawn: `[[table 2031-service costs]]`, `[[picture progress 2031-finance]]`."""

    kind: str  # "table", "picture" …
    subject: str  # the plan; of a picture, what it shows
    name: str  # the table's id, the activities' stage, or the record that a picture shows; empty for none


Block = Prose | EmbedLine


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one report.

    `count` is its number, empty where the format counts none; `is_shown` says whether the number is printed.
    """

    format: FormatSection
    id: str
    heading: str
    count: str
    is_shown: bool
    first: str  # the number of its first marked paragraph; empty where none is counted
    lead: Prose | None  # the words before the levels of risk
    blocks: tuple[
        Block, ...
    ]  # its prose, cut at what is drawn inside; none where it has only a shape of its own

    @property
    def number(self) -> str | None:
        """Return the number that is printed."""
        return self.count if self.is_shown else None

    def with_prose(self, change: Callable[[str], str]) -> Section:
        """Return the section with its prose changed in a way that changes no number."""
        return replace(
            self,
            lead=self.lead and replace(self.lead, text=change(self.lead.text)),
            blocks=tuple(
                replace(block, text=change(block.text)) if isinstance(block, Prose) else block
                for block in self.blocks
            ),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names by which a cross-reference may mean it: its id in the format, or its own heading."""
        return (self.id, heading_id(self.heading).removeprefix("s-"))


@dataclass(frozen=True, slots=True)
class LaidAppendix:
    """An appendix with what it is called by: its number or letter as printed, or the format's next one."""

    facts: Appendix
    number: str

    @property
    def id(self) -> str:
        """Return its anchor: “appendix-a”."""
        return f"appendix-{self.number.lower()}"


@dataclass(frozen=True, slots=True)
class LaidGroup:
    """What one body is to decide: each part with its mark as printed, which is empty for a part that is alone."""

    facts: DecisionGroup
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A cabinet report as it is printed: its sections in order, and its appendices. `format` is None where none is known."""

    report: CabinetReport
    format: ReportFormat | None
    sections: tuple[Section, ...]
    appendices: tuple[LaidAppendix, ...]


def layout_of(content: Content, report: CabinetReport) -> Layout:
    """Return the layout of a report, which is worked out the first time that anybody asks for one."""
    return content.once(layouts)[report.id]


def layouts(content: Content) -> dict[str, Layout]:
    """Lay every report out, by its id."""
    return {report.id: lay_out(content, report) for report in content.cabinet_reports.values()}


def lay_out(content: Content, report: CabinetReport) -> Layout:
    """Lay a report out: each section that it fills, in printed order, with its number and those of its paragraphs."""
    form = format_of(content, report)
    sections = tuple(_sections(report, form, content.texts.get(report.text or "", ""))) if form else ()
    appendices = (
        LaidAppendix(appendix, appendix.number or _mark(form, place))
        for place, appendix in enumerate(report.appendices, start=1)
    )
    return Layout(report, form, sections, tuple(appendices))


def decisions_of(layout: Layout, report: CabinetReport) -> tuple[LaidGroup, ...]:
    """Return what each body is to decide, numbered through; `report` is that of the layout, with links in its prose."""
    decision = report.recommended_decision
    groups = decision.groups or (DecisionGroup(parts=decision.parts),)
    counted = (one.count for one in layout.sections if one.format.content == "recommendation")
    section, places = next(counted, ""), count(1)
    is_alone = len(decision.every_part) == 1
    return tuple(
        LaidGroup(
            group,
            tuple((_part_mark(layout.format, section, next(places), is_alone), part) for part in group.parts),
        )
        for group in groups
    )


def _part_mark(form: ReportFormat | None, section: str, place: int, is_alone: bool) -> str:
    """Return the mark of a recommendation, as the format prints it."""
    style = form.recommendation_marks if form else "a)"
    if style == "2.1" and section:
        return f"{section}.{place}"
    if is_alone:
        return ""
    if "a" in style:
        return style.replace("a", letters(place))
    return f"({place})" if style == "(1)" else f"{place}."


def _sections(report: CabinetReport, form: ReportFormat, body: str) -> Iterator[Section]:
    """Yield the sections, counting on from one to the next; marked paragraphs count in their section, or through the paper."""
    given = {item.section: item.number for item in report.numbers_as_printed}
    following, paragraph = "1", "1"
    for section, name, heading, text, printed in _filled(report, form, body):
        number = printed or given.get(name)
        count = number or (following if section.number != "none" else "")
        if count:
            following = next_number(count) or following
        if form.paragraphs == "by section":
            paragraph = f"{count}.1" if count else ""
        first = paragraph
        lead = Prose(_lead(report), first) if section.content == "risk" and _lead(report) else None
        if lead:
            paragraph = number_after(lead.text, paragraph)
        blocks, paragraph = _blocks(text, paragraph)
        shown = section.number == "shown" or number is not None
        yield Section(section, name, heading, count, shown, first, lead, blocks)


def _filled(
    report: CabinetReport, form: ReportFormat, body: str
) -> Iterator[tuple[FormatSection, str, str, str, str | None]]:
    """Yield the format's section, address, heading, text and printed number of each section that the report fills."""
    for section in form.sections:
        if section.content == "body":
            if section.heading and is_filled(report, section):  # over them all, and without a number
                yield section.model_copy(update={"number": "none"}), section.id, section.heading, "", None
            for place, (heading, inside, printed) in enumerate(_cut(body), start=1):
                yield section, f"body-{place}", heading, inside, printed
        elif is_filled(report, section):
            yield section, section.id, section.heading, prose_of(report, section), None


def _cut(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield a report's Markdown, cut at its `##` headings: heading, the text below it, and the number as printed."""
    whole = settled(text)
    found = list(_BODY_HEADING.finditer(whole))
    for place, match in enumerate(found, start=1):
        end = found[place].start() if place < len(found) else len(whole)
        yield match["heading"].strip(), whole[match.end() : end].strip(), match["printed"]


def _lead(report: CabinetReport) -> str:
    """Return the words before the levels of risk."""
    if report.risk is None or report.risk.lead_in is None:
        return ""
    return ("#. " if report.risk.lead_in_numbered else "") + report.risk.lead_in


def _blocks(text: str, first: str) -> tuple[tuple[Block, ...], str]:
    """Return a text cut at the lines that draw something, and the number after its last paragraph as well."""
    blocks: list[Block] = []
    start = 0
    for match in (*EMBED.finditer(text), None):
        prose = text[start : match.start() if match else None].strip()
        if prose:
            blocks.append(Prose(prose, first))
            first = number_after(prose, first)
        if match:
            blocks.append(EmbedLine(match["kind"], match["plan"], match["name"] or ""))
            start = match.end()
    return tuple(blocks), first


def _mark(form: ReportFormat | None, place: int) -> str:
    """Return the mark of an appendix; letters count as in a spreadsheet: A to Z, then AA."""
    return str(place) if form is None or form.appendix_marks == "numbers" else letters(place).upper()
