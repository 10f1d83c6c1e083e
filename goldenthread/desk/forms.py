"""Forms: the questions of an act as fields of a web page, filled in, checked, and with what is wrong beside each.

Questions may depend on earlier answers. A form shows as many as can be asked so far; once they are answered, the rest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from goldenthread.acts.answering import NEEDED, checked, choices_of, default_of
from goldenthread.acts.questions import Answers, Question, WrongAnswer, a_day, a_moment, a_time
from goldenthread.common.dates import in_words, parse_when

FEW = 8  # choices that are shown as radio buttons; more are a list to choose from
_TIMES = (a_day, a_time, a_moment)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `control` is `radios`, `checkboxes`, `select`, `text`, `lines` (one answer on each) or `prose`.

    `is_extra` is for fields that few need, which are folded. `shown` is the answer in words, for looking over.
    """

    name: str
    label: str
    hint: str
    control: str
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    fault: str = ""
    is_optional: bool = False
    is_extra: bool = False
    default: str = ""  # as it would be typed

    @property
    def shown(self) -> str:
        """Return the answer as it is looked over: the label of a choice, or the text."""
        labels = dict(self.choices)
        return "\n".join(labels.get(line, line) for line in self.value.splitlines())


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is filled in so far: its fields, the answers that are right, and whether any is left to ask."""

    fields: tuple[Field, ...]
    answers: Answers
    is_whole: bool

    @property
    def defaults(self) -> str:
        """Return what each field offers as its answer, for the form to send back: what was left so follows new answers."""
        return json.dumps({field.name: field.default for field in self.fields})

    @property
    def faults(self) -> tuple[Field, ...]:
        """Return the fields whose answer is wrong or missing."""
        return tuple(field for field in self.fields if field.fault)

    @property
    def is_complete(self) -> bool:
        """Whether every question is answered, and rightly."""
        return self.is_whole and not self.faults


NOTHING: Mapping[str, str] = MappingProxyType({})


def filled(
    questions: Sequence[Question],
    given: Mapping[str, str] | None,
    about: Any,
    *,
    hints: Mapping[str, str] = NOTHING,
    initial: Mapping[str, str] = NOTHING,
    verbatim: Collection[str] = (),
) -> Form:
    """Return the form with what was given; None shows it for the first time, when nothing is wrong yet.

    `about` is what the questions are about, as the terminal's questions are given it. `initial` is what fields hold
    the first time, in place of their defaults. `verbatim` names the texts whose lines are kept as they are typed.
    """
    fields: list[Field] = []
    answered: Answers = {}
    is_whole = True
    offered = sent_texts(given or {}, "defaults")
    for question in questions:
        name = question.name
        try:
            if question.when is not None and not question.when(about, answered):
                answered[question.name] = default_of(question, about, answered)
                continue
            default = _as_typed(question, default_of(question, about, answered))
            is_left = (
                given is not None and name in given and given[name] == offered.get(name, default) != default
            )
            is_new = given is None or name not in given or is_left
            typed = None if given is None or is_new else given[name]
            field = _field(
                question, typed, about, answered, initial.get(name, default) if given is None else default
            )
        except KeyError:  # it follows from an answer that is not there yet
            is_whole = False
            break
        if question.name in verbatim and field.value:
            answered[question.name] = field.value
        fields.append(replace(field, hint=hints.get(question.name, "")))
        is_whole = is_whole and not is_new
    return Form(tuple(fields), answered, is_whole)


def sent_texts(given: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the texts that a form keeps of its own fields, in JSON under a name; none where they are damaged."""
    with suppress(ValueError, AttributeError):
        return {str(key): str(text) for key, text in json.loads(given.get(name, "{}")).items()}
    return {}


def _field(question: Question, typed: str | None, about: Any, answered: Answers, start: str) -> Field:
    """Return one field, and put its answer with the others when it is right; `start` is what it holds until it is typed."""
    choices = tuple(choices_of(question, about, answered))
    default = default_of(question, about, answered)
    must = question.default is None and not question.several
    label = question.text
    with suppress(
        KeyError
    ):  # both may follow from an answer that is not there yet: then it is asked as it always is
        must = question.must_be_answered(about, answered)
        label = question.sentence(about, answered)
    text = start if typed is None else typed.replace("\r\n", "\n").strip()
    fault = ""
    if text or not must:
        fault = _answer(question, text or default, about, answered)
    elif typed is not None:
        fault = NEEDED
    if question.choices and not must and not question.several and "" not in dict(choices):
        choices = (*choices, ("", "None of these, or not known"))
    return Field(
        question.name,
        label.replace("Press Enter", "Leave it empty"),
        "",
        _control(question, choices),
        choices,
        text,
        fault,
        is_optional=not must,
        is_extra=not question.asked,
        default=_as_typed(question, default),
    )


def _answer(question: Question, text: Any, about: Any, answered: Answers) -> str:
    """Put an answer with the others, or return what is wrong with it."""
    try:
        if question.several:
            lines = text.splitlines() if isinstance(text, str) else text
            answered[question.name] = [
                checked(question, line, about, answered) for line in lines if line.strip()
            ]
        else:
            answered[question.name] = checked(question, text, about, answered) if text else ""
    except WrongAnswer as error:
        return str(error)
    return ""


def _as_typed(question: Question, default: Any) -> str:
    """Return a default as a person would type it: a date in words."""
    if question.several:
        return "\n".join(default)
    when = parse_when(default) if question.read in _TIMES and default else None
    return in_words(when) if when else str(default)


def _control(question: Question, choices: Sequence[tuple[str, str]]) -> str:
    if question.several:
        return "checkboxes" if choices else "lines"
    if choices:
        return "radios" if len(choices) <= FEW else "select"
    return "prose" if question.prose or question.name == "summary" else "text"
