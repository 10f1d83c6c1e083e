"""The description of the fields: complete, usable as help, and clear about what is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel

from goldenthread.model.common import Published
from goldenthread.model.council import Council
from goldenthread.model.fields import part_kind
from goldenthread.model.kinds import KINDS
from goldenthread.model.organisation import Organisation
from goldenthread.model.report_format import FormatSection, ReportFormats
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.register import Register

FILES: list[type[BaseModel]] = [
    Council,
    Organisation,
    Vocabulary,
    ReportFormats,
    *(kind.model for kind in KINDS),
]


def kinds(kind: type[BaseModel], known: set[type[BaseModel]] | None = None) -> set[type[BaseModel]]:
    """Give a kind of record and all kinds inside it."""
    known = known if known is not None else set()
    if kind not in known:
        known.add(kind)
        for info in kind.model_fields.values():
            inner = part_kind(info.annotation)
            if inner:
                kinds(inner, known)
    return known


ALL = sorted({k for file in FILES for k in kinds(file)}, key=lambda k: k.__name__)


@pytest.mark.parametrize("kind", ALL, ids=lambda k: k.__name__)
def test_every_field_has_help_an_example_and_an_audience(kind: type[BaseModel]) -> None:
    for name, info in kind.model_fields.items():
        assert info.description, name
        assert info.description.endswith((".", "?")), name
        assert info.examples, name
        assert info.examples[0], name
        extra = info.json_schema_extra
        assert isinstance(extra, dict), name
        assert isinstance(extra.get("public"), bool), f"say whether {name} is shown or private"


@pytest.mark.parametrize("kind", ALL, ids=lambda k: k.__name__)
def test_records_cannot_be_changed_and_take_no_unknown_field(kind: type[BaseModel]) -> None:
    assert kind.model_config["frozen"] is True
    assert kind.model_config["extra"] == "forbid"


def seen_kinds(kind: Any, known: set[Any]) -> Iterator[type[BaseModel]]:
    """Give every kind of record that the register can hold."""
    if kind in known:
        return
    known.add(kind)
    if kind is Published:  # the view of any kind that nothing is worked out for
        yield from (part for every in KINDS for part in kinds(every.model))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from kinds(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from seen_kinds(hints[field.name], known)
    for inner in get_args(kind):
        yield from seen_kinds(inner, known)


def test_no_private_field_can_reach_the_register() -> None:
    reachable = set(seen_kinds(Register, set()))
    assert Council in reachable
    assert FormatSection not in reachable
    for kind in reachable:
        for name, info in kind.model_fields.items():
            assert isinstance(info.json_schema_extra, dict)
            assert info.json_schema_extra["public"], (
                f"{kind.__name__}.{name} is private and the register holds it"
            )
