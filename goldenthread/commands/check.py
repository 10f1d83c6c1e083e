"""`build.py check`: say everything that is wrong with the content, and change nothing."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.problems import PRINTERS, Problem, Severity, has_errors, in_order
from goldenthread.read import Content, read
from goldenthread.rules import check as hold_against_rules

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Checked:
    """The content when nothing stops a build, and all problems in order."""

    content: Content | None
    problems: tuple[Problem, ...]


def examine(root: Path, today: date) -> Checked:
    """Read everything and hold it against every rule."""
    content, problems = read(root)
    if content is not None:
        problems = problems + hold_against_rules(content, today)
    return Checked(None if has_errors(problems) else content, tuple(in_order(problems)))


def options(parser: argparse.ArgumentParser) -> None:
    """Say how the problems are to be printed."""
    parser.add_argument(
        "--format", choices=("text", "github", "markdown", "json"), default="text", help="how to print it"
    )
    parser.add_argument(
        "--since",
        metavar="BASE",
        help="also refuse published words that changed since a branch or commit without a correction, such as main",
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.git import GitFailed

    try:
        return check(args.root, args.today, args.format, args.since)
    except GitFailed as error:
        print(f"The files cannot be held against “{args.since}”: {error}", file=sys.stderr)
        return CONFIGURATION


def check(root: Path, today: date, form: str, since: str | None = None) -> int:
    """Print all problems as `text`, `json` or `github`; give the exit code. `since` names the commit before a change."""
    from goldenthread.commands.since import without_correction

    checked = examine(root, today)
    problems = checked.problems
    if since and checked.content is not None:
        found = without_correction(root, checked.content, today, since)
        problems = tuple(in_order([*problems, *found]))
    sys.stdout.write(PRINTERS[form](problems))
    if form != "json":
        print(summary(problems))
    return PROBLEMS if has_errors(problems) else FINE


def summary(problems: tuple[Problem, ...]) -> str:
    """Count the problems in words: `1 error, 2 warnings, 3 notices`."""
    counts = {kind: sum(p.severity is kind for p in problems) for kind in Severity}
    if not problems:
        return "Nothing to report: every file can be published."
    words = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items() if count)
    ending = "Nothing was changed." if counts[Severity.ERROR] else "Everything can be published."
    return f"{words}. {ending}"
