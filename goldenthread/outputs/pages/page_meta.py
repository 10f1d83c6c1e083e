"""What is above a page’s content, and what the shell and other programs must know about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from goldenthread.common import urls
from goldenthread.model import kinds
from goldenthread.outputs.open_data.writer import FILES
from goldenthread.register.views import Link, MeetingView, Register

HOME = Link("Home", "")
REVIEWS = Link(kinds.REVIEWS.title, kinds.REVIEWS.list_url)
RECOMMENDATIONS = Link("Recommendations", urls.RECOMMENDATIONS)
ACTIONS = Link("Actions", urls.ACTIONS)
ACTION_PLANS = Link(kinds.ACTION_PLANS.title, kinds.ACTION_PLANS.list_url)
REPORTS = Link(kinds.CABINET_REPORTS.title, kinds.CABINET_REPORTS.list_url)
PLANS = Link(kinds.PLANS.title, kinds.PLANS.list_url)
PEOPLE = Link("Bodies and posts", urls.PEOPLE)


@dataclass(frozen=True, slots=True)
class Head:
    """What is above a page's content, and what the shell must know about it.

    `title` is unique in the site; `heading` is the words of the `<h1>` where those are shorter.
    `crumbs` are the pages above this one, the home page first.
    `pages` are those of a record that has several, its overview first.
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
    pages: tuple[Link, ...] = ()


Facts = dict[str, Any]


class Linked:
    """Describes each page to programs, from one register."""

    def __init__(self, register: Register) -> None:
        self._council = register.council
        self._reviews = {review.url: review for review in register.reviews}
        self._meetings = {meeting.url: meeting for meeting in register.meetings if not meeting.moved_to}
        self._reports = {report.url: report for report in register.cabinet_reports}

    def of(self, head: Head, address: str) -> Markup:
        """Write the block of one page; nothing when there is nothing to say. `address` is the site's, or empty."""
        blocks = [{"@context": "https://schema.org", **facts} for facts in self._facts(head, address)]
        if not blocks:
            return Markup()
        # Within a script element a `<` could end it.
        text = json.dumps(blocks[0] if len(blocks) == 1 else blocks, ensure_ascii=False).replace(
            "<", "\\u003c"
        )
        return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above

    def _facts(self, head: Head, address: str) -> Iterator[Facts]:
        council = {"@type": "GovernmentOrganization", "name": self._council.name}
        publisher = (
            {"@type": "Organization", "name": self._council.publisher}
            if self._council.demonstration
            else council
        )
        about = {"name": head.title, "description": head.description, **_url(address, head.path)}
        if head.path == "":
            yield {**publisher, **_url(address, "")}
        if head.crumbs and address:
            yield _breadcrumbs(head, address)
        if head.path == urls.OPEN_DATA:
            named = {"@type": "CreativeWork", "name": self._council.licence}
            licence = {"license": named, "isAccessibleForFree": True}
            yield {"@type": "Dataset", **about, **licence, "creator": publisher, **_downloads(address)}
        if review := self._reviews.get(head.path):
            by = {"@type": "Organization", "name": review.facts.reviewer}
            yield {"@type": "Report", **about, "author": by, "about": council, "inLanguage": "en-GB"}
        if meeting := self._meetings.get(head.path):
            yield {"@type": "Event", **about, **_event(meeting), "organizer": council}
        if report := self._reports.get(head.path):
            day = {"datePublished": report.facts.meeting.isoformat()} if report.facts.meeting else {}
            paper = {"encoding": _paper(address + report.pdf)} if address and report.pdf else {}
            yield {"@type": "Report", **about, **day, "publisher": publisher, "inLanguage": "en-GB", **paper}


def _event(meeting: MeetingView) -> Facts:
    """Return when and where a meeting is, and whether it was moved or cancelled."""
    facts = meeting.facts
    status = "Cancelled" if meeting.state else "Rescheduled" if meeting.moved_from else "Scheduled"
    clock = f"T{facts.clock}" if facts.clock else ""
    place = {"location": {"@type": "Place", "name": facts.place}} if facts.place else {}
    return {
        "startDate": f"{meeting.day}{clock}",
        "eventStatus": f"https://schema.org/Event{status}",
        **place,
    }


def _breadcrumbs(head: Head, address: str) -> Facts:
    steps = [(crumb.title, crumb.url) for crumb in head.crumbs] + [(head.heading or head.title, head.path)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, **_url(address, url, "item")}
        for place, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _downloads(address: str) -> Facts:
    if not address:
        return {}
    files = [
        (path, "text/csv" if path.endswith(".csv") else "application/json")
        for file in FILES
        for path in file.paths
    ]
    return {
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address + path, "encodingFormat": form}
            for path, form in files
        ]
    }


def _paper(url: str) -> Facts:
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf"}


def _url(address: str, path: str, name: str = "url") -> Facts:
    return {name: address + path} if address else {}
