"""What stands above a page's content, and what the shell and other programs must know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.model import kinds
from goldenthread.register.views import Link

HOME = Link("Home", "")
REVIEWS = Link(kinds.REVIEWS.title, kinds.REVIEWS.list_url)
RECOMMENDATIONS = Link("Recommendations", "recommendations/")
ACTIONS = Link("Actions", "actions/")
ACTION_PLANS = Link(kinds.ACTION_PLANS.title, kinds.ACTION_PLANS.list_url)
REPORTS = Link(kinds.CABINET_REPORTS.title, kinds.CABINET_REPORTS.list_url)
PLANS = Link(kinds.PLANS.title, kinds.PLANS.list_url)
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
