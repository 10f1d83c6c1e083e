"""The remaining pages: what happened, what is due, what words mean, open data, and those written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from goldenthread.common.output import Page
from goldenthread.guide import MADE
from goldenthread.outputs.open_data import writer
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.accessibility import accessibility_page
from goldenthread.outputs.pages.deadline_pages import deadlines_page
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.publication_calendar import publishing_page
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import NO_UPDATE
from goldenthread.register.views import ContentPage, Link

GUIDE = Link("Guide for editors", "guide/")
_LINK = re.compile(r"\]\(([a-z-]+)\.md\)")  # from one page of the guide to another, as git follows it


def other_pages(painter: Painter) -> Iterator[Page]:
    """Draw the pages that belong to no single record."""
    yield from _changes(painter)
    yield deadlines_page(painter)
    yield publishing_page(painter)
    yield _glossary(painter)
    yield _open_data(painter)
    yield accessibility_page(painter)
    for page in painter.register.pages:
        if page.name not in ("index", "open-data", "accessibility"):
            yield _written(painter, page)
    yield painter.paint(
        Head("404.html", "Page not found", "There is no page at this address.", crumbs=()), "not_found"
    )


def _changes(painter: Painter) -> Iterator[Page]:
    head = Head(
        path="changes/",
        title="What happened when",
        description="Visits, reports, meetings and progress in order of their dates, the latest first.",
        search={"kind": "List"},
    )
    for leaf in leaves(head.path, painter.register.happenings):
        found = groupby(leaf.rows, key=lambda happening: happening.first.year)
        years = [(year, list(happenings)) for year, happenings in found]
        yield painter.paint(head_of(head, leaf), "changes", years=years, leaf=leaf)


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
    outcomes = {deadline.outcome.value for deadline in register.deadlines}
    confidences = {update.confidence for action in register.actions for update in action.facts.updates}
    return painter.paint(
        head,
        "glossary",
        statuses=(*register.statuses, NO_UPDATE),
        answers=tuple(answers.values()),
        outcomes=[word for word in register.vocabulary.outcomes if word.word in outcomes],
        confidences=[word for word in register.vocabulary.confidences if word.word in confidences],
        kinds=tuple(kinds.values()),
    )


def _open_data(painter: Painter) -> Page:
    """List the files below what `content/open-data.md` says of them."""
    written = next((page for page in painter.register.pages if page.name == "open-data"), None)
    head = Head(
        path="open-data/",
        title="Open data",
        description="Everything on this site as files for a program or a spreadsheet, and what each name in them means.",
        search={"kind": "Page"},
        edit="content/open-data.md" if written else None,
    )
    return painter.paint(head, "open_data", files=writer.FILES, text=written.text if written else "")


def _written(painter: Painter, page: ContentPage) -> Page:
    """Draw a page of `content/`."""
    in_guide = page.name.startswith("guide/")
    path = f"{page.name}/".removesuffix("index/")
    head = Head(
        path=path,
        title=page.title,
        description=phrases.sentence(page.text.lstrip("# ")) or page.title,
        tab=page.name,
        crumbs=(HOME, GUIDE) if in_guide and path != GUIDE.url else (HOME,),
        search=None
        if in_guide
        else {"kind": "Page"},  # the guide is for editors: a reader's search leaves it out
        edit=None if page.text.endswith(MADE) else f"content/{page.name}.md",
    )
    text = _LINK.sub(rf"]({painter.root(path)}guide/\1/)", page.text) if in_guide else page.text
    return painter.paint(head, "written", text=text)
