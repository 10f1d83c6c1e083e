"""What import is asked to do, and what it makes of a paper before the files are touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.common.problems import Problem
from goldenthread.importing.document import InPaper


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line says about a paper.

    `answers` are reviews in the order of the plan's rows; `leads` says who is meant by a lead as printed;
    `under` is the heading below which recommendations stand; `as_at` is the day for which statuses are given.
    """

    kind: str
    id: str
    today: date
    partial: bool = False
    answers: tuple[str, ...] = ()
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    under: str = ""
    review_kind: str = ""
    as_at: date | None = None


@dataclass(slots=True)
class Item:
    """One action or recommendation: its values for the file, where it stands in the paper, and what is wrong with it.

    `derived` names fields that were worked out and not printed: they fill a new row, and never change an old one.
    `blank` names fields whose cell the paper leaves blank.
    """

    number: int
    values: dict[str, Any]
    place: InPaper
    wrong: list[Problem] = field(default_factory=list)
    derived: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@dataclass(slots=True)
class Brought:
    """A record as the paper has it.

    `top` holds the fields of a new record besides its list; `items` fill the list `items_field`; `headings` are
    the groups or themes, id and name, for the list `headings_field`. `said` is told to the reader line by line;
    `lost` are rows and paragraphs that could not be read at all, which only a partial import passes over.
    """

    folder: str
    top: dict[str, Any]
    items_field: str = ""
    headings_field: str = ""
    items: list[Item] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    text: str = ""
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)
