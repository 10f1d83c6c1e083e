"""The place of a value in its file: worked out only when there is something to say about it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml.composer import ComposerError
from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.events import AliasEvent

from goldenthread.common.problems import Place
from goldenthread.source.structure import build
from goldenthread.source.text import safe_text

Loc: TypeAlias = tuple[str | int, ...]


def locate(
    path: Path, shown: str, loc: Loc, *, key: bool = False, inside: tuple[int, int] | None = None
) -> Place:
    """Return the place of the value that `loc` leads to, or of its name when `key` is true.

    `inside` asks for a line and a column within the value, both counted from 0.
    Where the way ends early, as for a field that is missing, it is the place of the last thing that does exist.
    """
    try:
        node = _composed(path.read_bytes()) if path.is_file() and not path.is_symlink() else None
    except OSError:
        node = None
    if node is None:
        return Place(shown)
    name = None
    for part in loc:
        below = child(node, part)
        if below is None:
            break
        name, node = below
    mark = (name if key and name is not None else node).start_mark
    if inside is not None and node.id == "scalar":
        line, column = _first_letter(path, node)
        return Place(shown, line + inside[0] + 1, column + inside[1] + 1)
    return Place(shown, mark.line + 1, mark.column + 1)


def _first_letter(path: Path, node: Any) -> tuple[int, int]:
    """Return line and column of a value's first letter, counted from 0: below the sign `|`, or after a quote."""
    mark = node.start_mark
    if node.style not in ("|", ">"):
        return mark.line, mark.column + bool(node.style)
    for number, line in enumerate(path.read_text("utf-8").split("\n")[mark.line + 1 :], start=mark.line + 1):
        if line.strip():
            return number, len(line) - len(line.lstrip())
    return mark.line, mark.column


def child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    """Go one step down: the node of the name (None in a list) and of the value; None when there is no such step."""
    if node.id == "mapping":
        return next(((name, value) for name, value in node.value if name.value == part), None)
    if node.id == "sequence" and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


@lru_cache(maxsize=64)  # there is more to say about most files than one thing
def _composed(raw: bytes) -> Any:
    """Return the bytes of a file as the parser's tree of marked values; None when they cannot be read safely."""
    text, _ = safe_text(raw, "")
    data = None if text is None else build(text, "")[0]
    if text is None or not isinstance(data, dict):  # composing goes deep: only for what passed the gate
        return None
    return compose(text)


def compose(text: str) -> Any:
    """Return a text that the parser can read as its tree of marked values.

    `*Ongoing` and `&Partners` are shortcuts to a parser, which fails where they lead nowhere; the gate refuses them by
    name. Here their first sign is taken for a letter, so that every other place in the file can still be found.
    """
    try:
        return CBaseLoader(text).get_single_node()
    except ComposerError:
        return CBaseLoader(_without_shortcuts(text)).get_single_node()


def _without_shortcuts(text: str) -> str:
    """Return the text, letter for letter as long, with an underscore for the sign of each alias and anchor."""
    letters = list(text)
    loader = CBaseLoader(text)
    while loader.check_event():
        event = loader.get_event()
        if getattr(event, "anchor", None) is not None:
            start = event.start_mark.index
            letters[start + text[start:].index("*" if isinstance(event, AliasEvent) else "&")] = "_"
    return "".join(letters)
