"""`build.py check`: say everything that is wrong with the content, and change nothing."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from goldenthread.common.problems import PRINTERS, has_errors, in_order, summary
from goldenthread.rules import examine

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3


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
    from goldenthread.common.git import GitFailed

    try:
        return check(args.root, args.today, args.format, args.since)
    except GitFailed as error:
        print(f"The files cannot be held against “{args.since}”: {error}", file=sys.stderr)
        return CONFIGURATION


def check(root: Path, today: date, form: str, since: str | None = None) -> int:
    """Print all problems as `text`, `json` or `github`; give the exit code. `since` names the commit before a change."""
    from goldenthread.changes.uncorrected import uncorrected_since

    checked = examine(root, today)
    problems = checked.problems
    if since and checked.content is not None:
        found = uncorrected_since(root, checked.content, today, since)
        problems = tuple(in_order([*problems, *found]))
    sys.stdout.write(PRINTERS[form](problems))
    if form != "json":
        print(summary(problems))
    return PROBLEMS if has_errors(problems) else FINE
