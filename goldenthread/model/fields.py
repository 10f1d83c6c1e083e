"""What the models say about themselves: the kinds of record within a kind, what marks a field, what a kind is called.

The one place that looks into pydantic's descriptions of fields. Checks, guide, schemas, data and editing ask here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goldenthread.model.base import Markdown, OneOf


def record_name(kind: type[BaseModel]) -> str:
    """Return what people call a kind of record: “cabinet report”."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


def slug_of(kind: type[BaseModel]) -> str:
    """Return the name of a kind of record in addresses and commands: `cabinet-report`."""
    return record_name(kind).replace(" ", "-")


def part_kind(annotation: Any) -> type[BaseModel] | None:
    """Return the kind of record inside a field's kind, as in a list of them; None when it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((kind for inner in get_args(annotation) if (kind := part_kind(inner))), None)


def field_at(kind: type[BaseModel], loc: Iterable[str | int]) -> tuple[type[BaseModel], FieldInfo | None]:
    """Return the last kind of record on the way to a field, and the field; None where the way leads to no field."""
    info: FieldInfo | None = None
    for name in (part for part in loc if isinstance(part, str)):
        below = part_kind(info.annotation) if info else kind
        if below is None:
            break
        kind = below
        info = kind.model_fields.get(name)
        if info is None:
            break
    return kind, info


def holds_several(annotation: Any) -> bool:
    """Whether a field holds several values."""
    return get_origin(annotation) is tuple or any(holds_several(inner) for inner in get_args(annotation))


def kinds_within(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a kind of record, then each kind of part within it, in the order in which they are met, each once."""
    waiting, seen = [kind], {kind}
    while waiting:
        yield (current := waiting.pop(0))
        for info in current.model_fields.values():
            below = part_kind(info.annotation)
            if below is not None and below not in seen:
                seen.add(below)
                waiting.append(below)


def marks(kind: type[BaseModel], name: str) -> Iterator[object]:
    """Yield everything that the model says of a field's kind: whose list it takes, what it refers to."""
    info: FieldInfo = kind.model_fields[name]
    yield from info.metadata
    yield from _marks_within(info.annotation)


def _marks_within(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks_within(inner)


def word_list(kind: type[BaseModel], name: str) -> str:
    """Return the list of the vocabulary from which a field takes its words; empty for none."""
    return next((mark.list for mark in marks(kind, name) if isinstance(mark, OneOf)), "")


@cache
def is_prose(kind: type[BaseModel], name: str) -> bool:
    """Whether a field is written in Markdown: one text, or a list of them."""
    return any(isinstance(mark, Markdown) for mark in marks(kind, name))


def mark_of(info: FieldInfo, name: str) -> bool | None:
    """Return what `shown` or `private` say of a field: `public`, `printed` or `progress`; None for nothing."""
    extra = info.json_schema_extra
    mark = extra.get(name) if isinstance(extra, Mapping) else None
    return mark if isinstance(mark, bool) else None


def is_public(info: FieldInfo) -> bool:
    """Whether readers see a field."""
    return mark_of(info, "public") is True


def is_printed(kind: type[BaseModel], path: Sequence[str]) -> bool:
    """Whether a field holds words as others printed them; `path` is the names of fields on the way down to it.

    A printed field is so as a whole, unless the fields of its parts are marked themselves: then only those are.
    """
    is_whole = False
    for name in path:
        info = kind.model_fields.get(name)
        printed = mark_of(info, "printed") if info else None
        if printed is False or not (is_whole or printed):
            return False
        below = part_kind(info.annotation) if info else None
        if below is None:
            return True
        is_whole = is_whole or not any(mark_of(part, "printed") for part in below.model_fields.values())
        kind = below
    return True


@cache
def public_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields that readers see, in the model's order."""
    return tuple(name for name, info in kind.model_fields.items() if is_public(info))


R = TypeVar("R", bound=BaseModel)


def without_progress(record: R) -> R:
    """Return a record as the papers of its day have it: what is recorded after the paper is at its default."""
    changed: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if mark_of(info, "progress"):
            changed[name] = info.default
        elif isinstance(value, BaseModel):
            changed[name] = without_progress(value)
        elif isinstance(value, tuple):
            changed[name] = tuple(
                without_progress(item) if isinstance(item, BaseModel) else item for item in value
            )
    return record.model_copy(update=changed)
