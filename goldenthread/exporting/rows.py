"""The rows of a plan or a review as text, one a cell, in the one list of columns that import reads too."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from goldenthread.importing.columns import COLUMNS, Column, model_of
from goldenthread.model import NOT_RECORDED, OWN_COMMITMENT
from goldenthread.model.action_plan import Action, ActionPlan, Update
from goldenthread.model.base import RecommendationRef
from goldenthread.model.common import Source
from goldenthread.model.fields import holds_several, is_prose, word_list
from goldenthread.model.kinds import BY_NAME
from goldenthread.model.review import Recommendation, Review
from goldenthread.read import Content

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what import knows of it, its help, and the words that it takes when it takes no others."""

    column: Column
    help: str
    words: tuple[str, ...]
    is_list: bool = False
    is_wide: bool = False  # holds texts, so that a narrow column would make towers of words
    is_locked: bool = False


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
    numbered = BY_NAME[kind].numbered
    found = model_of(column, numbered.model) if numbered else None
    is_locked = column.field in ("number", "answers", "recommendation", "text")
    if not found:
        about = "What the reviewers asked for; it cannot be changed here."
        return Head(column, about, (), is_wide=True, is_locked=is_locked)
    model, name = found
    info, terms = model.model_fields[name], word_list(model, name)
    words = ("yes", "no") if info.annotation is bool else content.vocabulary.words(terms) if terms else ()
    lists, wide = holds_several(info.annotation), is_prose(model, name)
    return Head(column, str(info.description), words, is_list=lists, is_wide=wide, is_locked=is_locked)


def _action(action: Action, plan: ActionPlan, content: Content) -> dict[str, str]:
    cells = _cells(action, [column.field for column in COLUMNS["action-plan"]])
    cells["group"] = next((group.name for group in plan.groups if group.id == action.group), action.group)
    cells["recommendation"] = cells.get("recommendation") or "\n\n".join(_asked(action.answers, content))
    cells["answers"] = cells["answers"] or OWN_COMMITMENT
    if not action.response and not action.response_summary:
        cells["response"] = NOT_RECORDED
    for name, info in Action.model_fields.items():
        if info.is_required() and name in cells:  # what the paper leaves blank is reported as blank
            cells[name] = cells[name] or NOT_RECORDED
    if action.updates:
        newest = _cells(action.updates[0], list(Update.model_fields))
        cells |= {f"updates.{name}": value for name, value in newest.items()}
    return cells


def _asked(answers: tuple[RecommendationRef, ...], content: Content) -> Iterator[str]:
    """Yield the words of the recommendations that a row answers: the reviewer's, or ours where those are not held."""
    for answer in answers:
        review = content.reviews.get(answer.review)
        for item in review.recommendations if review else ():
            if asked := item.named.get(answer.number):
                yield _cell(asked.text or asked.summary)


def _recommendation(item: Recommendation, review: Review) -> dict[str, str]:
    cells = _cells(item, list(Recommendation.model_fields))
    cells["theme"] = next((theme.name for theme in review.themes if theme.id == item.theme), item.theme)
    return cells | {
        f"source.{name}": value for name, value in _cells(item.source, list(Source.model_fields)).items()
    }


def _cells(record: BaseModel, names: list[str]) -> dict[str, str]:
    """Return fields as they are typed; a yes or no that a file leaves out is blank, so that it comes back as nothing."""
    fields = {name: info for name, info in type(record).model_fields.items() if name in names}
    return {
        name: "" if getattr(record, name) is info.default is False else _cell(getattr(record, name))
        for name, info in fields.items()
    }


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


# What a spreadsheet takes for a formula when a cell begins with it; import takes the apostrophe away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def as_csv(sheet: Sheet) -> bytes:
    """Write the rows below one row of headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([head.column.heading for head in sheet.heads])
    writer.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def description(sheet: Sheet, name: str) -> bytes:
    """Describe the columns of the file `name` for a program."""
    data = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": sheet.title,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(head) for head in sheet.heads], "primaryKey": "number"},
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _column(head: Head) -> dict[str, Any]:
    field = head.column.field
    about: dict[str, Any] = {
        "name": field.replace(".", "_"),
        "titles": head.column.heading,
        "dc:description": head.help,
        "datatype": "string",
    }
    if head.words:
        about["datatype"] = {"base": "string", "format": "|".join(re.escape(word) for word in head.words)}
    return about | ({"separator": SEPARATOR.strip()} if head.is_list else {})


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
