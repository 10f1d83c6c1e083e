"""Where YAML would quietly read something else than the writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.source.text import FORBIDDEN, forbidden, not_composed, old_form, place_at

# A name and its value run together, as in "title:Review"; web and post addresses look alike and are left alone.
NO_SPACE = re.compile(r"(?!(?:mailto|tel|urn|doi):)([A-Za-z][A-Za-z0-9_-]*):[^\s:/]")
BLOCK_SIGN = re.compile(r"\|-? *(?:\n|\Z)")
CLIP = 40


def in_value(event: Any, text: str, shown: str) -> Iterator[Problem]:
    """The traps of one name or value, as the parser's event shows it."""
    start, end = event.start_mark, event.end_mark
    place = Place(shown, start.line + 1, start.column + 1)
    if event.anchor is not None or event.tag is not None:
        yield problem("shortcut", place, sign=text[start.index])
    elif event.style in ("|", ">"):
        yield from _in_block(event, text, place)
    elif event.style == "" and (match := NO_SPACE.match(event.value)) and _begins_line(text, start.index):
        yield problem("no-space-after-colon", place, name=match[1])
    elif start.line != end.line:
        yield problem("runs-on" if event.style == "" else "quote-runs-on", place, line=end.line + 1)
    if event.style == '"':  # \u202E and its like are only seen once the escape is read
        yield from _in_escapes(event.value, place)


def between(text: str, start: int, end: int, shown: str) -> Iterator[Problem]:
    """The traps in what stands between two values: notes on a line with something else, and the sign ?."""
    gap = text[start:end]
    if "#" not in gap and "?" not in gap:
        return
    at = start
    for line in gap.split("\n"):
        own_line = at == 0 or text[at - 1] == "\n"
        if "#" in line and not (own_line and line.lstrip(" ").startswith("#")):
            index = at + line.index("#")
            yield problem("note-after-value", place_at(text, index, shown), note=_clipped(text, index))
        elif line.lstrip(" -").startswith("?"):
            yield problem("question-mark", place_at(text, at + line.index("?"), shown))
        at += len(line) + 1


def after_block(event: Any, text: str, indent: int, shown: str) -> Iterator[Problem]:
    """A line that begins with # just under a block of text, set in but not far enough: YAML would drop it."""
    index = event.end_mark.index
    end = text.find("\n", index)
    line = text[index : end if end >= 0 else len(text)]
    inset = len(line) - len(line.lstrip(" "))
    if inset > indent and line.startswith("#", inset):
        yield problem(
            "block-line-lost", Place(shown, event.end_mark.line + 1, inset + 1), note=_clipped(line, inset)
        )


def _in_block(event: Any, text: str, place: Place) -> Iterator[Problem]:
    if event.style == ">":
        yield problem("folded", place)
        return
    start = event.start_mark.index
    if not BLOCK_SIGN.match(text, start):
        yield problem("block-sign", place)


def _in_escapes(value: str, place: Place) -> Iterator[Problem]:
    if match := FORBIDDEN.search(value):
        yield forbidden(match[0], place)
    if (index := old_form(value)) >= 0:
        yield not_composed(value, index, place)


def _begins_line(text: str, index: int) -> bool:
    """Say whether only spaces and dashes stand before an index on its line: a name could stand there."""
    return not text[text.rfind("\n", 0, index) + 1 : index].strip(" -")


def _clipped(text: str, index: int) -> str:
    """The rest of a line, short enough to quote."""
    rest = text[index : index + CLIP + 1].partition("\n")[0].rstrip()
    return rest if len(rest) <= CLIP else rest[: CLIP - 1] + "…"
