"""Rules about what texts refer to: charts, tables and cross-references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from goldenthread.markdown.render import EMBED, EMBEDS, PICTURE, PICTURES, TIMELINE
from goldenthread.messages import guess
from goldenthread.model.plan import Plan
from goldenthread.read import Content
from goldenthread.read.passages import Passage, line_and_column, passages
from goldenthread.report.crossrefs import KINDS, Pointer, brackets, references_of
from goldenthread.rules.finding import Finding
from goldenthread.rules.names import opens_on

_DRAWN = [[kind] for kind in (*EMBEDS, PICTURE)]


def what_is_drawn_is_there(content: Content) -> Iterator[Finding]:
    """A text shows only charts and tables of plan data that exists."""
    for passage, place, inside in _brackets(content):
        if not _is_drawing(passage, inside):
            continue
        match = EMBED.fullmatch(passage.line(place[0]).strip())
        if match and match["kind"] == PICTURE:
            yield from _picture(content, passage, place, match)
            continue
        plan = content.plans.get(match["plan"]) if match else None
        if match is None or plan is None or not _holds(plan, match["kind"], match["name"]):
            words = {"value": f"[[{inside}]]", "known": ", ".join(EMBEDS)}
            yield Finding("nothing-to-draw", passage.spot(*place), words)


def _picture(
    content: Content, passage: Passage, place: tuple[int, int], match: re.Match[str]
) -> Iterator[Finding]:
    """A picture names what it shows and of which record; it shows what was known on the day of the meeting."""
    kind, name = match["plan"], match["name"]
    known = content.reviews if kind == TIMELINE else content.action_plans
    if kind not in PICTURES or name not in known:
        words = {"value": match.group().strip(), "known": ", ".join(PICTURES)}
        yield Finding("no-such-picture", passage.spot(*place), words)
    elif passage.report and passage.report.meeting is None:
        yield Finding("picture-without-day", passage.spot(*place), {"value": match.group().strip()})


def cross_references_lead_somewhere(content: Content) -> Iterator[Finding]:
    """A cross-reference is used only in a cabinet report, and leads to something that exists."""
    for passage, place, inside, pointer in _references(content):
        if passage.report is None:
            yield Finding("reference-not-here", passage.spot(*place), {"value": f"[[{inside}]]"})
        elif pointer is None:
            known = references_of(content, passage.report).known(inside)
            kind = (inside.split() or [""])[0].lower()
            words = {
                "value": f"[[{inside}]]",
                "guess": guess(inside, known if kind in KINDS else KINDS),
                "known": ", ".join(f"[[{name}]]" for name in known[:12]),
            }
            yield Finding("reference-nowhere", passage.spot(*place), words)


def cross_references_name_nothing_private(content: Content, today: date) -> Iterator[Finding]:
    """A cross-reference does not name a record that becomes public later than the report."""
    for passage, place, _, pointer in _references(content):
        if pointer and pointer.record and passage.report:
            folder, name = pointer.record
            day = opens_on(content.folders[folder][name])
            if day > today and day > opens_on(passage.report):
                words = {"field": "a cross-reference", "value": name}
                yield Finding("named-too-early", passage.spot(*place), words)


def _brackets(content: Content) -> Iterator[tuple[Passage, tuple[int, int], str]]:
    """Yield every `[[…]]` with its line and column, counted from 0."""
    for passage in passages(content):
        for match in brackets(passage.text):
            yield passage, line_and_column(passage.text, match.start()), match["inside"]


def _references(content: Content) -> Iterator[tuple[Passage, tuple[int, int], str, Pointer | None]]:
    for passage, place, inside in _brackets(content):
        if not _is_drawing(passage, inside):
            report = passage.report
            yield passage, place, inside, references_of(content, report).find(inside) if report else None


def _is_drawing(passage: Passage, inside: str) -> bool:
    """Whether the brackets ask for something drawn, which only the text of a report can hold."""
    return passage.is_file and passage.report is not None and inside.split()[:1] in _DRAWN


def _holds(plan: Plan, kind: str, name: str | None) -> bool:
    if kind == "table":
        return any(table.id == name for table in plan.tables)
    if kind == "activities":
        return any(activity.stage == name for activity in plan.activities)
    return bool(getattr(plan, kind)) and name is None
