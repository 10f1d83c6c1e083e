"""The one list of statuses that readers see, and which of them an action has: decided here for pages, charts, search, feeds and data.

What a paper itself calls the status (`data/vocabulary.yml`) is shown beside it. Nothing is “on track” or “complete” in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import Timeline, TimelineKind, days_between
from goldenthread.common.inflection import small
from goldenthread.model import NOT_RECORDED
from goldenthread.model.vocabulary import Role, Word

SOON_DAYS = 28  # the four weeks before a date, in lists, reminders and requests for an update alike


@dataclass(frozen=True, slots=True)
class Standing:
    """A status: the last part of its lists’ addresses, which never changes, its label, their heading and what it means."""

    id: str
    label: str
    heading: str
    definition: str

    @property
    def noun(self) -> str:
        """Return the label to follow a number: `20 overdue`."""
        return small(self.label)


COMPLETE = Standing(
    "finished",
    "Complete",
    "Complete actions",
    "The last update says that the action is complete, and any body that must close it has done so.",
)
CLOSED = Standing(
    "closed",
    "Closed",
    "Actions closed without being complete",
    "The last update says that nothing more is to be done, for another reason. The plan’s own word gives it.",
)
OVERDUE = Standing(
    "date-passed",
    "Overdue",
    "Overdue actions",
    "The date has passed, and we have no record that the action is complete.",
)
DUE_SOON = Standing("due-soon", "Due soon", "Actions due soon", f"The date is within {SOON_DAYS} days.")
AT_RISK = Standing(
    "at-risk",
    "At risk",
    "Actions at risk",
    f"The date is more than {SOON_DAYS} days away, and the last update says that it may not be met.",
)
ON_TRACK = Standing(
    "date-to-come",
    "On track",
    "Actions on track",
    f"Progress is recorded, the date is more than {SOON_DAYS} days away, and no update says that it is at risk.",
)
ONGOING = Standing(
    "ongoing",
    "Ongoing",
    "Ongoing actions",
    "The plan names no end date: the action is ongoing, repeated, or has only a start. It is neither late nor on time.",
)
NO_DATE_SET = Standing(
    "no-date",
    "No date set",
    "Actions with no date set",
    "The plan leaves the date blank, or prints words that give no date, or more than one.",
)
UNKNOWN = Standing(
    "not-recorded",
    "Not recorded",
    "Actions with no status recorded",
    f"We have no record of a status. Any date is more than {SOON_DAYS} days away.",
)
STANDINGS = (COMPLETE, CLOSED, OVERDUE, DUE_SOON, AT_RISK, ON_TRACK, ONGOING, NO_DATE_SET, UNKNOWN)

# What is no longer on its list has neither of these: it is counted in no list by status.
WITHDRAWN = Standing("withdrawn", "Withdrawn", "Withdrawn actions", "The action no longer holds.")
OFF_LIST = Standing(
    "off-list", "No longer on the list", "Actions off their list", "The action has left its list."
)

OFF_LISTS = (WITHDRAWN, OFF_LIST)
NO_ANSWER = "No answer"  # of a recommendation that no action answers, in place of the status of one

WITHOUT_END = (TimelineKind.ONGOING, TimelineKind.RECURRING, TimelineKind.OPEN)
_SILENT = (NOT_RECORDED, Role.NOT_STATED)


def standing_of(word: Word, sure: str, due: Timeline, today: date) -> Standing:
    """Return the status of an action on its list.

    `word` is the last status recorded, `sure` the role of the newest word on whether the date will be met, or empty.
    """
    if word.done:
        return COMPLETE if word.fills == Role.COMPLETE else CLOSED
    left = days_between(today, due.ends) if due.ends else None
    if left is not None and left <= SOON_DAYS:
        return OVERDUE if left < 0 else DUE_SOON
    if left is not None and due.kind is not TimelineKind.RECURRING:
        return _before_date(word, sure)
    if due.kind in WITHOUT_END:
        return ONGOING
    return UNKNOWN if due.kind is TimelineKind.COMPLETE else NO_DATE_SET


def _before_date(word: Word, sure: str) -> Standing:
    if sure in (Role.AT_RISK, Role.OFF_TRACK):
        return AT_RISK
    return UNKNOWN if word.fills in _SILENT and sure != Role.ON_TRACK else ON_TRACK
