"""An act: what an officer does to a record, described once for the terminal, the guide and every other door.

Light to import: the command line lists the acts and prints their questions as help.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from goldenthread.acts.questions import Answers, Question

if TYPE_CHECKING:
    from goldenthread.acts.target import Edited, Target


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its name, what it does, what it is about, its questions, and where its checks and edits are.

    `about` is the kind of thing that it is done to, `words` how that is named, with help. `edit` and `check` are
    functions of this folder, as `module.function`: an edit makes the change, a check refuses before anything is asked.
    `example` is the rest of a command for the invented council of the guide. `moves_deadlines` is for acts that
    deadlines follow from.
    """

    name: str
    help: str
    about: Literal["action", "plan", "row", "record"]
    words: tuple[str, str]
    questions: tuple[Question, ...]
    edit: str
    example: str
    check: str = ""
    moves_deadlines: bool = False

    def edited(self, target: Target, answers: Answers) -> Edited:
        """Return the file with the change in it; WrongAnswer or CannotEdit where it cannot be made."""
        edited: Edited = _load(self.edit)(target, answers)
        return edited

    def refuse(self, target: Target, given: Answers) -> None:
        """Raise WrongAnswer where what is recorded already, and what is given, leave nothing to ask."""
        if self.check:
            _load(self.check)(target, given)

    @property
    def typed(self) -> Question | None:
        """Return the question that is answered behind the record's name, without a flag."""
        return next((question for question in self.questions if question.typed), None)


def _load(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    work: Callable[..., Any] = getattr(import_module(f"goldenthread.acts.{module}"), function)
    return work


def in_time(name: str) -> Callable[..., Any]:
    """Return a function of this folder that is loaded when it is called: descriptions stay light."""

    def call(*values: Any) -> Any:
        return _load(name)(*values)

    return call
