"""`build.py keep-approvals`: record in git what the code host knows of who approved what.

The notes go wherever the repository goes, so the proof outlives the host. A run that was left out is made up for by the
next one. A note that this workflow has not written is compared with what the host says, and replaced where it differs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.approvals.clearances import REF as CLEARANCES
from goldenthread.approvals.notes import REF, Note, listed, notes
from goldenthread.approvals.notes import keep as write_note
from goldenthread.approvals.signature import SIGNATURES, public_key, sign, signed_notes
from goldenthread.common.errors import Exit, explaining
from goldenthread.common.git import GitFailed, git
from goldenthread.github.client import GitHub, connected, fetch, is_there, push
from goldenthread.github.pull_requests import note_of
from goldenthread.history.log import line_days
from goldenthread.history.reader import changed_digests

LATEST = 30  # commits of the main line that are looked at, where no signature says which notes are ours


def run(args: argparse.Namespace) -> Exit:
    """Write a note on each recent commit of the main line: of its pull request, or of the day when it was first seen."""
    with explaining("The approvals could not be recorded"):
        refs = [ref for ref in (REF, SIGNATURES) if is_there(args.root, ref)]
        if refs:
            fetch(args.root, *(f"+{ref}:{ref}" for ref in refs))
        if args.only_fetch:
            if is_there(args.root, CLEARANCES):
                fetch(args.root, f"{CLEARANCES}:{CLEARANCES}")
            print("Fetched the approvals that are recorded.")
            return Exit.FINE
        key = public_key()
        written = list(_Round(args.root, args.today, connected(), key).write())
        must_sign = bool(key) and listed(args.root, REF) != signed_notes(args.root, key)
        if must_sign:
            sign(args.root)
        if written or must_sign:
            push(args.root, REF, *((SIGNATURES,) if must_sign else ()))
    for line in written:
        print(line)
    print(f"Approvals recorded: {len(written)}.")
    return Exit.FINE


@dataclass(slots=True)
class _Round:
    """One run over the main line."""

    root: Path
    today: date
    hub: GitHub
    key: str  # the public key of this workflow; empty where it has none
    _pulls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _main: str = ""
    _has_signed: bool = False

    def write(self) -> Iterator[str]:
        """Write what is missing, and replace what is not as the host says; yield what was done, in words."""
        kept = notes(self.root)
        line = git(self.root, "rev-list", "--first-parent", "HEAD").decode().split()
        self._main = self.hub.say("GET", "")["default_branch"]
        ours = self._ours()
        recent = line[:LATEST]
        doubtful = (
            [commit for commit in line if commit in kept and commit not in ours] if self.key else recent
        )
        noted = [place for place, commit in enumerate(line) if commit in kept]
        newer = line[: noted[0]] if noted else recent[:1]
        for commit in dict.fromkeys((*recent, *doubtful)):
            before = kept.get(commit)
            if before and commit not in doubtful:
                continue
            note = self._note(commit, before, is_new=commit in newer, is_first=not kept)
            if note and not (before and _is_same(before, note)):
                write_note(self.root, commit, note)
                yield _description(commit, before, note)

    def _ours(self) -> Mapping[str, str]:
        """Return the notes that this workflow has signed, by commit."""
        now = listed(self.root, REF)
        signed = signed_notes(self.root, self.key) if self.key else {}
        self._has_signed = bool(signed)
        return {commit: blob for commit, blob in signed.items() if now.get(commit) == blob}

    def _note(self, commit: str, before: Note | None, *, is_new: bool, is_first: bool) -> Note | None:
        """Return the note that a commit should have; None where nothing is known of when it came.

        `before` is one that is in doubt. A commit is seen today when it came after one that has a note. The first run only begins to look.
        """
        pull = self._pull(commit)
        if pull:
            return self._of_pull(pull, commit)
        # A day that this workflow has not signed, though it has signed others, is someone else's.
        if before and not before.pull_request and not self._has_signed:
            return before
        if is_first and is_new:
            return Note(seen=line_days(self.root, commit)[commit].isoformat())
        return Note(seen=self.today.isoformat()) if is_new or before else None

    def _pull(self, commit: str) -> dict[str, Any] | None:
        """Return the pull request to the main branch by which a commit came, as the host lists it."""
        if commit not in self._pulls:
            self._pulls[commit] = self.hub.all(f"/commits/{commit}/pulls?")
        merged = (
            pull
            for pull in self._pulls[commit]
            if pull.get("merged_at") and (pull.get("base") or {}).get("ref") == self._main
        )
        return next(merged, None)

    def _of_pull(self, listed_pull: Mapping[str, Any], commit: str) -> Note:
        path = f"/pulls/{int(listed_pull['number'])}"
        pull: dict[str, Any] = self.hub.say("GET", path)  # the list lacks who merged it
        # Of a pull request that was merged as several commits, only the last has the words that were approved.
        is_last = pull.get("merge_commit_sha") == commit
        digests = self._approved(pull, commit) if is_last else {}
        return note_of(pull, self.hub.all(f"{path}/reviews?"), self.hub.all(f"{path}/commits?"), digests)

    def _approved(self, pull: Mapping[str, Any], commit: str) -> dict[str, str]:
        """Return the digest of each record that the pull request changed, as at its last commit.

        That commit is what was approved; the audit compares it with the main line.
        """
        head, first = str(pull["head"]["sha"]), commit
        try:
            git(self.root, "cat-file", "-e", f"{head}^{{commit}}")
        except GitFailed:
            fetch(self.root, f"refs/pull/{int(pull['number'])}/head")
        while (before := self._parent(first)) and self._is_of(before, pull):
            first = before
        if not self._parent(first):
            return {}
        base = git(self.root, "merge-base", f"{first}^1", head).decode().strip()
        return changed_digests(self.root, base, head)

    def _parent(self, commit: str) -> str:
        """Return the commit before on the main line; empty where there is none."""
        return (*git(self.root, "rev-list", "--parents", "--max-count=1", commit).decode().split(), "")[1]

    def _is_of(self, commit: str, pull: Mapping[str, Any]) -> bool:
        own = self._pull(commit)
        return own is not None and own["number"] == pull["number"]


def _is_same(one: Note, other: Note) -> bool:
    """Whether two notes say the same of who approved what; who is still a member, and addresses, may change."""
    return _lasting(one) == _lasting(other)


def _lasting(note: Note) -> Note:
    approvals = tuple(replace(approval, is_member=True) for approval in note.approvals)
    return replace(note, url="", pushed_by="", merged_by="", approvals=approvals)


def _description(commit: str, before: Note | None, note: Note) -> str:
    start = f"{commit[:10]}: " + (
        "the note was not what the code host says, and is replaced: " if before else ""
    )
    if not note.pull_request:
        return f"{start}no pull request, first seen on {note.seen}."
    names: Sequence[str] = [approval.login for approval in note.approvals]
    return f"{start}pull request {note.pull_request}, approved by {', '.join(names) or 'nobody'}."
