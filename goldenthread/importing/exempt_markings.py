"""Marks that a paper is not for the public. They often stand in its head, foot or watermark, outside its text.

Exempt and confidential words (Local Government Act 1972, section 100A and Schedule 12A) must not enter the files at
all: what git has once kept, and what was once published, cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import one_line
from goldenthread.importing.document import InPaper, Paper
from goldenthread.messages import problem

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
    """Give the words round a mark."""
    start = max(0, match.start() - MOST_LETTERS // 3)
    return one_line(words[start : start + MOST_LETTERS])
