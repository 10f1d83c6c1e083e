"""The council's files as the desk works on them: read once until they change, looked over before a change, saved, undone."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from goldenthread.acts.target import Target
from goldenthread.acts.what_follows import deadlines_that_follow
from goldenthread.changes.differences import compare
from goldenthread.changes.public_state import state
from goldenthread.changes.wording import Change, in_sentences
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import write_whole
from goldenthread.common.problems import Problem, Severity, in_order
from goldenthread.editing.save import FOLDERS, Examined, tried, write
from goldenthread.model.addresses import LEDGER
from goldenthread.read import Content, read
from goldenthread.rules import check

KEPT = 50  # changes that can be undone, the last first
JOURNAL = "build/desk/journal.json"

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A change before it is saved: its files, what it means in words, the deadlines that follow, and what is wrong.

    `seen` is the digest of the files as they were when it was looked over.
    """

    files: Files
    changes: tuple[Change, ...]
    follows: tuple[str, ...]
    errors: tuple[Problem, ...]
    notes: tuple[str, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved change that can be undone: its title, and each file's bytes before it, with the digest after it."""

    title: str
    before: Mapping[str, str | None]  # in base 64
    after: Mapping[str, str]


class Workspace:
    """One council's folder, as on the day that `today` gives."""

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self.root = root
        self._today = today
        self._is_whole = False  # whether every file can be read
        self._read: tuple[object, Content | None, tuple[Problem, ...]] | None = None

    @property
    def today(self) -> date:
        """Return the day of the work."""
        return self._today()

    def read(self) -> tuple[Content | None, tuple[Problem, ...]]:
        """Return the content, drafts too, and everything that is wrong; read again only when a file has changed."""
        key = (self.today, _signature(self.root))
        if self._read is None or self._read[0] != key:
            content, problems = read(self.root)
            self._is_whole = content is not None
            if content is not None:
                problems = [*problems, *check(content, self.today)]
            else:
                content, _ = read(self.root, whole=False)
            self._read = (key, content, tuple(in_order(problems)))
        return self._read[1], self._read[2]

    @property
    def content(self) -> Content:
        """Return all that can be read. Raise CommandError when nothing can."""
        content, problems = self.read()
        if content is None:
            raise CommandError("\n".join(map(str, problems)), Exit.PROBLEMS)
        return content

    def look_over(self, files: Files, note: str = "", target: Target | None = None) -> LookedOver:
        """Return what a change means; nothing is written. `target` is given when deadlines may follow."""
        content, problems = self.read()
        known = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
        after = tried(self.root, files, self.today, Examined(known, content if self._is_whole else None))
        is_fine = after.content is not None and not after.new_errors
        follows = deadlines_that_follow(target, files, after.content) if target and is_fine else ""
        return LookedOver(
            files,
            _in_words(self.content, after.content, self.today) if after.content and is_fine else (),
            tuple(follows.splitlines()),
            after.new_errors,
            tuple(note.splitlines()),
            self.digest(files),
        )

    def bytes_of(self, file: str) -> bytes | None:
        """Return what a file holds, by its path from the root; None where there is none."""
        with suppress(FileNotFoundError):
            return (self.root / file).read_bytes()
        return None

    def digest(self, files: Files) -> str:
        """Return the digest of files as they are on disk now."""
        digest = sha256()
        for file in sorted(files):
            path = self.root / file
            digest.update(f"{file}\0".encode() + (path.read_bytes() if path.exists() else b"") + b"\0")
        return digest.hexdigest()

    def save(self, title: str, files: Files) -> None:
        """Write a change that was looked over, and remember how to undo it."""
        before = {file: self.bytes_of(file) for file in files}
        entry = Saved(
            title,
            {file: b64encode(old).decode() if old is not None else None for file, old in before.items()},
            {file: sha256(new).hexdigest() for file, new in files.items()},
        )
        self._keep([*self.journal(), entry])  # before the change: a kill in between loses nothing
        write(self.root, files)

    def journal(self) -> list[Saved]:
        """Return the saved changes that can be undone, the oldest first."""
        try:
            rows = json.loads((self.root / JOURNAL).read_bytes())
            return [Saved(row["title"], row["before"], row["after"]) for row in rows]
        except (OSError, ValueError, KeyError, TypeError):  # not there, or damaged: nothing can be undone
            return []

    def undone(self) -> str:
        """Undo the last saved change and return its title. Raise CommandError where its files have changed since."""
        entries = self.journal()
        if not entries:
            raise CommandError("There is nothing to undo.")
        last = entries[-1]
        for file, after in last.after.items():
            now = self.bytes_of(file)
            if now is None or sha256(now).hexdigest() != after:
                raise CommandError(
                    f"“{last.title}” cannot be undone: {file} has changed since. Change it back by hand."
                )
        old = {file: b64decode(text) if text is not None else None for file, text in last.before.items()}
        write(self.root, old)
        self._keep(entries[:-1])
        return last.title

    def _keep(self, entries: list[Saved]) -> None:
        rows = [{"title": e.title, "before": e.before, "after": e.after} for e in entries[-KEPT:]]
        path = self.root / JOURNAL
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(rows).encode(), lasting=True)


def as_shown(content: Content) -> Content:
    """Return the content with each draft, and what waits for its day, as readers will see it."""
    folders = {
        folder: {
            name: record.model_copy(update={"draft": False, "publish_on": None})
            for name, record in records.items()
        }
        for folder, records in content.folders.items()
    }
    return replace(content, folders=folders)


def _in_words(before: Content, after: Content, today: date) -> tuple[Change, ...]:
    """Return what differs, in words: of drafts too, as they will be read."""
    here = replace(after, root=before.root)  # the copy that was tried is gone
    one, other = (state(as_shown(content), today, until=date.max) for content in (before, here))
    return in_sentences(compare(one.records, other.records), one.records, other.records, other.vocabulary)


def _signature(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of the content does: each path, its time and its size."""
    paths = [root / LEDGER, *(path for folder in FOLDERS for path in sorted((root / folder).rglob("*")))]
    facts = ((path, path.stat()) for path in paths if path.is_file())
    return tuple((str(path), fact.st_mtime_ns, fact.st_size) for path, fact in facts)
