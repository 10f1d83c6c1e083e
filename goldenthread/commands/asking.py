"""Questions: each answered by a flag or, on a terminal, by typing. Nothing ever waits where nobody can type."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.dates import Precision, in_words, parse_when
from goldenthread.model.base import NOT_RECORDED

Answers = dict[str, Any]
Choices = Callable[[Any, Answers], Sequence[tuple[str, str]]]  # word and what it means
Default = Callable[[Any, Answers], str]


class CannotAsk(Exception):
    """An answer is missing or wrong, and the sentences say which."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the flag that answers it, the words that ask it, and what an answer may be.

    A `default` stands for an answer that is not given; a question without one must be answered. `wrong` says what
    is the matter with an answer, or nothing. `several` takes any number of answers; `asked` is False for a
    question that is not worth a terminal's time and has its flag only; `when` says whether earlier answers leave it
    any sense.
    """

    name: str
    words: str
    default: Default | None = None
    choices: Choices | None = None
    read: Callable[[str], str] = str
    wrong: Callable[[Any, Answers, str], str] | None = None
    several: bool = False
    asked: bool = True
    when: Callable[[Any, Answers], bool] | None = None

    @property
    def flag(self) -> str:
        """Give the option of the command line."""
        return "--" + self.name.replace("_", "-")


def add_flags(parser: argparse.ArgumentParser, questions: Sequence[Question]) -> None:
    """Give a command one option for each question."""
    for question in questions:
        action = "append" if question.several else "store"
        parser.add_argument(question.flag, action=action, metavar="…", help=question.words)


def answers(questions: Sequence[Question], given: Mapping[str, Any], about: Any) -> Answers:
    """Answer every question in order: by its flag, by asking on a terminal, or by what holds without an answer."""
    live = sys.stdin.isatty()
    found: Answers = {}
    missing = []
    for question in questions:
        value = given.get(question.name)
        if value is not None:
            found[question.name] = _given(question, value, about, found)
        elif live and question.asked and (question.when is None or question.when(about, found)):
            found[question.name] = _ask(question, about, found)
        elif question.default is not None or question.several:
            found[question.name] = _default(question, about, found)
        else:
            missing.append(question)
            found[question.name] = ""
    if missing:
        lines = [
            f"  {question.flag:<20} {question.words}{_one_of(question, about, found)}" for question in missing
        ]
        raise CannotAsk("This is no terminal, so nothing can be asked. Say also:\n" + "\n".join(lines))
    return found


def _one_of(question: Question, about: Any, found: Answers) -> str:
    words = [word for word, _ in question.choices(about, found)] if question.choices else []
    return f" One of: {', '.join(words)}." if words else ""


def _given(question: Question, value: Any, about: Any, found: Answers) -> Any:
    try:
        if question.several:
            return [_fits(question, each, about, found) for each in value]
        return _fits(question, value, about, found)
    except CannotAsk as error:
        raise CannotAsk(f"{question.flag}: {error}") from None


def _fits(question: Question, value: str, about: Any, found: Answers) -> str:
    """Give the answer as it is kept; raise what is wrong with it."""
    text = " ".join(value.split())
    if not text:
        raise CannotAsk("An answer is needed here.")
    words = [word for word, _ in question.choices(about, found)] if question.choices else []
    begun = [word for word in words if word.casefold().startswith(text.casefold())]
    text = begun[0] if len(begun) == 1 and text not in words else text
    if words and text not in words:
        raise CannotAsk(f"“{text}” is no answer here. Write one of: {', '.join(words)}.")
    try:
        text = question.read(text)
    except ValueError as error:
        raise CannotAsk(str(error)) from None
    said = question.wrong(about, found, text) if question.wrong else ""
    if said:
        raise CannotAsk(said)
    return text


def _default(question: Question, about: Any, found: Answers) -> Any:
    if question.several:
        return []
    return question.default(about, found) if question.default else ""


def _ask(question: Question, about: Any, found: Answers) -> Any:
    choices = question.choices(about, found) if question.choices else []
    if question.choices and not choices:
        return _default(question, about, found)
    if question.several:
        return _ask_several(question, about, found)
    default = _default(question, about, found)
    print(
        f"\n{question.words}" + "".join(f"\n  {n}  {label}" for n, (_, label) in enumerate(choices, start=1))
    )
    while True:
        typed = input(f"[{default}] > " if default else "> ").strip()
        if not typed and question.default is not None:
            return default
        if choices and typed.isdecimal() and 0 < int(typed) <= len(choices):
            typed = choices[int(typed) - 1][0]
        try:
            return _fits(question, typed, about, found)
        except CannotAsk as error:
            print(error)


def _ask_several(question: Question, about: Any, found: Answers) -> list[str]:
    print(f"\n{question.words}\nOne a line; Enter alone ends the list.")
    typed: list[str] = []
    while line := input(f"{len(typed) + 1} > ").strip():
        try:
            typed.append(_fits(question, line, about, found))
        except CannotAsk as error:
            print(error)
    return typed


def a_day(text: str) -> str:
    """Read a day, or `not recorded`; give it as `2031-12-01`."""
    when = parse_when(text)
    if text == NOT_RECORDED:
        return text
    if when is None or when.precision is not Precision.DAY:
        raise ValueError(f"“{text}” is no day. Write it as 1 December 2031 or 2031-12-01.")
    return when.first.isoformat()


def a_time(text: str) -> str:
    """Read a time of any precision, or `not recorded`; give it as a reader would say it."""
    when = parse_when(text)
    if when is None and text != NOT_RECORDED:
        raise ValueError(f"“{text}” is no time. Write a day, a month or a range: 1 May 2031 to 4 May 2031.")
    return in_words(when) if when else text
