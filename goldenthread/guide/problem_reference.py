"""Every problem, explained: for the page of the guide and for `build.py explain`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldenthread import messages
from goldenthread.common.output import Output
from goldenthread.common.problems import Severity
from goldenthread.guide.reference_page import fenced, page
from goldenthread.messages import CATALOGUE
from goldenthread.messages.message import Message
from goldenthread.source import load

FOLDER = Path(messages.__file__).parent / "explained"
_MATTERS = {
    Severity.ERROR: "This is an error: nothing is published until it is mended.",
    Severity.WARNING: "This is a warning: everything can be published, but a reader may stumble.",
    Severity.NOTICE: "This is a notice: nothing is wrong; it is said so that nobody forgets.",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a problem matters, what makes it, and what passes: lines of the file `where`, or a file's name.

    `wrong` is empty where a text cannot show it; `where` is empty where it can stand in any file.
    """

    why: str
    example: str = ""
    wrong: str = ""
    where: str = ""


@cache
def explanations() -> dict[str, Explained]:
    """Read what stands beside the catalogue, by code."""
    found: dict[str, Explained] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        loaded = load(path, path.name)
        if loaded.data is None:
            raise ValueError(str(loaded.problems[0]))
        for code, facts in loaded.data.items():
            found[code] = Explained(**facts)  # type: ignore[arg-type]
    return found


def problems_page() -> Output:
    """Make the page of all problems."""
    return page("problems", "Every problem, and what to do", _blocks())


def _blocks() -> Iterator[str]:
    yield (
        "`build.py check` ends each problem with its code, such as `[not-a-date]`. "
        "Find the code here, or ask for it with `build.py explain not-a-date`."
    )
    for code, message in sorted(CATALOGUE.items()):
        yield f"## {code}"
        yield from _told(code, message, said(message.what), fenced)


def explained(code: str, message: Message) -> str:
    """Explain one problem to a person at a command line."""
    return "\n\n".join(_told(code, message, f"{code}: {said(message.what)}", _set_in)) + "\n"


def _told(code: str, message: Message, first: str, show: Callable[[str], str]) -> Iterator[str]:
    """Give the parts of an explanation; one that nobody has written yet has the catalogue's own words."""
    told = explanations().get(code, Explained(""))
    yield first
    yield f"{_one_line(told.why)} {_MATTERS[message.severity]}".strip()
    yield f"What to do: {said(message.fix)}"
    if told.wrong:
        yield "This is refused:" if message.severity is Severity.ERROR else "This is remarked on:"
        yield show(told.wrong)
    if told.example:
        yield _before_example(told)
        yield show(told.example)


def said(words: str) -> str:
    """Give a sentence of the catalogue with an ellipsis wherever a case puts its own words."""
    return re.sub(r"\{\w+\}", "…", re.sub(r"\{(guess|hint)\}", "", words))


def _before_example(told: Explained) -> str:
    folder = re.sub(r"[^/]+\.(yml|md)$", "", told.where)
    return f"This passes, in a file of {folder}:" if folder.count("/") > 1 else "This passes:"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _set_in(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
