"""Publishing a paper: what has to be done by when, in plain words, for the meetings of the next weeks."""

from __future__ import annotations

from itertools import groupby

from goldenthread.common.dates import MONTHS
from goldenthread.common.output import Page
from goldenthread.model.deadline_rules import DeadlineRule, Duty
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.publication_plans import PaperPlan, PlannedMeeting
from goldenthread.register.views import Link

_HOW: dict[Duty, str] = {"by": "by", "not before": "on", "about": "about"}


def publishing_page(painter: Painter) -> Page:
    """Draw `/publishing-a-paper/`: each body's rules, and their days for every working day of eight weeks."""
    head = Head(
        path="publishing-a-paper/",
        title="Publishing a paper",
        description="What has to be done by when, so that a meeting can decide on a paper.",
        crumbs=(HOME, Link("Dates and deadlines", "deadlines/")),
        search={"kind": "Page"},
    )
    return painter.paint(
        head,
        "publishing",
        plans=[(plan, _months(plan)) for plan in painter.register.paper_plans],
        heading=_heading,
    )


def _months(plan: PaperPlan) -> list[tuple[str, list[PlannedMeeting]]]:
    """Group the meetings by month, for headings within a long table."""
    return [
        (name, list(found))
        for name, found in groupby(plan.meetings, lambda m: f"{MONTHS[m.day.month - 1]} {m.day.year}")
    ]


def _heading(rule: DeadlineRule) -> str:
    """Name the column of a rule's days: `Publish the agenda and the papers by`."""
    return f"{rule.what} {_HOW[rule.duty]}"
