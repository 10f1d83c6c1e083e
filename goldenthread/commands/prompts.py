"""Questions: each answered by a flag or, on a terminal, by typing. Nothing ever waits where nobody can type."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.acts.questions import Answers, CannotAsk, Question


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
