"""A council's file as the parser sees it: each value with the place of its first and last character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Place, Problem, as_text
from goldenthread.messages import problem
from goldenthread.source import Data, Loc, loads
from goldenthread.source.positions import child, compose

BOM = "\ufeff"
Edit = tuple[int, int, str]  # put the text in place of what is between the two indexes


class CannotEdit(CommandError):
    """An edit that was refused; nothing was changed. `code` is the catalogue's, and `params` fill its sentences."""

    def __init__(self, code: str, problems: Sequence[Problem] = (), **params: object) -> None:
        """Word it by the catalogue's code, after the problems that are in the way."""
        self.code, self.params = code, params
        refusal = problem(code, Place(""), **params)  # type: ignore[arg-type]
        exit_code = Exit.PROBLEMS if code == "edit-of-broken-file" else Exit.WRONG_USE
        super().__init__(f"{as_text(problems)}{refusal.what} {refusal.fix}", exit_code)


@dataclass(frozen=True)
class Tree:
    """One file: its bytes as text with line feeds, its values, and the parser's marked nodes.

    Every index counts characters of `text`, which has no byte order mark and no carriage returns.
    """

    raw: str
    text: str
    data: dict[str, Data]
    root: Any

    @classmethod
    def of(cls, source: bytes) -> Tree:
        """Read a file's bytes; CannotEdit when the gate has anything to say about them."""
        loaded = loads(source, "")
        if loaded.data is None or loaded.problems:
            raise CannotEdit("edit-of-broken-file")
        raw = source.decode("utf-8")
        text = raw.removeprefix(BOM).replace("\r\n", "\n")
        return cls(raw, text, loaded.data, compose(text))

    def find(self, loc: Loc) -> list[Any]:
        """Return the nodes on the way to a value, the whole file first; fewer when the way ends early."""
        way = [self.root]
        for part in loc:
            below = child(way[-1], part)
            if below is None:
                break
            way.append(below[1])
        return way

    def end(self, node: Any) -> int:
        """Return the index after the last character of a value, without the blank lines and notes that follow."""
        if node.id == "scalar":
            return self._scalar_end(node)
        if node.flow_style:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.end(last[1] if node.id == "mapping" else last)

    def _scalar_end(self, node: Any) -> int:
        if node.style != "|":
            return int(node.end_mark.index)
        value = node.value.removesuffix("\n")
        # Under | each line of the value is one line of the file, so they can be counted.
        lines = value.count("\n") + 1 if value or node.value else 0
        return self.line_end(self._line_starts[node.start_mark.line + lines])

    def dash(self, node: Any, place: int) -> int:
        """Return the index of the dash before an item of a list."""
        at = node.start_mark.index if place == 0 else self.end(node.value[place - 1])
        while self.text[at] in " \n#":
            at = self.line_end(at) if self.text[at] == "#" else at + 1
        return int(at)

    def line_start(self, at: int) -> int:
        """Return the index of the first character of the line that holds an index."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return the index of the line feed that ends a line, or of the end of the file."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def next_line(self, at: int) -> int:
        """Return the index where the next line begins, or the end of the file."""
        return min(self.line_end(at) + 1, len(self.text))

    def line(self, at: int) -> str:
        """Return the whole line that holds an index, without its line feed."""
        return self.text[self.line_start(at) : self.line_end(at)]

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with the edits made; line ends are those of the lines beside."""
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(edits):
            parts += [self.raw[at : self._raw(start)], new.replace("\n", self._line_sign(start))]
            at = self._raw(end)
        return "".join([*parts, self.raw[at:]]).encode()

    def _raw(self, at: int) -> int:
        return at + self.raw.startswith(BOM) + bisect_left(self._windows_ends, at)

    def _line_sign(self, at: int) -> str:
        """Return how the line at an index ends, or the one before when it has no end."""
        end = self.text.find("\n", at)
        end = self.text.rfind("\n", 0, at) if end < 0 else end
        place = bisect_left(self._windows_ends, end)
        return "\r\n" if end in self._windows_ends[place : place + 1] else "\n"

    @cached_property
    def _windows_ends(self) -> list[int]:
        """The indexes of line feeds that stand for two characters in the file."""
        lines = self.raw.removeprefix(BOM).split("\n")
        starts = accumulate((len(line) - line.endswith("\r") + 1 for line in lines), initial=0)
        return [
            start + len(line) - 1 for start, line in zip(starts, lines, strict=False) if line.endswith("\r")
        ]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]
