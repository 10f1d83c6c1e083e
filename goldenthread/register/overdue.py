"""When an action became overdue, and when it no longer was: worked out from the records, whatever day it is now.

Only what is certain counts. Of an update of “February 2031” nobody knows on which day it was made: on a day within
that month the action is overdue only if it was so with the update and without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from goldenthread.common.dates import Timeline, bounds, in_words, last_day_in_words
from goldenthread.model.action_plan import ActionPlan, Update
from goldenthread.model.base import Moment
from goldenthread.model.progress import Dated, Move, is_done, known_by, moves, newest_first, timeline_of
from goldenthread.model.scope import on_list
from goldenthread.model.standing import OVERDUE
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.register.actions import approved_on
from goldenthread.register.public import Public
from goldenthread.register.views import ActionView, Happening, Link

NOT_OVERDUE = "No longer overdue"
_ONE_DAY = timedelta(days=1)


def overdue_turns(public: Public, actions: Iterable[ActionView]) -> tuple[Happening, ...]:
    """Return each time when an action became overdue or stopped being overdue, up to today, newest first.

    A row that only points to another is left out, as it is among what is due. Before the register was kept,
    nothing is claimed; nor is it where an update has no date, for it may have come first.
    """
    kept = public.content.council.kept_since or date.min
    found = [
        turn
        for view in actions
        if view.same_as is None
        for turn in _course(public, view).turns(public.today)
        if turn.first >= kept
    ]
    return tuple(sorted(found, key=lambda turn: (turn.first, turn.link.url), reverse=True))


def _course(public: Public, view: ActionView) -> _Course:
    plan = public.action_plans[view.plan_id]
    return _Course(view, plan, public.content.vocabulary, approved_on(public, plan))


def _perhaps(entry: Dated, day: date) -> bool:
    span = bounds(entry.date)
    return span is not None and span[0] <= day


@dataclass(frozen=True)
class _Course:
    """The course of one action: what gave it a status or a timeline, and what followed from that on each day."""

    view: ActionView
    plan: ActionPlan
    vocabulary: Vocabulary
    approved: date | None

    @cached_property
    def _statuses(self) -> list[Update]:
        return newest_first(update for update in self.view.facts.updates if update.status)

    @cached_property
    def _moves(self) -> list[Move]:
        return moves(self.view.facts)

    @property
    def _entries(self) -> tuple[Dated, ...]:
        return (*self._statuses, *self._moves)

    def turns(self, today: date) -> Iterator[Happening]:
        """Yield each turn up to a day, the first one first."""
        if any(entry.date is None for entry in self._entries):
            return
        was_overdue = False
        for day, moment in sorted(self._days().items()):
            with_and_without = {self._is_overdue(day, counts) for counts in (known_by, _perhaps)}
            if day <= today and with_and_without == {not was_overdue}:
                was_overdue = not was_overdue
                yield self._turn(day, moment, was_overdue)

    def _days(self) -> dict[date, Moment]:
        """Return the days on which it may turn, each with the date of what may turn it."""
        facts = self.view.facts
        ends = [time.ends for time in (self._first, *self._timelines) if time.ends]
        gone = [one.date for one in (facts.withdrawn, self.plan.withdrawn) if one]
        added = [facts.since, facts.until and facts.until.date + _ONE_DAY, *gone]
        days: dict[date, Moment] = {end + _ONE_DAY: end + _ONE_DAY for end in ends if end < date.max}
        days |= {day: day for day in added if day}
        spans = ((bounds(entry.date), entry.date) for entry in self._entries)
        return days | {span[1]: moment for span, moment in spans if span}

    @cached_property
    def _first(self) -> Timeline:
        return timeline_of(self.view.facts, approved=self.approved)

    @cached_property
    def _timelines(self) -> list[Timeline]:
        """Return the timeline of each move; without a day to count from, what recurs has no end."""
        return [timeline_of(move, approved=self.approved) for move in self._moves]

    def _in_force(self, day: date, counts: Callable[[Dated, date], bool]) -> Timeline:
        timed = zip(self._moves, self._timelines, strict=True)
        return next((time for move, time in timed if counts(move, day)), self._first)

    def _status(self, day: date, counts: Callable[[Dated, date], bool]) -> Update | None:
        return next((update for update in self._statuses if counts(update, day)), None)

    def _is_listed(self, day: date) -> bool:
        return on_list(self.view.facts, day) and not (self.plan.withdrawn and self.plan.withdrawn.date <= day)

    def _is_overdue(self, day: date, counts: Callable[[Dated, date], bool]) -> bool:
        end = self._in_force(day, counts).ends
        is_open = self._is_listed(day) and not is_done(self._status(day, counts), self.vocabulary)
        return is_open and end is not None and end < day

    def _turn(self, day: date, moment: Moment, is_overdue: bool) -> Happening:
        first, last = bounds(moment) or (day, day)
        due, status = self._in_force(day, known_by), self._status(day, known_by)
        if is_overdue and due.ends:
            lacks = "It was not closed" if status and status.awaits else "No completion was recorded"
            text = f"It was due by {last_day_in_words(due.first, due.ends)}. {lacks} by then."
        elif not self._is_listed(day):
            text = "It is no longer on the list."
        elif status and is_done(status, self.vocabulary):
            text = f"Recorded: {self.vocabulary.label('statuses', status.status or '')}."
        else:
            text = f"New timeline: {due.as_printed or 'not recorded'}."
        link = Link(f"{self.view.title}, {self.view.plan.title}", self.view.url)
        what, fact = OVERDUE.label if is_overdue else NOT_OVERDUE, f"actions {self.view.facts.number}"
        return Happening(first, last, in_words(moment), what, text, link, fact)
