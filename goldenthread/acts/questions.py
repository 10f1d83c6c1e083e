"""A question that an act asks, and the questions of corrections and removals.

Light to import: the command line prints these questions as help.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.common.errors import CommandError
from goldenthread.model import NOT_RECORDED

Answers = dict[str, Any]
Choices = Callable[[Any, Answers], Sequence[tuple[str, str]]]  # word and what it means
Default = Callable[[Any, Answers], str]


class WrongAnswer(CommandError):
    """An answer is missing or wrong, and the text says which."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the flag that answers it, its text, and what an answer may be.

    `default` returns the answer that holds when none is given; a question without one must be answered. `wrong`
    returns what is the matter with an answer, or nothing. `several` takes any number of answers; `asked` is False for
    a question that is not worth a terminal's time and has its flag only; `when` says whether earlier answers leave it
    any sense; `asks` returns the question as it follows from earlier answers, in place of `text`; `to_add` says where
    a choice is added. `typed` is for the one answer that follows the record's name, without a flag; `prose` may have
    several lines. `means` returns the choice or the name that other words for it mean; `needed` says whether earlier
    answers make it one that must be answered, although it has a default.
    """

    name: str
    text: str
    default: Default | None = None
    choices: Choices | None = None
    read: Callable[[str], str] = str
    wrong: Callable[[Any, Answers, str], str] | None = None
    several: bool = False
    asked: bool = True
    when: Callable[[Any, Answers], bool] | None = None
    asks: Callable[[Any, Answers], str] | None = None
    to_add: str = ""
    typed: bool = False
    prose: bool = False
    means: Callable[[Any, str], str] | None = None
    needed: Callable[[Any, Answers], bool] | None = None

    def must_be_answered(self, about: Any, answered: Answers) -> bool:
        """Whether nothing holds when it is not answered."""
        if self.needed is not None and self.needed(about, answered):
            return True
        return self.default is None and not self.several

    def sentence(self, about: Any, answered: Answers) -> str:
        """Return the question as it follows from earlier answers."""
        return self.asks(about, answered) if self.asks else self.text

    @property
    def flag(self) -> str:
        """Return the option of the command line, or the name of the answer that follows the record's name."""
        return self.name.upper() if self.typed else "--" + self.name.replace("_", "-")


def a_day(text: str) -> str:
    """Read a date, or `not recorded`; return it as `2031-12-01`."""
    from goldenthread.common.dates import Precision, parse_when

    when = parse_when(text)
    if text == NOT_RECORDED:
        return text
    if when is None or when.precision is not Precision.DAY:
        raise ValueError(f"“{text}” is not a date. Write it as 1 December 2031 or 2031-12-01.")
    return when.first.isoformat()


def a_time(text: str) -> str:
    """Read a time of any precision, or `not recorded`; return it as a reader would say it."""
    from goldenthread.common.dates import in_words, parse_when

    when = parse_when(text)
    if when is None and text != NOT_RECORDED:
        raise ValueError(
            f"“{text}” is not a date. Write a day, a month or a range, such as 1 May 2031 to 4 May 2031."
        )
    return in_words(when) if when else text


def a_moment(text: str) -> str:
    """Read a time as an update has it: an exact day as `2031-12-01`, any other as a reader would say it."""
    from goldenthread.common.dates import Precision, parse_when

    when = parse_when(text)
    return a_day(text) if when and when.precision is Precision.DAY else a_time(text)


def always(text: str) -> Default:
    """Return a default that is always the same."""
    return lambda *_: text


def listed(name: str) -> Choices:
    """Offer the words of one of the council's lists, from whatever has a `vocabulary`."""

    def choices(about: Any, _: Answers) -> list[tuple[str, str]]:
        return [(word.word, f"{word.label}: {word.help.strip()}") for word in getattr(about.vocabulary, name)]

    return choices


def offices_with(content: Any, *roles: str) -> list[tuple[str, str]]:
    """Offer the council's bodies and posts of the kinds with one of these roles."""
    offices = content.organisation.offices
    return [(one.id, one.name) for one in offices if content.vocabulary.role("offices", one.kind) in roles]


def today(about: Any, _: Answers) -> str:
    """Return today as a default, as a file has it."""
    return str(about.today.isoformat())


def today_in_words(about: Any, _: Answers) -> str:
    """Return today as a default that a reader would say."""
    from goldenthread.common.dates import in_words

    return in_words(about.today)


NONE = always("")
CORRECT = (
    Question("what", "What did it say, and what does it say now? Write a sentence for readers."),
    Question("why", "Why has it changed?"),
    Question("approved_by", "Which post or body approved that?"),
    Question("date", "When does the correction take effect?", default=today, read=a_day, asked=False),
)
TAKE_DOWN = (
    Question("why", "Why was it removed? Write a sentence for readers, without what must not be known."),
    Question(
        "approved_by", "Which post or body approved that? (Press Enter if you do not know.)", default=NONE
    ),
    Question("date", "When was it removed?", default=today, read=a_day, asked=False),
)
