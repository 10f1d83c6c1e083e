"""Which files each commit touched, and the day from which each counts: one run of git for all commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from goldenthread.common.git import GitFailed, git

NOTHING = "0" * 40
_WHAT = ("data", "content")


@dataclass(frozen=True, slots=True)
class Touched:
    """A file as one commit left it: `blob` is empty when it was removed, `was` is its path before a move."""

    path: str
    blob: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit on the line of first parents, with the files of `data/` and `content/` that it touched."""

    commit: str
    files: tuple[Touched, ...]


def built_from(root: Path) -> str:
    """Return the commit and the approvals from which a build is made, as git names them; empty outside a repository."""
    if not (root / ".git").exists():
        return ""
    try:
        return git(root, "show-ref", "--head", "HEAD", "refs/notes/approvals").decode()
    except GitFailed:
        return ""


def entries(root: Path, head: str = "HEAD", what: Sequence[str] = _WHAT) -> list[Entry]:
    """List the commits that touched `data/` or `content/`, or the other folders named, the oldest first.

    Only the line of first parents counts: what a merge brought in is one step, the step that was approved.
    """
    printed = git(
        root, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "-M", "--no-abbrev",
        "--relative", "--format=commit %H", head, "--", *what,
    )  # fmt: skip
    return list(_parsed(iter(printed.decode("utf-8", "surrogateescape").split("\0"))))[::-1]


def line_days(root: Path, head: str) -> dict[str, date]:
    """Return, by commit of the line of first parents, the latest day that it or any commit before it claims.

    All commits count, also those that touched no file of the council: a commit dated back comes behind them.
    """
    printed = git(root, "log", "--first-parent", "--reverse", "--format=%H %ct", head).decode()
    found: dict[str, date] = {}
    latest = date.min
    for commit, seconds in (line.split() for line in printed.splitlines()):
        latest = max(latest, datetime.fromtimestamp(int(seconds), UTC).date())
        found[commit] = latest
    return found


def first_kept(root: Path, folder: str) -> dict[str, tuple[str, str]]:
    """Return the blob with which each file of a folder first came to the main line, and the commit, by its path."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries(root, what=(folder,)):
        for file in entry.files:
            if file.blob:
                found.setdefault(file.path, (file.blob, entry.commit))
    return found


def _parsed(words: Iterator[str]) -> Iterator[Entry]:
    commit, files = "", list[Touched]()
    for word in words:
        line = word.lstrip("\n")
        if line.startswith(":"):
            files.append(_touched(line, words))
        elif line:
            if commit:
                yield Entry(commit, tuple(files))
            commit, files = line.removeprefix("commit "), []
    if commit:
        yield Entry(commit, tuple(files))


def _touched(line: str, words: Iterator[str]) -> Touched:
    """Read `:mode mode blob blob status`, which one path follows, or two where a file was moved."""
    *_, blob, status = line.split(" ")
    first = next(words)
    if status[0] == "R":
        return Touched(next(words), blob, was=first)
    return Touched(first, "" if status == "D" else blob)
