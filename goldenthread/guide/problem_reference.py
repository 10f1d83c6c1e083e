"""Every problem, explained: for the page of the guide and for `build.py explain`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from goldenthread.common.output import Output
from goldenthread.common.problems import Severity
from goldenthread.guide import fenced, page
from goldenthread.messages import Message, load_catalogue

_MATTERS = {
    Severity.ERROR: "This is an error: nothing is published until it is mended.",
    Severity.WARNING: "This is a warning: everything can be published, but a reader may stumble.",
    Severity.NOTICE: "This is a notice: nothing is wrong; it is said so that nobody forgets.",
}


def problems_page() -> Output:
    """Return the page of all problems."""
    return page("problems", "Every problem, and what to do", _blocks())


def _blocks() -> Iterator[str]:
    yield (
        "`build.py check` ends each problem with its code, such as `[not-a-date]`. "
        "Find the code here, or ask for it with `build.py explain not-a-date`."
    )
    for code, message in sorted(load_catalogue().items()):
        yield f"## {code}"
        yield from _explain(message, without_values(message.what), fenced)


def explained(code: str, message: Message) -> str:
    """Return the explanation of one problem for a person at a command line."""
    return "\n\n".join(_explain(message, f"{code}: {without_values(message.what)}", _set_in)) + "\n"


def _explain(message: Message, first: str, show: Callable[[str], str]) -> Iterator[str]:
    yield first
    yield f"{message.why} {_MATTERS[message.severity]}"
    yield f"What to do: {without_values(message.fix)}"
    if message.wrong:
        yield "This is refused:" if message.severity is Severity.ERROR else "This is remarked on:"
        yield show(message.wrong)
    yield _before_example(message)
    yield show(message.example)


def without_values(sentence: str) -> str:
    """Return a sentence of the catalogue with an ellipsis wherever a case puts its own words."""
    return re.sub(r"\{\w+\}", "…", re.sub(r"\{(guess|hint)\}", "", sentence))


def _before_example(message: Message) -> str:
    folder = re.sub(r"[^/]+\.(yml|md)$", "", message.where)
    return f"This passes, in a file of {folder}:" if folder.count("/") > 1 else "This passes:"


def _set_in(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
