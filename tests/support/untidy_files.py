"""Files as people leave them: odd indentation, notes, quotes, blank lines, Windows line ends. And edits to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from goldenthread.common.characters import FORBIDDEN
from goldenthread.editing.tree import BOM
from goldenthread.model.base import Line, Prose, Record, shown
from goldenthread.source import Loc, loads


class Part(Record):
    """A record within a file."""

    name: Line = shown("A line.", "a")
    text: Prose | None = shown("Some prose.", "a", None)
    mark: Line | None = shown("Another line.", "a", None)
    tags: tuple[Line, ...] = shown("A list.", "- a", ())
    parts: tuple[Part, ...] = shown("Records.", "- name: a", ())


class Whole(Record):
    """What a file holds."""

    id: Line = shown("A line.", "a")
    title: Line | None = shown("A line.", "a", None)
    text: Prose | None = shown("Some prose.", "a", None)
    inner: Part | None = shown("A record.", "name: a", None)
    tags: tuple[Line, ...] = shown("A list.", "- a", ())
    parts: tuple[Part, ...] = shown("Records.", "- name: a", ())
    note: Prose | None = shown("Some prose.", "a", None)


ODD = [
    *(
        "yes",
        "no",
        "~",
        "null",
        "010",
        "1:30",
        "2031-02-30",
        "- x",
        "? x",
        ": x",
        "x:",
        "x: y",
        "# x",
        "x #4",
    ),
    *(
        "[a",
        "a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "'a",
        'a"',
        "a'b\"c",
        "\\n",
        "|",
        ">",
        "---",
        "...",
    ),
    *("<<", "=", "a, b", "a  b", "Llŷn – “£1”", "title:Review", "https://a.example/b:c#d", "not recorded"),
]
LINES = st.one_of(
    st.sampled_from(ODD),
    st.lists(st.sampled_from(["word", "two", *ODD]), min_size=1, max_size=3).map(" ".join),
    st.text(st.sampled_from("ab: -'\"#[]{}|>&*!%?@`,\\é£"), min_size=1, max_size=12),
)


def _fit(text: str) -> bool:
    return bool(text) and text == text.strip() and not FORBIDDEN.search(text.replace("\n", ""))


ONE_LINE = LINES.map(lambda t: unicodedata.normalize("NFC", t).strip()).filter(_fit)
TEXTS = st.one_of(
    ONE_LINE,
    st.lists(
        st.one_of(ONE_LINE, st.sampled_from(["", "  set in", "- x", "# heading", "end  "])),
        min_size=2,
        max_size=4,
    )
    .map("\n".join)
    .map(str.strip)
    .filter(_fit),
)


class Untidy:
    """Writes values as a careless hand might; `draw` decides each time."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw
        self.notes = 0

    def fields(self, data: dict[str, Any], inset: int) -> list[str]:
        """Give the lines of named fields, each set in."""
        rows: list[str] = []
        for name in self.draw(st.permutations(list(data))):
            rows += self._between(inset)
            rows += self._value(f"{' ' * inset}{name}:", data[name], inset)
        return rows

    def _value(self, start: str, value: Any, inset: int) -> list[str]:
        if isinstance(value, str):
            return self._text(start, value, inset)
        if isinstance(value, dict):
            return [start, *self.fields(value, inset + self.draw(st.integers(1, 4)))]
        if all(isinstance(item, str) and "\n" not in item for item in value) and self.draw(st.booleans()):
            return [f"{start} [{', '.join(self._quoted(item) for item in value)}]"]
        return [start, *self._items(value, inset + self.draw(st.sampled_from([0, 1, 2, 4])))]

    def _items(self, items: list[Any], inset: int) -> list[str]:
        rows: list[str] = []
        for item in items:
            rows += self._between(inset)
            wide = self.draw(st.integers(1, 3))
            if isinstance(item, str):
                rows += self._text(" " * inset + "-", item, inset)
                continue
            below = self.fields(item, inset + 1 + wide)
            if below[0].strip() and not below[0].lstrip().startswith("#") and self.draw(st.integers(0, 5)):
                below[0] = " " * inset + "-" + " " * wide + below[0].lstrip()
            else:
                below.insert(0, " " * inset + "-")
            rows += below
        return rows

    def _text(self, start: str, text: str, inset: int) -> list[str]:
        if "\n" in text or not self.draw(st.integers(0, 3)):
            sign = self.draw(st.sampled_from(["|", "|-"]))
            further = " " * (inset + self.draw(st.integers(1, 5)))
            return [f"{start} {sign}", *(further + row if row else "" for row in text.split("\n"))]
        tail = self.draw(st.sampled_from(["", "", "  "]))
        for form in self.draw(st.permutations([text, self._quoted(text), self._double(text)])):
            if loads(f"a:\n- {form}\n".encode(), "").data == {"a": [text]}:
                return [f"{start} {form}{tail}"]
        return [f"{start} {self._quoted(text)}"]

    def _quoted(self, text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def _double(self, text: str) -> str:
        return f'"{text}"'

    def _between(self, inset: int) -> list[str]:
        rows = []
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            self.notes += 1
            rows.append(
                self.draw(
                    st.sampled_from(
                        ["", "", "   ", f"{' ' * inset}# note {self.notes}.", f"# note {self.notes}."]
                    )
                )
            )
        return rows


def _parts(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    optional: dict[str, st.SearchStrategy[Any]] = {
        "text": TEXTS,
        "mark": ONE_LINE,
        "tags": st.lists(TEXTS, min_size=1, max_size=3),
    }
    if depth:
        optional["parts"] = st.lists(_parts(depth - 1), min_size=1, max_size=3)
    return st.fixed_dictionaries({"name": ONE_LINE}, optional=optional)


VALUES = st.fixed_dictionaries(
    {"id": ONE_LINE},
    optional={
        "title": ONE_LINE,
        "text": TEXTS,
        "inner": _parts(0),
        "tags": st.lists(ONE_LINE, min_size=1, max_size=3),
        "parts": st.lists(_parts(1), min_size=1, max_size=3),
        "note": TEXTS,
    },
)


@st.composite
def files(draw: Callable[[Any], Any]) -> bytes:
    """Give an untidy file that the gate passes."""
    return untidy(draw, draw(VALUES))


def untidy(draw: Callable[[Any], Any], values: dict[str, Any]) -> bytes:
    """Give an untidy file that holds some values."""
    rows = Untidy(draw).fields(values, 0)
    rows = [*draw(st.sampled_from([[], ["# Guide"], ["---"], [""]])), *rows]
    text = "\n".join(rows) + draw(st.sampled_from(["\n", "", "\n\n", "\n# The end.\n"]))
    ends = draw(st.sampled_from(["\n", "\n", "\r\n", "mixed"]))
    if ends == "mixed":
        text = "".join(row + ("\r\n" if at % 3 else "\n") for at, row in enumerate(text.split("\n")))
    else:
        text = text.replace("\n", ends)
    return f"{draw(st.sampled_from(['', BOM]))}{text}".encode()


def places(data: Any, at: Loc = ()) -> list[Loc]:
    """Give the ways to every value of a file."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found: list[Loc] = [at] if at else []
    for part, value in inside:
        found += places(value, (*at, part))
    return found
