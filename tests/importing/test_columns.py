"""The headings that import knows."""

from __future__ import annotations

from itertools import combinations

import pytest

from goldenthread.importing.columns import (
    ACTION_PLAN,
    COLUMNS,
    REVIEW,
    Column,
    bare,
    nearest,
    recognise,
)
from goldenthread.model.action_plan import Action, Update
from goldenthread.model.base import Record
from goldenthread.model.common import Source
from goldenthread.model.fields import part_kind, public_fields
from goldenthread.model.review import Recommendation


def test_no_heading_means_two_columns() -> None:
    for columns in COLUMNS.values():
        names = [(c.field, {bare(n) for n in (c.heading, *c.variants)}) for c in columns]
        assert [(one, other) for (one, a), (other, b) in combinations(names, 2) if a & b] == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Timescale", "timeline"),
        ("  LEAD   Officer: ", "lead"),
        ("Council's response", "response"),
        ("Council’s response", "response"),
        ("Rec", "number"),
        ("Ref.", "number"),
        ("Peer recommendation", "recommendation"),
        ("No", "number"),
        ("#", "number"),
    ],
)
def test_a_heading_is_known_however_it_is_typed(heading: str, field: str) -> None:
    column = recognise(heading, ACTION_PLAN)
    assert column is not None
    assert column.field == field


@pytest.mark.parametrize("heading", ["Date", "Comments", "Notes", ""])
def test_a_heading_that_could_mean_two_things_is_not_guessed(heading: str) -> None:
    assert recognise(heading, ACTION_PLAN) is None


def test_every_column_fills_a_field() -> None:
    parts: dict[str, type[Record]] = {"updates": Update, "source": Source}
    for columns, record in ((ACTION_PLAN, Action), (REVIEW, Recommendation)):
        assert [c.field for c in columns if not known(c, parts, record)] == []


def known(column: Column, parts: dict[str, type[Record]], record: type[Record]) -> bool:
    first, _, rest = column.field.partition(".")
    owner = parts[first] if rest else record
    return (rest or first) in owner.model_fields or column.field == "recommendation"


def test_every_field_of_a_row_has_a_column() -> None:
    for columns, model, inside in ((ACTION_PLAN, Action, Update), (REVIEW, Recommendation, Source)):
        owner = "updates" if inside is Update else "source"
        fields = {name for name in public_fields(model) if not part_kind(model.model_fields[name].annotation)}
        fields |= {f"{owner}.{name}" for name in public_fields(inside)}
        assert {column.field for column in columns} >= fields


def test_a_field_without_a_heading_of_its_own_is_headed_with_its_name() -> None:
    assert recognise("Editor note", ACTION_PLAN) == Column("editor_note", "Editor note")
    assert recognise("Update reason", ACTION_PLAN) == Column("updates.reason", "Update reason")
    assert recognise("Repeats", REVIEW) == Column("repeats", "Repeats")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Our response / Agreed action", "response"),
        ("Lead officer (job title)", "lead"),
        ("Owner and lead", "lead"),
        ("RAG rating", "updates.confidence"),
        ("Lead / By when", None),
    ],
)
def test_a_heading_of_several_names_counts_when_all_mean_one_column(heading: str, field: str | None) -> None:
    column = recognise(heading, ACTION_PLAN)
    assert (column.field if column else None) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Date", "timeline"), ("Responce", "response"), ("What the council will do", "response"), ("Mood", "")],
)
def test_the_nearest_column_is_offered(heading: str, field: str) -> None:
    assert nearest(heading, ACTION_PLAN) == field


def test_a_person_says_what_a_heading_means() -> None:
    column = recognise("Our plan:", ACTION_PLAN, {"our plan": "response"})
    assert column is not None
    assert column.field == "response"
