"""Every problem, explained: for the pages of the guide and for `build.py explain`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from goldenthread.common.output import Output
from goldenthread.common.problems import Severity
from goldenthread.guide import fenced, page
from goldenthread.messages import Message, load_catalogue

_MATTERS = {
    Severity.ERROR: "This is an error: nothing is published until you fix it.",
    Severity.WARNING: "This is a warning: you can publish, but readers may have difficulty.",
    Severity.NOTICE: "This is a notice: you can publish. It is listed so that it is not forgotten.",
}


GROUPS = {
    "files": (
        "Problems in how a file is written",
        "A file cannot be read safely, so nothing in it is checked further.",
    ),
    "fields": ("Problems with a field", "A field is unknown, missing, blank, or not what it should be."),
    "records": ("Problems between records", "Two records, numbers, dates or figures do not agree."),
    "reports": (
        "Problems with a report and its files",
        "A report leaves its format, or a file is not fit to publish.",
    ),
    "texts": (
        "Problems in a text",
        "A heading, link, picture, table or reference does not work for every reader.",
    ),
    "publishing": (
        "Problems with publishing",
        "Something is not ready to be public, or published pages would change.",
    ),
    "importing": ("Problems with an import", "A Word, Excel, CSV or text file cannot be read for sure."),
    "editing": (
        "Problems with a change by command",
        "A command cannot make the change that it was asked for.",
    ),
}


def problem_pages() -> Iterator[Output]:
    """Yield the index of all problems, and a page for each group of them."""
    yield page("problems", "Every problem, and what to do", _index())
    for stage, (title, about) in GROUPS.items():
        yield page(f"problems-{stage}", title, _blocks(stage, about))


def _index() -> Iterator[str]:
    """Yield every code below its group; each keeps the address that it had when all were explained on this page."""
    yield (
        "`build.py check` ends each problem with its code, such as `[not-a-date]`. "
        "Find the code here, or ask for it with `build.py explain not-a-date`."
    )
    for stage, (title, about) in GROUPS.items():
        yield f"## [{title}](problems-{stage}.md)"
        yield about
        for code, message in _of_stage(stage):
            yield f"### {code}"
            yield f"{without_values(message.what)} [What to do about {code}](problems-{stage}.md#{code})"


def _blocks(stage: str, about: str) -> Iterator[str]:
    yield f"{about} [Every problem](problems.md) lists the other groups."
    for code, message in _of_stage(stage):
        yield f"## {code}"
        yield from _explain(message, without_values(message.what), fenced)


def _of_stage(stage: str) -> list[tuple[str, Message]]:
    return sorted((code, message) for code, message in load_catalogue().items() if message.stage == stage)


def explained(code: str, message: Message) -> str:
    """Return the explanation of one problem for a person at a command line."""
    return "\n\n".join(_explain(message, f"{code}: {without_values(message.what)}", _set_in)) + "\n"


def _explain(message: Message, first: str, show: Callable[[str], str]) -> Iterator[str]:
    yield first
    yield f"{message.why} {_MATTERS[message.severity]}"
    yield f"What to do: {without_values(message.fix)}"
    if message.wrong:
        yield "This is refused:" if message.severity is Severity.ERROR else "This is pointed out:"
        yield show(message.wrong)
    yield _before_example(message)
    yield show(message.example)


def without_values(sentence: str) -> str:
    """Return a sentence of the catalogue with an ellipsis in place of each value."""
    return re.sub(r"\{\w+\}", "…", re.sub(r"\{(guess|hint)\}", "", sentence))


def _before_example(message: Message) -> str:
    folder = re.sub(r"[^/]+\.(yml|md)$", "", message.where)
    return f"This passes, in a file of {folder}:" if folder.count("/") > 1 else "This passes:"


def _set_in(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
