"""How far an action has got, and its timeline in force: decided here and nowhere else.

The newest update with a status decides. An action without one that wholly points to another (“See 6”) is as far as
that one is. An update counts on an earlier day only if it was certainly made by then; see `known_by`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Protocol, TypeVar

from goldenthread.common.dates import (
    NO_DATE_SET,
    Precision,
    Timeline,
    bounds,
    days_between,
    length_in_words,
    parse_timeline,
    parse_when,
)
from goldenthread.common.inflection import small
from goldenthread.model import NOT_RECORDED
from goldenthread.model.action_plan import Action, ActionPlan, Extension, ExtensionDecision, Update
from goldenthread.model.base import Moment, Number
from goldenthread.model.organisation import Office, Organisation
from goldenthread.model.vocabulary import Vocabulary, Word

EVER = date.max  # the day on which everything counts, also what has no date


class Dated(Protocol):
    """Anything with a date of any precision."""

    @property
    def date(self) -> Moment:
        """When it was; None when that is not recorded."""


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Progress:
    """The update that decides how far an action has got, None when there is none, and the number of its action."""

    action: Number
    update: Update | None


@dataclass(frozen=True, slots=True)
class News:
    """The date of the last thing recorded of an action, None when there is nothing.

    Where the newest has no date, it is not certain how long ago that was, and none is given.
    """

    date: Moment
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Move:
    """What moves a timeline: an update that gives a new one, or an extension that was granted."""

    date: Moment
    timeline: str
    timeline_means: str | None
    reason: str | None
    approved_by: str | None
    minute: str | None


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a timeline, as an update or a granted extension gives it."""

    was: Timeline
    became: Timeline
    on: Moment  # when it moved, as far as that is recorded
    reason: str | None
    approved_by: str | None
    minute: str | None
    days: int | None  # from the last day of the old time to that of the new; less than 0 is earlier

    @property
    def distance(self) -> str:
        """Return how far it moved: in days between two days, else about how far."""
        is_exact = all(time.first == time.last for time in (self.was, self.became))
        return length_in_words(abs(self.days or 0), is_exact=is_exact)


def known_by(entry: Dated, day: date) -> bool:
    """Whether an entry was certainly made by a day: “February 2031” by its last day, one without a date only by now."""
    span = bounds(entry.date)
    return day == EVER or (span is not None and span[1] <= day)


def newest_first(entries: Iterable[D]) -> list[D]:
    """Return entries by date, those without one last; where dates do not tell which is newer, in the order of the file."""
    ordered: list[D] = []
    for entry in entries:
        place = next((place for place, other in enumerate(ordered) if is_newer(entry, other)), len(ordered))
        ordered.insert(place, entry)
    return ordered


def is_newer(entry: Dated, other: Dated) -> bool:
    """Whether the date of an entry is certainly after that of another; any date is after none."""
    span, than = bounds(entry.date), bounds(other.date)
    return span is not None and (than is None or span[0] > than[1])


def last_update(action: Action, day: date = EVER) -> Update | None:
    """Return an action's newest update with a status up to a day; of several on one day, the first in the file."""
    known = (update for update in action.updates if update.status and known_by(update, day))
    return next(iter(newest_first(known)), None)


def progress_of(action: Action, others: Mapping[Number, Action], day: date = EVER) -> Progress:
    """Return what decides an action's status on a day; `others` are its plan's actions by number.

    A ring of pointers, which a rule refuses, decides nothing.
    """
    seen: set[Number] = set()
    while last_update(action, day) is None and action.number not in seen:
        seen.add(action.number)
        action = others.get(action.same_as or action.number, action)
    return Progress(action.number, last_update(action, day))


def last_news(action: Action, others: Mapping[Number, Action]) -> News:
    """Return the last thing recorded of an action, or of the one that it wholly points to.

    An update, a request for more time and the decision about it are news.
    """
    source = others.get(progress_of(action, others).action, action)
    decisions = tuple(asked.decision for asked in source.extensions if asked.decision)
    lists: tuple[tuple[Dated, ...], ...] = (source.updates, source.extensions, decisions)
    if any(entries and bounds(entries[0].date) is None for entries in lists):
        return News(None, is_certain=False)
    dated = [(span[1], entry.date) for entries in lists for entry in entries if (span := bounds(entry.date))]
    return News(max(dated, key=itemgetter(0), default=(None, None))[1], is_certain=True)


def confidence_of(action: Action) -> str | None:
    """Return how sure the newest update is that the date will be met; what is older than the last status says nothing."""
    for update in newest_first(action.updates):
        if update.confidence or update.status:
            return update.confidence
    return None


def in_force(action: Action, day: date = EVER) -> Action | Move:
    """Return what gives the timeline in force: the newest move up to a day, else the action itself."""
    return next((move for move in moves(action) if known_by(move, day)), action)


def timeline_in_force(action: Action, day: date = EVER) -> str | None:
    """Return the words of the timeline in force on a day, as printed; None is blank."""
    return in_force(action, day).timeline


