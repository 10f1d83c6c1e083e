"""Two texts compared word by word, so that a person can read what goes and what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["same", "gone", "new"]
Run: TypeAlias = tuple[Kind, str]

FEW = 3  # fewer words than these between two changes are read as part of one change
MANY = 1500  # of more words than these, whole paragraphs are compared and no single words
AROUND = 8  # words that stay and are shown on each side of a change


def word_diff(before: str, after: str) -> tuple[Run, ...]:
    """Return two texts as runs of words: `same`, `gone` or `new`; of what was replaced, `gone` comes first."""
    one, other = _paragraphs(before), _paragraphs(after)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(one[a:b])))
        else:
            runs += _words(" ".join(one[a:b]).split(), " ".join(other[c:d]).split())
    return tuple(_joined(_without_crumbs(runs)))


def shortened(runs: Iterable[Run]) -> Iterator[Run]:
    """Shorten what stays to the words around each change."""
    listed = list(runs)
    for place, (kind, text) in enumerate(listed):
        words = text.split()
        head = words[:AROUND] if place else []
        tail = words[-AROUND:] if place < len(listed) - 1 else []
        if kind != "same" or len(words) <= len(head) + len(tail) + FEW:
            yield kind, text
        else:
            yield kind, " ".join([*head, "…", *tail])


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _words(one: list[str], other: list[str]) -> Iterator[Run]:
    if max(len(one), len(other)) > MANY:
        yield from _run("gone", one)
        yield from _run("new", other)
        return
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _run("same", one[a:b])
        else:
            yield from _run("gone", one[a:b])
            yield from _run("new", other[c:d])


def _run(kind: Kind, words: list[str]) -> Iterator[Run]:
    if words:
        yield kind, " ".join(words)


def _without_crumbs(runs: list[Run]) -> Iterator[Run]:
    """Let a word or two that happen to stay between two changes go and come with them."""
    for place, (kind, text) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if kind == "same" and inside and len(text.split()) < FEW:
            yield "gone", text
            yield "new", text
        else:
            yield kind, text


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Gather the words between two runs that stay: first all that go, then all that come."""
    gone: list[str] = []
    new: list[str] = []
    for kind, text in (*runs, ("same", "")):
        if kind != "same":
            (gone if kind == "gone" else new).append(text)
            continue
        yield from _run("gone", gone)
        yield from _run("new", new)
        gone, new = [], []
        if text:
            yield kind, text
