"""The shapes of what is kept: versions of papers, and plans as members saw them at a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import Timeline
from goldenthread.model.action_plan import Update
from goldenthread.model.vocabulary import Word


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a cabinet report, kept byte for byte: since when it stood, its address, and its files."""

    day: date
    url: str
    folder: str  # where its files lie, from the project's root
    files: Mapping[str, str]  # SHA-256 by name

    @property
    def pdf(self) -> str:
        """Give the name of its PDF; empty when it has none."""
        return next((name for name in self.files if name.endswith(".pdf")), "")


@dataclass(frozen=True, slots=True)
class Stand:
    """How an action stood on a day: how far it had got, the timeline in force, whether its time was past, whether it still held."""

    status: Word
    due: Timeline
    is_overdue: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its name for a reader, and what it said on either day; empty for nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActionThen:
    """An action on the day of a meeting and today; None where the plan did not have it, or has it no more."""

    number: int
    url: str
    summary: str
    then: Stand | None
    now: Stand | None
    changes: tuple[FieldChange, ...]
    updates: tuple[Update, ...]  # recorded since, newest first

    @property
    def differs(self) -> bool:
        """Say whether anything about it is another today."""
        return bool(self.changes or self.updates)


@dataclass(frozen=True, slots=True)
class AsAt:
    """A plan as members saw it at a meeting, beside today's.

    `from_history`: the words are those of that day, from git. Else they are today's, and only progress, timelines and
    events go back. `known_from` is the day on which the history of the plan begins; None when there is none at hand.
    """

    day: date
    url: str
    meeting: str  # who met, in words
    report: str  # the id of the paper that brought the plan there; empty where none is known
    from_history: bool
    known_from: date | None
    actions: tuple[ActionThen, ...]
    changes: tuple[FieldChange, ...]  # of the plan itself
    counts: tuple[tuple[str, int, int], ...]  # how many actions stood so, then and now

    @property
    def differing(self) -> tuple[ActionThen, ...]:
        """Give the actions about which something is another today."""
        return tuple(action for action in self.actions if action.differs)
