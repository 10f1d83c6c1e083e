"""What someone reported in the form “Report progress on an action”: read from the Markdown that the host makes of it.

Everything in it is text from a stranger. It is read as text, and never as Markdown, YAML or a command.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import Precision, in_words, parse_when
from goldenthread.model.base import PRINTED_NUMBER
from goldenthread.model.kinds import ACTION_PLANS
from goldenthread.model.vocabulary import Vocabulary

# The headings of .github/ISSUE_TEMPLATE/progress.yml, which a test holds to be the same.
LABELS = {
    "action": "Which action is it?",
    "status": "How far has it got?",
    "note": "What was done?",
    "evidence": "Which paper or page shows it?",
    "date": "What date is this update for?",
}
NEEDED = ("action", "status", "note")
NOTHING = "_No response_"  # what the code host writes for an answer that was left empty
MOST = {"action": 300, "status": 100, "note": 2_000, "evidence": 500, "date": 60}  # characters
_FILLER = {"action", "number", "no.", "plan"}


@dataclass(frozen=True, slots=True)
class ProgressForm:
    """An action, by the words that name it, and the update that it should get, by field."""

    words: tuple[str, ...]
    update: Mapping[str, str]


def read_form(body: str, vocabulary: Vocabulary, today: date) -> tuple[ProgressForm | None, tuple[str, ...]]:
    """Read an issue's text; return None and what is wrong when something is missing or cannot be read."""
    found, wrong = _answers(body)
    if wrong:
        return None, wrong
    words = _words(found["action"])
    status = _status(found["status"], vocabulary)
    day = _day(found["date"], today)
    said = tuple(part for part in (words, status, day) if isinstance(part, _Wrong))
    if said or isinstance(words, _Wrong):
        return None, tuple(str(sentence) for sentence in said)
    update = {"status": str(status), "note": found["note"], "evidence": found["evidence"], "date": str(day)}
    return ProgressForm(words, update), ()


class _Wrong(str):
    """A sentence on an answer that cannot be taken."""

    __slots__ = ()


def _answers(body: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the answer under each heading, and a sentence for each that is missing, twice there, or too long."""
    names = {f"### {label}": name for name, label in LABELS.items()}
    found: dict[str, list[str]] = {}
    wrong, lines = [], None
    for line in body.replace("\r\n", "\n").split("\n"):
        name = names.get(line.strip())
        if name and name in found:
            wrong.append(f"The heading “{LABELS[name]}” is there twice. Keep one, with one answer below it.")
        if name:
            lines = found[name] = []
        elif lines is not None:
            lines.append(line)
    answers = {name: "\n".join(found.get(name, [])).strip().removesuffix(NOTHING).strip() for name in LABELS}
    wrong += [f"“{LABELS[name]}” has no answer." for name in NEEDED if not answers[name]]
    for name, answer in answers.items():
        if len(answer) > MOST[name]:
            wrong.append(
                f"The answer to “{LABELS[name]}” has {len(answer):,} characters. Write at most {MOST[name]:,}."
            )
    return answers, tuple(dict.fromkeys(wrong))


def _words(answer: str) -> tuple[str, ...] | _Wrong:
    """Take an action's page or its plan and number out of an answer: “2031-finance, action 46”."""
    words = [word for word in re.split(r"[\s,;:]+(?!//)", answer) if word and word.lower() not in _FILLER]
    if len(words) == 1 and "/actions/" in words[0]:
        return (re.split(r"[?#]", words[0])[0],)
    plan, number = words[0] if words else "", " ".join(words[1:])
    if re.fullmatch(r"[a-z0-9/-]+", plan) and re.fullmatch(rf"(?=.*\d){PRINTED_NUMBER}", number):
        # A review and its plan often have one name; what has actions is a plan.
        return (plan if "/" in plan else f"{ACTION_PLANS.folder}/{plan}", number)
    return _Wrong(
        "We cannot tell which action this is. Write the address of its page, or the plan’s ID and the action’s number, "
        "such as: 2031-finance 46"
    )


def _status(answer: str, vocabulary: Vocabulary) -> str:
    """Return the word of the council's list for a word or a label of it."""
    for word in vocabulary.statuses:
        if answer.casefold() in (word.word.casefold(), word.label.casefold()):
            return word.word
    labels = ", ".join(f"“{word.label}”" for word in vocabulary.statuses)
    return _Wrong(f"Under “{LABELS['status']}”, choose from: {labels}.")


def _day(answer: str, today: date) -> str:
    """Read a time of any precision, an exact one as `2031-12-01`; today when there is no answer."""
    when = parse_when(answer) if answer else None
    if not answer:
        return today.isoformat()
    if when is None:
        return _Wrong(f"We cannot read the date. Write it as {in_words(today)}.")
    return when.first.isoformat() if when.precision is Precision.DAY else in_words(when)
