"""Pages at addresses of old: a way to where the page stands now, or a notice that it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.rules.permanent_addresses import end_of


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
                gone.address, "This page was taken away", "What stood here, since when it is gone, and why."
            )
            yield replace(painter.paint(head, "gone", gone=gone), unlisted=True)


def _moved(painter: Painter, old: str, new: str) -> Page:
    """Send the browser on at once; without that, the page itself leads there."""
    head = Head(old, "This page has moved", "The page that stood here has another address now.")
    page = painter.paint(head, "moved", new=new)
    onward = f'<meta http-equiv="refresh" content="0; url={escape(painter.root(old) + new)}">'
    return replace(page, unlisted=True, meta=onward)
