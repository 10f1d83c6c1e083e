"""What stands above a page's content, and what the shell and other programs must know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.register.views import Link

HOME = Link("Home", "")
REVIEWS = Link("Reviews", "reviews/")
RECOMMENDATIONS = Link("Recommendations", "recommendations/")
ACTIONS = Link("Actions", "actions/")
ACTION_PLANS = Link("Action plans", "action-plans/")
REPORTS = Link("Cabinet reports", "cabinet-reports/")
PLANS = Link("Plans", "plans/")
PEOPLE = Link("Bodies and posts", "people/")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a page's content, and what the shell must know about it.

    `title` is unique in the site; `heading` is the words of the `<h1>` where those are shorter.
    `crumbs` are the pages above this one, the home page first.
    """

    path: str
    title: str
    description: str
    heading: str = ""
    kicker: str = ""
    crumbs: tuple[Link, ...] = (HOME,)
    tab: str = ""
    search: Mapping[str, str] | None = None
    edit: str | None = None
