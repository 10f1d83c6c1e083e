"""`build.py keep-approvals`: record in git what the code host knows of who approved what.

The notes go wherever the repository goes, so the proof outlives the host. A run that was left out is made up for by the
next one: every recent commit that has no note is asked for again.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.approvals.notes import REF, Note, notes
from goldenthread.approvals.notes import keep as write_note
from goldenthread.changes.canonical import digest
from goldenthread.changes.public_state import changed_records, records_at
from goldenthread.common.errors import Exit, explaining
from goldenthread.common.git import git
from goldenthread.github.client import GitHub, connected, fetch, is_there, push
from goldenthread.github.pull_requests import note_of

LATEST = 30  # commits of the main line that are looked at


def run(args: argparse.Namespace) -> Exit:
    """Write a note on each recent commit that came by a pull request and has none."""
    with explaining("The approvals could not be recorded"):
        if is_there(args.root, REF):
            fetch(args.root, f"+{REF}:{REF}")
        if args.only_fetch:
            print("Fetched the approvals that are recorded.")
            return Exit.FINE
        written = list(_write(args.root, args.today, connected()))
        if written:
            push(args.root, REF)
    for commit, note in written:
        names = ", ".join(approval.login for approval in note.approvals)
        print(f"{commit[:10]}: pull request {note.pull_request}, approved by {names or 'nobody'}.")
    print(f"Approvals recorded: {len(written)}.")
    return Exit.FINE


def _write(root: Path, today: date, hub: GitHub) -> Iterator[tuple[str, Note]]:
    """Write what is missing; yield each commit with its note."""
    kept = notes(root)
    line = git(root, "rev-list", "--first-parent", f"--max-count={LATEST}", "HEAD").decode().split()
    for commit in line:
        note = None if commit in kept else _note_on(root, today, hub, commit)
        if note:
            write_note(root, commit, note)
            yield commit, note


def _note_on(root: Path, today: date, hub: GitHub, commit: str) -> Note | None:
    """Ask the host for the pull request by which a commit came; None when it came by none."""
    merged = [pull for pull in hub.all(f"/commits/{commit}/pulls?") if pull.get("merged_at")]
    if not merged:
        return None
    path = f"/pulls/{merged[0]['number']}"
    pull: dict[str, Any] = hub.say("GET", path)  # the list lacks who merged it
    # Of a pull request that was merged as several commits, only the last has the words that were approved.
    is_last = pull.get("merge_commit_sha") == commit
    digests = _approved(root, today, pull, commit) if is_last else {}
    return note_of(pull, hub.all(f"{path}/reviews?"), hub.all(f"{path}/commits?"), digests)


def _approved(root: Path, today: date, pull: dict[str, Any], commit: str) -> dict[str, str]:
    """Return the digest of each record that the pull request changed, as at its last commit.

    That commit is what was approved; the audit compares it with the main line. A commit whose files cannot be read any
    more gives none.
    """
    fetch(root, f"refs/pull/{int(pull['number'])}/head")
    proposed = records_at(root, today, str(pull["head"]["sha"]))
    return {key: digest(proposed[key]) for key in changed_records(root, today, commit) if key in proposed}
