"""Reminders of actions: one issue for each lead, which lists its actions that are near, late or without an update.

One issue a lead and not one an action: a council with 100 late actions gets as many issues as it has leads on the first
day, and each lead one message a day at most. All that is remembered is in the first line of the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.common.inflection import count, small
from goldenthread.common.working_days import CannotCount, WorkingDays, with_weekday
from goldenthread.github.reminders import (
    LONGEST_TITLE,
    Issue,
    Links,
    Plan,
    Stage,
    Step,
    known_issues,
    left,
    stage_of_day,
)
from goldenthread.register import action_sentences as sentences
from goldenthread.register.owners import (
    DUE_SOON,
    OVERDUE,
    PARTS,
    SILENT,
    open_by_lead,
    part_of,
    progress_form,
)
from goldenthread.register.views import ActionView, Link

MARKER = re.compile(r"<!-- golden-thread-actions: (\S+) (\S+) -->")
MOST = 60  # actions in the text of an issue, which the host limits
NOTHING = "-"
CLOSING = (
    "No action is overdue, due soon or without an update any more, so this list is closed. "
    "It will open again when one is."
)


@dataclass(frozen=True, slots=True)
class Item:
    """An action and what there is to say of it: how near or late it is, if it is either, and that it is silent."""

    action: ActionView
    stage: Stage | None

    @property
    def marks(self) -> Iterator[str]:
        """Yield what is remembered: `2031-parks/1:10:2031-12-31` ten working days before, `…:news:2031-08-20` in silence."""
        key = _key(self.action)
        if self.stage:
            yield f"{key}:{self.stage.name}:{self.action.due.ends}"
        if self.action.silence and self.action.silence.is_long:
            yield f"{key}:news:{self.action.silence.since}"

    @property
    def heading(self) -> str:
        """Return the part of the list that it is in."""
        if self.stage is None:
            return SILENT
        return OVERDUE if self.stage.name == "late" else DUE_SOON


def _key(action: ActionView) -> str:
    return f"{action.plan_id}/{action.facts.number.slug}"


def plan_actions(
    actions: Iterable[ActionView],
    issues: Iterable[Mapping[str, Any]],
    today: date,
    days: WorkingDays,
    links: Links,
) -> Plan:
    """Plan what to say of actions on the day `today`, given the issues as GitHub's REST API lists them."""
    every = {_key(action): action for action in actions}
    known = known_issues(issues, MARKER)
    steps: list[Step] = []
    cannot: list[str] = []
    unchanged = 0
    for lead, theirs in open_by_lead(every.values()):
        items = [item for action in theirs if (item := _item(action, today, days, cannot))]
        issue = known.pop(_id(lead), None)
        if items or (issue and issue.is_open):
            step = _step(lead, items, issue, every, today, links)
            unchanged += step is None
            steps += [step] if step else []
    steps += [_close(issue, name) for name, issue in known.items() if issue.is_open]
    return Plan(tuple(steps), unchanged, 0, tuple(dict.fromkeys(cannot)))


def _id(lead: Link) -> str:
    return lead.url or "no-lead"


def _item(action: ActionView, today: date, days: WorkingDays, cannot: list[str]) -> Item | None:
    """Return what there is to say of an action; None for nothing. What cannot be counted is added to `cannot`."""
    stage = None
    if part_of(action) in (OVERDUE, DUE_SOON) and action.due.ends:
        try:
            stage = stage_of_day(action.due.ends, today, days)
        except CannotCount as error:
            cannot.append(f"{sentences.name(action)}: {error}")
    item = Item(action, None if stage is None or stage.is_over else stage)
    return item if any(item.marks) else None


def _step(
    lead: Link,
    items: list[Item],
    issue: Issue | None,
    every: Mapping[str, ActionView],
    today: date,
    links: Links,
) -> Step | None:
    """Return what to do about the issue of one lead: whoever closed it by hand has heard all but what is new."""
    if not items:
        return _close(issue, _id(lead)) if issue else None
    before = set(issue.stage.split(";")) - {NOTHING} if issue else set()
    marks = {mark: item for item in items for mark in item.marks}
    heading, text = _title(lead, items), _marked(_id(lead), marks, _body(lead, items, today, links))
    if issue is None:
        return Step("open", _id(lead), "list", None, heading, text, "")
    is_news = bool(marks.keys() - before)
    if not is_news and not (issue.is_open and before - marks.keys()):
        return None
    lines = "\n".join(dict.fromkeys(_changes(before, marks, every)))
    return Step("update", _id(lead), "list", issue.number, heading, text, lines)


