"""The head of a cabinet report: body, day, title, purpose and people, each from its own line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.common.dates import Precision, parse_when
from goldenthread.common.problems import Problem
from goldenthread.importing.clean_text import one_line
from goldenthread.importing.columns import bare
from goldenthread.importing.document import Block
from goldenthread.messages import problem
from goldenthread.read import Content

_LABEL = re.compile(r"([A-Z][\w ()/&’'-]{2,60}?)\s*:\s*(.*)", re.DOTALL)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"\band\b|[;&]")

# What papers often call a line of the header, beside the labels of the council's own formats.
_USUAL_LABELS: Mapping[str, str] = {
    "date of meeting": "meeting",
    "date": "meeting",
    "portfolio holder": "portfolio_holders",
    "portfolio holders": "portfolio_holders",
    "local councillor s": "local_councillors",
    "local councillors": "local_councillors",
    "executive director": "executive_directors",
    "report author": "authors",
    "author": "authors",
    "title": "title",
    "job title": "title",
    "tel": "phones",
    "telephone": "phones",
    "email": "emails",
    "report status": "access",
}
_OF_AUTHOR = {"authors": "name", "title": "title", "phones": "phone", "emails": "email"}


@dataclass(slots=True)
class Head:
    """What the head says, and what of it found no place."""

    body: str | None = None
    meeting: date | None = None
    values: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_head(blocks: Sequence[Block], content: Content) -> Head:
    """Read the lines above the first section."""
    head = Head()
    reader = _Reader(head, content)
    for block in blocks:
        for line in map(one_line, block.words.split("\n\n")):
            reader.line(line, block)
    reader.finish()
    return head


class _Reader:
    """Takes one line after another."""

    def __init__(self, head: Head, content: Content) -> None:
        self.head, self.content = head, content
        lines = [line for form in content.formats.formats for line in form.header]
        printed = {bare(line.label): line.field for line in lines}
        self.labels: Mapping[str, str] = {**_USUAL_LABELS, **printed}
        self.own_lines = {bare(line.label): line.line for line in lines if line.line}
        self.author: dict[str, str] = {}
        self.rest: list[tuple[str, Block]] = []  # above the first label, where the title is
        self.later: list[tuple[str, Block]] = []
        self.author_block: Block | None = None
        self.labelled = False

    def line(self, line: str, block: Block) -> None:
        """Place one line: by its label, or by what it is."""
        match = _LABEL.fullmatch(line)
        label = self.labels.get(bare(match[1])) if match else None
        if match and label:
            self.labelled = True
            self._labelled(label, match[2], block, self.own_lines.get(bare(match[1]), ""))
        elif not (self._body(line) or self._day(line) or self._word("purposes", "purpose", line)):
            (self.later if self.labelled else self.rest).append((line, block))

    def _labelled(self, label: str, value: str, block: Block, own: str) -> None:
        readers: Mapping[str, Callable[[str], bool]] = {
            "body": self._body,
            "meeting": self._day,
            "purpose": lambda words: self._word("purposes", "purpose", words),
            "access": lambda words: self._word("accesses", "access", words),
            "key_decision": self._key_decision,
            "header_lines": lambda words: self._own_line(own, words),
            "timetable": lambda _: False,  # in a table or in lines of its own: a person enters them
        }
        if not value:
            return
        if label in _OF_AUTHOR:
            self.author[_OF_AUTHOR[label]] = value
            self.author_block = block
        elif label in ("portfolio_holders", "executive_directors"):
            name, _, title = value.partition(", ")
            self.head.values[label] = [{"name": name, "title": title or None}]
        elif label == "local_councillors":
            self.head.values[label] = value
        elif not readers[label](value):
            self._lost(f"{label}: {value}", block)

    def _own_line(self, name: str, words: str) -> bool:
        self.head.values.setdefault("header_lines", []).append({"line": name, "text": words})
        return True

    def _key_decision(self, words: str) -> bool:
        known = words.casefold() in ("yes", "no")
        if known:
            self.head.values["key_decision"] = words.casefold() == "yes"
        return known

    def _body(self, line: str) -> bool:
        names = {bare(name): office for name, office in self.content.organisation.names().items()}
        if self.head.body is not None or bare(line) not in names:
            return False
        self.head.body = names[bare(line)]
        return True

    def _day(self, line: str) -> bool:
        when = parse_when(_WEEKDAY.sub("", line))
        if when is None or when.precision is not Precision.DAY or self.head.meeting is not None:
            return False
        self.head.meeting = when.first
        return True

    def _word(self, words: str, name: str, line: str) -> bool:
        """Place a word of a closed list, in any letters."""
        for word in getattr(self.content.vocabulary, words):
            if line.casefold() in (word.word.casefold(), word.label.casefold()):
                self.head.values[name] = word.word
                return True
        return False

    def finish(self) -> None:
        """Take the one line above the labels that is left as the title; several authors in one line cannot be distinguished."""
        if len(self.rest) == 1:
            self.head.values["heading"] = self.rest[0][0]
            self.head.said.append(f"“{self.rest[0][0]}” read as the title.")
            self.rest = []
        for line, block in (*self.rest, *self.later):
            self._lost(line, block)
        if self.author_block and (
            "name" not in self.author or any(map(_SEVERAL.search, self.author.values()))
        ):
            for line in self.author.values():
                self._lost(line, self.author_block)
        elif self.author:
            self.head.values["authors"] = [self.author]

    def _lost(self, words: str, block: Block) -> None:
        self.head.problems.append(problem("import-not-placed", block.place, words=words[:60]))
