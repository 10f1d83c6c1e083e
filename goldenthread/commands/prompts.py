"""What passes between a command and the person at it: answers, by flag or typed, and the change before it is saved.

Nothing ever waits where nobody can type.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from textwrap import dedent, indent
from typing import Any

from goldenthread.acts.answering import checked, choices_of, default_of
from goldenthread.acts.questions import Answers, Question, WrongAnswer
from goldenthread.acts.target import Edited
from goldenthread.commands.cli import as_typed
from goldenthread.commands.verbs import UNCHANGED
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import as_text
from goldenthread.editing.save import tried, write
from goldenthread.messages import guess
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.read import Content


def report_named(content: Content, name: str) -> CabinetReport:
    """Return the cabinet report that a command names. Raise CommandError, with the nearest, where there is none."""
    reports = content.cabinet_reports
    if name not in reports:
        known = ", ".join(sorted(reports))
        raise CommandError(
            f"There is no cabinet report “{name}”. {guess(name, reports)}Choose from: {known}."
        )
    return reports[name]


def answers(questions: Sequence[Question], given: Mapping[str, Any], about: Any) -> Answers:
    """Answer every question in order: by its flag, by asking on a terminal, or by its default."""
    live = sys.stdin.isatty()
    answered: Answers = {}
    missing = []
    for question in questions:
        value = given.get(question.name)
        if value is not None:
            answered[question.name] = _given(question, value, about, answered)
        elif live and question.asked and (question.when is None or question.when(about, answered)):
            answered[question.name] = _ask(question, about, answered)
        elif question.must_be_answered(about, answered):
            missing.append(question)
            answered[question.name] = ""
        else:
            answered[question.name] = default_of(question, about, answered)
    if missing:
        lines = [
            f"  {question.flag:<20} {question.sentence(about, answered)}{_one_of(question, about, answered)}\n"
            for question in missing
        ]
        raise WrongAnswer(
            "Not running in a terminal, so we cannot ask. Add these options:\n" + "".join(lines)
        )
    return answered


def _one_of(question: Question, about: Any, answered: Answers) -> str:
    words = [word for word, _ in choices_of(question, about, answered)]
    return f" Choose from: {', '.join(words)}. {question.to_add}".rstrip() if words else ""


def _given(question: Question, value: Any, about: Any, answered: Answers) -> Any:
    try:
        if question.several:
            return [checked(question, each, about, answered) for each in value]
        return checked(question, value, about, answered)
    except WrongAnswer as error:
        raise WrongAnswer(f"{question.flag}: {error}") from None


def _type(prompt: str) -> str:
    """Return the line that the person types."""
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)  # the cursor is still behind the question
        raise WrongAnswer("Stopped.") from None


def _ask(question: Question, about: Any, answered: Answers) -> Any:
    choices = choices_of(question, about, answered)
    if question.choices and not choices:
        return default_of(question, about, answered)
    if question.several:
        return _ask_several(question, about, answered)
    default = default_of(question, about, answered)
    print(
        f"\n{question.sentence(about, answered)}"
        + "".join(f"\n  {n}  {label}" for n, (_, label) in enumerate(choices, start=1))
    )
    while True:
        typed = _type(f"[{default}] > " if default else "> ")
        if not typed and not question.must_be_answered(about, answered):
            return default
        if choices and typed.isdecimal() and 0 < int(typed) <= len(choices):
            typed = choices[int(typed) - 1][0]
        try:
            return checked(question, typed, about, answered)
        except WrongAnswer as error:
            print(error)


def _ask_several(question: Question, about: Any, answered: Answers) -> list[str]:
    print(
        f"\n{question.sentence(about, answered)}\nWrite one on each line. Press Enter on an empty line to finish."
    )
    typed: list[str] = []
    while line := _type(f"{len(typed) + 1} > "):
        try:
            typed.append(checked(question, line, about, answered))
        except WrongAnswer as error:
            print(error)
    return typed


def save_edit(
    args: argparse.Namespace,
    edited: Edited,
    follows: Callable[[Mapping[str, bytes], Content | None], str] | None = None,
) -> Exit:
    """Show a change, with what `follows` from it, and save it when it adds no new error."""
    file = edited.found.file
    before = (args.root / file).read_bytes()
    if before == edited.after:
        print(f"{file} already says that. {UNCHANGED}")
        return Exit.FINE
    print(f"In {file}\n" + "".join(difference(before, edited.after)), end="")
    changes = {**edited.further, file: edited.after}
    after = tried(args.root, changes, args.today)
    if after.new_errors:
        raise CommandError(f"{as_text(after.new_errors)}So this was not saved.", Exit.PROBLEMS)
    if text := "\n".join(filter(None, (edited.note, follows(changes, after.content) if follows else ""))):
        print(text)
    if args.dry_run:
        print(f"This can be saved. {UNCHANGED} Run it again without --dry-run to save it.")
        return Exit.FINE
    write(args.root, changes)
    print("Saved.")
    return Exit.FINE


def difference(before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines that changed: as they were, and as they are now."""
    old, new = (text.decode().removeprefix("\ufeff").splitlines() for text in (before, after))
    for act, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if act == "equal":
            continue
        words = {"insert": ("", "new"), "delete": ("removed", ""), "replace": ("before", "after")}[act]
        yield f"  line {new_from + 1}\n"
        for word, rows in zip(words, (old[old_from:old_to], new[new_from:new_to]), strict=True):
            if word:
                yield f"    {word}:\n" + indent(dedent("\n".join(rows)), " " * 6) + "\n"


def usage(*words: str) -> WrongAnswer:
    """Return the error of a command that was given too little, or too much."""
    return WrongAnswer(f"Use it like this: {as_typed()} {' '.join(words)}")
