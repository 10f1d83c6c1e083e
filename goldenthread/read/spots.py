"""Places in records before their lines are looked up, and the walk over a record and every record inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

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
