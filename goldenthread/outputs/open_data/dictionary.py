"""Columns of open data: what each is called, what it means and how its value is found, given once.

The public fields of a record become columns by themselves, in the order of the model and with its help as their
meaning. Only what is worked out, or has another name than in the model, is written down in `data_tables.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import EllipsisType
from typing import Any, get_args

from goldenthread.common.dates import When
from goldenthread.markdown.render import without_references
from goldenthread.model.base import RecommendationRef, Record
from goldenthread.model.fields import holds_several, mark_of, public_fields

Row = dict[str, Any]

SWITCHES = frozenset({"draft", "publish_on"})  # whether it is published says nothing of the record itself


@dataclass(frozen=True, slots=True)
class Column:
    """A name in the data, what it means, and its value, found in what a row is made of.

    A dot in the name leads into a part that is always there: `timeline.from`. `value` is a function or a path of
    attributes, `facts.heading`; without one it is the attribute with the column's name. `parts` are the columns of a
    value that may be missing, or of each item where there are several.
    """

    name: str
    meaning: str
    value: Callable[[Any], Any] | str = ""
    parts: tuple[Column, ...] = ()
    is_list: bool = False
    holds: tuple[str, ...] = ()  # the fields of the record that it gives under another name
    is_progress: bool = False  # known only after the paper: no part of what the paper prints

    def find(self, source: Any) -> Any:
        """Return the value in `source`, as JSON has it."""
        held = _follow(source, self.value or self.name) if isinstance(self.value, str) else self.value(source)
        if not self.parts or held is None:
            return as_plain(held)
        return [row(self.parts, item) for item in held] if self.is_list else row(self.parts, held)


def _follow(source: Any, path: str) -> Any:
    for name in path.split("."):
        source = getattr(source, name) if source is not None else None
    return source


def as_text(path: str) -> Callable[[Any], Any]:
    """Return what finds a time that may be exact or not, as text: a day as `2031-12-15`, any other as printed."""
    return lambda source: getattr(found := _follow(source, path), "as_printed", found)


REFERENCE = (Column("review", "The review’s id."), Column("number", "The reviewer’s number."))


def row(columns: Iterable[Column], source: Any) -> Row:
    """Return the values of all columns, those with a dot in their name within each other."""
    values: Row = {}
    for column in columns:
        *above, name = column.name.split(".")
        inside = values
        for part in above:
            inside = inside.setdefault(part, {})
        inside[name] = column.find(source)
    return values


def describe(columns: Iterable[Column], prefix: str = "") -> Iterator[Column]:
    """Yield every name of the data with its meaning, those of parts behind a dot."""
    for column in columns:
        yield Column(prefix + column.name, column.meaning)
        yield from describe(column.parts, f"{prefix}{column.name}.")


def columns_of(
    model: type[Record], *columns: Column | str | EllipsisType, reach: str = "", left_out: Iterable[str] = ()
) -> tuple[Column, ...]:
    """Return the given columns, and where `...` is, or else after them, the public fields that none of them gives.

    A bare name stands for the field with that name. After `...`, a column with the name of a field takes its
    place, or else comes in its own where it `holds` that field.
    `reach` names the attribute in which a row's source has the record: `facts` where the source is a view.
    """
    rest = columns.index(...) if ... in columns else len(columns)
    given = [
        _field(model, item, reach) if isinstance(item, str) else item for item in columns if item is not ...
    ]
    known = {name for item in given[:rest] for name in (item.name.partition(".")[0], *item.holds)}
    known |= {*SWITCHES, *left_out} | {name for item in given[rest:] for name in item.holds}
    instead = {item.name: item for item in given[rest:] if item.name in {*model.model_fields} - known}
    own = [
        instead.get(name) or _field(model, name, reach) for name in public_fields(model) if name not in known
    ]
    return (*given[:rest], *own, *(item for item in given[rest:] if item.name not in instead))


def _field(model: type[Record], name: str, reach: str) -> Column:
    info = model.model_fields[name]
    part = _part(info.annotation)
    path = f"{reach}.{name}" if reach else name
    return Column(
        name,
        info.description or "",
        as_text(path) if {date, When} <= {*get_args(info.annotation)} else path,
        parts=REFERENCE if part is RecommendationRef else columns_of(part) if part else (),
        is_list=holds_several(info.annotation),
        is_progress=mark_of(info, "progress") is True,
    )


def _part(annotation: Any) -> Any:
    """Return the kind of record that a field holds one or several of; None when it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Record | RecommendationRef):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _part(inner))), None)


def as_plain(value: Any) -> Any:
    """Return a value of a record as one that JSON has."""
    match value:
        case When():
            return {"as_printed": value.as_printed, "from": str(value.first), "to": str(value.last)}
        case date():
            return value.isoformat()
        case tuple() | list():
            return [as_plain(item) for item in value]
        case str():
            return without_references(value).strip()
    return value
