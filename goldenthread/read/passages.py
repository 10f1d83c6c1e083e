"""Every text that people write in Markdown, and the places of values in records before their lines are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel

from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.fields import is_prose
from goldenthread.model.kinds import BY_MODEL
from goldenthread.read import Content
from goldenthread.source import Loc


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its file and the way to the value, or by its line where the file is no YAML.

    `inside` is a line and a column within the value, both counted from 0.
    """

    file: str
    loc: Loc = ()
    line: int = 0
    key: bool = False
    column: int = 1
    inside: tuple[int, int] | None = None


def parts(content: Content, file: str) -> tuple[tuple[Loc, BaseModel], ...]:
    """Return the record of a file and every record inside it, each with the way to it."""
    return content.once(_parts_by_file)[file]  # many rules walk the same records


def _parts_by_file(content: Content) -> Mapping[str, tuple[tuple[Loc, BaseModel], ...]]:
    return {file: tuple(_walk(record, ())) for _, file, record in content.records()}


def _walk(record: BaseModel, loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    yield loc, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from _walk(value, (*loc, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for place, item in enumerate(value):
                yield from _walk(item, (*loc, name, place))


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

    def spot_at(self, at: int) -> Spot:
        """Return the place of a character of the text, counted from 0."""
        return self.spot(*line_and_column(self.text, at))

    def line(self, number: int) -> str:
        """Return a line, counted from 0; empty where there is none."""
        lines = _lines(self.text)
        return lines[number] if number < len(lines) else ""


@lru_cache(maxsize=8)  # rules ask for one line of a long text after another
def _lines(text: str) -> list[str]:
    return text.split("\n")


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a character of a text, all counted from 0."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def texts_of(
    part: BaseModel, names: Iterable[str], file: str, loc: Loc, report: CabinetReport | None = None
) -> Iterator[Passage]:
    """Yield each text in some fields of a part of a record, those of lists one by one; `loc` leads to the part."""
    for name in names:
        value = getattr(part, name)
        if isinstance(value, str):
            yield Passage(value, file, (*loc, name), report)
        for place, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, str):
                yield Passage(item, file, (*loc, name, place), report)


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
            yield from texts_of(part, _prose_fields(type(part)), file, loc, report)


@cache
def _prose_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if is_prose(kind, name))
