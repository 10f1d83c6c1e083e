"""Places in records before their lines are looked up, and the walk over a record and every record inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from pydantic import BaseModel

from goldenthread.source import Loc

T = TypeVar("T")


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


def parts(record: BaseModel) -> tuple[tuple[Loc, BaseModel], ...]:
    """Give a record and every record inside it, each with the way to it."""
    return _parts_of(Same(record))


class Same(Generic[T]):
    """A thing as itself, not as what it says: to compare all that two records say takes longer than to walk them."""

    __slots__ = ("thing",)

    def __init__(self, thing: T) -> None:
        """Hold the thing: while it is held, no other can have its place."""
        self.thing = thing

    def __hash__(self) -> int:
        """Tell things apart by where they are kept."""
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        """Say whether both are one."""
        return isinstance(other, Same) and other.thing is self.thing


@lru_cache(maxsize=1024)  # many rules walk the same records
def _parts_of(same: Same[BaseModel]) -> tuple[tuple[Loc, BaseModel], ...]:
    return tuple(_walk(same.thing, ()))


def _walk(record: BaseModel, loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    yield loc, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from _walk(value, (*loc, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for place, item in enumerate(value):
                yield from _walk(item, (*loc, name, place))
