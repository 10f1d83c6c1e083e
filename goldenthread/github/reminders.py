"""Reminders of deadlines: what to say now, worked out from the deadlines and from earlier reminders.

Nothing is remembered between two runs. Each deadline has at most one issue, whose first line tells which deadline it
is about and its last reminder; so a day on which nothing ran is made up for, and a second run says nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from goldenthread.common.dates import days_between
from goldenthread.common.inflection import count
from goldenthread.common.working_days import CannotCount, WorkingDays, with_weekday
from goldenthread.deadlines.deadline import Deadline, Outcome
from goldenthread.deadlines.sentences import counted_from, due_day, rule

LONGEST_TITLE = 250  # GitHub takes 256 characters
Act = Literal["open", "update", "close"]
THRESHOLDS = (1, 5, 10, 20)  # working days before the due day
MARKER = re.compile(r"<!-- golden-thread-reminder: (\S+) (\S+) -->")
_DONE = {"open": "opened", "update": "updated", "close": "closed"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: open an issue, say more in one, or close it. Only an open issue has no `number` yet."""

    act: Act
    deadline: str  # the deadline's id
    stage: str
    number: int | None
    title: str
    body: str
    comment: str  # empty when an issue is opened: its body says it


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to do now, and what there is no need to say; two are added to one."""

    steps: tuple[Step, ...]
    said_before: int
    not_yet_due: int
    cannot: tuple[str, ...]  # sentences on deadlines whose working days cannot be counted

    def __add__(self, other: Plan) -> Plan:
        return Plan(
            self.steps + other.steps,
            self.said_before + other.said_before,
            self.not_yet_due + other.not_yet_due,
            self.cannot + other.cannot,
        )

    def summary(self) -> str:
        """Count in words: `2 opened, 1 updated, 1 closed, 3 already posted, 5 not yet due`."""
        acts = [step.act for step in self.steps]
        parts = [f"{acts.count(act)} {done}" for act, done in _DONE.items()]  # type: ignore[arg-type]
        return ", ".join([*parts, f"{self.said_before} already posted", f"{self.not_yet_due} not yet due"])


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that we keep, as its first line describes it."""

    number: int
    is_open: bool
    title: str
    body: str
    stage: str  # the last reminder


def plan(
    deadlines: Iterable[Deadline],
    issues: Iterable[Mapping[str, Any]],
    today: date,
    days: WorkingDays,
    links: Links,
) -> Plan:
    """Plan what to say on the day `today`, given the issues as GitHub's REST API lists them, open and closed."""
    known = known_issues(issues, MARKER)
    steps: list[Step] = []
    cannot: list[str] = []
    said_before = not_yet_due = 0
    for deadline in deadlines:
        issue = known.pop(deadline.id, None)
        try:
            stage = stage_of(deadline, today, days)
        except CannotCount as error:
            cannot.append(f"{deadline.what} ({deadline.record_title}): {error}")
            continue
        not_yet_due += stage.name == "later"
        step = _step(deadline, stage, issue, today, links)
        said_before += step is None and not stage.is_over
        steps += [step] if step else []
    steps += [_close(issue, name, Stage("gone"), None) for name, issue in known.items() if issue.is_open]
    return Plan(tuple(steps), said_before, not_yet_due, tuple(cannot))


def known_issues(issues: Iterable[Mapping[str, Any]], marker: re.Pattern[str]) -> dict[str, Issue]:
    """Find each issue that we keep by its first line, which says what it is about; of two, the older one holds."""
    found: dict[str, Issue] = {}
    for issue in sorted(issues, key=lambda issue: int(issue["number"])):
        text = issue["body"] or ""
        match = marker.match(text)
        if match and "pull_request" not in issue:
            is_open = issue["state"] == "open"
            found.setdefault(match[1], Issue(int(issue["number"]), is_open, issue["title"], text, match[2]))
    return found


def stage_of(deadline: Deadline, today: date, days: WorkingDays) -> Stage:
    """Return the stage of a deadline: the threshold that it has reached, late, or over."""
    due = deadline.last
    if deadline.outcome in (Outcome.MET, Outcome.MISSED):
        return Stage(deadline.outcome.value)
    if deadline.outcome in (Outcome.UNKNOWN, Outcome.NOT_KNOWN) or due is None or not deadline.is_exact:
        return Stage("unknown")
    return stage_of_day(due, today, days)


def stage_of_day(due: date, today: date, days: WorkingDays) -> Stage:
    """Return how near a due day is: the threshold that it has reached, late, or later than all of them."""
    if today > due:
        return Stage("late", days_between(due, today))
    left = working_days_left(today, due, days)
    reached = next((threshold for threshold in THRESHOLDS if left <= threshold), None)
    return Stage(str(reached), left) if reached else Stage("later")


def working_days_left(today: date, due: date, days: WorkingDays) -> int:
    """Count working days up to the due day, today left out; beyond the first threshold it counts no further."""
    left, day = 0, today
    while day < due and left <= THRESHOLDS[-1]:
        day += timedelta(days=1)
        left += not days.why_not(day)
    return left


