"""Which files each commit touched: one run of git for all commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from goldenthread.common.git import git

NOTHING = "0" * 40
_WHAT = ("data", "content")


@dataclass(frozen=True, slots=True)
class Touched:
    """A file as one commit left it: `blob` is empty when it was taken out, `was` is its path before a move."""

    path: str
    blob: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit on the line of first parents, with the files of `data/` and `content/` that it touched."""

    commit: str
    files: tuple[Touched, ...]


def entries(root: Path, head: str = "HEAD") -> list[Entry]:
    """List the commits that touched `data/` or `content/`, the oldest first.

    Only the line of first parents counts: what a merge brought in is one step, the step that was approved.
    """
    printed = git(
        root, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "-M", "--no-abbrev",
        "--relative", "--format=commit %H", head, "--", *_WHAT,
    )  # fmt: skip
    return list(_parsed(iter(printed.decode("utf-8", "surrogateescape").split("\0"))))[::-1]


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


def objects(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """Read objects of git by their ids, all in one run; one that is not in this copy is left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    printed = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in wanted:
        end = printed.index(b"\n", start)
        head = printed[start:end].split(b" ")
        start = end + 1
        if head[-1] == b"missing":
            continue
        size = int(head[2])
        found[name] = printed[start : start + size]
        start += size + 1
    return found
