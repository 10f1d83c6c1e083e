"""The pages that list every field of every kind of file, made from the models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from goldenthread.common.inflection import small
from goldenthread.common.output import Output
from goldenthread.guide import code, page, table
from goldenthread.model import base
from goldenthread.model.base import OneOf, Refers
from goldenthread.model.fields import holds_several, is_public, kinds_within, marks, part_kind, record_name
from goldenthread.model.kinds import Kind, referred, with_article
from goldenthread.model.settings import FILE_KINDS, Setting

# What a field holds, in words, by the mark that its kind carries.
_HOLDS = {
    base.Line: "one line",
    base.Prose: "text",
    base.Id: "an id",
    base.Number: "a whole number",
    base.Day: "a day",
    base.Time: "a time",
    base.YesNo: "yes or no",
    base.AnsweredRecommendation: "a review’s id and a number",
    base.Url: "a web address, with https:// or http://",
    base.Email: "an email address",
    base.Sha256: "a SHA-256: 64 letters and figures",
    base.LineOrBlank: "one line or `not recorded`",
    base.SiteUrlOrBlank: "a web address or `not recorded`",
    base.ProseOrBlank: "text or `not recorded`",
    base.DayOrBlank: "a day or `not recorded`",
    base.TimeOrBlank: "a time or `not recorded`",
}
_BY_READER = {kind.__metadata__[0]: words for kind, words in _HOLDS.items()}  # type: ignore[attr-defined]


def field_pages() -> Iterator[Output]:
    """Make one page for each kind of file."""
    for kind in FILE_KINDS:
        yield page(f"fields-{kind.name}", f"Every field: {small(kind.title)}", _blocks(kind))


def _blocks(kind: Kind | Setting) -> Iterator[str]:
    yield (
        f"What you can write in {code(kind.files)}, field by field. **Needed** marks a field that you cannot leave out. "
        "Readers of the site see every field except those marked **never published**."
    )
    for part in kinds_within(kind.model):
        yield f"## {record_name(part).capitalize()}"
        about = (part.__doc__ or "").split("\n\n", 1)[0]
        yield re.sub(r"\s+", " ", about)
        yield table(
            ("Field", "What it is", "What to write", "Example"), (_row(part, n) for n in part.model_fields)
        )


def _row(part: type[BaseModel], name: str) -> tuple[str, str, str, str]:
    info = part.model_fields[name]
    needed = " **needed**" if info.is_required() else ""
    hidden = "" if is_public(info) else " **Never published.**"
    example = (info.examples or [""])[0]
    return code(name) + needed, f"{info.description}{hidden}", holds(part, name), code(example)


def holds(part: type[BaseModel], name: str) -> str:
    """Say what a field takes: “a day”, “a list; each item is: event”, “a word of statuses”."""
    info = part.model_fields[name]
    found = list(marks(part, name))
    below = part_kind(info.annotation)
    words = record_name(below) if below else _value(info, found)
    if base.Several in found:
        return f"{words}; or a list of them"
    if holds_several(info.annotation):
        return f"a list; each item is: {words}"
    return f"further fields: {words}" if below else words


def _value(info: FieldInfo, found: list[object]) -> str:
    listed = next((words for mark in found if (words := _marked(mark))), None)
    return listed or _choices(info.annotation) or next(_BY_READER[m] for m in found if m in _BY_READER)


def _marked(mark: object) -> str | None:
    if isinstance(mark, OneOf):
        return f"a word of [{mark.list}](words.md)"
    return f"the id of {with_article(referred(mark.to))}" if isinstance(mark, Refers) else None


def _choices(annotation: Any) -> str | None:
    if get_origin(annotation) is Literal:
        return "one of: " + ", ".join(code(word) for word in get_args(annotation))
    inner = get_args(annotation) if get_origin(annotation) in (Union, UnionType, tuple) else ()
    return next((words for choice in inner if (words := _choices(choice))), None)
