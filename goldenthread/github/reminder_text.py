"""The words of a reminder: what is due when, how much time is left, under which rule, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines.deadline import Deadline

LONGEST_TITLE = 250  # GitHub takes 256 characters


@dataclass(frozen=True, slots=True)
class Stage:
    """How near a deadline is: `20`, `10`, `5`, `1` (working days at most) or `late`; all other names are ends.

    `days` are the working days left, or for `late` the calendar days past.
    """

    name: str
    days: int = 0

    @property
    def is_over(self) -> bool:
        """Say whether there is nothing to remind of."""
        return self.name not in ("20", "10", "5", "1", "late")


@dataclass(frozen=True, slots=True)
class Links:
    """Where the files are edited and where the pages stand; empty when that is not recorded."""

    repository: str
    site: str

    def file(self, deadline: Deadline) -> str:
        """Give the file that holds the record's dates, as a link when there is somewhere to go."""
        path = f"data/{deadline.record.strip('/')}.yml"
        return f"[{path}]({self.repository.rstrip('/')}/blob/HEAD/{path})" if self.repository else f"`{path}`"

    def page(self, deadline: Deadline) -> str:
        """Name the record, as a link to its page where the site has an address."""
        name = deadline.record_title
        return f"[{name}]({self.site.rstrip('/')}/{deadline.record})" if self.site else name


def title(deadline: Deadline, stage: Stage) -> str:
    """Head the issue. No number of days stands here: it would be wrong tomorrow."""
    when = "Late, was due" if stage.name == "late" else "Due"
    text = f"{when} {_due(deadline)}: {deadline.what} ({deadline.record_title})"
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE]}…"


def body(deadline: Deadline, stage: Stage, today: date, links: Links) -> str:
    """Say all that an officer needs in order to act."""
    counted = f", {in_words(deadline.anchor_when)}" if deadline.anchor_when else ""
    link = f" ({deadline.source_link})" if deadline.source_link else ""
    do = "Do it now" if stage.name == "late" else f"Do it by the end of {_due(deadline)}"
    return f"""**{deadline.what}** for {links.page(deadline)}.

- Due: {_due(deadline)}. The deadline ends with that day.
- On {with_weekday(today)}: {_left(stage)}
- Rule: {deadline.rule}. Source: {deadline.source}{link}.
- Counted from: {deadline.anchor}{counted}.

### What to do

1. {do}.
2. Then record it: open {links.file(deadline)} and add what was done under “events”, with its day.
   The next daily run then closes this issue.

If it was done already, only step 2 is left.
If the due day is wrong, correct the date in that file from which it is counted.
"""


def comment(deadline: Deadline, stage: Stage) -> str:
    """Say what is new, in an issue that people follow."""
    return f"{_left(stage)} {deadline.what}: due {_due(deadline)}."


def closing(deadline: Deadline | None, stage: Stage) -> str:
    """Say why an issue is closed; without a deadline its record is gone."""
    if deadline is None:
        return "The records hold this deadline no more, so this reminder is closed."
    if stage.name == "later":
        return (
            f"It is now due {_due(deadline)}. That is more than 20 working days away, so this reminder is closed. "
            "It opens again in time."
        )
    done = {"met": "Done in time.", "missed": "Done, but late."}
    return (
        f"{done.get(stage.name, 'Nothing more can be said here.')} {deadline.reason} This reminder is closed."
    )


def _left(stage: Stage) -> str:
    if stage.name == "late":
        return f"{stage.days} day{'s' * (stage.days != 1)} late."
    if stage.days == 0:
        return "no whole working day left."
    return f"{stage.days} working day{'s' * (stage.days != 1)} left."


def _due(deadline: Deadline) -> str:
    return with_weekday(deadline.last) if deadline.last else "on a day that cannot be worked out"
