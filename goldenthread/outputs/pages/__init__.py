"""The web pages: one for everything that the register holds, and lists that lead to them without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from jinja2 import Environment

from goldenthread.common.output import Output, Page
from goldenthread.outputs.pages.action_lists import action_facets, action_list_pages
from goldenthread.outputs.pages.action_plans import action_plan_pages, as_at_pages
from goldenthread.outputs.pages.list_downloads import list_downloads
from goldenthread.outputs.pages.list_index import list_index
from goldenthread.outputs.pages.meeting_pages import meeting_pages
from goldenthread.outputs.pages.people import people_pages
from goldenthread.outputs.pages.recommendation_lists import recommendation_facets, recommendation_list_pages
from goldenthread.outputs.pages.record_pages import paper_pages, record_pages, sample_pages
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pages.review_pages import review_pages
from goldenthread.outputs.pages.site_pages import home_page, other_pages, trail_pages, way_pages
from goldenthread.outputs.pdf.report_pdfs import ReportPdf
from goldenthread.register.views import Register

__all__ = ["list_downloads", "list_indexes", "pages"]


def list_indexes(register: Register) -> Iterator[Output]:
    """Yield the file beside each long list that its filters load."""
    for facets in (action_facets(register), recommendation_facets(register)):
        yield list_index(facets[0].cuts[0], facets).output


def pages(
    register: Register,
    env: Environment,
    pdfs: Mapping[str, ReportPdf] = MappingProxyType({}),
    samples: Register | None = None,
) -> Iterator[Page]:
    """Draw every page of the site but the search page. `pdfs` are the drawn reports by id; their pages tell of them.

    `samples` holds one invented paper in each format that the guide offers.
    """
    painter = Painter(register, env, samples)
    yield home_page(painter)
    yield from review_pages(painter)
    yield from action_plan_pages(painter)
    yield from as_at_pages(painter)
    yield from recommendation_list_pages(painter)
    yield from action_list_pages(painter)
    yield from paper_pages(painter, pdfs)
    yield from meeting_pages(painter)
    yield from sample_pages(painter)
    yield from record_pages(painter)
    yield from people_pages(painter)
    yield from other_pages(painter)
    yield from trail_pages(painter)
    yield from way_pages(painter)
