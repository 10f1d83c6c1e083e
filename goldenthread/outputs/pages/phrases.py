"""How pages say things: times, counts and short forms, in words that a resident would use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.common.dates import (
    NO_DATE_SET,
    Timeline,
    TimelineKind,
    When,
    days_between,
    in_words,
    last_day_in_words,
    length_in_words,
    meaning,
    parse_when,
)
from goldenthread.common.dates import parse_timeline as parse_timeline  # noqa: PLC0414 - templates ask `words` for it
from goldenthread.common.inflection import capital, count, joined, noun, shortened
from goldenthread.deadlines.sentences import from_today
from goldenthread.markdown.render import plain as plain  # noqa: PLC0414 - the templates ask `words` for it
from goldenthread.model.action_plan import Update
from goldenthread.model.base import Moment
from goldenthread.model.progress import reported
from goldenthread.model.vocabulary import Word
from goldenthread.register.views import ActionLink, ActionView, RecommendationView, Status

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENDING = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")


def sentence(text: str) -> str:
    """Return the first sentence of a text, plain: enough to describe a page."""
    return _ENDING.split(plain(text), maxsplit=1)[0]


def found_as(name: str, asked: str) -> str:
    """Return the title of a numbered part among what is found: its number and what is asked, in one line."""
    return f"{name}: {shortened(sentence(asked))}" if asked else name


def on(moment: Moment) -> str:
    """Return when something was, to follow a verb: `on 5 October 2021`, `in October 2021`."""
    if moment is None:
        return "on a date that is not recorded"
    return f"{'in' if isinstance(moment, When) else 'on'} {in_words(moment)}"


def dated(moment: Moment) -> str:
    """Return the date of a thing, to follow its name: `of 5 October 2021`."""
    return f"of {in_words(moment)}" if moment else "without a date"


def timeline(time: Timeline) -> str:
    """Return what is in a plan's timeline column, and how it is read."""
    printed, reading = _printed(time), meaning(time)
    if time.means:
        return f"As printed: {printed}. We read this as {time.means}."
    match time.kind:
        case TimelineKind.NONE:
            return "Not recorded: the plan leaves the timeline blank."
        case TimelineKind.ONGOING | TimelineKind.IMMEDIATE:
            return f"{printed}: the plan sets no date."
        case TimelineKind.NO_DATE if time.as_printed == NO_DATE_SET:
            return "No date is set."
        case TimelineKind.COMPLETE | TimelineKind.NO_DATE | TimelineKind.UNCONFIRMED:
            return f"The plan prints “{printed}”{'' if time.last else ' instead of a date'}."
        case TimelineKind.UNCLEAR:
            return f"As printed: {printed}."
        case TimelineKind.OPEN if time.first and time.first.day == 1:
            return f"As printed: {printed}. The plan gives no end date."
        case kind if kind in _FURTHER:
            return f"As printed: {printed}. {_further(time)}."
    return reading if reading == printed else f"As printed: {printed}, which we read as {reading}."


_FURTHER = (TimelineKind.RECURRING, TimelineKind.RELATIVE, TimelineKind.OPEN, TimelineKind.AMBIGUOUS)


def _further(time: Timeline) -> str:
    """Return a sentence, without its full stop, about a time that is more than its first and last day."""
    if time.kind is TimelineKind.AMBIGUOUS:
        return meaning(time)
    is_dated = time.kind is not TimelineKind.RECURRING and (time.first or time.last)
    return f"It is {'due ' if is_dated and time.last else 'planned ' if is_dated else ''}{meaning(time)}"


def short_timeline(time: Timeline) -> str:
    """Return a timeline as printed, as short as a cell of a table needs, with what its editor says that it means."""
    return f"{_printed(time)} (we read this as {time.means})" if time.means else _printed(time)


def _printed(time: Timeline) -> str:
    """Return a timeline as printed; a date with year, month and day as a person would say it."""
    if time.as_printed in (None, NO_DATE_SET):
        return "No date set" if time.as_printed else "Not recorded"
    when = parse_when(time.as_printed) if _ISO.match(time.as_printed) else None
    return in_words(when) if when else time.as_printed


