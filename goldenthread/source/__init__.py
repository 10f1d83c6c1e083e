"""The gate: strict YAML, with every value as text, and every problem with its line and what to do.

What passes means the same to the machine and to a person; `docs/decisions/strict-yaml.md` says why.

A file passes through `text` (size, UTF-8, characters, merge leftovers) and `structure` (one pass over the C parser's
events, with `traps`, which also puts the parser's complaints in the council's words). `positions` finds the
line of a problem, and `folder` lists the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import problem
from goldenthread.source.folder import files, is_name
from goldenthread.source.positions import Loc, locate
from goldenthread.source.structure import Data, build
from goldenthread.source.text import capped, read_text, safe_text

__all__ = ["Data", "Loaded", "Loc", "files", "is_name", "load", "loads", "locate", "read_text", "values"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's values, and everything wrong with it.

    With an error among the problems the data is not to be used, though it may be looked at to find more problems.
    `data` is None when its structure could not be made out.
    """

    data: dict[str, Data] | None
    problems: tuple[Problem, ...]


def load(path: Path, shown: str) -> Loaded:
    """Read one YAML file. `shown` is its path in messages, from the project's root. Nothing is ever raised."""
    text, problems = read_text(path, shown)
    return Loaded(None, problems) if text is None else values(text, shown)


def loads(text: bytes, shown: str) -> Loaded:
    """Read the bytes of one YAML file, as `load` does."""
    safe, problems = safe_text(text, shown)
    return Loaded(None, problems) if safe is None else values(safe, shown)


def values(text: str, shown: str) -> Loaded:
    """Read the values of a text that `read_text` has passed."""
    data, found = build(text, shown)
    if isinstance(data, dict):
        return Loaded(data, capped(found))
    if not found:
        found = [problem("empty-file" if data in (None, "") else "no-names", Place(shown))]
    return Loaded(None, capped(found))
