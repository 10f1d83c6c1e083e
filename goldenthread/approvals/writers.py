"""Who wrote what a merge brought in: nobody approves a change that holds a commit of their own."""

from __future__ import annotations

from pathlib import Path

from goldenthread.git import git
from goldenthread.history.commits import Person


def writers(root: Path, head: str) -> dict[str, tuple[Person, ...]]:
    """Give, for each merge on the line of first parents, the authors of the commits that it brought in."""
    printed = git(root, "log", "--topo-order", "-z", "--format=%H%n%P%n%an%n%ae", head).decode(
        "utf-8", "replace"
    )
    rows = [row.split("\n") for row in printed.split("\0") if row]
    parents = {row[0]: row[1].split() for row in rows}
    authors = {row[0]: Person(row[2], row[3]) for row in rows}
    seen: set[str] = set()
    found = {}
    for commit in _line(head, parents):
        seen.add(commit)
        brought = _new(parents[commit][1:], parents, seen)
        if brought:
            found[commit] = tuple(dict.fromkeys(authors[name] for name in brought))
    return found


def _line(head: str, parents: dict[str, list[str]]) -> list[str]:
    """Give the line of first parents, the oldest first."""
    line = [head]
    while parents.get(line[-1]) and parents[line[-1]][0] in parents:
        line.append(parents[line[-1]][0])
    return line[::-1]


def _new(starts: list[str], parents: dict[str, list[str]], seen: set[str]) -> list[str]:
    """Give the commits reachable from `starts` that no earlier step brought in."""
    found, waiting = [], list(starts)
    while waiting:
        commit = waiting.pop()
        if commit not in seen and commit in parents:
            seen.add(commit)
            found.append(commit)
            waiting += parents[commit]
    return found
