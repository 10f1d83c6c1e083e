"""Rules about the marks `#. ` and `#9.3. ` before paragraphs: they stand where the format numbers paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.markdown.render import NUMBER_MARK, parse
from goldenthread.read import Content
from goldenthread.read.passages import Passage, passages
from goldenthread.report.layout import Part, format_of, parts_of
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
    form = format_of(content, report)
    if form is None:
        return True  # said elsewhere: nobody knows what is numbered
    parts = {part.id: part for part in parts_of(content, report)}
    if passage.is_file:
        section = sum(words.startswith("## ") for words in passage.text.split("\n")[: line + 1])
        is_heading = passage.line(line).startswith("## ")
        return is_heading or _takes(form.paragraphs, parts.get(f"body-{section}"))
    return _takes(form.paragraphs, _part(parts, report, passage.loc))


def _takes(paragraphs: str, part: Part | None) -> bool:
    return part is not None and (paragraphs == "through" or bool(part.count))


def _part(parts: dict[str, Part], report: object, loc: Loc) -> Part | None:
    """Find the section that prints a field as its prose; None where the field stands in a table, a list or a header."""
    match loc:
        case ("sections" | "implications" as field, int(place), "text"):
            return parts.get(getattr(report, field)[place].section)
        case ("risk", "explanation"):
            return next((part for part in parts.values() if part.section.content == "risk"), None)
        case (str(field),):
            contents = field.replace("_", "-")
            return next((p for p in parts.values() if p.section.content == contents and p.text), None)
    return None
