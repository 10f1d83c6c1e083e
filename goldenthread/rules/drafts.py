"""Rules about what a draft leaves for later: it is told while the record is a draft, and refused when it is not."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.model.base import TO_WRITE
from goldenthread.read import Content
from goldenthread.read.spots import Spot, parts
from goldenthread.rules.finding import Finding


def nothing_is_left_to_write(content: Content) -> Iterator[Finding]:
    """The words “to be written” stand in drafts only."""
    for file, record in content.published():
        code = "to-write" if record.draft else "still-to-write"
        for what, spot in (*_fields(content, file), *_lines(content, getattr(record, "text", None))):
            yield Finding(code, spot, {"what": what})


def _fields(content: Content, file: str) -> Iterator[tuple[str, Spot]]:
    """Give each field that waits, by its name; in a report, by the section that it fills."""
    for loc, part in parts(content, file):
        for name, value in part:
            section = getattr(part, "section", None)
            what = name if section is None else section if name == "text" else f"{section}, {name}"
            if value == TO_WRITE:
                yield what, Spot(file, (*loc, name))
            elif isinstance(value, tuple) and TO_WRITE in value:
                yield what, Spot(file, (*loc, name, value.index(TO_WRITE)))


def _lines(content: Content, text: str | None) -> Iterator[tuple[str, Spot]]:
    for line, words in enumerate(content.texts.get(text or "", "").split("\n"), start=1):
        if words.strip() == TO_WRITE:
            yield "the text", Spot(text or "", line=line)
