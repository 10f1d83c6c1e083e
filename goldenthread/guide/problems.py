"""Every problem, explained: for the page of the guide and for `build.py explain`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.guide.page import fenced, page
from goldenthread.messages import CATALOGUE
from goldenthread.messages.message import Message
from goldenthread.output import Output
from goldenthread.problems import Severity

MATTERS = {
    Severity.ERROR: "An error: nothing is published until it is mended.",
    Severity.WARNING: "A warning: everything can be published, but a reader may stumble.",
    Severity.NOTICE: "A notice: nothing is wrong; it is said so that nobody forgets.",
}


def problems_page() -> Output:
    """Make the page of all problems."""
    return page("problems", "Every problem, and what to do", _blocks())


def _blocks() -> Iterator[str]:
    yield (
        "Each problem ends with its code, such as `[not-a-date]`. "
        "Find the code here, or ask for it with `build.py explain not-a-date`."
    )
    for name, message in sorted(CATALOGUE.items()):
        yield f"## {name}"
        yield said(message.what)
        yield f"{MATTERS[message.severity]} {message.why}".rstrip()
        yield f"What to do: {said(message.fix)}"
        if message.wrong:
            yield "This is not accepted:" if message.severity is Severity.ERROR else "This is remarked on:"
            yield fenced(message.wrong)
        if message.example:
            yield "This passes:"
            yield fenced(message.example)


def said(words: str) -> str:
    """Give a sentence of the catalogue with an ellipsis wherever a case puts its own words."""
    return re.sub(r"\{\w+\}", "…", words.replace("{guess}", "").replace("{hint}", ""))


def explained(name: str, message: Message) -> str:
    """Explain one problem to a person at a command line."""
    wrong = "Not accepted:" if message.severity is Severity.ERROR else "Remarked on:"
    blocks = [
        f"{name}: {said(message.what)}",
        f"{MATTERS[message.severity]}\n{message.why}",
        f"What to do: {said(message.fix)}",
        *([f"{wrong}\n\n{_set_in(message.wrong)}"] if message.wrong else []),
        f"This passes:\n\n{_set_in(message.example)}",
    ]
    return "\n\n".join(blocks) + "\n"


def _set_in(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
