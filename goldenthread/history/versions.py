"""Every version of every record: from when the public could read it, and what had changed in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from goldenthread.changes.wording import Change
from goldenthread.common.git import commit_of, is_shallow, objects
from goldenthread.history.cache import Memory
from goldenthread.history.commits import Commit, commit
from goldenthread.history.log import Entry, entries, line_days
from goldenthread.history.reader import Reader, Snapshot, key_of
from goldenthread.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Version:
    """A record as one commit left it, when that changed what the public reads.

    `key` is the one under which it was filed then. `digest` is that of the public content; it is empty when the record
    was removed or made a draft again. `first_day` is the first day on which readers could see it: that of the commit,
    or the record's day of publication where that was later. `line_day` is the latest day that any commit up to
    here on the line claims: whoever dates a commit back does not get behind those before it. `place` counts the
    commits of the line that touched the council's files, from 0.
    `follows_unread` says that files in between do not pass the checks of today's program.
    """

    key: str
    commit: Commit
    digest: str
    changes: tuple[Change, ...]
    snapshot: Snapshot
    first_day: date
    line_day: date
    place: int = 0
    follows_unread: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The versions of each record, the oldest first, by the key under which it is filed today; `by_day` has them day by day.

    `entered` has, by the key and by what happened (`dated_facts`), the day on which readers could first see it here.
    With `is_complete` false this copy of the repository holds only the last part of the history.
    """

    head: str
    is_complete: bool
    records: Mapping[str, tuple[Version, ...]]
    by_day: Mapping[str, tuple[Day, ...]] = field(default_factory=dict)
    entered: Mapping[str, Mapping[str, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Day:
    """The versions of a record that readers could first see on one day, and what changed from the day before.

    What came and went within the day is no change.
    """

    versions: tuple[Version, ...]
    changes: tuple[Change, ...]


def history(root: Path, vocabulary: Vocabulary, cache: Path | None = None, head: str = "HEAD") -> History:
    """Follow every record through all commits up to `head`; `cache` is a file that keeps what was worked out.

    GitFailed says that there is no repository here, or no git.
    """
    name = commit_of(root, head)
    line = entries(root, name)
    commits = objects(root, (entry.commit for entry in line))
    with Memory(cache, sha256(vocabulary.model_dump_json().encode()).hexdigest()) as memory:
        reader = Reader(root, vocabulary, memory, _texts(line))
        walk, days = _Walk(reader), line_days(root, name)
        for place, entry in enumerate(line):
            walk.place, walk.line_day = place, days[entry.commit]
            walk.step(entry, commit(entry.commit, commits[entry.commit]))
        records = {key: tuple(versions) for key, versions in walk.found.items() if versions}
        by_day = {key: tuple(_days(reader, versions)) for key, versions in records.items()}
        entered = {key: _entered(reader, versions) for key, versions in records.items()}
    return History(name, not is_shallow(root), records, by_day, entered)


def _days(reader: Reader, versions: Sequence[Version]) -> Iterator[Day]:
    """Yield the versions of a record by the day of each, with what changed between the last of the day before and its own last."""
    before: Version | None = None
    for _, found in groupby(versions, key=lambda version: version.first_day):
        group = tuple(found)
        last = group[-1]
        if len(group) == 1:
            yield Day(group, last.changes)
        else:
            start = before or group[0]
            snapshot = before.snapshot if before else None
            yield Day(group, reader.changes(last.key, snapshot, last.snapshot, start.key))
        before = last


def _entered(reader: Reader, versions: Sequence[Version]) -> dict[str, date]:
    """Return since when readers could see each thing that has happened; what was removed and put back counts again."""
    found: dict[str, date] = {}
    for version in versions:
        there = reader.dated(version.key, version.snapshot) if version.digest else ()
        found = {name: found.get(name, version.first_day) for name in there}
    return found


def _texts(line: Iterable[Entry]) -> set[str]:
    """Return the contents that are worth fetching in one run: pictures and PDFs are fetched one by one, if at all."""
    files = (file for entry in line for file in entry.files)
    return {file.blob for file in files if file.blob and file.path.endswith((".yml", ".md"))}


@dataclass(slots=True)
class _Walk:
    """One walk from the first commit to the last, with the files as each commit left them."""

    reader: Reader
    tree: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[Version]] = field(default_factory=dict)
    used: dict[str, set[str]] = field(default_factory=dict)  # by path, the records that show the file
    unread: set[str] = field(default_factory=set)
    place: int = 0
    line_day: date = date.min

    def step(self, entry: Entry, made: Commit) -> None:
        """Take over what a commit did to the files, and add a version to each record that it changed."""
        paths = set[str]()
        for file in entry.files:
            if file.was:
                self.tree.pop(file.was, None)
                self._moved(key_of(file.was), key_of(file.path))
            if file.blob:
                self.tree[file.path] = file.blob
            else:
                self.tree.pop(file.path, None)
            paths |= {file.path, file.was} - {""}
        keys = {key_of(path) for path in paths}.union(*(self.used.get(path, ()) for path in paths))
        for key in sorted(keys - {""}):
            self._add(key, made)

    def _moved(self, before: str, after: str) -> None:
        """Go on with a record under its new name; its earlier versions come along.

        A setting has one name, and a record stays of its kind: any other move is a record gone and a new one.
        """
        folder = before.partition("/")[0]
        if folder == after.partition("/")[0] and folder != "settings" and before in self.found:
            self.found[after] = self.found.pop(before) + self.found.get(after, [])

    def _add(self, key: str, made: Commit) -> None:
        after, paths = self.reader.snapshot(key, self.tree)
        for path in paths:
            self.used.setdefault(path, set()).add(key)
        answer = self.reader.facts_of(key, after)
        if answer.is_unread:
            self.unread.add(key)
            return
        versions = self.found.setdefault(key, [])
        # What readers never saw, because its day had not come, is no version: the next takes its place.
        if versions and versions[-1].first_day > self.line_day:
            versions.pop()
        last = versions[-1] if versions else None
        if answer.digest != (last.digest if last else ""):
            first = max(made.when.date(), answer.publish_on or date.min)
            changes = self.reader.changes(
                key, last.snapshot if last else None, after, last.key if last else key
            )
            gap = key in self.unread
            where = (first, self.line_day, self.place)
            versions.append(Version(key, made, answer.digest, changes, after, *where, gap))
        self.unread.discard(key)
