"""What changed on this site and who approved it: pages made from the history of the files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goldenthread.common.output import Page
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.pagination import head_of, leaves
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import Link

CHANGED = "changes/of-this-site/"
APPROVALS = "how-we-publish/approvals/"


def trail_pages(painter: Painter) -> Iterator[Page]:
    """Draw what changed, by day, and how each page came to be approved."""
    yield from _changed(painter)
    yield _approvals(painter)


def _changed(painter: Painter) -> Iterator[Page]:
    head = Head(
        path=CHANGED,
        title="What changed on this site",
        description="Every change of a page, in words: the latest first.",
        crumbs=(HOME, Link("What happened when", "changes/")),
        search={"kind": "List"},
    )
    for leaf in leaves(head.path, painter.register.past.changed):
        days = [(when, list(found)) for when, found in groupby(leaf.rows, lambda row: row.edition.when)]
        yield painter.paint(head_of(head, leaf), "changes_of_site", days=days, leaf=leaf)


def _approvals(painter: Painter) -> Page:
    proofs = painter.register.past.proofs
    head = Head(
        path=APPROVALS,
        title="Who approved what",
        description="Each page of this site, with the day of its words, who approved them, and their digest.",
        crumbs=(HOME, Link("How we publish", "how-we-publish/")),
        search={"kind": "List"},
    )
    return painter.paint(head, "approvals", proofs=proofs, broken=sum(not proof.is_sound for proof in proofs))
