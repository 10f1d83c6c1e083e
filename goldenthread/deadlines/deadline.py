"""A deadline with its working: what had to be done by when, how that day is found, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.common.dates import When


class Outcome(StrEnum):
    """Whether a deadline was kept; where that cannot be said, the deadline says why."""

    MET = "met"
    MISSED = "missed"
    NOT_YET_DUE = "not yet due"
    OVERDUE = "overdue"  # past, and nothing says that it was done
    UNKNOWN = "cannot be worked out"


@dataclass(frozen=True, slots=True)
class Step:
    """One day, or one step of a span, on the way from the anchor to the due day, and why it counts or not."""

    day: date
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one record under one rule.

    `first` and `last` are the same day when the anchor is known to the day; with a less exact anchor they are the
    first and last day that the due day can be; both are None when it cannot be worked out, and `reason` says why.
    """

    id: str  # stable for ever: "reviews/2031-finance/publish-report"
    record: str  # address of the record's page: "reviews/2031-finance/"
    record_title: str
    what: str  # "Publish the review report"
    rule: str  # the rule in words: "within six weeks of being agreed"
    rule_set: str  # id of the rule set
    source: str  # where the rule stands, for a reader
    source_link: str  # its address, or empty
    anchor: str  # the event from which it is counted, in words: "The report was agreed"
    anchor_when: When | None
    first: date | None
    last: date | None
    steps: tuple[Step, ...]
    outcome: Outcome
    done: When | None  # when it was done, as far as the records say
    margin: int | None  # days between being done and the due day: positive is early, negative late
    reason: str  # the outcome in one or two sentences