def _close(issue: Issue, name: str) -> Step:
    text = MARKER.sub(_marked(name, (), "").rstrip(), issue.body, count=1)
    return Step("close", name, "over", issue.number, issue.title, text, CLOSING)


def _marked(name: str, marks: Iterable[str], text: str) -> str:
    return f"<!-- golden-thread-actions: {name} {';'.join(sorted(marks)) or NOTHING} -->\n{text}"


def _title(lead: Link, items: list[Item]) -> str:
    """Return the title of the issue, with how many actions are in each part of its list."""
    late = sum(item.heading == OVERDUE for item in items)
    soon = sum(item.heading == DUE_SOON for item in items)
    silent = sum(item.action.is_silent for item in items)
    counted = ((late, "overdue"), (soon, "due soon"), (silent, "without an update"))
    parts = ", ".join(f"{number} {words}" for number, words in counted if number)
    whose = f"Actions of {lead.title}" if lead.url else "Actions without a lead that we know"
    return f"{whose}: {parts}"[:LONGEST_TITLE]


def _body(lead: Link, items: list[Item], today: date, links: Links) -> str:
    whose = (
        f"{links.at(lead.title, lead.url)} leads these actions"
        if lead.url
        else "We do not know who leads these"
    )
    parts = [f"{whose}. As at {with_weekday(today)}:"]
    shown = sorted(items, key=_urgency)[:MOST]
    for heading in PARTS:
        if lines := [_line(item, links) for item in shown if item.heading == heading]:
            parts += [f"### {heading}", "\n".join(lines)]
    if more := len(items) - len(shown):
        parts.append(f"And {count(more, 'more action')} on the page of the lead.")
    return "\n\n".join([*parts, "### What to do", _to_do(links)]) + "\n"


def _urgency(item: Item) -> tuple[date, str]:
    return (item.action.due.ends if item.stage and item.action.due.ends else date.max, item.action.url)


def _line(item: Item, links: Links) -> str:
    action = item.action
    name = links.at(sentences.name(action), action.url)
    texts = (sentences.asked(action), sentences.timeline(action), sentences.news(action))
    return f"- {name}: {' '.join(text for text in texts if text)}"


def _to_do(links: Links) -> str:
    where = progress_form(links.repository)
    form = f"[Report progress on an action]({where})" if where else "“Report progress on an action”"
    return (
        f"1. Say how far each action has got: fill in the form {form}.\n"
        "2. If more time is needed, ask whoever monitors the plan before the date passes.\n\n"
        "The next daily run then brings this list up to date. It is closed when nothing is left on it."
    )


def _changes(before: set[str], marks: Mapping[str, Item], every: Mapping[str, ActionView]) -> Iterator[str]:
    """Yield a line for each thing that is new since the last reminder, then one for each action with news or gone."""
    for mark in sorted(marks.keys() - before):
        item, (_, is_news) = marks[mark], _sort(mark)
        silence = item.action.silence.in_words if is_news and item.action.silence else ""
        nearness = left(item.stage) if item.stage and not is_news else ""
        text = silence or f"{nearness[0].upper()}{nearness[1:]} {sentences.timeline(item.action)}"
        yield f"- {sentences.name(item.action)}: {text}"
    listed = {mark.partition(":")[0] for mark in marks}
    kept = {_sort(mark) for mark in marks}
    for mark in sorted(before - marks.keys()):
        key, is_news = _sort(mark)
        action = every.get(key)
        if action is None:
            yield f"- {key.replace('/', ', action ')}: no longer in the records."
        elif key not in listed:
            yield f"- {sentences.name(action)}: {small(action.status.text)}, and no longer on this list."
        elif (key, is_news) not in kept:
            text = sentences.last_update(action) if is_news else sentences.timeline(action)
            yield f"- {sentences.name(action)}: {text}"


def _sort(mark: str) -> tuple[str, bool]:
    """Return which action a mark is about, and whether it is about silence rather than a date."""
    key, stage, _ = mark.split(":", 2)
    return key, stage == "news"
