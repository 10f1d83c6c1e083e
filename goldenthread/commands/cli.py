"""The command line of `build.py`: help in groups, a guess at a mistyped verb, and the one place where errors are shown.

A verb's module is loaded only when its verb is asked for: the command line must answer at once.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from goldenthread.commands.verbs import DRY_RUN, GROUPS, VERBS, Verb, a_day, opt
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import describe_refusal

TODAY = opt("--today", type=a_day, help="the date to work for, such as 2031-12-01 (today)")
ASKED = "Anything you leave out is asked for, if you are at a terminal."
STARTED = {
    "review": "a review: who came, when, and what they recommended",
    "action-plan": "an action plan: one action for each recommendation of a review",
    "cabinet-report": "a cabinet report, in the format for the date of its meeting",
    "decision": "the record of a decision, filled in from its report",
    "plan": "another plan, such as a productivity plan",
    "council": "a new project for another council, without any of this council’s records",
}


def answer(words: Sequence[str], root: Path, today: Callable[[date | None], date]) -> int:
    """Do what the command line asks and return the exit code; show any error, with what is still as it was."""
    unchanged = ""
    try:
        args = arguments(root).parse_args(words)
        if args.verb is None:
            args = arguments(root).parse_args([*words, "build"])
        unchanged = args.described.unchanged
        args.root, args.today, args.engine = args.root.resolve(), today(args.today), root
        args.now = today(None)
        root = args.root
        return int(work_of(args.described)(args))
    except CommandError as error:
        text = str(error).rstrip("\n")
        if not text.endswith(unchanged):
            text += f"\n{unchanged}"
        print(text, file=sys.stderr)
        return error.exit_code
    except OSError as error:  # what was written before is not known here, so nothing is reported about it
        if not (reason := describe_refusal(error, root)):
            raise
        print(reason, file=sys.stderr)
        return Exit.CANNOT_WRITE


def work_of(verb: Verb) -> Callable[[argparse.Namespace], Exit]:
    """Load and return the function that does a verb's work."""
    module, _, name = (verb.work or f"{verb.name.replace('-', '_')}.run").partition(".")
    work: Callable[[argparse.Namespace], Exit] = getattr(
        import_module(f"goldenthread.commands.{module}"), name
    )
    return work


def as_typed(*words: object) -> str:
    """Return a command that works as typed in the folder where this one was given."""
    own = Path(".venv/bin/python")
    python = str(own) if own.exists() else os.path.relpath(sys.executable)
    script = Path(sys.argv[0])
    return shlex.join([python, str(script) if script.name == "build.py" else "build.py", *map(str, words)])


class _Parser(argparse.ArgumentParser):
    """A parser that takes a verb's options only when it is the verb that was given, and guesses what was meant."""

    verb: Verb | None = None

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Add the verb's options, once, then read the command line."""
        verb, self.verb = self.verb, None
        if verb:
            add_options(self, verb)
            self.set_defaults(described=verb)
        return super().parse_known_args(args, namespace)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is not a choice, with the nearest one."""
        if action.choices is None or value in action.choices:
            return
        near = get_close_matches(str(value), list(map(str, action.choices)), n=1)
        guess = (
            f"Did you mean “{near[0]}”?" if near else f"Choose from: {', '.join(map(str, action.choices))}."
        )
        if action.dest == "verb":
            guess = guess if near else f"See {as_typed('--help')}"
            raise CommandError(f"There is no command “{value}”. {guess}")
        raise argparse.ArgumentError(action, f"“{value}” is not a choice. {guess}")


def add_options(parser: argparse.ArgumentParser, verb: Verb) -> None:
    """Add all that a verb can be given."""
    parser.add_argument(*TODAY[0], **TODAY[1], default=argparse.SUPPRESS)
    if verb.name == "new":
        _add_kinds(parser)
    if verb.words:
        words, help = verb.words
        parser.usage = f"%(prog)s {words} [options]"  # argparse would repeat the words
        parser.add_argument("words", nargs="+", metavar=words, help=help)
        parser.add_argument(*DRY_RUN[0], **DRY_RUN[1])
    for names, settings in verb.options:
        parser.add_argument(*names, **settings)
    if verb.questions:
        example = f"Such as: build.py {verb.name} {verb.example}\n" if verb.example else ""
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = f"{example}{ASKED}"
        _add_flags(parser, [question for question in verb.questions if not question.typed])


def _add_kinds(parser: argparse.ArgumentParser) -> None:
    """Describe each kind of record that can be started, with a flag for each question."""
    from goldenthread.acts.start_questions import QUESTIONS

    kinds = parser.add_subparsers(dest="kind_of_record", metavar="WHAT", required=True)
    for kind, help in STARTED.items():
        below = kinds.add_parser(kind, help=help, description=f"Start {help}. {ASKED}")
        below.add_argument(*TODAY[0], **TODAY[1], default=argparse.SUPPRESS)
        if kind == "council":
            below.add_argument(
                "--to", type=Path, required=True, metavar="FOLDER", help="a folder that is new or empty"
            )
            below.add_argument("--git", action="store_true", help="start its history with git")
        _add_flags(below, QUESTIONS[kind])


def _add_flags(parser: argparse.ArgumentParser, questions: Sequence[Any]) -> None:
    """Add one option for each question."""
    for question in questions:
        action = "append" if question.several else "store"
        parser.add_argument(question.flag, action=action, metavar="…", help=question.text.replace("%", "%%"))


@cache  # a description can be asked again and again
def arguments(root: Path) -> argparse.ArgumentParser:
    """Describe the command line of the project at `root`."""
    parser = _Parser(
        prog="build.py",
        description="Publish reviews, action plans and cabinet reports.",
        epilog=_grouped(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--root", type=Path, default=root, help="the project’s folder (this one)")
    parser.add_argument(*TODAY[0], **TODAY[1])
    verbs = parser.add_subparsers(
        dest="verb",
        metavar="COMMAND",
        parser_class=_Parser,
        help="one of these; COMMAND --help shows its options",
    )
    for verb in VERBS:
        verbs.add_parser(verb.name, aliases=verb.aliases, description=sentence(verb.help)).verb = verb
    return parser


def sentence(help: str) -> str:
    """Return a line of help as a sentence."""
    return f"{help[:1].upper()}{help[1:]}."


def _grouped() -> str:
    """Return the list of verbs, in groups."""
    width = max(len(verb.name) for verb in VERBS) + 2
    blocks = [
        f"{name}\n" + "".join(f"  {verb.name:<{width}}{verb.help}\n" for verb in verbs)
        for name, verbs in GROUPS.items()
    ]
    return "\n".join(blocks)
