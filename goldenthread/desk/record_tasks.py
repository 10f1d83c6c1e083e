"""What can be done to the words of a record: its fields and cells, its parts, its text, its corrections; a draft that is ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from goldenthread.acts.field_value import with_value, without_field
from goldenthread.acts.questions import CORRECT, NONE, Answers, Question
from goldenthread.acts.target import filled
from goldenthread.common.errors import CommandError
from goldenthread.desk.front_page import entries
from goldenthread.desk.model_forms import (
    empty_fields,
    full_label,
    hint_of,
    label_of,
    leaves,
    part_fields,
    plain_fields,
    question_of,
)
from goldenthread.desk.tasks import Task, files_of, find, heading, page_of
from goldenthread.desk.workspace import Files, Workspace
from goldenthread.editing.lookup import Named
from goldenthread.editing.lookup import field as field_loc
from goldenthread.editing.splice import add_item, kind_at, remove, value_at
from goldenthread.model.base import Record
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.publish.correction import correction, refuse_uncorrectable
from goldenthread.source import Loc


def edit_task(workspace: Workspace, folder: str, record: str, number: str, name: str) -> Task:
    """Return the task that changes fields of a record or a row: one by its dotted name, `all` of them, or its `rows`."""
    found = find(workspace, folder, record, number)
    names = {"all": all_fields, "rows": row_fields}.get(name, lambda _: [name])(found)
    asked = {one: _Asked.of(found, one) for one in names}

    def made(answers: Answers) -> tuple[Files, str]:
        source = (workspace.root / found.file).read_bytes()
        for one, held in asked.items():
            answer = answers[one]
            values = answer if isinstance(answer, list) else [answer] if answer else []
            if "\n".join(values) != held.text:
                source = (
                    with_value(source, found, one, values) if values else without_field(source, found, one)
                )
        return {found.file: source}, ""

    there = page_of(folder, record, number)
    one = next(iter(asked.values())) if len(asked) == 1 else None
    return Task(
        f"Change: {one.question.text}" if one else "Change the fields",
        [field.question for field in asked.values()],
        workspace.content,
        made,
        there,
        lambda _: there,
        lead=heading(found),
        hints={name: field.hint for name, field in asked.items()} if name != "rows" else {},
        initial={name: field.text for name, field in asked.items()},
        verbatim=frozenset(
            name for name, field in asked.items() if field.question.prose and not field.question.several
        ),
        groups=_groups(found) if name == "rows" else {},
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field of a record that is asked for: its question, its help, and what it holds now."""

    question: Question
    hint: str
    text: str

    @classmethod
    def of(cls, found: Named, name: str) -> _Asked:
        loc = field_loc(found, name)
        owner, own = _owner(found, loc[:-1]), str(loc[-1])
        now = _held(found, loc)
        is_new = now is None and "." in name  # of a part: few need it
        question = replace(question_of(owner, own), name=name, text=full_label(found, name), asked=not is_new)
        return cls(
            question,
            hint_of(owner, own),
            "\n".join(now) if isinstance(now, list) else "" if now is None else str(now),
        )


def all_fields(found: Named) -> list[str]:
    """Return the dotted names of what a record or a row holds, and of its own fields that are empty."""
    kind = BY_FOLDER.get(found.file.split("/")[1])
    numbered = kind.numbered.field if kind and kind.numbered and not found.loc else ""
    held = [leaf.name for leaf in leaves(found, without=numbered)]
    return [*held, *empty_fields(found, without=numbered)]


COLUMNS = {
    "actions": ("response", "response_summary", "lead", "timeline"),
    "recommendations": ("summary", "theme"),
}


def row_fields(found: Named) -> list[str]:
    """Return the dotted names of the cells of a record's table: of its actions, or of its recommendations."""
    return [
        f"{field}.{row['number']}.{column}"
        for field, columns in COLUMNS.items()
        for row in rows_of(found, field)
        for column in columns
        if column in row or column != "response_summary"
    ]


