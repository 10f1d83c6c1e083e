"""What was read from a council's file, whatever its kind: tables, headings, paragraphs and items, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Place, Problem
from goldenthread.importing.clean_text import one_line
from goldenthread.messages import problem

MOST_COLUMNS = 200  # of any table

BlockKind = Literal["heading", "paragraph", "numbered", "bullet"]


@dataclass(frozen=True, slots=True)
class InPaper(Place):
    """A place as a reader of the paper finds it, such as “sheet Plan, cell C5”; `line` and `column` only sort."""

    words: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.words}" if self.words else self.file


class CannotImport(CommandError):
    """A file that is refused as a whole; the problem says why."""

    exit_code = Exit.PROBLEMS

    def __init__(self, code: str, file: str, **params: Any) -> None:
        """Word it by the catalogue's code."""
        self.problem: Problem = problem(code, InPaper(file), **params)
        super().__init__(self.problem)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it be sent from the process that reads a file."""
        return _refusal, (self.problem,)


def _refusal(because: Problem) -> CannotImport:
    error = CannotImport.__new__(CannotImport)
    CommandError.__init__(error, because)
    error.problem = because
    return error


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, its paragraphs with a blank line between, and where they are."""

    words: str
    place: InPaper


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `wrong` holds what keeps it from being read; `spans` says that one cell takes the row up."""

    cells: tuple[Cell, ...]
    place: InPaper
    wrong: tuple[Problem, ...] = ()
    spans: bool = False

    @property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [at for at, cell in enumerate(self.cells) if cell.words]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the paper, or a part of one that a page break or a new sheet begins."""

    rows: tuple[Row, ...]
    place: InPaper


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an item of a list. `level` counts from 1; `number` is an item's own.

    A heading of level 0 is a line of plain text that only looks like one.
    """

    kind: BlockKind
    words: str
    place: InPaper
    level: int = 1
    number: int | None = None
    wrong: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Paper:
    """Everything that was read, in the order of the paper, and what there was to say about it."""

    name: str
    parts: list[Table | Block] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> InPaper:
        """The paper as a whole."""
        return InPaper(self.name)

    @property
    def tables(self) -> list[Table]:
        """The tables in order."""
        return [part for part in self.parts if isinstance(part, Table)]

    @property
    def blocks(self) -> list[Block]:
        """Everything outside tables in order."""
        return [part for part in self.parts if isinstance(part, Block)]


# Marks that a paper is not for the public; they are often in its header, footer or watermark, outside its text.
# Exempt and confidential words (Local Government Act 1972, section 100A and Schedule 12A) must not enter the files at
# all: what git has once kept, and what was once published, cannot be taken back.
_PLAIN = r"not for publication|schedule 12A|official[\s:-]*sensitive|strictly confidential|pink papers?"
_IN_TEXT = re.compile(rf"{_PLAIN}|\bexempt (?:report|appendix|annex|item|information)", re.IGNORECASE)
_IN_MARGIN = re.compile(rf"{_PLAIN}|\bexempt\b|confidential|restricted|embargo|private", re.IGNORECASE)
MOST_LETTERS = 120


def tell_marks(paper: Paper, margins: Iterable[str]) -> None:
    """Add a warning for each line that marks the paper; `margins` are the words of its heads, feet and watermarks."""
    paper.notes += dict.fromkeys(_found(paper, margins))


def _found(paper: Paper, margins: Iterable[str]) -> Iterator[Problem]:
    for words in margins:
        if _IN_MARGIN.search(words):
            place = InPaper(paper.name, words="head or foot of its pages")
            yield problem("import-not-public", place, said=one_line(words)[:MOST_LETTERS])
    for block in paper.blocks:
        if match := _IN_TEXT.search(block.words):
            yield problem("import-not-public", block.place, said=_near(block.words, match))
    for table in paper.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            if match := _IN_TEXT.search(cell.words):
                yield problem("import-not-public", cell.place, said=_near(cell.words, match))


def _near(words: str, match: re.Match[str]) -> str:
    """Return the words round a mark."""
    start = max(0, match.start() - MOST_LETTERS // 3)
    return one_line(words[start : start + MOST_LETTERS])
