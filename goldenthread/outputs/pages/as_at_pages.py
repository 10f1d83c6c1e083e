"""Pages that look back: each action plan as members saw it at a meeting, beside today's."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.changes.word_diff import word_diff
from goldenthread.common.dates import in_words
from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import ACTION_PLANS, ACTIONS, HOME, Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import ActionPlanView, Link
from goldenthread.register.views.snapshots import AsAt


def as_at_pages(painter: Painter) -> Iterator[Page]:
    """Draw the page of every plan at every meeting that had it."""
    for plan in painter.register.action_plans:
        for seen in painter.register.as_at.get(plan.url, ()):
            yield _as_at(painter, plan, seen)


def _as_at(painter: Painter, plan: ActionPlanView, seen: AsAt) -> Page:
    day = in_words(seen.day)
    met = f"{seen.meeting} met on {day}" if seen.meeting else f"members met on {day}"
    head = Head(
        path=seen.url,
        title=f"{plan.facts.title}, as at {day}",
        description=f"How the plan stood when {met}, beside how it stands today, and what is different.",
        heading=f"{plan.facts.title}, as at {day}",
        kicker="Action plan as members saw it",
        crumbs=(HOME, ACTIONS, ACTION_PLANS, Link(plan.facts.title, plan.url)),
        tab="actions",
    )
    return painter.paint(
        head, "as_at", plan=plan, seen=seen, report=_paper(painter, seen.report), runs=word_diff
    )


def _paper(painter: Painter, name: str) -> Link | None:
    reports = painter.register.cabinet_reports
    return next((Link(r.facts.title, r.url) for r in reports if r.facts.id == name), None)
