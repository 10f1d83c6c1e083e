"""Rules about the marks `#. ` and `#9.3. ` before paragraphs: they stand where the format numbers paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.markdown.render import NUMBER_MARK, parse
from goldenthread.read import Content
from goldenthread.read.passages import Passage, passages
from goldenthread.report.contents import filling
from goldenthread.report.layout import Section, layout_of
from goldenthread.rules.finding import Finding
from goldenthread.source import Loc


def marks_get_numbers(content: Content) -> Iterator[Finding]:
    """A paragraph is marked for a number only where the format numbers paragraphs."""
    for passage in passages(content):
        if not NUMBER_MARK.search(passage.text):
            continue
        for token in parse(passage.text):
            if token.type == "inline" and token.map and NUMBER_MARK.match(token.content):
                line = token.map[0]
                if not _is_numbered(content, passage, line):
                    mark = (NUMBER_MARK.match(token.content) or [""])[0].strip()
                    yield Finding("mark-without-number", passage.spot(line), {"mark": mark})


def _is_numbered(content: Content, passage: Passage, line: int) -> bool:
    report = passage.report
    if report is None:
        return False
    layout = layout_of(content, report)
    form = layout.format
    if form is None:
        return True  # said elsewhere: nobody knows what is numbered
    sections = {section.id: section for section in layout.sections}
    if passage.is_file:
        place = sum(words.startswith("## ") for words in passage.text.split("\n")[: line + 1])
        is_heading = passage.line(line).startswith("## ")
        return is_heading or _takes(form.paragraphs, sections.get(f"body-{place}"))
    return _takes(form.paragraphs, _section(sections, report, passage.loc))


def _takes(paragraphs: str, section: Section | None) -> bool:
    return section is not None and (paragraphs == "through" or bool(section.count))


def _section(sections: dict[str, Section], report: object, loc: Loc) -> Section | None:
    """Find the section that prints a field as its prose; None where the field stands in a table, a list or a header."""
    match loc:
        case ("sections" | "implications" as field, int(place), "text"):
            return sections.get(getattr(report, field)[place].section)
        case ("risk", "explanation"):
            return next((one for one in sections.values() if one.format.content == "risk"), None)
        case (str(field),):
            held = (one for one in sections.values() if filling(one.format).is_prose)
            return next((one for one in held if filling(one.format).field == field), None)
    return None
