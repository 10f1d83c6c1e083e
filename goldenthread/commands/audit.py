"""`build.py audit`: who approved what is published, and what nobody approved."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from goldenthread.approvals.approval_trail import Line, trail
from goldenthread.approvals.approval_trail import audit as audit_records
from goldenthread.approvals.clearances import uncleared
from goldenthread.approvals.signature import proof_of
from goldenthread.changes.public_state import state
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import objects
from goldenthread.common.problems import Problem, Severity, as_text
from goldenthread.history.log import first_kept
from goldenthread.history.versions import history
from goldenthread.read import Content
from goldenthread.read.published_versions import FOLDER
from goldenthread.rules import sound_content
from goldenthread.rules.corrections import is_taken_down
from goldenthread.rules.finding import said


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
    altered = list(_altered(args.root, content))
    found = (said(content, one) for one in uncleared(content, args.today))
    held_up = [one for one in found if one.severity is Severity.ERROR]
    broken = sum(not line.state.is_sound for line in lines) + len(altered) + len(held_up)
    proof = proof_of(args.root, content.approval_rules) if args.offline else ""
    if args.format == "json":
        sys.stdout.write(_json(lines, altered, held_up, proof))
    else:
        sys.stdout.writelines(f"{_text(line)}\n" for line in lines)
        for file, commit in altered:
            print(f"{file}: not as it was published. Restore it: git checkout {commit[:10]} -- {file}")
        sys.stdout.write(as_text(held_up))
        print(f"{len(lines)} published records, {broken} against the rules.")
        sys.stdout.write(f"{proof}\n" if proof else "")
    return Exit.PROBLEMS if broken else Exit.FINE


def _altered(root: Path, content: Content) -> Iterator[tuple[str, str]]:
    """Yield each file of `published/` that is not as it was first kept, with the commit that brought it."""
    first = first_kept(root, FOLDER)
    raw = objects(root, (blob for blob, _ in first.values()))
    for file, (blob, commit) in sorted(first.items()):
        if content.kept.get(file) != sha256(raw[blob]).hexdigest() and not is_taken_down(content, file):
            yield file, commit


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


def _json(lines: tuple[Line, ...], altered: list[tuple[str, str]], held_up: list[Problem], proof: str) -> str:
    whole: dict[str, object] = {
        "records": [_row(line) for line in lines],
        "altered": [{"file": file, "commit": commit} for file, commit in altered],
        "not_cleared": [one.what for one in held_up],
    } | ({"proof": proof} if proof else {})
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


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
