"""What editors read: the guide's reference pages and the schemas, made from what the program knows.

Nothing here is written twice: fields come from `model/`, words from `data/vocabulary.yml`, problems from
`messages/`, commands from the command line itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.common.output import Output

FOLDER = "content/guide"
MADE = "This page is made by `build.py guide` from what the program knows. Do not edit it by hand."


def page(name: str, title: str, blocks: Iterable[str]) -> Output:
    """Make a page of blocks with an empty line between them, below its title and the mark that it is made."""
    return Output(f"{FOLDER}/{name}.md", ("\n\n".join([f"# {title}", *blocks, MADE]) + "\n").encode())


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def code(words: str) -> str:
    """Write words as they are to be typed."""
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def fenced(text: str) -> str:
    """Show lines of a file."""
    return f"```yaml\n{text.rstrip(chr(10))}\n```"


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())