@dataclass(frozen=True, slots=True)
class Onward:
    """A sentence with a link in it, or without one."""

    before: str
    link: ActionLink | None = None
    after: str = ""


_NOT_DUE = {
    TimelineKind.ONGOING: "The plan calls it ongoing and sets no date, so we cannot say whether it is on time.",
    TimelineKind.COMPLETE: "The plan prints “{}”, and no completion is recorded here.",
    TimelineKind.AMBIGUOUS: "The date in the plan is not clear, so this is not known.",
    TimelineKind.UNCONFIRMED: "The date is to be confirmed.",
}


def due_day(action: ActionView) -> str:
    """Return the day by which an action is due, no more exactly than it is known: `The end of March 2032`."""
    return capital(last_day_in_words(action.due.first, action.due.ends)) if action.due.ends else ""


def from_due_day(action: ActionView, today: date) -> str:
    """Return how far off the end of an action's time is, no more exactly than it is known: `in 4 days`, `about 7 months ago`."""
    ends = action.due.ends or today
    if ends >= today or action.due.first == ends:
        return from_today(ends, today)
    return f"{length_in_words(days_between(ends, today), is_exact=False)} ago"


def status_of(update: Update, statuses: Mapping[str, Word]) -> Word:
    """Return the status that an update gives: reported, where a body has still to close what it says is finished."""
    word = statuses[update.status or ""]
    return reported(word) if update.awaits else word


def _after_finish(status: Status) -> str:
    """Return what is still to come of an action that is finished, or reported as finished."""
    if status.awaits:
        return f"{status.awaits} has still to close it."
    if status.is_of_plan:
        return f"{status.word.label}. No other paper that we hold shows it."
    return "Nothing more is planned for this action."


def what_next(action: ActionView) -> Onward:
    """Return what happens next with an action, as far as that is known."""
    if action.withdrawn:
        return Onward("Nothing: the action is withdrawn.")
    if not action.is_listed:
        return Onward("Nothing: the action is no longer on the list.")
    if action.status.word.done or action.status.awaits:
        return Onward(_after_finish(action.status))
    if action.is_overdue:
        ending = "When a paper says how the action ended, this page will say so."
        return Onward(
            f"The date in the plan has passed, and we have no record that the action is complete. {ending}"
        )
    if action.due.kind in _NOT_DUE:
        return Onward(_NOT_DUE[action.due.kind].format(action.due.as_printed))
    if action.due.kind in _FURTHER:
        return Onward(f"{_further(action.due)}.")
    if action.due.ends:
        return Onward(f"It is due by {last_day_in_words(action.due.first, action.due.ends)}.")
    if action.same_as:
        return Onward("See ", action.same_as, " for what happens next.")
    return Onward("The plan sets no date, so this is not known.")


def named_parts(letters: Sequence[str]) -> str:
    """Return how parts of a recommendation are named: `part (b)`, `parts (a), (b) and (c)`; empty for none."""
    return f"{noun(len(letters), 'part')} {joined([f'({letter})' for letter in letters])}" if letters else ""


def first_of(number: int, thing: str, which: str, most: int) -> str:
    """Return the caption of a table that shows the first rows of a list: `60 actions …: the first 50`."""
    return f"{count(number, thing)} {which}{f': the first {most}' if number > most else ''}"


def extent(items: Sequence[ActionView | RecommendationView], thing: str) -> str:
    """Return how many things are on a list, and how many more have left it: `44 actions, and 1 no longer on the list`."""
    listed = sum(item.is_listed for item in items)
    gone = len(items) - listed
    return f"{count(listed, thing)}{f', and {gone} no longer on the list' if gone else ''}"


def share_of(shown: int, total: int, thing: str, title: str) -> str:
    """Return the caption of a table that shows all or some rows of a record."""
    rows = count(shown, thing) if shown == total else f"{shown} of the {total} {thing}s"
    return f"{rows} of the {title}"
