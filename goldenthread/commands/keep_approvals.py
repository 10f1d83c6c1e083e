"""`build.py keep-approvals`: write down in git what the code host knows of who approved what.

The notes go wherever the repository goes, so the proof outlives the host. A run that was left out is made up for by the
next one: every commit of late that has no note is asked for again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected

if TYPE_CHECKING:
    from goldenthread.approvals.notes import Note
    from goldenthread.changes.canonical import Facts

FINE, CONFIGURATION, CANNOT_WRITE = 0, 3, 4
LATEST = 30  # commits of the main line that are looked at


def options(parser: argparse.ArgumentParser) -> None:
    """Say whether only to fetch the notes that are kept already."""
    parser.add_argument(
        "--only-fetch", action="store_true", help="fetch the notes that are kept, and ask and write nothing"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return keep(args.root, args.today, only_fetch=args.only_fetch)


def keep(root: Path, today: date, *, only_fetch: bool, connect: Connect = GitHub) -> int:
    """Write a note on each commit of late that came by a pull request and has none; give the exit code."""
    from goldenthread.approvals.notes import REF
    from goldenthread.common.git import GitFailed
    from goldenthread.github.remote import fetch, is_there, push

    try:
        if is_there(root, REF):
            fetch(root, f"+{REF}:{REF}")
        if only_fetch:
            print("The approvals that are kept have been fetched.")
            return FINE
        written = _write(root, today, connected(connect))
        if written:
            push(root, REF)
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except (CannotAsk, GitFailed) as error:
        print(f"The approvals could not be kept: {error}", file=sys.stderr)
        return CANNOT_WRITE
    for commit, note in written:
        print(f"{commit[:10]}: pull request {note.pull_request}, {_approved(note)}.")
    print(f"Approvals written down: {len(written)}.")
    return FINE


def _approved(note: Note) -> str:
    names = ", ".join(approval.login for approval in note.approvals)
    return f"approved by {names}" if names else "approved by nobody"


def _write(root: Path, today: date, hub: GitHub) -> list[tuple[str, Note]]:
    """Write what is missing; give each commit with its note."""
    from goldenthread.approvals.notes import keep as write
    from goldenthread.approvals.notes import notes
    from goldenthread.common.git import git

    kept = notes(root)
    line = git(root, "rev-list", "--first-parent", f"--max-count={LATEST}", "HEAD").decode().split()
    written = []
    for commit in line:
        note = None if commit in kept else note_on(root, today, hub, commit)
        if note:
            write(root, commit, note)
            written.append((commit, note))
    return written


def note_on(root: Path, today: date, hub: GitHub, commit: str) -> Note | None:
    """Ask the host for the pull request by which a commit came; None when it came by none."""
    from goldenthread.github.pull_requests import note_of

    merged = [pull for pull in hub.all(f"/commits/{commit}/pulls?") if pull.get("merged_at")]
    if not merged:
        return None
    way = f"/pulls/{merged[0]['number']}"
    pull: dict[str, Any] = hub.say("GET", way)  # the list lacks who merged it
    # Of a pull request that was merged as several commits, only the last has the words that were approved.
    is_last = pull.get("merge_commit_sha") == commit
    digests = approved_words(root, today, pull, commit) if is_last else {}
    return note_of(pull, hub.all(f"{way}/reviews?"), hub.all(f"{way}/commits?"), digests)


def approved_words(root: Path, today: date, pull: dict[str, Any], commit: str) -> dict[str, str]:
    """Give the digest of each record that the pull request changed, as it stood in its last commit.

    That commit is what was approved; the audit holds it against what stands on the main line. A commit whose files
    cannot be read any more gives none.
    """
    from goldenthread.changes.canonical import digest
    from goldenthread.github.remote import fetch

    fetch(root, f"refs/pull/{int(pull['number'])}/head")
    proposed = records_at(root, today, str(pull["head"]["sha"]))
    return {key: digest(proposed[key]) for key in changed_records(root, today, commit) if key in proposed}


def changed_records(root: Path, today: date, commit: str) -> list[str]:
    """Give the keys of the records that a commit of the main line changed for the public; of the first commit, none."""
    from goldenthread.common.git import git

    if " " not in git(root, "rev-list", "--parents", "--max-count=1", commit).decode().strip():
        return []
    before, now = records_at(root, today, f"{commit}^1"), records_at(root, today, commit)
    return sorted(key for key, facts in now.items() if before.get(key) != facts) if before else []


def records_at(root: Path, today: date, name: str) -> Mapping[str, Facts]:
    """Give the public facts of each record at a commit, by its key, also of those whose day is still to come.

    Files that cannot be read give none.
    """
    from goldenthread.changes.public_state import state
    from goldenthread.common.git import commit_of, take_out
    from goldenthread.read import read

    with TemporaryDirectory() as folder:
        take_out(root, commit_of(root, name), ("data", "content", "published", "urls.lock.yml"), Path(folder))
        content, _ = read(Path(folder), whole=False)
        return {} if content is None else state(content, today, until=date.max).records
