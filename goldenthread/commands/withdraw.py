"""`build.py withdraw`: say that a record, a recommendation or an action no longer holds. Its address stays for ever."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import CannotAsk, Question, a_day
from goldenthread.commands import edit_command
from goldenthread.commands.prompts import add_flags, answers

if TYPE_CHECKING:
    from goldenthread.editing.lookup import Named

WORDS = "RECORD [NUMBER]"


def _today(about: Any, _: Any) -> str:
    return str(about.isoformat())


QUESTIONS = (
    Question("reason", "Why does it no longer hold, in a sentence for readers?"),
    Question("date", "Since which day?", default=_today, read=a_day, asked=False),
)


def options(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked. What no flag says is asked, when there is a terminal to ask on."""
    edit_command.options(parser, WORDS, "such as: 2021-finance 12, or reviews/2021-finance")
    add_flags(parser, QUESTIONS)


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return edit_command.carry_out(args, make)


def make(args: argparse.Namespace) -> edit_command.Edited:
    """Put the withdrawal into the bytes of the record's file."""
    from goldenthread.editing.lookup import named
    from goldenthread.editing.splice import kind_at, set_value
    from goldenthread.editing.tree import CannotEdit

    found, rest = named(args.root, args.words)
    if rest:
        raise CannotAsk(f"“{' '.join(rest)}” is too much. Say it as: build.py withdraw {WORDS} --reason …")
    kind = kind_at(found.kind, found.loc)
    if kind is None or "withdrawn" not in kind.model_fields:
        raise CannotEdit("edit-no-page", file=found.file)
    if "withdrawn" in found.record:
        raise CannotEdit("edit-withdrawn-already", file=found.file)
    said = answers(QUESTIONS, vars(args), args.today)
    told = {"date": said["date"], "reason": edit_command.cleaned(said["reason"])}
    after = set_value(edit_command.source(args.root, found), (*found.loc, "withdrawn"), told, found.kind)
    return edit_command.Edited(found, after, _note(found))


def _note(found: Named) -> str:
    what = found.loc[0][:-1] if found.loc and isinstance(found.loc[0], str) else "record"
    return f"The page of this {what} stays and says when and why. It is no longer counted, waited for or found by search."
