"""What can be wrong with the content, and how it is reported.

A problem is collected, never raised: whoever finds one goes on and finds the rest.
The words of every problem are in one catalogue, `messages/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.common.inflection import count

A_STEP = 10  # problems of one severity that the code host shows for one step of a workflow


class Severity(StrEnum):
    """How much a problem matters: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path from the project's root, line and column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, in the council's words: where, what, and what to do about it.

    `also` names further places that belong to it, such as the other half of a contradiction.
    """

    place: Place
    code: str
    severity: Severity
    what: str
    fix: str
    also: tuple[Place, ...] = ()

    def __str__(self) -> str:
        elsewhere = "".join(f" See also {place}." for place in self.also)
        return f"{self.place}  {self.severity}: {self.what} {self.fix}{elsewhere} [{self.code}]"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, line and column, each problem once."""
    return sorted(set(problems), key=lambda p: (p.place, p.code, p.what))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is bad enough to stop a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def as_text(problems: Sequence[Problem]) -> str:
    """Print for a person: one problem a line."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Print for a program: a list of objects with file, line, column, code, severity, what and fix."""
    rows = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "code": p.code,
            "severity": p.severity.value,
            "what": p.what,
            "fix": p.fix,
            "also": [{"file": a.file, "line": a.line, "column": a.column} for a in p.also],
        }
        for p in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Print as workflow commands, so that the host shows each problem beside its line.

    The host shows ten problems of a severity in one step. The last of them counts those that are left, which
    `as_markdown` prints for the summary.
    """
    lines = []
    for severity in Severity:
        found = [p for p in problems if p.severity is severity]
        lines += _commands(found[:A_STEP] if len(found) <= A_STEP else found[: A_STEP - 1])
        if len(found) > A_STEP:
            more = f"{len(found) - A_STEP + 1} more are listed in the summary of this run."
            lines.append(f"::{severity.value} title=More of the same kind::{more}\n")
    return "".join(lines)


def as_markdown(problems: Sequence[Problem]) -> str:
    """Print all for the summary of a run, set in by four spaces, in which Markdown and HTML are only text."""
    rows = [
        " ".join(str(p).splitlines()) for severity in Severity for p in problems if p.severity is severity
    ]
    return "## What check says\n\n" + "".join(f"    {row}\n" for row in rows) + "\n"


def _commands(problems: Sequence[Problem]) -> list[str]:
    lines = []
    for p in problems:
        text = str(p).split("  ", 1)[1].split(": ", 1)[1]
        where = f"file={_escaped(p.place.file, ':,')},line={p.place.line},col={p.place.column}"
        lines.append(f"::{p.severity.value} {where},title={p.code}::{_escaped(text)}\n")
    return lines


def _escaped(text: str, extra: str = "") -> str:
    """Escape what a workflow command reserves."""
    for char in "%\r\n" + extra:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def summary(problems: tuple[Problem, ...]) -> str:
    """Count the problems in words: `1 error, 2 warnings, 3 notices`."""
    counts = {kind: sum(p.severity is kind for p in problems) for kind in Severity}
    if not problems:
        return "Nothing to report: every file can be published."
    words = ", ".join(count(number, kind) for kind, number in counts.items() if number)
    ending = "Nothing was changed." if counts[Severity.ERROR] else "Everything can be published."
    return f"{words}. {ending}"


PRINTERS = {"text": as_text, "json": as_json, "github": as_github, "markdown": as_markdown}
