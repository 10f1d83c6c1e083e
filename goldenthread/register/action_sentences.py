"""Actions put into words for their owners: in calendars, reminders and requests for news alike."""

from __future__ import annotations

from goldenthread.common.dates import TimelineKind, extent_in_words, in_words, last_day_in_words
from goldenthread.common.inflection import first_sentence, joined, shortened
from goldenthread.markdown.render import plain
from goldenthread.register.views import ActionView

_LONGEST = 140  # characters of what was asked, in a line of a list


def name(action: ActionView) -> str:
    """Name an action with its plan: `Action 1, Finance action plan 2031`."""
    return f"{action.title}, {action.plan.title}"


def asked(action: ActionView) -> str:
    """Return what was asked, in one line; empty where its words are not held."""
    return shortened(first_sentence(plain(action.summary)), _LONGEST)


def leads(action: ActionView) -> str:
    """Return who leads it: the bodies and posts meant, else the words of the plan."""
    return joined([lead.title for lead in action.leads]) or action.facts.lead or "Not recorded"


def timeline(action: ActionView) -> str:
    """Return by when it is due, after the timeline in force as printed where that says it in other words."""
    due = action.due
    printed = f"Timeline: {due.as_printed or 'not recorded'}."
    if due.first is None or due.ends is None:
        return printed
    day = last_day_in_words(due.first, due.ends)
    if due.kind is TimelineKind.RECURRING:
        return f"{printed} The next time is due by {day}."
    by = f"{'Was due' if action.is_overdue else 'Due'} by {day}."
    return by if due.as_printed == extent_in_words(due.first, due.ends) else f"{printed} {by}"


def last_update(action: ActionView) -> str:
    """Return when something was last recorded of it."""
    return f"Last update: {in_words(action.last_news) if action.last_news else 'not recorded'}."


def news(action: ActionView) -> str:
    """Return the same with the days since then, once they are as many as its plan sets."""
    silence = f" {action.silence.in_words}" if action.silence and action.silence.is_long else ""
    return f"{last_update(action)}{silence}"
