"""`build.py update`: add what is known of an action's progress on a day; earlier updates stay as they are."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import CannotAsk, Question, a_day
from goldenthread.commands import edit_command
from goldenthread.commands.prompts import add_flags, answers

if TYPE_CHECKING:
    from goldenthread.editing.lookup import Named

WORDS = "PLAN NUMBER"


def words_of(list_: str) -> Any:
    """Give the choices of one of the council's lists of words."""

    def choices(about: Any, _: Any) -> list[tuple[str, str]]:
        return [(word.word, f"{word.label}: {word.help.strip()}") for word in about.words(list_)]

    return choices


def _nothing(_: Any, __: Any) -> str:
    return ""


def _today(about: Any, _: Any) -> str:
    return str(about.today.isoformat())


QUESTIONS = (
    Question("status", "How far has the action got?", choices=words_of("statuses")),
    Question("note", "What was done, in one or two sentences?"),
    Question(
        "evidence",
        "Which paper or page shows it? (Enter alone: none. “complete” needs one.)",
        default=_nothing,
    ),
    Question("date", "On which day was this so?", default=_today, read=a_day),
    Question(
        "confidence",
        "How sure is the council of the timeline?",
        default=_nothing,
        choices=words_of("confidences"),
        asked=False,
    ),
    Question("source", "Who says so, when it is not the lead?", default=_nothing, asked=False),
)


class About:
    """What the questions need to know: the day, and the council's lists of words."""

    def __init__(self, args: argparse.Namespace) -> None:
        from goldenthread.read.records import read_vocabulary

        self.today = args.today
        self.vocabulary, _ = read_vocabulary(args.root)

    def words(self, list_: str) -> tuple[Any, ...]:
        """Give one list of words; empty when the file of lists cannot be read, which check will say."""
        return tuple(getattr(self.vocabulary, list_, ()))


def options(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked. What no flag says is asked, when there is a terminal to ask on."""
    edit_command.options(parser, WORDS, "the plan and the action’s number, such as: 2021-finance 46")
    add_flags(parser, QUESTIONS)


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return edit_command.carry_out(args, make)


def make(args: argparse.Namespace) -> edit_command.Edited:
    """Put the update into the bytes of the plan's file."""
    found, rest = edit_command.the_action(args.root, args.words)
    if rest:
        raise CannotAsk(
            f"“{' '.join(rest)}” is too much. Say it as: build.py update {WORDS} --status … --note …"
        )
    if args.note == "-":
        args.note = sys.stdin.read()
    about = About(args)
    update = answers(QUESTIONS[:1], vars(args), about)
    update |= answers([_asked(question, update["status"]) for question in QUESTIONS[1:]], vars(args), about)
    note = ""
    if "same_as" in found.record:
        note = f"The plan answers this action with “See {found.record['same_as']}”. From now on it is followed on its own."
    return edit_command.Edited(found, with_update(args.root, found, update), note)


def _asked(question: Question, status: str) -> Question:
    """Ask for evidence until there is some when an action is called complete."""
    if question.name == "evidence" and status == "complete":
        return replace(question, words="Which paper or page shows that it is complete?", default=None)
    return question


def with_update(root: Path, found: Named, update: dict[str, str]) -> bytes:
    """Give the plan's bytes with one update more, in its place: the newest stands first."""
    from goldenthread.editing.splice import add_item

    days = [_day(old) for old in found.record.get("updates", ()) if isinstance(old, dict)]
    before = next((place for place, day in enumerate(days) if day <= update["date"]), len(days))
    values = {name: edit_command.cleaned(value) for name, value in update.items() if value}
    return add_item(
        edit_command.source(root, found), (*found.loc, "updates"), values, found.kind, before=before
    )


def _day(update: dict[str, Any]) -> str:
    """Give the day of an update that is there, as text that sorts; one that cannot be read sorts first."""
    try:
        return a_day(str(update.get("date", "")))
    except ValueError:
        return ""
