"""Where YAML would quietly read something else than the writer meant, and the parser's complaints in the council's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from goldenthread.common.characters import FORBIDDEN
from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.source.text import forbidden, not_composed, old_form, place_at


@dataclass(frozen=True, slots=True)
class _Fault:
    """One complaint: where the parser was (`mark`), where the thing it was reading began (`began`)."""

    text: str
    shown: str
    mark: Any
    began: Any

    def at(self, mark: Any, inset: int | None = None) -> Place:
        """The place of a mark, or of a place on its line; libyaml may put the end of a file below its last line."""
        index = mark.index if inset is None else mark.index - mark.column + inset
        return place_at(self.text, index, self.shown)

    def before(self) -> str:
        """What is on the line before the mark."""
        return self.text[self.mark.index - self.mark.column : self.mark.index]

    def sign(self, mark: Any) -> str:
        return self.text[mark.index : mark.index + 1]


def explain(error: Any, text: str, shown: str) -> Problem:
    """Turn libyaml's error about a text into a problem with a place and a remedy."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return problem("not-yaml", Place(shown))
    fault = _Fault(text, shown, mark, error.context_mark or mark)
    said = f"{error.context or ''}: {error.problem or ''}"
    for phrase, say in _RULES:
        if phrase in said:
            return say(fault)
    return problem("not-yaml", fault.at(mark))


def _colon(fault: _Fault) -> Problem:
    if ": " in fault.before():
        return problem("colon-in-text", fault.at(fault.mark))
    return _misplaced(fault)


def _misplaced(fault: _Fault) -> Problem:
    """The line does not fit its neighbours; the place is its first character."""
    before = fault.before()
    inset = len(before) - len(before.lstrip(" "))
    return problem("set-in-wrongly", fault.at(fault.mark, inset))


def _unexpected(fault: _Fault) -> Problem:
    if fault.sign(fault.mark) == ":":
        return problem("name-missing", fault.at(fault.mark))
    if fault.before().strip(" -"):
        return problem("text-after-close", fault.at(fault.mark))
    return _misplaced(fault)


def _no_colon(fault: _Fault) -> Problem:
    if match := NO_SPACE.match(fault.text, fault.began.index):
        return problem("no-space-after-colon", fault.at(fault.began), name=match[1])
    return problem("no-colon", fault.at(fault.began))


def _sign(fault: _Fault) -> Problem:
    if fault.began.index >= len(fault.text):
        return problem("bracket-not-closed", fault.at(fault.began))
    return problem("starts-with-sign", fault.at(fault.began), sign=fault.sign(fault.began))


def _mark(code: str) -> Callable[[_Fault], Problem]:
    return lambda fault: problem(code, fault.at(fault.mark))


def _began(code: str) -> Callable[[_Fault], Problem]:
    return lambda fault: problem(code, fault.at(fault.began))


# Phrases of libyaml (scanner.c, parser.c), the first that fits wins.
_RULES: list[tuple[str, Callable[[_Fault], Problem]]] = [
    ("mapping values are not allowed", _colon),
    ("block sequence entries are not allowed", _began("list-not-below")),
    ("mapping keys are not allowed", _began("question-mark")),
    ("found unexpected ':'", _mark("colon-in-text")),
    ("could not find expected ':'", _no_colon),
    ("quoted scalar: found unexpected", _began("quote-not-closed")),
    ("while parsing a quoted scalar", _began("backslash")),
    ("while scanning a quoted scalar", _began("backslash")),
    ("while scanning an alias", _sign),
    ("while scanning an anchor", _sign),
    ("cannot start any token", _sign),
    ("did not find expected node content", _sign),
    ("directive", _began("directive")),
    ("incompatible YAML", _began("directive")),
    ("tag", _sign),
    ("block scalar", _began("block-sign")),
    ("expected ',' or", _began("bracket-not-closed")),
    ("did not find expected", _unexpected),
]


# A name and its value run together, as in "title:Review"; web and post addresses look alike and are left alone.
NO_SPACE = re.compile(r"(?!(?:mailto|tel|urn|doi):)([A-Za-z][A-Za-z0-9_-]*):[^\s:/]")
BLOCK_SIGN = re.compile(r"\|-? *(?:\n|\Z)")
NOTHING = frozenset({"~", "null", "Null", "NULL"})  # YAML 1.2.2, 10.2.1.1
CLIP = 40


def may_trap(event: Any) -> bool:
    """Whether a name or value is of a form in which there may be a trap: most are one bare line without a colon."""
    return (
        event.style != ""
        or ":" in event.value
        or event.value in NOTHING
        or event.start_mark.line != event.end_mark.line
        or event.anchor is not None
        or event.tag is not None
    )


def in_value(event: Any, text: str, shown: str) -> Iterator[Problem]:
    """The traps of one name or value, as the parser's event shows it."""
    start, end = event.start_mark, event.end_mark
    place = Place(shown, start.line + 1, start.column + 1)
    if event.anchor is not None or event.tag is not None:
        yield problem("shortcut", place, sign=text[start.index])
    elif event.style in ("|", ">"):
        yield from _in_block(event, text, place)
    elif event.style == "" and event.value in NOTHING:
        yield problem("null-value", place, value=event.value)
    elif event.style == "" and (match := NO_SPACE.match(event.value)) and _begins_line(text, start.index):
        yield problem("no-space-after-colon", place, name=match[1])
    elif start.line != end.line:
        yield problem("runs-on" if event.style == "" else "quote-runs-on", place, line=end.line + 1)
    if event.style == '"':  # \u202E and its like are only seen once the escape is read
        yield from _in_escapes(event.value, place)


def between(text: str, start: int, end: int, shown: str) -> Iterator[Problem]:
    """The traps in what is between two values: notes on a line with something else, and the sign ?."""
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
    """Whether only spaces and dashes are before an index on its line: a name could be there."""
    return not text[text.rfind("\n", 0, index) + 1 : index].strip(" -")


def _clipped(text: str, index: int) -> str:
    """The rest of a line, short enough to quote."""
    rest = text[index : index + CLIP + 1].partition("\n")[0].rstrip()
    return rest if len(rest) <= CLIP else rest[: CLIP - 1] + "…"