def rows_of(found: Named, field: str) -> list[dict[str, Any]]:
    """Return the rows of a list of parts, as the file has them."""
    rows = found.data.get(field, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _groups(found: Named) -> dict[str, str]:
    """Return the row to which each cell of the table belongs, in words."""
    return {
        name: f"{name.split('.')[0].removesuffix('s').capitalize()} {name[name.index('.') + 1 : name.rindex('.')]}"
        for name in row_fields(found)
    }


def add_task(workspace: Workspace, folder: str, record: str, number: str, name: str) -> Task:
    """Return the task that adds one part to a list of a record or a row: a document, an appendix, a recommendation."""
    found = find(workspace, folder, record, number)
    kinds = dict(part_fields(_owner(found, found.loc)))
    if name not in kinds:
        raise CommandError(f"Nothing can be added to “{name}” here.")
    kind = kinds[name]
    names = [one for one in kind.model_fields if one in {*plain_fields(kind), "id", "number"}]

    def made(answers: Answers) -> tuple[Files, str]:
        values = filled({one: answers[one] for one in names})
        source = (workspace.root / found.file).read_bytes()
        return {found.file: add_item(source, (*found.loc, name), values, found.kind)}, ""

    there = page_of(folder, record, number)
    required = [one for one in names if kind.model_fields[one].is_required()]
    questions = [question_of(kind, one) for one in (*required, *(n for n in names if n not in required))]
    return Task(
        f"Add to: {label_of(name)}",
        questions,
        workspace.content,
        made,
        there,
        lambda _: there,
        lead=heading(found),
        hints={one: hint_of(kind, one) for one in names},
        verbatim=frozenset(one.name for one in questions if one.prose and not one.several),
    )


def ready_task(workspace: Workspace, folder: str, record: str) -> Task:
    """Return the task that ends drafts: readers see the records once the change is approved and published."""
    found = find(workspace, folder, record)
    own = f"{folder}/{record}"
    drafts = {f"{one.kind.folder}/{one.name}": one for one in entries(workspace) if one.state == "draft"}
    choices = [(key, f"{one.title} ({one.kind.singular})") for key, one in drafts.items()]
    question = Question("ready", READY, default=NONE, choices=lambda *_: choices, several=True)
    linked = [key for key in drafts if key == own or _names(find(workspace, *key.split("/")).data, record)]
    linked += [key for key in drafts if key not in linked and _names(found.data, key.split("/")[1])]

    def made(answers: Answers) -> tuple[Files, str]:
        files = [f"data/{key}.yml" for key in answers["ready"]]
        return {file: remove((workspace.root / file).read_bytes(), ("draft",)) for file in files}, ""

    there = page_of(folder, record)
    return Task(
        "Ready to be published",
        (question,),
        workspace.content,
        made,
        there,
        lambda _: there,
        lead=heading(found),
        initial={"ready": "\n".join(linked)},
    )


READY = "Which drafts are ready? Records that name each other can only be published together."


def _names(data: Any, record: str) -> bool:
    """Whether any value of a file names a record."""
    if isinstance(data, Mapping):
        return any(_names(value, record) for value in data.values())
    if isinstance(data, list):
        return any(_names(value, record) for value in data)
    return str(data).split(" ")[0] == record


def correct_task(workspace: Workspace, folder: str, record: str, number: str) -> Task:
    """Return the task that tells readers of published wording that was changed, and keeps what they had."""
    found = find(workspace, folder, record, number)
    refuse_uncorrectable(found)

    def made(answers: Answers) -> tuple[Files, str]:
        source = (workspace.root / found.file).read_bytes()
        return files_of(correction(workspace.root, found, source, answers, workspace.today)), KEPT

    there = page_of(folder, record, number)
    return Task(
        "Tell readers what was corrected",
        CORRECT,
        workspace,
        made,
        there,
        lambda _: there,
        lead=heading(found),
    )


KEPT = "Readers see the correction at the top of the page, in the PDF and in the feed. What they had is kept."
TEXT = Question("text", "The text, in Markdown", prose=True)


def text_task(workspace: Workspace, file: str) -> Task:
    """Return the task that edits a text: the body of a paper, or a page of the site, by its path below `content/`."""
    path = f"content/{file}"
    if path not in workspace.content.texts:
        raise CommandError(f"There is no text “{file}” that can be edited here.")
    source = (workspace.root / path).read_bytes().decode()

    def made(answers: Answers) -> tuple[Files, str]:
        end = "\r\n" if "\r\n" in source else "\n"
        text = answers["text"].rstrip("\n") + "\n"
        return {path: text.replace("\n", end).encode()}, ""

    owner = next((one for one in _papers(workspace) if one[2] == path), None)
    there = page_of(*owner[:2]) if owner else "/records/"
    return Task(
        "Edit the text",
        (TEXT,),
        workspace,
        made,
        there,
        lambda _: there,
        lead=path,
        hints={"text": "A blank line begins a paragraph. ## begins a heading, - a list, ** strong words."},
        initial={"text": source.replace("\r\n", "\n").strip("\n")},
        verbatim=frozenset({"text"}),
    )


def _papers(workspace: Workspace) -> Iterator[tuple[str, str, str]]:
    """Yield folder, name and text of each record whose text is a file."""
    for folder, records in workspace.content.folders.items():
        for name, record in records.items():
            if isinstance(text := getattr(record, "text", None), str):
                yield folder, name, text


def _owner(found: Named, loc: Loc) -> type[Record]:
    """Return the kind of record that holds the field behind a way."""
    kind = kind_at(found.kind, loc)
    if kind is None:
        raise CommandError("There is no such field here.")
    return kind


def _held(found: Named, loc: Loc) -> Any:
    """Return what a field holds; None where it is not there."""
    with suppress(KeyError, IndexError):
        return value_at(found.data, loc)
    return None
