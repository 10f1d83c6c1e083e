"""What a rule finds: the catalogue's code and the way to the place, before the line is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from goldenthread.messages import problem
from goldenthread.problems import Place, Problem
from goldenthread.read import Content
from goldenthread.source import Loc, locate


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


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: code, place, the words that fill its sentences, and further places."""

    code: str
    spot: Spot
    words: Mapping[str, object] = field(default_factory=dict)
    also: tuple[Spot, ...] = ()


def said(content: Content, finding: Finding) -> Problem:
    """Look the lines up and say it."""
    return problem(
        finding.code,
        _place(content, finding.spot),
        also=[_place(content, spot) for spot in finding.also],
        **finding.words,
    )


def _place(content: Content, spot: Spot) -> Place:
    if spot.line:
        return Place(spot.file, spot.line, spot.column)
    return locate(content.root / spot.file, spot.file, spot.loc, key=spot.key, inside=spot.inside)


def parts(record: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, BaseModel]]:
    """Give a record and every record inside it, each with the way to it."""
    yield loc, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from parts(value, (*loc, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for place, item in enumerate(value):
                yield from parts(item, (*loc, name, place))
