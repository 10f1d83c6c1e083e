"""Every version of every record: from when the public could read it, and what had changed in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goldenthread.changes.canonical import Facts, digest, flowing, public_facts
from goldenthread.changes.compare import compare_record
from goldenthread.changes.words import Change, in_sentences
from goldenthread.git import commit_of, is_shallow
from goldenthread.history.commits import Commit, commit
from goldenthread.history.log import Entry, entries, objects
from goldenthread.history.memory import Memory
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import FOLDERS, SETTINGS, record_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a record at one commit, by the ids of their contents; empty where there is none."""

    record: str = ""
    text: str = ""

    def __str__(self) -> str:
        return f"{self.record}+{self.text}"


@dataclass(frozen=True, slots=True)
class Version:
    """A record as one commit left it, when that changed what the public reads.

    `digest` is that of the public content; it is empty when the public could not read the record then: because it was
    taken out, was a draft, had its day of publication still to come, or does not pass the checks of today.
    """

    commit: Commit
    digest: str
    changes: tuple[Change, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class History:
    """The versions of each record, the oldest first, by the key under which it is filed today.

    With `is_complete` false this copy of the repository holds only the last part of the history.
    """

    head: str
    is_complete: bool
    records: Mapping[str, tuple[Version, ...]]


def history(root: Path, vocabulary: Vocabulary, cache: Path | None = None, head: str = "HEAD") -> History:
    """Follow every record through all commits up to `head`; `cache` is a file that keeps what was worked out.

    GitFailed says that there is no repository here, or no git.
    """
    name = commit_of(root, head)
    with Memory(cache) as memory:
        walk = _Walk(root, vocabulary, memory)
        return History(name, not is_shallow(root), walk.through(entries(root, name)))


@dataclass(slots=True)
class _Walk:
    """One walk from the first commit to the last, with the files as each commit left them."""

    root: Path
    vocabulary: Vocabulary
    memory: Memory
    tree: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[Version]] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    loaded: Mapping[str, bytes] = field(default_factory=dict)

    def through(self, line: list[Entry]) -> Mapping[str, tuple[Version, ...]]:
        commits = objects(self.root, (entry.commit for entry in line))
        self.wanted = {file.blob for entry in line for file in entry.files if file.blob}
        for entry in line:
            made = commit(entry.commit, commits[entry.commit])
            for key in self._touched(entry):
                self._add(key, made)
        return {key: tuple(versions) for key, versions in self.found.items() if versions}

    def _touched(self, entry: Entry) -> Iterable[str]:
        """Take over what a commit did to the files; give the records that it touched, by their keys."""
        for file in entry.files:
            if file.was:
                self.tree.pop(file.was, None)
                self._moved(key_of(file.was), key_of(file.path))
            if file.blob:
                self.tree[file.path] = file.blob
            else:
                self.tree.pop(file.path, None)
        paths = {file.path for file in entry.files} | {file.was for file in entry.files if file.was}
        keys = {key for path in paths if (key := key_of(path))}
        texts = {path for path in paths if path.endswith(".md")}
        if texts:
            keys |= {key for key in self.found if self._text(key) in texts}
        return sorted(keys)

    def _moved(self, before: str, after: str) -> None:
        """Go on with a record under its new name; its earlier versions come along."""
        if before and after and before in self.found:
            self.found[after] = self.found.pop(before) + self.found.get(after, [])

    def _add(self, key: str, made: Commit) -> None:
        last = self.found[key][-1] if self.found.get(key) else None
        before = last.snapshot if last else Snapshot()
        after = Snapshot(self._blob(file_of(key)), self._blob(self._text(key)))
        if after == before:
            return
        ways = (str(before), last.commit.when.date().isoformat() if last else "", str(after))
        shown, changes = self.memory.of(
            (key, *ways, made.when.date().isoformat()), lambda: self._compare(key, last, after, made)
        )
        if shown != (last.digest if last else ""):
            self.found.setdefault(key, []).append(Version(made, shown, changes, after))

    def _compare(
        self, key: str, last: Version | None, after: Snapshot, made: Commit
    ) -> tuple[str, tuple[Change, ...]]:
        one = self._facts(key, last.snapshot, last.commit) if last else None
        other = self._facts(key, after, made)
        sides = [{key: facts} if facts is not None else {} for facts in (one, other)]
        found = in_sentences(compare_record(key, one, other), sides[0], sides[1], self.vocabulary)
        return digest(other) if other is not None else "", found

    def _facts(self, key: str, snapshot: Snapshot, made: Commit) -> Facts | None:
        """Give what the public could read of a record at a commit; None when nothing."""
        raw = self._bytes(snapshot.record)
        if raw is None:
            return None
        if key.startswith("pages/"):
            return {"text": flowing(raw.decode("utf-8", "replace"))}
        record = record_of(raw, key)
        if record is None:
            return None
        text = self._bytes(snapshot.text)
        name = getattr(record, "text", None)
        facts = public_facts(record, {name: text.decode("utf-8", "replace")} if name and text else {})
        day = facts.get("publish_on", "")
        return None if facts.get("draft") or day > made.when.date().isoformat() else facts

    def _text(self, key: str) -> str:
        """Give the path of the Markdown file that a record names, as its file stands now; empty when none."""
        blob = self._blob(file_of(key))
        return self.memory.text_of(key, blob, lambda: self._named(key, blob)) if blob else ""

    def _named(self, key: str, blob: str) -> str:
        raw = self._bytes(blob)
        record = record_of(raw, key) if raw is not None and not key.startswith("pages/") else None
        return str(getattr(record, "text", None) or "")

    def _blob(self, path: str) -> str:
        return self.tree.get(path, "")

    def _bytes(self, blob: str) -> bytes | None:
        if blob and not self.loaded:
            self.loaded = objects(self.root, self.wanted)
        return self.loaded.get(blob)


def key_of(path: str) -> str:
    """Give the key of the record that a file holds, `reviews/2031-finance`; empty when it holds none of its own."""
    folder, _, name = path.removeprefix("data/").rpartition("/")
    if path.startswith("data/") and path.endswith(".yml"):
        stem = name.removesuffix(".yml")
        if folder in FOLDERS:
            return f"{folder}/{stem}"
        return f"settings/{stem}" if not folder and stem in SETTINGS else ""
    page = path.removeprefix("content/").removesuffix(".md")
    is_page = path.startswith("content/") and path.endswith(".md") and page.partition("/")[0] not in FOLDERS
    return f"pages/{page}" if is_page else ""


def file_of(key: str) -> str:
    """Give the path of the file that holds a record: the other way round of `key_of`."""
    folder, _, name = key.partition("/")
    if folder == "pages":
        return f"content/{name}.md"
    return f"data/{name}.yml" if folder == "settings" else f"data/{key}.yml"
