"""The rows of a plan or a review as text, one a cell, in the one list of columns that import reads too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from goldenthread.importing.columns import COLUMNS, Column
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import Action, ActionPlan, Update
from goldenthread.model.base import OneOf, RecommendationRef
from goldenthread.model.common import Source
from goldenthread.model.fields import marks
from goldenthread.model.kinds import BY_NAME
from goldenthread.model.review import Recommendation, Review
from goldenthread.read import Content

SEPARATOR = "; "
# Where a paper's blank stays blank only when somebody says so.
_OR_NOT_RECORDED = ("lead", "timeline")
_BELOW: dict[str, type[BaseModel]] = {"updates": Update, "source": Source}


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what import knows of it, its help, and the words that it takes when it takes no others."""

    column: Column
    help: str
    words: tuple[str, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record as a table."""

    title: str
    id: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]


def sheet(kind: str, record: ActionPlan | Review, content: Content) -> Sheet:
    """Make the table of an action plan or a review."""
    columns = COLUMNS[kind]
    if isinstance(record, ActionPlan):
        rows = [_action(action, record, content) for action in record.actions]
    else:
        rows = [_recommendation(item, record) for item in record.recommendations]
    return Sheet(
        record.title,
        record.id,
        tuple(_head(kind, column, content) for column in columns),
        tuple(tuple(row.get(column.field, "") for column in columns) for row in rows),
    )


def _head(kind: str, column: Column, content: Content) -> Head:
    owner, _, name = column.field.rpartition(".")
    numbered = BY_NAME[kind].numbered
    model = _BELOW[owner] if owner or not numbered else numbered.model
    info = model.model_fields.get(name)
    found = list(marks(model, name)) if info else []
    lists = [mark.list for mark in found if isinstance(mark, OneOf)]
    words = content.vocabulary.words(lists[0]) if lists else ()
    if info and info.annotation is bool:
        words = ("yes", "no")
    help = str(info.description) if info else "What the reviewers asked for; it cannot be changed here."
    return Head(
        column, help, words, is_locked=column.field in ("number", "answers", "recommendation", "text")
    )


def _action(action: Action, plan: ActionPlan, content: Content) -> dict[str, str]:
    cells = _cells(action, [column.field for column in COLUMNS["action-plan"]])
    cells["group"] = next((group.name for group in plan.groups if group.id == action.group), action.group)
    cells["recommendation"] = cells.get("recommendation") or "\n\n".join(_asked(action.answers, content))
    if not action.response and not action.response_summary:
        cells["response"] = NOT_RECORDED
    for name in _OR_NOT_RECORDED:
        cells[name] = cells[name] or NOT_RECORDED
    if action.updates:
        newest = _cells(action.updates[0], list(Update.model_fields))
        cells |= {f"updates.{name}": value for name, value in newest.items()}
    return cells


def _asked(answers: tuple[RecommendationRef, ...], content: Content) -> Iterator[str]:
    """Give the words of the recommendations that a row answers: the reviewer's, or ours where those are not held."""
    for answer in answers:
        review = content.reviews.get(answer.review)
        for item in review.recommendations if review else ():
            if item.number == answer.number:
                yield _cell(item.text or item.summary)


def _recommendation(item: Recommendation, review: Review) -> dict[str, str]:
    cells = _cells(item, list(Recommendation.model_fields))
    cells["theme"] = next((theme.name for theme in review.themes if theme.id == item.theme), item.theme)
    return cells | {
        f"source.{name}": value for name, value in _cells(item.source, list(Source.model_fields)).items()
    }


def _cells(record: BaseModel, names: list[str]) -> dict[str, str]:
    return {name: _cell(getattr(record, name)) for name in names if name in type(record).model_fields}


def _cell(value: Any) -> str:
    """Write a value as it is typed in a file; a list on one line."""
    if value is None or isinstance(value, BaseModel | Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return SEPARATOR.join(_cell(item) for item in value)
    return value.isoformat() if isinstance(value, date) else _unwrapped(str(value))


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph: in a table, the end of a line begins another one. Lists keep their lines."""
    return re.sub(r"(?<!\n)\n(?!\n|\s*(?:[-*+|]|\d+[.)]|#))", " ", text)
