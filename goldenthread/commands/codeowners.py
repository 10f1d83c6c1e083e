"""`build.py codeowners`: write the list of owners that the code host reads, from the rules for approval."""

from __future__ import annotations

import argparse
from pathlib import Path

FINE, PROBLEMS = 0, 1


def options(parser: argparse.ArgumentParser) -> None:
    """Take nothing: the rules say all."""


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return write(args.root)


def write(root: Path) -> int:
    """Write `.github/CODEOWNERS`; give 1 when the rules cannot be read."""
    import sys

    from goldenthread.common.problems import Severity, as_text
    from goldenthread.read import read
    from goldenthread.rules.approvals import OWNERS, codeowners

    content, problems = read(root, whole=False)
    wrong = [
        p for p in problems if p.severity is Severity.ERROR and p.place.file == "data/approval-rules.yml"
    ]
    if content is None or wrong:
        sys.stdout.write(as_text(wrong or problems))
        return PROBLEMS
    path = root / OWNERS
    path.parent.mkdir(exist_ok=True)
    path.write_text(codeowners(content.approval_rules), "utf-8")
    print(f"Wrote {OWNERS}.")
    return FINE
