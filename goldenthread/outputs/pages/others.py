"""The remaining pages: what happened, what is due, what words mean, open data, and those written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goldenthread.outputs import open_data
from goldenthread.outputs.pages import words
from goldenthread.outputs.pages.deadlines import deadlines_page
from goldenthread.outputs.pages.painter import Head, Painter
from goldenthread.outputs.pages.publishing import publishing_page
from goldenthread.page import Page
from goldenthread.register.actions import NO_UPDATE
from goldenthread.register.views import ContentPage


def other_pages(painter: Painter) -> Iterator[Page]:
    """Draw the pages that belong to no single record."""
    yield _changes(painter)
    yield deadlines_page(painter)
    yield publishing_page(painter)
    yield _glossary(painter)
    yield _open_data(painter)
    for page in painter.register.pages:
        if page.name not in ("index", "open-data"):
            yield _written(painter, page)
    yield painter.paint(
        Head("404.html", "Page not found", "There is no page at this address.", crumbs=()), "not_found"
    )


def _changes(painter: Painter) -> Page:
    head = Head(
        path="changes/",
        title="What happened when",
        description="Visits, reports, meetings and progress in order of their dates, the latest first.",
        search={"kind": "List"},
    )
    found = groupby(painter.register.happenings, key=lambda happening: happening.first.year)
    return painter.paint(head, "changes", years=[(year, list(happenings)) for year, happenings in found])


def _glossary(painter: Painter) -> Page:
    """Say what the words of the lists mean: those in use, so that none stands here that no page shows."""
    register = painter.register
    head = Head(
        path="glossary/",
        title="What the words mean",
        description="The words that this site uses for reviews, answers, progress and times.",
        search={"kind": "Page"},
    )
    answers = {action.acceptance.word: action.acceptance for action in register.actions}
    kinds = {review.kind.word: review.kind for review in register.reviews}
    kinds |= {plan.kind.word: plan.kind for plan in register.plans}
    return painter.paint(
        head,
        "glossary",
        statuses=(*register.statuses, NO_UPDATE),
        answers=tuple(answers.values()),
        kinds=tuple(kinds.values()),
    )


def _open_data(painter: Painter) -> Page:
    """List the files below what `content/open-data.md` says of them."""
    head = Head(
        path="open-data/",
        title="Open data",
        description="Everything on this site as files for a program or a spreadsheet, and what each name in them means.",
        search={"kind": "Page"},
        edit="content/open-data.md",
    )
    text = next((page.text for page in painter.register.pages if page.name == "open-data"), "")
    return painter.paint(head, "open_data", files=open_data.FILES, text=text)


def _written(painter: Painter, page: ContentPage) -> Page:
    """Draw a page of `content/`."""
    head = Head(
        path=f"{page.name}/",
        title=page.title,
        description=words.sentence(page.text.lstrip("# ")) or page.title,
        tab=page.name,
        search={"kind": "Page"},
        edit=f"content/{page.name}.md",
    )
    return painter.paint(head, "written", text=page.text)
