"""What the files of a record said to the public at one commit: read once, and remembered."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from goldenthread.changes.canonical import Facts, dated_facts, digest, files_named, flowing, public_facts
from goldenthread.changes.differences import compare_record
from goldenthread.changes.wording import Change, in_sentences
from goldenthread.common.git import files_at, objects
from goldenthread.guide import MADE
from goldenthread.history.cache import Memory
from goldenthread.model.kinds import BY_FOLDER
from goldenthread.model.settings import BY_NAME
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.records import record_of

FILES = "content/files/"


class Answer(NamedTuple):
    """What the public could read: its digest, empty when nothing, and the day of publication that it names."""

    digest: str
    publish_on: date | None = None
    is_unread: bool = False  # the file is there, and today's program cannot read it


@dataclass(slots=True)
class Reader:
    """Reads what git holds. `blobs` are those fetched in one run as soon as one is asked for."""

    root: Path
    vocabulary: Vocabulary
    memory: Memory
    blobs: set[str]
    _loaded: dict[str, bytes] = field(default_factory=dict)
    _facts: dict[tuple[str, str], Facts | None] = field(default_factory=dict)
    _latest: dict[str, tuple[str, BaseModel | None]] = field(default_factory=dict)

    def named(self, key: str, blob: str) -> tuple[str, tuple[str, ...]]:
        """Return the paths of the text and of the files that a record names; empty when none."""
        if not blob or key.startswith("pages/"):
            return "", ()
        text, *files = self.memory.of(f"named {key} {blob}", lambda: self._named(key, blob))
        return text, tuple(files)

    def _named(self, key: str, blob: str) -> list[str]:
        record = self._record(key, blob)
        if record is None:
            return [""]
        text = str(getattr(record, "text", None) or "")
        return [text, *(FILES + name for name in dict.fromkeys(files_named(record)))]

    def snapshot(self, key: str, tree: Mapping[str, str]) -> tuple[Snapshot, tuple[str, ...]]:
        """Return the files of a record among those of a commit, and the paths that the record itself names."""
        blob = tree.get(file_of(key), "")
        text, files = self.named(key, blob)
        pairs = ((path.rpartition("/")[2], tree.get(path, "")) for path in files)
        return Snapshot(blob, tree.get(text, ""), tuple(pairs)), (text, *files)

    def facts_of(self, key: str, snapshot: Snapshot) -> Answer:
        """Return what the public could read of a record in this state."""
        shown, day = self.memory.of(f"facts {key} {snapshot}", lambda: self._answer(key, snapshot))
        return Answer(shown or "", date.fromisoformat(day) if day else None, is_unread=shown is None)

    def _answer(self, key: str, snapshot: Snapshot) -> list[str | None]:
        facts = self._read(key, snapshot)
        if facts is None:
            return [None if snapshot.record else "", None]
        return ["" if facts.get("draft") else digest(facts), facts.get("publish_on")]

    def dated(self, key: str, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the names of the dated facts that the public could read of a record in this state."""
        found = self.memory.of(
            f"dated {key} {snapshot}", lambda: list(dated_facts(self._public(key, snapshot) or {}))
        )
        return tuple(found)

    def changes(self, key: str, before: Snapshot | None, after: Snapshot, was: str) -> tuple[Change, ...]:
        """Return in words the changes from one state to the next; `was` is the key before."""

        def work_out() -> list[list[object]]:
            one = self._public(was, before) if before else None
            other = self._public(key, after)
            sides = [{key: facts} if facts is not None else {} for facts in (one, other)]
            found = in_sentences(compare_record(key, one, other), sides[0], sides[1], self.vocabulary)
            return [change.as_row() for change in found]

        rows = self.memory.of(f"changes {was} {key} {before} {after}", work_out)
        return tuple(Change.from_row(row) for row in rows)

    def _public(self, key: str, snapshot: Snapshot) -> Facts | None:
        facts = self._read(key, snapshot)
        return None if facts is None or facts.get("draft") else facts

    def _read(self, key: str, snapshot: Snapshot) -> Facts | None:
        """Return the facts of a record, drafts too; None when there is no file, or none that can be read."""
        name = (key, str(snapshot))
        if name not in self._facts:
            self._facts[name] = self._worked_out(key, snapshot)
        return self._facts[name]

    def _worked_out(self, key: str, snapshot: Snapshot) -> Facts | None:
        if not snapshot.record:
            return None
        raw = self._bytes(snapshot.record)
        if key.startswith("pages/"):
            text = flowing(raw.decode("utf-8", "replace"))
            # A page of the guide that the program makes is nobody's words.
            is_made = key.startswith("pages/guide/") and text.endswith(MADE)
            return {"text": text, **({"draft": True} if is_made else {})}
        record = self._record(key, snapshot.record)
        if record is None:
            return None
        text, path = self._bytes(snapshot.text).decode("utf-8", "replace"), getattr(record, "text", None)
        files = {name: sha256(self._bytes(blob)).hexdigest() for name, blob in snapshot.files if blob}
        return public_facts(record, {path: text} if path and snapshot.text else {}, files)

    def _record(self, key: str, blob: str) -> BaseModel | None:
        """Return the record in a file; None for one that cannot be read. The last of each key is kept: it is asked for twice."""
        if self._latest.get(key, ("", None))[0] != blob:
            self._latest[key] = (blob, record_of(self._bytes(blob), key))
        return self._latest[key][1]

    def _bytes(self, blob: str) -> bytes:
        if blob in self.blobs and not self._loaded:
            self._loaded = dict(objects(self.root, self.blobs))
        if not blob or blob in self._loaded:
            return self._loaded.get(blob, b"")
        return objects(self.root, [blob]).get(blob, b"")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a record at one commit, by the ids of their contents; empty where there is none.

    `files` holds those of `content/files/` that the record publishes, by name.
    """

    record: str = ""
    text: str = ""
    files: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "+".join([self.record, self.text, *(blob for _, blob in self.files)])


def changed_digests(root: Path, before: str, after: str) -> dict[str, str]:
    """Return the digest of each record that differs for the public between two commits, as at the later one.

    It is empty for a record that the public can no longer read. A file that cannot be read any more gives none.
    """
    trees = [
        {os.fsdecode(path): blob for _, blob, path in files_at(root, commit, ("data", "content"))}
        for commit in (before, after)
    ]
    differing = {path for path, _ in set(trees[0].items()) ^ set(trees[1].items())}
    own = {key_of(path) for path in differing}
    # A text or a file that a record names has no key of its own: any record may be the one.
    keys = {key_of(path) for tree in trees for path in tree} if "" in own else own
    reader = Reader(root, Vocabulary.model_construct(), Memory(None), set())
    found: dict[str, str] = {}
    for key in sorted(keys - {""}):
        was, now = (reader.facts_of(key, reader.snapshot(key, tree)[0]) for tree in trees)
        if not now.is_unread and now.digest != was.digest:
            found[key] = now.digest
    return found


def key_of(path: str) -> str:
    """Return the key of the record that a file holds, `reviews/2031-finance`; empty when it holds none of its own."""
    folder, _, name = path.removeprefix("data/").rpartition("/")
    if path.startswith("data/") and path.endswith(".yml"):
        stem = name.removesuffix(".yml")
        if folder in BY_FOLDER:
            return f"{folder}/{stem}"
        return f"settings/{stem}" if not folder and stem in BY_NAME else ""
    page = path.removeprefix("content/").removesuffix(".md")
    is_page = path.startswith("content/") and path.endswith(".md") and page.partition("/")[0] not in BY_FOLDER
    return f"pages/{page}" if is_page else ""


def file_of(key: str) -> str:
    """Return the path of the file that holds a record: the other way round of `key_of`."""
    folder, _, name = key.partition("/")
    if folder == "pages":
        return f"content/{name}.md"
    return f"data/{name}.yml" if folder == "settings" else f"data/{key}.yml"
