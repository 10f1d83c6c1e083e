"""The home page: what was asked, what was promised, how it is going, what is due, what is new."""

from __future__ import annotations

from goldenthread.common.output import Page
from goldenthread.outputs.charts.register_charts import by_group
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import ContentPage

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
    passed = [due for due in register.due if due.is_past]
    to_come = [due for due in register.due if not due.is_past]
    return painter.paint(
        head,
        "home",
        passed=passed[-LATEST:][::-1],
        to_come=to_come[:LATEST],
        latest=register.happenings[:LATEST],
        most=LATEST,
        picture=by_group("all-actions", "How all actions stand", [("All actions", "", register.actions)]),
        counts=register.counts,
        introduction=introduction,
        more=f"## {more}" if more else "",
    )
