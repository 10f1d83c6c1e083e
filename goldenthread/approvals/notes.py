"""The record of one approval, kept as a note of git on the commit that it belongs to.

A note is JSON. It is written once, by the publishing workflow, and goes wherever the repository goes:
`git fetch origin refs/notes/approvals:refs/notes/approvals`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from goldenthread.common.git import GitFailed, git, objects

REF = "refs/notes/approvals"
VERSION = 1


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
    `digests` holds the digest of the public content of each
    record that the pull request changed, by the record's key.
    """

    pull_request: int
    url: str
    author: str
    head: str
    pushed_by: str
    merged_by: str
    merged_at: str
    approvals: tuple[Approval, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    writers: tuple[str, ...] = ()

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
        return TypeAdapter(Note).validate_python(facts) if facts.pop("version") == VERSION else None
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def notes(root: Path) -> dict[str, Note]:
    """Read all notes of the repository, by commit; none when it has none."""
    try:
        lines = git(root, "notes", f"--ref={REF}", "list").decode().splitlines()
    except GitFailed:
        return {}
    kept = {commit: blob for blob, commit in (line.split() for line in lines)}
    raw = objects(root, kept.values())
    found = {commit: note_from(raw[blob]) for commit, blob in kept.items() if blob in raw}
    return {commit: note for commit, note in found.items() if note is not None}


def keep(root: Path, commit: str, note: Note) -> None:
    """Write the note of a commit; the one that is there is replaced."""
    git(root, "notes", f"--ref={REF}", "add", "--force", "--file=-", commit, given=note.as_json().encode())
