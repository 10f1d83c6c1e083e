"""The page that lists every rule that `check` holds the files against, as each rule says it of itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

from goldenthread.guide.page import page
from goldenthread.output import Output
from goldenthread.rules import DATED_RULES, RULES


def rules_page() -> Output:
    """Make the page."""
    return page("rules", "Every rule of check", _blocks())


def _blocks() -> Iterator[str]:
    yield (
        "`build.py check` reads every file by itself, and then holds all files against these rules. "
        "[Every problem](problems.md) says what is told when one is broken."
    )
    for module, rules in groupby(sorted([*RULES, *DATED_RULES], key=_module), key=_module):
        title, _, rest = (sys.modules[module].__doc__ or "").split("\n", 1)[0].partition(": ")
        yield f"## {title.rstrip('.')}"
        if rest:
            yield f"{rest[:1].upper()}{rest[1:]}"
        yield "\n".join(f"- {(rule.__doc__ or '').strip().splitlines()[0]}" for rule in rules)


def _module(rule: object) -> str:
    return str(getattr(rule, "__module__", ""))
