"""What in a council's file does not fit its kind of record, in the council's words and at its line."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from goldenthread import source
from goldenthread.common.problems import Problem
from goldenthread.messages import guess, load_catalogue, problem
from goldenthread.model.base import NOT_RECORDED
from goldenthread.model.fields import part_kind, record_name
from goldenthread.source import Loc

# What pydantic calls a misfit -> the catalogue's code. Our own kinds of field raise the catalogue's codes.
_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_type": "text-expected",
    "tuple_type": "list-expected",
    "model_type": "fields-expected",
    "model_attributes_type": "fields-expected",
    "literal_error": "not-one-of",
}


def misfit(path: Path, shown: str, kind: type[BaseModel], detail: ErrorDetails) -> Problem:
    """Put one misfit into the council's words, at its line."""
    loc: Loc = detail["loc"]
    code = _CODES.get(detail["type"], detail["type"])
    if code not in load_catalogue():
        code = "not-understood"
    owner, info = _described(kind, loc)
    if detail["type"] == "tuple_type" and detail["input"] == "":
        code = "blank-field"
    value = detail.get("ctx", {}).get("value", detail["input"])
    place = source.locate(path, shown, loc, key=code in ("unknown-field", "blank-field"))
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    fields = list(owner.model_fields)
    return problem(
        code,
        place,
        field=name,
        value=value,
        record=f"this {record_name(owner)}",
        Record=f"This {record_name(owner)}",
        help=info.description if info else "",
        example=(info.examples or [""])[0] if info else "",
        guess=guess(name, fields) if code == "unknown-field" else "",
        known=_known(code, fields, detail),
        remedy=_remedy_for_blank(info),
    )


def _remedy_for_blank(info: FieldInfo | None) -> str:
    """Return what can be done about a blank field: only what its kind then accepts."""
    if info is None or not info.is_required():
        return "Fill it in, or delete the line."
    if type(None) in get_args(info.annotation):
        return f"Fill it in, or write “{NOT_RECORDED}” if the paper leaves it blank."
    return "Fill it in."


def _known(code: str, fields: list[str], detail: ErrorDetails) -> str:
    if code == "not-one-of":
        return str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    return ", ".join(fields)


def _described(kind: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], FieldInfo | None]:
    """Follow a way through the kinds of record: the last record passed, and the field's description."""
    owner, info = kind, None
    for part in loc:
        if isinstance(part, int):
            continue
        if info is not None:
            below = part_kind(info.annotation)
            if below is None:
                return owner, info
            owner = below
        info = owner.model_fields.get(part)
        if info is None:
            return owner, None
    return owner, info
