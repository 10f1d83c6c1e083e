"""The parser's complaints, said in the council's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.source.text import place_at
from goldenthread.source.traps import NO_SPACE


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
        """What stands on the line before the mark."""
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
