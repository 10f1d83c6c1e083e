"""The pages that belong to no single record: home, what happened, what words mean, open data, what changed, and addresses of old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import groupby
from operator import attrgetter

from goldenthread.common import urls
from goldenthread.common.output import Page
from goldenthread.deadlines import by_date
from goldenthread.guide import MADE
from goldenthread.model import NOT_RECORDED
from goldenthread.model.standing import STANDINGS
from goldenthread.model.vocabulary import Word
from goldenthread.outputs.charts import all_actions, finding
from goldenthread.outputs.open_data import writer
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.abbreviations import abbreviations_of
from goldenthread.outputs.pages.deadline_pages import balance_of, deadlines_page, publishing_page
from goldenthread.outputs.pages.guide_pages import GUIDE, guide_facts, with_site_links
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.record_pages import CHOICE
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pages.statements import statement_pages
from goldenthread.outputs.subscriptions import topics
from goldenthread.register.views import ContentPage, Link
from goldenthread.rules.permanent_addresses import end_of

LATEST = 3  # as much as the home page shows of a list that has its own page, so that all fits one screen


def home_page(painter: Painter) -> Page:
    """Draw the home page. `content/index.md` welcomes; without it, the council's introduction does."""
    register = painter.register
    council = register.council
    written = ContentPage("index", f"{council.name}: {council.site_title.lower()}", council.introduction)
    welcome = next((page for page in register.pages if page.name == "index"), written)
    introduction, _, more = welcome.text.partition("\n## ")
    head = Head(
        path="",
        title=welcome.title,
        description=phrases.plain(council.introduction),
        crumbs=(),
        tab="home",
        search={"kind": "Page"},
    )
    balance = balance_of(register)
    return painter.paint(
        head,
        "home",
        balance=balance,
        deadlines=by_date(register.deadlines).open[:LATEST],
        dated=(*balance.to_come, *balance.passed)[:LATEST],
        latest=register.happenings[:LATEST],
        most=LATEST,
        picture=all_actions(register),
        finding=finding(register.actions),
        counts=register.counts,
        introduction=introduction,
        more=f"## {more}" if more else "",
    )


def other_pages(painter: Painter) -> Iterator[Page]:
    """Draw the pages that belong to no single record."""
    yield from _changes(painter)
    yield from _get_updates(painter)
    yield deadlines_page(painter)
    yield publishing_page(painter)
    yield _glossary(painter)
    yield _open_data(painter)
    yield from statement_pages(painter)
    for page in painter.register.pages:
        if page.name not in ("index", "open-data", "accessibility", "privacy"):
            yield _written(painter, page)
    yield painter.paint(
        Head("404.html", "Page not found", "There is no page at this address.", crumbs=()), "not_found"
    )


def _changes(painter: Painter) -> Iterator[Page]:
    head = Head(
        path=urls.CHANGES,
        title="Latest updates",
        description="Visits, reports, meetings, decisions and progress by date. The latest come first.",
        search={"kind": "List"},
    )
    for leaf in leaves(head.path, painter.register.happenings):
        found = groupby(leaf.rows, key=lambda happening: happening.first.year)
        years = [(year, list(happenings)) for year, happenings in found]
        yield painter.paint(head_of(head, leaf), "changes", years=years, leaf=leaf)


def _get_updates(painter: Painter) -> Iterator[Page]:
    """Draw the list of every feed and calendar, but those of themes, which are on the pages of the themes."""
    head = Head(
        path=urls.GET_UPDATES,
        title="Get updates",
        description="Follow the whole site, a body or post, or one record, with a feed reader or in your calendar.",
        search={"kind": "Page"},
    )
    files = (*painter.calendars, *(topic.feed for topic in painter.feeds.values()))
    pages = {f"{file.rpartition('/')[0]}/" for file in files}
    rows = [topic for topic in topics(painter.register) if topic.heading and topic.url in pages]
    for leaf in leaves(head.path, rows):
        groups = [(heading, list(found)) for heading, found in groupby(leaf.rows, attrgetter("heading"))]
        yield painter.paint(head_of(head, leaf), "get_updates", groups=groups, leaf=leaf)


