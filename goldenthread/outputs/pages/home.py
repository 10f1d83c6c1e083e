"""The home page: what was asked, what was promised, how it is going, what is due, what is new."""

from __future__ import annotations

from goldenthread.outputs.pages import words
from goldenthread.outputs.pages.action_lists import standing_cuts
from goldenthread.outputs.pages.head import Head
from goldenthread.outputs.pages.painter import Painter
from goldenthread.outputs.pages.pictures import by_review
from goldenthread.page import Page
from goldenthread.register.views import ContentPage

LATEST = 5  # as much as the home page shows of a list that has its own page


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
        description=words.plain(council.introduction),
        crumbs=(),
        tab="home",
        search={"kind": "Page"},
    )
    passed = [due for due in register.due if due.is_past]
    to_come = [due for due in register.due if not due.is_past]
    return painter.paint(
        head,
        "home",
        passed=passed[-LATEST:][::-1],
        to_come=to_come[:LATEST],
        latest=register.happenings[:LATEST],
        most=LATEST,
        picture=by_review(register),
        counts=register.counts,
        urls=("reviews/", "recommendations/", "actions/", *(cut.path for cut in standing_cuts(register))),
        introduction=introduction,
        more=f"## {more}" if more else "",
    )
