"""`build.py audit`: who approved what is published, and where nobody did."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.approvals.approval_trail import Line

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3


def options(parser: argparse.ArgumentParser) -> None:
    """Say how to print it."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return audit(args.root, args.today, args.format)


def audit(root: Path, today: date, form: str) -> int:
    """Print every published record with its state; give 1 when a rule is broken."""
    from goldenthread.approvals.approval_trail import audit as look
    from goldenthread.approvals.approval_trail import trail
    from goldenthread.changes.public_state import state
    from goldenthread.commands.deadlines import sound
    from goldenthread.common.git import GitFailed
    from goldenthread.history.versions import history

    content = sound(root, today)
    if content is None:
        return PROBLEMS
    try:
        past = history(root, content.vocabulary, root / "build" / "cache" / "history.json")
        lines = look(trail(root, past, content.approval_rules), state(content, today).records)
    except GitFailed as error:
        print(f"The history cannot be read: {error}", file=sys.stderr)
        return CONFIGURATION
    if not past.is_complete:
        print(
            "This copy holds only the last part of the history, so nothing can be proved. "
            "Fetch all of it: git fetch --unshallow",
            file=sys.stderr,
        )
        return CONFIGURATION
    sys.stdout.write(_json(lines) if form == "json" else "".join(f"{_said(line)}\n" for line in lines))
    broken = sum(not line.state.is_sound for line in lines)
    if form != "json":
        print(f"{len(lines)} published records, {broken} against the rules.")
    return PROBLEMS if broken else FINE


def _said(line: Line) -> str:
    """Say how a record stands: its key, its state, who approved and when, and its digest."""
    judged = line.cause or line.last
    if judged is None:
        return f"{line.record}: {line.state}; it is in no commit. SHA-256 {line.digest[:12]}…"
    verdict, made = judged.verdict, judged.version.commit
    who = f" by {', '.join(verdict.approvers)}" if verdict.approvers else ""
    missing = f" (missing: {', '.join(verdict.missing)})" if verdict.missing else ""
    where = f", pull request {verdict.pull_request}" if verdict.pull_request else ""
    day = made.when.date().isoformat()
    return f"{line.record}: {line.state}{missing}{who}, {day}, commit {made.id[:10]}{where}. SHA-256 {line.digest[:12]}…"


def _json(lines: tuple[Line, ...]) -> str:
    return json.dumps({"records": [_row(line) for line in lines]}, ensure_ascii=False, indent=2) + "\n"


def _row(line: Line) -> dict[str, object]:
    judged = line.cause or line.last
    return {
        "record": line.record,
        "state": line.state.value,
        "sound": line.state.is_sound,
        "digest": line.digest,
        "commit": judged.version.commit.id if judged else None,
        "date": judged.version.commit.when.isoformat() if judged else None,
        "approvers": list(judged.verdict.approvers) if judged else [],
        "missing": list(judged.verdict.missing) if judged else [],
        "pull_request": judged.verdict.pull_request if judged else "",
    }
