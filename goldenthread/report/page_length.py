"""Which records are too long for one page, and the pages that they become (docs/decisions/pages.md)."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from goldenthread.common.inflection import slug
from goldenthread.model.cabinet_report import Appendix, CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS, REVIEWS
from goldenthread.model.review import Review
from goldenthread.read import Content
from goldenthread.report.layout import layout_of

PAGE_HOLDS = 1500  # words: about six minutes' reading, or ten screens of a phone
_LABELS = (
    20  # words that a row of a list shows beside its own: what it answers, whose it is, where it comes from
)


def review_parts(content: Content, review: Review) -> tuple[str, ...]:
    """Return the parts of a review that have a page each, by their name in its address; none where one page holds it."""
    lengths = _lengths(content, review)
    found = tuple(name for name, length in lengths.items() if length)
    url, kept = REVIEWS.url(review.id), content.once(_kept)
    is_kept = any(f"{url}{name}/" in kept for name in found)
    return found if sum(lengths.values()) > PAGE_HOLDS or is_kept else ()


def appendix_pages(content: Content, report: CabinetReport) -> Mapping[str, str]:
    """Return the address of each appendix that has a page of its own, by its anchor in the paper."""
    kept = content.once(_kept)
    found = {}
    for laid in layout_of(content, report).appendices:
        url = f"{CABINET_REPORTS.url(report.id)}{slug(laid.id)}/"
        if _appendix_length(content, laid.facts) > PAGE_HOLDS or url in kept:
            found[laid.id] = url
    return found


def _kept(content: Content) -> frozenset[str]:
    """Return every address that was published: a page that a part once had stays, however short the part becomes."""
    return frozenset(item.address for item in content.addresses.published)


def _lengths(content: Content, review: Review) -> dict[str, int]:
    return {
        "recommendations": _rows(review.recommendations),
        "findings": _rows(review.findings),
        "report": _words_in(content.texts.get(review.text or "")),
    }


def _appendix_length(content: Content, appendix: Appendix) -> int:
    """Return the words of what an appendix prints from other records."""
    if review := content.reviews.get(appendix.review or ""):
        return sum(_lengths(content, review).values())
    if plan := content.action_plans.get(appendix.action_plan or ""):
        return _rows(plan.actions)
    if council_plan := content.plans.get(appendix.plan_themes or ""):
        return _words_in(council_plan.themes)
    return 0


def _rows(records: tuple[BaseModel, ...]) -> int:
    return sum(_words_in(record) + _LABELS for record in records)


def _words_in(value: object) -> int:
    """Count the words of a text, or of every text in a record."""
    if isinstance(value, BaseModel):
        return sum(_words_in(inside) for _, inside in value)
    if isinstance(value, tuple):
        return sum(map(_words_in, value))
    return len(value.split()) if isinstance(value, str) else 0
