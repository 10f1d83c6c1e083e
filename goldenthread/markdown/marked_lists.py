"""Lists whose marks are typed within a paragraph, “a.”, “(1)” or “2.1”, one a line: Markdown knows none of them.

It would run their lines together. Here each line is an item of a list, and keeps its mark as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

Line = list[Token]  # the words of one line of a paragraph

_MARK = re.compile(r"(\((?:\d{1,3}|[a-z]{1,4})\)|[a-z]{1,4}[.)]|\d{1,3}(?:\.\d{1,3})+[.)]?)[ \t]+(?=\S)")
_COUNTED = re.compile(r"(.*?)(\d+|[a-z]+)([.)]*)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_NARROW = 2  # letters of a mark that has room beside its words


def has_marked_lines(text: str) -> bool:
    """Whether a text has lines that may be a list with marks of its own."""
    return "\n" in text and sum(bool(_MARK.match(line)) for line in text.split("\n")) > 1


def with_lists(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a text with a list in place of the lines of a paragraph that are marked in sequence."""
    tokens = list(tokens)
    place = 0
    while place < len(tokens):
        group = tokens[place : place + 3]
        parts = _cut(group[1].children or []) if _is_paragraph(group) else None
        if parts:
            yield from _as_list(group, *parts)
        else:
            yield tokens[place]
        place += 3 if parts else 1


def _is_paragraph(group: Sequence[Token]) -> bool:
    return [token.type for token in group] == ["paragraph_open", "inline", "paragraph_close"]


def _cut(children: Sequence[Token]) -> tuple[Line, list[tuple[str, Line]]] | None:
    """Return the words before a list, and each item with its mark; None where no two lines are marked in sequence."""
    lines = list(_lines(children))
    marks = [_mark(line) for line in lines]
    known = {place for mark in marks for place in _places(mark)}
    before: Line = []
    items: list[tuple[str, Line]] = []
    for mark, line in zip(marks, lines, strict=True):
        if any({(style, n - 1), (style, n + 1)} & known for style, n in _places(mark)):
            line[0].content = line[0].content[len(mark) :].lstrip()
            items.append((mark, line))
        else:
            held = items[-1][1] if items else before
            held += [*([Token("softbreak", "br", 0)] if held else []), *line]
    return (before, items) if items else None


def _lines(children: Sequence[Token]) -> Iterator[Line]:
    line: Line = []
    for token in children:
        if token.type in ("softbreak", "hardbreak") and token.level == 0:
            yield line
            line = []
        else:
            line.append(token)
    yield line


def _mark(line: Line) -> str:
    """Return the mark at the beginning of a line; empty for none."""
    if not line or line[0].type != "text":
        return ""
    found = _MARK.match(line[0].content + ("x" if len(line) > 1 else ""))
    return found[1] if found else ""


def _places(mark: str) -> Iterator[tuple[str, int]]:
    """Yield what a mark may count: its style with the place in it; “(i)” is a letter and a Roman number."""
    found = _COUNTED.fullmatch(mark)
    if not found:
        return
    before, counted, after = found.groups()
    if counted.isdigit():
        yield f"{before}1{after}", int(counted)
    elif len(counted) == 1:
        yield f"{before}a{after}", ord(counted)
    if counted in _ROMAN:
        yield f"{before}i{after}", _ROMAN.index(counted)


def _as_list(group: Sequence[Token], before: Line, items: Sequence[tuple[str, Line]]) -> Iterator[Token]:
    opening, inline, closing = group
    if before:
        inline.children = before
        yield from (opening, inline, closing)
    is_wide = any(len(mark) > _NARROW for mark, _ in items)
    name = "gt-points" if is_wide else "gt-lettered"
    yield Token("ordered_list_open", "ol", 1, attrs={"class": name, "role": "list"}, block=True)
    for mark, line in items:
        label = Token("span_open", "span", 1, attrs={"class": "number" if is_wide else "letter"})
        words = [label, Token("text", "", 0, content=mark), Token("span_close", "span", -1)]
        yield Token("list_item_open", "li", 1, block=True)
        yield Token("inline", "", 0, children=[*words, Token("text", "", 0, content=" "), *line])
        yield Token("list_item_close", "li", -1, block=True)
    yield Token("ordered_list_close", "ol", -1, block=True)
