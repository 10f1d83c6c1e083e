"""`build.py audit`: who approved what is published, and what nobody approved."""

from __future__ import annotations

import argparse
import json
import sys

from goldenthread.approvals.approval_trail import Line, trail
from goldenthread.approvals.approval_trail import audit as audit_records
from goldenthread.changes.public_state import state
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.history.versions import history
from goldenthread.rules import sound_content


def run(args: argparse.Namespace) -> Exit:
    """Print every published record with its state; end with 1 when a rule is broken."""
    content = sound_content(args.root, args.today)
    with explaining("The history cannot be read"):
        past = history(args.root, content.vocabulary, args.root / "build" / "cache" / "history.json")
        approved = trail(args.root, past, content.approval_rules)
    lines = audit_records(approved, state(content, args.today).records)
    if not past.is_complete:
        raise CommandError(
            "This copy has only the last part of the history, so nothing can be proved. "
            "Fetch all of it: git fetch --unshallow",
            Exit.CONFIGURATION,
        )
    broken = sum(not line.state.is_sound for line in lines)
    if args.format == "json":
        sys.stdout.write(_json(lines))
    else:
        sys.stdout.writelines(f"{_text(line)}\n" for line in lines)
        print(f"{len(lines)} published records, {broken} against the rules.")
    return Exit.PROBLEMS if broken else Exit.FINE


def _text(line: Line) -> str:
    """Describe a record's approval: its key, its state, who approved and when, and its digest."""
    judged = line.cause or line.last
    if judged is None:
        return f"{line.record}: {line.state}; it is in no commit. SHA-256 {line.digest[:12]}…"
    verdict, commit = judged.verdict, judged.version.commit
    who = f" by {', '.join(verdict.approvers)}" if verdict.approvers else ""
    missing = f" (missing: {', '.join(verdict.missing)})" if verdict.missing else ""
    where = f", pull request {verdict.pull_request}" if verdict.pull_request else ""
    day = commit.when.date().isoformat()
    return f"{line.record}: {line.state}{missing}{who}, {day}, commit {commit.id[:10]}{where}. SHA-256 {line.digest[:12]}…"


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
