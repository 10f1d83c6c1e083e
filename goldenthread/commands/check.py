"""`build.py check`: list everything that is wrong with the content, and change nothing."""

from __future__ import annotations

import argparse
import sys

from goldenthread.changes.uncorrected import uncorrected_since
from goldenthread.common.errors import Exit, explaining
from goldenthread.common.problems import PRINTERS, has_errors, in_order, summary
from goldenthread.rules import examine


def run(args: argparse.Namespace) -> Exit:
    """Print all problems; with `--since`, also the published wording that changed without a correction."""
    checked = examine(args.root, args.today)
    problems = checked.problems
    if args.since and checked.content is not None:
        with explaining(f"Cannot compare the files with “{args.since}”"):
            uncorrected = uncorrected_since(args.root, checked.content, args.today, args.since)
        problems = tuple(in_order([*problems, *uncorrected]))
    sys.stdout.write(PRINTERS[args.format](problems))
    if args.format != "json":
        print(summary(problems))
    return Exit.PROBLEMS if has_errors(problems) else Exit.FINE
