"""Pages of the kinds of record that nothing is worked out for: a list of them, and a page for each.

Their template has the name of the kind, `templates/pages/motion.html`, and is given `record`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.output import Page
from goldenthread.model.kinds import BY_FOLDER, Kind
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import HOME, Head
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.views import Link, RecordView


def record_pages(painter: Painter) -> Iterator[Page]:
    """Yield the list of each such kind, and a page for each of its records."""
    for folder, records in painter.register.others.items():
        kind = BY_FOLDER[folder]
        head = Head(kind.list_url, kind.title, kind.about, tab=folder, search={"kind": "List"})
        yield painter.paint(head, "records", kind=kind, records=records)
        for record in records:
            yield _page(painter, kind, record)


def _page(painter: Painter, kind: Kind, record: RecordView) -> Page:
    facts = record.facts
    head = Head(
        path=record.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=kind.singular.capitalize(),
        crumbs=(HOME, Link(kind.title, kind.list_url)),
        tab=kind.folder,
        search={"kind": kind.singular.capitalize()},
        edit=kind.file(facts.id),
    )
    return painter.paint(head, kind.name.replace("-", "_"), record=record)
