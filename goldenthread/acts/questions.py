"""A question that an act asks: the flag that answers it, the words that ask it, and what an answer may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.common.dates import Precision, in_words, parse_when
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