def _step(deadline: Deadline, stage: Stage, issue: Issue | None, today: date, links: Links) -> Step | None:
    if stage.is_over:
        return _close(issue, deadline.id, stage, deadline) if issue and issue.is_open else None
    heading, text = title(deadline, stage), _marked(deadline.id, stage, body(deadline, stage, today, links))
    if issue is None:
        return Step("open", deadline.id, stage.name, None, heading, text, "")
    # Whoever closes an issue by hand has heard what it says; it opens again at the next threshold or when the day moves.
    if issue.stage == stage.name and issue.title == heading:
        return None
    return Step("update", deadline.id, stage.name, issue.number, heading, text, comment(deadline, stage))


def _close(issue: Issue, name: str, stage: Stage, deadline: Deadline | None) -> Step:
    text = MARKER.sub(_marked(name, stage, "").rstrip(), issue.body, count=1)
    return Step("close", name, stage.name, issue.number, issue.title, text, closing(deadline, stage))


def _marked(name: str, stage: Stage, text: str) -> str:
    return f"<!-- golden-thread-reminder: {name} {stage.name} -->\n{text}"


@dataclass(frozen=True, slots=True)
class Stage:
    """How near a deadline is: `20`, `10`, `5`, `1` (working days at most) or `late`; all other names are ends.

    `days` are the working days left, or for `late` the calendar days past.
    """

    name: str
    days: int = 0

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to remind of."""
        return self.name not in ("20", "10", "5", "1", "late")


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses where files are edited and pages are read; empty when not recorded."""

    repository: str
    site: str

    def file(self, deadline: Deadline) -> str:
        """Return the file in which it is recorded, as a link when there is somewhere to go."""
        kept_in = deadline.command.split()[1] if deadline.command else deadline.record.strip("/")
        path = f"data/{kept_in}.yml"
        return f"[{path}]({self.repository.rstrip('/')}/blob/HEAD/{path})" if self.repository else f"`{path}`"

    def page(self, deadline: Deadline) -> str:
        """Name the record, as a link to its page where the site has an address."""
        return self.at(deadline.record_title, deadline.record)

    def at(self, name: str, url: str) -> str:
        """Name what is at an address from the site's root, as a link where the site has an address."""
        return f"[{name}]({self.site.rstrip('/')}/{url})" if self.site and url else name


def title(deadline: Deadline, stage: Stage) -> str:
    """Return the title of the issue. It has no number of days, which would be wrong tomorrow."""
    when = "Late, was due" if stage.name == "late" else "Due"
    text = f"{when} {due_day(deadline)}: {deadline.what} ({deadline.record_title})"
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE]}…"


def body(deadline: Deadline, stage: Stage, today: date, links: Links) -> str:
    """Return all that an officer needs in order to act."""
    link = f" ({deadline.source_link})" if deadline.source_link else ""
    do = "Do it now" if stage.name == "late" else f"Do it by the end of {due_day(deadline)}"
    return f"""**{deadline.what}** for {links.page(deadline)}.

- Due: by the end of {due_day(deadline)}.
- On {with_weekday(today)}: {left(stage)}
- {rule(deadline, link)}
- {counted_from(deadline)}

### What to do

1. {do}.
2. Then record it: {_record(deadline, links)}
   The next daily run then closes this issue.

If it has already been done, only step 2 is left.
If the due date is wrong, correct the date that it is counted from.
"""


def _record(deadline: Deadline, links: Links) -> str:
    """Return how to record that it was done: the command as it works, and where the same is done by hand."""
    by_hand = f"open {links.file(deadline)} and add what was done under “events”, with the date."
    if not deadline.command:
        return by_hand
    return (
        f"run `build.py {deadline.command}`, with `--on` and the date if that was not today.\n"
        f"   Without a terminal, {by_hand}"
    )


def comment(deadline: Deadline, stage: Stage) -> str:
    """Return what is new, for an issue that people follow."""
    return f"{left(stage)} {deadline.what}: due {due_day(deadline)}."


def closing(deadline: Deadline | None, stage: Stage) -> str:
    """Return why an issue is closed; without a deadline its record is gone."""
    if deadline is None:
        return "This deadline is no longer in the records, so this reminder is closed."
    if stage.name == "later":
        return (
            f"It is now due {due_day(deadline)}. That is more than 20 working days away, so this reminder is closed. "
            "It will open again nearer the time."
        )
    done = {"met": "Done in time.", "missed": "Done, but late."}
    return f"{done.get(stage.name, 'There is nothing more to report.')} {deadline.reason} This reminder is closed."


def left(stage: Stage) -> str:
    """Return how many working days are left, or how many days it is late, as a sentence that follows others."""
    if stage.name == "late":
        return f"{count(stage.days, 'day')} late."
    if stage.days == 0:
        return "no whole working day left."
    return f"{count(stage.days, 'working day')} left."
