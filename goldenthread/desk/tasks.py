"""What an officer can do on the desk: each task's questions, and the files that the answers make.

Acts and new records are those of the terminal; what fields and parts of a record ask comes from the models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from goldenthread.acts.act import Act
from goldenthread.acts.new_record import linked_plans, new_record
from goldenthread.acts.questions import Answers, Question
from goldenthread.acts.recording import ACTS
from goldenthread.acts.start_questions import QUESTIONS
from goldenthread.acts.target import Edited, Target
from goldenthread.common.errors import CommandError
from goldenthread.common.inflection import capital
from goldenthread.desk.forms import Field
from goldenthread.desk.workspace import Files, Workspace
from goldenthread.editing.lookup import Named, named
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, BY_NAME, with_article


@dataclass(frozen=True)
class Task:
    """A thing to do: its title, its questions and what they are about, and what makes files of the answers.

    `back` is where one came from; `done` gives the address to go to afterwards. `was` is what a field held when its
    form was opened, so that nobody's change is lost. `target` is given where deadlines may follow.
    """

    title: str
    questions: Sequence[Question]
    about: Any
    made: Callable[[Answers], tuple[Files, str]]
    back: str
    done: Callable[[Answers], str]
    lead: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    initial: Mapping[str, str] = field(default_factory=dict)
    target: Target | None = None
    refuse: Callable[[Mapping[str, str]], None] = lambda _: None
    verbatim: frozenset[str] = frozenset()  # texts whose lines are kept as they are typed
    groups: Mapping[str, str] = field(default_factory=dict)  # the row of a table to which each field belongs

    def rows(self, fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
        """Return the fields of a form by the row of the table to which each belongs, in order."""
        return [(row, list(cells)) for row, cells in groupby(fields, key=lambda one: self.groups[one.name])]


def words_of(folder: str, name: str, number: str = "") -> list[str]:
    """Return a record, or a row of it, as a command names it."""
    return [f"{folder}/{name}" if folder in BY_FOLDER else name, *([number] if number else [])]


def page_of(folder: str, name: str, number: str = "") -> str:
    """Return the address of a record's page on the desk, or of a row's."""
    return f"/records/{folder}/{name}/" + (f"{number}/" if number else "")


def find(workspace: Workspace, folder: str, name: str, number: str = "") -> Named:
    """Return the record, or the row of it. Raise CommandError where there is none."""
    found, rest = named(workspace.root, words_of(folder, name, number))
    if rest:
        raise CommandError(f"There is no “{number}” in {folder}/{name}.")
    return found


def acts_for(folder: str, *, has_number: bool) -> list[Act]:
    """Return the acts that can be done to a record of a kind, or to a row of it."""
    kind = BY_FOLDER.get(folder)
    if kind is None:
        return []
    fits = {
        "action": has_number and folder == ACTION_PLANS.folder,
        "plan": not has_number and folder == ACTION_PLANS.folder,
        "row": True,
        "record": not has_number and "events" in kind.model.model_fields,
    }
    of_rows = () if has_number else ("join-list", "leave-list")
    return [act for act in ACTS if fits[act.about] and act.name not in of_rows]


def act_task(workspace: Workspace, name: str, folder: str, record: str, number: str) -> Task:
    """Return the task of an act on a record or a row."""
    act = next((act for act in acts_for(folder, has_number=bool(number)) if act.name == name), None)
    if act is None:
        raise CommandError(f"“{name}” cannot be done here.")
    target = Target(workspace.root, find(workspace, folder, record, number), workspace.today)

    def made(answers: Answers) -> tuple[Files, str]:
        edited = act.edited(target, dict(answers))
        return files_of(edited), edited.note

    def refuse(given: Mapping[str, str]) -> None:
        act.refuse(target, {question.name: given.get(question.name) for question in act.questions})

    there = page_of(folder, record, number)
    return Task(
        capital(act.help),
        act.questions,
        target,
        made,
        there,
        lambda _: there,
        lead=heading(target.found),
        target=target if act.moves_deadlines else None,
        refuse=refuse,
    )


def new_task(workspace: Workspace, name: str) -> Task:
    """Return the task that starts a record of a kind."""
    kind = BY_NAME[name]
    content = workspace.content
    if name == "action-plan" and not content.reviews:
        raise CommandError("There is no review to answer yet. Start the review first.")

    def made(answers: Answers) -> tuple[Files, str]:
        record = new_record(name, content, dict(answers))
        files = {path: text.encode() for path, text in record.files().items()}
        return files | linked_plans(content, record), "It is a draft: nobody sees it on the site yet."

    return Task(
        f"Start {with_article(kind.singular)}",
        QUESTIONS[name],
        content,
        made,
        "/",
        lambda answers: page_of(kind.folder, answers["id"]),
    )


def files_of(edited: Edited) -> Files:
    """Return the files that an edit writes, by path from the root."""
    return {**edited.further, edited.found.file: edited.after}


def heading(found: Named) -> str:
    """Return what a task is about, in a line."""
    folder = found.file.split("/")[1]
    kind = BY_FOLDER.get(folder)
    title = str(found.data.get("title", found.file))
    if found.loc and kind and kind.numbered:
        return f"{kind.numbered.singular.capitalize()} {found.record['number']} of {title}"
    return title
