"""Forms from the models: each field of a record as a question, with the label, help, example and choices it describes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from goldenthread.acts.field_value import FIXED
from goldenthread.acts.questions import NONE, Choices, Question
from goldenthread.acts.start_questions import yes_or_no
from goldenthread.changes.naming import field_name
from goldenthread.common.inflection import capital
from goldenthread.editing.lookup import Named, field
from goldenthread.editing.splice import kind_at
from goldenthread.model.base import Record, Refers
from goldenthread.model.fields import holds_several, is_prose, marks, part_kind, word_list
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.read import Content
from goldenthread.source import Loc

# Fields with an act of their own, or with addresses in them.
NOT_HERE = frozenset({*FIXED, "corrections", "number", "draft"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of a record that can be changed: its dotted name as `build.py set` has it, a label, and the text."""

    name: str
    label: str
    text: str


def label_of(name: str) -> str:
    """Return what a field is called over its form."""
    return capital(field_name(name))


def hint_of(kind: type[Record], name: str) -> str:
    """Return the help of a field, with its example."""
    info = kind.model_fields[name]
    example = next(iter(info.examples or ()), "")
    help = (info.description or "").replace("`", "")
    return f"{help} For example: {example}" if example and "\n" not in str(example) else help


def question_of(kind: type[Record], name: str, *, is_optional: bool | None = None) -> Question:
    """Return the question that asks for a field of plain values."""
    info = kind.model_fields[name]
    optional = not info.is_required() if is_optional is None else is_optional
    return Question(
        name,
        label_of(name),
        default=NONE if optional else None,
        choices=_choices(kind, name),
        several=holds_several(info.annotation),
        prose=is_prose(kind, name),
    )


def _choices(kind: type[Record], name: str) -> Choices | None:
    """Return what offers the choices of a field; None when any text will do. All take a Content."""
    if words := word_list(kind, name):
        return lambda content, _: [(word.word, word.label) for word in getattr(content.vocabulary, words)]
    for mark in marks(kind, name):
        if isinstance(mark, Refers):
            to = mark.to
            return lambda content, _: _referred(content, to)
    annotation = kind.model_fields[name].annotation
    if bool in (annotation, *get_args(annotation)):
        return yes_or_no
    options = next((one for one in (annotation, *get_args(annotation)) if get_origin(one) is Literal), None)
    return (lambda *_: [(one, capital(one)) for one in get_args(options)]) if options else None


def _referred(content: Content, to: str) -> list[tuple[str, str]]:
    if to in BY_FOLDER:
        return [(name, record.title) for name, record in content.folders[to].items()]
    listed: dict[str, tuple[Any, ...]] = {
        "offices": content.organisation.offices,
        "formats": content.formats.formats,
        "rule-sets": content.deadline_rules.sets,
    }
    return [(one.id, one.name) for one in listed.get(to, ())]


def plain_fields(kind: type[Record]) -> Iterator[str]:
    """Yield the fields that a form can ask for: plain values and lists of them."""
    for name, info in kind.model_fields.items():
        if name not in NOT_HERE and part_kind(info.annotation) is None:
            yield name


def part_fields(kind: type[Record]) -> Iterator[tuple[str, type[Record]]]:
    """Yield the lists of parts to which a form can add one, each with the kind of its parts."""
    for name, info in kind.model_fields.items():
        below = part_kind(info.annotation)
        if name not in NOT_HERE and below is not None and holds_several(info.annotation):
            yield name, below  # type: ignore[misc]  # every part is a Record


def leaves(found: Named, *, without: str = "") -> Iterator[Leaf]:
    """Yield every text of a record, or of a row of it, that a form can change; `without` names a list to leave out."""
    for name, value in found.record.items():
        if name not in NOT_HERE and name != without:
            for dotted, text in _texts(found, (*found.loc, name), name, value):
                yield Leaf(dotted, full_label(found, dotted), text)


def _texts(found: Named, loc: Loc, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for below, inner in value.items():
            if below not in ("id", "number"):
                yield from _texts(found, (*loc, below), f"{name}.{below}", inner)
    elif isinstance(value, list) and kind_at(found.kind, loc) is not None:
        for place, item in enumerate(value):
            own = item.get("number") or item.get("id") if isinstance(item, Mapping) else None
            yield from _texts(found, (*loc, place), f"{name}.{own or place + 1}", item)
    else:
        yield name, "\n".join(value) if isinstance(value, list) else str(value)


def empty_fields(found: Named, *, without: str = "") -> Iterator[str]:
    """Yield the dotted names of the plain fields that are not there: of the record or row itself, and of its parts."""
    owner = kind_at(found.kind, found.loc)
    yield from (
        (name for name in plain_fields(owner) if name not in found.record and name != "id") if owner else ()
    )
    for list_name, below in part_fields(owner) if owner else ():
        items = found.record.get(list_name)
        if list_name == without or not isinstance(items, list):
            continue
        for place, item in enumerate(items):
            own = item.get("number") or item.get("id") or place + 1
            empty = (
                name for name in plain_fields(below) if name not in item and name not in ("id", "number")
            )
            yield from (f"{list_name}.{own}.{name}" for name in empty)


# What tells people one part of a list from another, where it has neither a number nor a title.
_NAMED_BY = ("title", "name", "section", "kind", "what", "when", "number", "id")


def full_label(found: Named, name: str) -> str:
    """Return what a field is called by its dotted name: `implications.1.text` is “Implications, financial: Text”."""
    labels: list[str] = []
    data = found.record
    for loc in _steps(found, name):
        data = _below(data, loc)
        if isinstance(loc, int):
            labels[-1] += f", {next((str(data[one]) for one in _NAMED_BY if one in data), loc + 1)}"
        else:
            labels.append(label_of(loc))
    return ": ".join(labels)


def _steps(found: Named, name: str) -> Loc:
    return field(found, name)[len(found.loc) :]


def _below(data: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return data[part] if isinstance(data, list) and part < len(data) else {}
    return data.get(part, {}) if isinstance(data, Mapping) else {}