def _glossary(painter: Painter) -> Page:
    """Return the page of what the words of the lists mean: only of those that a page shows."""
    register = painter.register
    head = Head(
        path="glossary/",
        title="Glossary",
        description="The words that this site uses for reviews, answers, progress and times.",
        search={"kind": "Page"},
    )
    answers = {action.acceptance.word: action.acceptance for action in register.actions}
    answers.pop(NOT_RECORDED, None)
    kinds: dict[str, Word] = {review.kind.word: review.kind for review in register.reviews}
    kinds |= {plan.kind.word: plan.kind for plan in register.plans}
    outcomes = {deadline.outcome.value for deadline in register.deadlines}
    confidences = {update.confidence for action in register.actions for update in action.facts.updates}
    return painter.paint(
        head,
        "glossary",
        standings=STANDINGS,
        statuses=register.statuses,
        answers=tuple(answers.values()),
        outcomes=[word for word in register.vocabulary.outcomes if word.fills in outcomes],
        confidences=[word for word in register.vocabulary.confidences if word.word in confidences],
        kinds=tuple(kinds.values()),
        abbreviations=sorted(abbreviations_of(register).items()),
    )


def _open_data(painter: Painter) -> Page:
    """List the files below what `content/open-data.md` says of them."""
    written = next((page for page in painter.register.pages if page.name == "open-data"), None)
    head = Head(
        path=urls.OPEN_DATA,
        title="Open data",
        description="Download everything on this site as files for a spreadsheet or a program, with the meaning of each column.",
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
    text = with_site_links(page.text, painter.root(path)) if in_guide else page.text
    others = guide_facts(painter.register, path) if in_guide else {}
    samples = painter.samples.cabinet_reports if painter.samples and path == CHOICE else ()
    return painter.paint(head, "written", text=text, guide=in_guide, samples=samples, **others)


CHANGED = f"{urls.CHANGES}of-this-site/"


def trail_pages(painter: Painter) -> Iterator[Page]:
    """Draw what changed, by day, and how each page came to be approved."""
    yield from _changed(painter)
    yield _approvals(painter)


def _changed(painter: Painter) -> Iterator[Page]:
    head = Head(
        path=CHANGED,
        title="Changes to this site",
        description="What changed on each page, day by day, with the old and the new words. The latest changes come first.",
        crumbs=(HOME, Link("Latest updates", urls.CHANGES)),
        search={"kind": "List"},
    )
    for leaf in leaves(head.path, painter.register.past.changed):
        days = [(when, list(found)) for when, found in groupby(leaf.rows, lambda row: row.edition.when)]
        yield painter.paint(head_of(head, leaf), "changes_of_site", days=days, leaf=leaf)


def _approvals(painter: Painter) -> Page:
    proofs = painter.register.past.proofs
    groups = [(group, list(rows)) for group, rows in groupby(proofs, attrgetter("group"))]
    head = Head(
        path=urls.APPROVALS,
        title="Who approved what",
        description="Who approved the words of each page on this site, and when.",
        crumbs=(HOME, Link("How we publish", urls.HOW_WE_PUBLISH)),
        search={"kind": "List"},
    )
    return painter.paint(
        head, "approvals", groups=groups, proofs=proofs, broken=sum(not proof.is_sound for proof in proofs)
    )


def way_pages(painter: Painter) -> Iterator[Page]:
    """Draw a page for each address that moved or is gone; papers are no pages, and have none."""
    known = painter.register.addresses
    moved = {item.old: item.new for item in known.moved}
    for old in moved:
        if old.endswith("/"):
            yield _moved(painter, old, end_of(old, moved))
    for gone in known.gone:
        if gone.address.endswith("/"):
            head = Head(
                gone.address, "This page has been removed", "What was here, when it was removed, and why."
            )
            yield replace(painter.paint(head, "gone", gone=gone), unlisted=True)


def _moved(painter: Painter, old: str, new: str) -> Page:
    """Send the browser on at once; without that, the page itself leads there."""
    head = Head(old, "This page has moved", "The page that was here has a new address.")
    page = painter.paint(head, "moved", new=new)
    onward = f'<meta http-equiv="refresh" content="0; url={escape(painter.root(old) + new)}">'
    return replace(page, unlisted=True, meta=onward)
