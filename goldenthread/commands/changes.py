"""`build.py changes`: what a change means for the public, in words that an approver can decide on."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.changes.printers import Summary
    from goldenthread.register.state import State

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3
FOLDERS = ("data", "content")


class CannotRead(Exception):
    """One of the two states has errors; the words are those of `check`."""


def options(parser: argparse.ArgumentParser) -> None:
    """Say between which two states, and how to print the changes."""
    parser.add_argument(
        "base", metavar="BASE", help="the state before: a branch, a tag or a commit, such as main"
    )
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="the state after (the files as they lie here)"
    )
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="how to print it")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.changes.printers import as_json, as_markdown
    from goldenthread.git import GitFailed

    try:
        summary = changes(args.root, args.today, args.base, args.head)
    except GitFailed as error:
        print(f"The two states cannot be compared: {error}", file=sys.stderr)
        return CONFIGURATION
    except CannotRead as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    sys.stdout.write({"markdown": as_markdown, "json": as_json}[args.format](summary))
    return FINE


def changes(root: Path, today: date, base: str, head: str | None) -> Summary:
    """Compare what the public sees at two commits, or at one and in the folder as it lies; both as on `today`."""
    from goldenthread.changes.compare import compare
    from goldenthread.changes.printers import Summary
    from goldenthread.changes.words import in_sentences

    before = _at(root, today, base)
    after = _at(root, today, head) if head else _state(root, today, "The files as they lie here")
    found = compare(before.records, after.records)
    return Summary(
        in_sentences(found, before.records, after.records, after.vocabulary),
        tuple(sorted(after.addresses - before.addresses)),
        tuple(sorted(before.addresses - after.addresses)),
    )


def _at(root: Path, today: date, name: str) -> State:
    from goldenthread.git import commit_of, take_out

    commit = commit_of(root, name)
    with TemporaryDirectory() as folder:
        take_out(root, commit, FOLDERS, Path(folder))
        return _state(Path(folder), today, f"The files at {name}")


def _state(root: Path, today: date, which: str) -> State:
    from goldenthread.commands.check import examine
    from goldenthread.problems import Severity, as_text
    from goldenthread.register.state import state

    checked = examine(root, today)
    if checked.content is None:
        errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
        raise CannotRead(f"{which} have errors, so they cannot be compared:\n{as_text(errors)}")
    return state(checked.content, today)
