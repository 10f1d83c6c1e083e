"""Answers to the questions of an act, checked the same way whichever door they come through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.acts.questions import Answers, Question, WrongAnswer
from goldenthread.messages import guess

NEEDED = "This needs an answer."


def choices_of(question: Question, about: Any, answered: Answers) -> Sequence[tuple[str, str]]:
    """Return the choices of a question, each with what it means; none when any text will do."""
    return question.choices(about, answered) if question.choices else []


def default_of(question: Question, about: Any, answered: Answers) -> Any:
    """Return the answer that holds when none is given."""
    if question.several:
        return []
    return question.default(about, answered) if question.default else ""


def checked(question: Question, text: str, about: Any, answered: Answers) -> str:
    """Return one answer as it is kept. Raise WrongAnswer, which says what is wrong with it."""
    blocks = re.split(r"\n\s*\n", text.strip()) if question.prose else [text]
    text = "\n\n".join(" ".join(block.split()) for block in blocks)
    if not text:
        raise WrongAnswer(NEEDED)
    text = question.means(about, text) if question.means else text
    words = [word for word, _ in choices_of(question, about, answered)]
    begun = [word for word in words if word.casefold().startswith(text.casefold())]
    text = begun[0] if len(begun) == 1 and text not in words else text
    if words and text not in words:
        raise WrongAnswer(
            f"“{text}” is not one of the choices: {', '.join(words)}. {guess(text, words)}{question.to_add}".rstrip()
        )
    try:
        text = question.read(text)
    except ValueError as error:
        raise WrongAnswer(error) from None
    if fault := question.wrong(about, answered, text) if question.wrong else "":
        raise WrongAnswer(fault)
    return text
