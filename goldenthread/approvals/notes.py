"""The record of one approval, kept as a note of git on the commit that it belongs to.

A note is JSON. It is written once, by the publishing workflow, and goes wherever the repository goes:
`git fetch origin refs/notes/approvals:refs/notes/approvals`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from goldenthread.common.git import GitFailed, git, objects

REF = "refs/notes/approvals"
VERSION = 1
_WRITER = ("-c", "user.name=Golden Thread", "-c", "user.email=golden-thread@localhost")


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's approval on the code host: of which commit, and when (ISO 8601, UTC)."""

    login: str
    commit: str
    at: str
    is_bot: bool = False
    is_member: bool = True  # the host says that this person belongs here


@dataclass(frozen=True, slots=True)
class Note:
    """What the code host knew of a pull request when it was merged.

    `head` is its last commit, `pushed_by` who put that there, `writers` all who wrote a commit of it.
    `digests` holds the digest of the public content of each record that the pull request changed, by the record's
    key; it is empty for a record removed. Of several commits by one pull request, the last has the digests.
    A commit that came by no pull request has a note of the day on which the workflow first saw it, `seen`.
    """

    pull_request: int = 0
    url: str = ""
    author: str = ""
    head: str = ""
    pushed_by: str = ""
    merged_by: str = ""
    merged_at: str = ""
    approvals: tuple[Approval, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    writers: tuple[str, ...] = ()
    seen: str = ""

    @property
    def day(self) -> date:
        """Return the day on which someone other than the writer of the commit saw it."""
        try:
            return date.fromisoformat((self.merged_at or self.seen)[:10])
        except ValueError:
            return date.min

    def as_json(self) -> str:
        """Write the note, always in the same form."""
        return (
            json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True, indent=1)
            + "\n"
        )


def note_from(text: bytes) -> Note | None:
    """Read a note; None when it is none of ours."""
    try:
        facts = json.loads(text)
        if facts.pop("version") != VERSION:
            return None
        note = TypeAdapter(Note).validate_python(facts)
        return note if note.pull_request or note.seen else None
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def notes(root: Path) -> dict[str, Note]:
    """Return all notes of the repository, by commit; none when it has none."""
    kept = listed(root, REF)
    raw = objects(root, kept.values())
    found = {commit: note_from(raw[blob]) for commit, blob in kept.items() if blob in raw}
    return {commit: note for commit, note in found.items() if note is not None}


def listed(root: Path, ref: str) -> dict[str, str]:
    """Return the blob of each note below a ref, by the object that it belongs to."""
    try:
        lines = git(root, "notes", f"--ref={ref}", "list").decode().splitlines()
    except GitFailed:
        return {}
    return {of: blob for blob, of in (line.split() for line in lines)}


def keep(root: Path, commit: str, note: Note) -> None:
    """Write the note of a commit; the one that is there is replaced."""
    write(root, REF, commit, note.as_json().encode())


def write(root: Path, ref: str, of: str, content: bytes) -> None:
    """Write a note on an object below a ref; the one that is there is replaced."""
    git(root, *_WRITER, "notes", f"--ref={ref}", "add", "--force", "--file=-", of, given=content)


def remove(root: Path, commit: str) -> None:
    """Take the note of a commit away."""
    git(root, *_WRITER, "notes", f"--ref={REF}", "remove", commit)
