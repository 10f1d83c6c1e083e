"""Every text that people write in Markdown: the files of `content/`, and the prose in records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.fields import is_prose
from goldenthread.model.kinds import BY_MODEL
from goldenthread.read import Content
from goldenthread.read.spots import Spot, parts
from goldenthread.source import Loc

REPORT_TEXTS = f"content/{BY_MODEL[CabinetReport].folder}/"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the way to it. `report` is the cabinet report that it belongs to, if any."""

    text: str
    file: str
    loc: Loc = ()  # empty where the file is the text
    report: CabinetReport | None = None

    @property
    def is_file(self) -> bool:
        """Whether the text is a Markdown file, which may have headings of its own."""
        return not self.loc

    def spot(self, line: int, column: int = 0) -> Spot:
        """Return the place of a line and column of the text, both counted from 0."""
        if self.is_file:
            return Spot(self.file, line=line + 1, column=column + 1)
        return Spot(self.file, self.loc, inside=(line, column))

    def line(self, number: int) -> str:
        """Return a line, counted from 0; empty where there is none."""
        lines = self.text.split("\n")
        return lines[number] if number < len(lines) else ""


def passages(content: Content) -> tuple[Passage, ...]:
    """Return every text of the content; of reports' texts, those that a report names, for no other is drawn."""
    return content.once(_all_passages)  # one rule after another asks


def _all_passages(content: Content) -> tuple[Passage, ...]:
    return tuple(_passages(content))


def _passages(content: Content) -> Iterator[Passage]:
    owners = {report.text: report for report in content.cabinet_reports.values() if report.text}
    for file, text in content.texts.items():
        if file in owners or not file.startswith(REPORT_TEXTS):
            yield Passage(text, file, (), owners.get(file))
    for _, file, record in content.records():
        report = record if isinstance(record, CabinetReport) else None
        for loc, part in parts(content, file):
            for name in _prose_fields(type(part)):
                value = getattr(part, name)
                if isinstance(value, str):
                    yield Passage(value, file, (*loc, name), report)
                for place, item in enumerate(value if isinstance(value, tuple) else ()):
                    yield Passage(item, file, (*loc, name, place), report)


@cache
def _prose_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if is_prose(kind, name))