def timeline_of(
    entry: Action | Update | Move, *, approved: date | None = None, today: date | None = None
) -> Timeline:
    """Return what the timeline of an action or a move means, by its editor or by its words."""
    return parse_timeline(entry.timeline, entry.timeline_means, approved=approved, today=today)


def moves(action: Action) -> list[Move]:
    """Return what moved an action's timeline, newest first: of one day, an update before an extension."""
    found = [
        Move(
            update.date,
            update.timeline,
            update.timeline_means,
            update.reason,
            update.approved_by,
            update.minute,
        )
        for update in action.updates
        if update.timeline
    ]
    found += [
        Move(decided.date, asked.to or NO_DATE_SET, None, asked.reason, decided.by, decided.minute)
        for asked in action.extensions
        if (decided := asked.decision) and decided.outcome == "granted"
    ]
    return newest_first(found)


def is_undecided(asked: Extension) -> bool:
    """Whether a request for more time still has to be granted or refused."""
    return asked.decision is None or asked.decision.outcome == "not decided"


def is_done(update: Update | None, vocabulary: Vocabulary) -> bool:
    """Whether an update says that nothing more is to be done, by the council's own list and the body that closes."""
    return update is not None and not update.awaits and says_done(update, vocabulary)


def says_done(update: Update, vocabulary: Vocabulary) -> bool:
    """Whether the status of an update is one of those that need nothing more, whoever has still to close it."""
    return any(word.done for word in vocabulary.statuses if word.word == update.status)


def status_on_record(update: Update | None) -> str:
    """Return the status that an update gives: `reported complete` until it is closed; empty where there is none."""
    status = (update and update.status) or ""
    return f"reported {status}" if update and update.awaits else status


def reported(word: Word) -> Word:
    """Return what a finished status is called until the body that closes actions has closed it."""
    label = f"Reported {small(word.label)}"
    changed = {"word": f"reported {word.word}", "label": label, "done": False, "role": None}
    return word.model_copy(update=changed)


def awaiting_closure(plan: ActionPlan, organisation: Organisation, vocabulary: Vocabulary) -> ActionPlan:
    """Return a plan whose updates know the body that has still to close what they report as finished."""
    body = next((office for office in organisation.offices if office.id == plan.closed_by), None)
    if body is None:
        return plan
    closes = re.compile(
        f"({'|'.join(map(re.escape, (body.id, body.name, *body.other_names)))}){_MORE}", re.IGNORECASE
    )
    actions = tuple(
        action.model_copy(
            update={"updates": tuple(_marked(update, body, closes, vocabulary) for update in action.updates)}
        )
        for action in plan.actions
    )
    return plan.model_copy(update={"actions": actions})


_MORE = r"(?=$|[,;:(]| \(| (?:on|of|at) | [0-9])"  # what may follow a body's name: “Audit Committee, 12 December 2031”


def _marked(update: Update, body: Office, closes: re.Pattern[str], vocabulary: Vocabulary) -> Update:
    is_closed = bool(update.minute and closes.match(update.approved_by or ""))
    if is_closed or not says_done(update, vocabulary):
        return update
    marked = update.model_copy()
    marked._awaits = body.name  # noqa: SLF001 - of its own kind; the copy is new
    return marked


def slips(action: Action, approved: date | None = None) -> tuple[Slip, ...]:
    """Return every move of an action's timeline, the first move first; its plan was approved on the day `approved`.

    “Ongoing” and a blank timeline have no last day, so the days between them are not known.
    """
    found = []
    was = timeline_of(action, approved=approved)
    for move in reversed(moves(action)):
        if move.timeline != was.as_printed:
            became = timeline_of(move, approved=approved)
            days = days_between(was.ends, became.ends) if was.ends and became.ends else None
            found.append(Slip(was, became, move.date, move.reason, move.approved_by, move.minute, days))
            was = became
    return tuple(found)


def outline(facts: Mapping[str, Any]) -> Action:
    """Return an action from plain values (canonical facts, or those of a file) with only what its progress depends on."""
    updates = tuple(
        Update.model_construct(
            date=_moment(known.get("date")), status=known.get("status"), timeline=known.get("timeline")
        )
        for known in facts.get("updates") or ()
        if isinstance(known, Mapping)
    )
    return Action.model_construct(
        number=Number(facts.get("number", "")),
        timeline=_or_blank(facts.get("timeline")),
        same_as=Number(facts["same_as"]) if facts.get("same_as") else None,
        updates=updates,
        extensions=tuple(
            Extension.model_construct(to=_or_blank(known.get("to")), decision=_decision(known["decision"]))
            for known in facts.get("extensions") or ()
            if isinstance(known, Mapping) and isinstance(known.get("decision"), Mapping)
        ),
    )


def _or_blank(text: str | None) -> str | None:
    return None if text == NOT_RECORDED else text


def _decision(facts: Mapping[str, Any]) -> ExtensionDecision:
    return ExtensionDecision.model_construct(**{**facts, "date": _moment(facts.get("date"))})


def _moment(text: object) -> Moment:
    when = parse_when(str(text))
    return when.first if when and when.precision is Precision.DAY else when
