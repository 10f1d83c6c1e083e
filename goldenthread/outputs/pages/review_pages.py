"""Pages of reviews, of their themes, and of each recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from goldenthread.common import urls
from goldenthread.common.inflection import small
from goldenthread.common.output import Page
from goldenthread.model import kinds
from goldenthread.model.common import Theme
from goldenthread.model.scope import list_changes
from goldenthread.model.standing import NO_ANSWER
from goldenthread.outputs.charts import by_review, finding, list_change, of_review
from goldenthread.outputs.pages import phrases
from goldenthread.outputs.pages.page_meta import HOME, REVIEWS, Head
from goldenthread.outputs.pages.recommendation_lists import review_parts
from goldenthread.outputs.pages.renderer import Painter, notes_by_section
from goldenthread.outputs.pages.several_pages import part_head, tie_together, whole_head
from goldenthread.register.reviews import UNDATED
from goldenthread.register.views import Link, RecommendationView, ReviewView

# The section of the page that shows a field of the record.
_NOTES = {
    "recommendations": "recommendations",
    "findings": "findings",
    "earlier_reviews": "next",
    "scope": "how",
    "people_met": "how",
    "team": "how",
    "events": "dates",
    "deadlines": "deadlines",
    "measures": "figures",
    "text": "report",
    "documents": "documents",
}


def review_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of reviews, and for each review its page, its themes and its recommendations."""
    head = Head(
        path=kinds.REVIEWS.list_url,
        title=kinds.REVIEWS.title,
        description=kinds.REVIEWS.about,
        tab=kinds.REVIEWS.folder,
        search={"kind": "List"},
    )
    yield painter.paint(head, "reviews", picture=by_review(painter.register))
    for review in painter.register.reviews:
        yield from _review(painter, review)
        for theme in review.facts.themes:
            yield from _theme(painter, review, theme)
        neighbours = [None, *review.recommendations, None]
        for place, (before, item) in enumerate(pairwise(neighbours[:-1])):
            if item:
                yield _recommendation(painter, review, item, (before, neighbours[place + 2]))


def _review(painter: Painter, review: ReviewView) -> Iterator[Page]:
    """Draw a review on one page; a long one on several, and on one to print."""
    facts = review.facts
    head = Head(
        path=review.url,
        title=facts.title,
        description=phrases.sentence(facts.summary),
        kicker=f"{review.kind.label}, {small(UNDATED) if review.when == UNDATED else review.when}",
        crumbs=(HOME, REVIEWS),
        tab=kinds.REVIEWS.folder,
        search={"kind": "Review", "review": facts.title},
        edit=kinds.REVIEWS.file(facts.id),
        pages=review.pages,
    )
    content = _content(painter, review)
    first = painter.paint(head, "review", whole=False, **content)
    others = {}
    for page in review.pages[1:]:
        part = page.url.split("/")[2]
        others[part] = painter.paint(part_head(head, page), "review_part", part=part, **content)
    yield from tie_together(first, others)
    if review.pages:
        yield replace(painter.paint(whole_head(head), "review", whole=True, **content), unlisted=True)


def _content(painter: Painter, review: ReviewView) -> dict[str, Any]:
    """Return what the pages of a review show."""
    facts = review.facts
    themes = [(theme, urls.theme(review.url, theme.id)) for theme in facts.themes]
    answering = [a for a in painter.register.actions if any(r.review == facts.id for r in a.answers)]
    asked = [
        (theme.heading, url, [r for r in review.recommendations if r.theme == theme]) for theme, url in themes
    ]
    found = [(theme.heading, url, [f for f in review.findings if f.theme == theme]) for theme, url in themes]
    found.append(("", "", [f for f in review.findings if f.theme is None]))
    return {
        "review": review,
        "asked": [group for group in asked if group[2]],
        "found": [group for group in found if group[2]],
        "grew": [
            list_change("The list", *change)
            for change in list_changes(facts.recommendations, date.min, painter.register.today)
        ],
        "answered": len(answering),
        "progress": finding(answering),
        "parts": review_parts(review),
        "picture": of_review("thread-in-time", review, painter.register.happenings),
        "notes_on": notes_by_section(
            facts, _NOTES | {"themes": "recommendations" if facts.recommendations else "findings"}
        ),
    }


def _theme(painter: Painter, review: ReviewView, theme: Theme) -> Iterator[Page]:
    """Draw a theme's page when something is under it."""
    asked = [item for item in review.recommendations if item.theme == theme]
    found = [item for item in review.findings if item.theme == theme]
    if not asked and not found:
        return
    head = Head(
        path=urls.theme(review.url, theme.id),
        title=f"{theme.heading}, {review.facts.title}",
        description=f"What the {review.facts.title} said about “{theme.name}”."
        if theme.ours
        else f"What the {review.facts.title} said under the heading “{theme.name}”.",
        heading=theme.heading,
        kicker=f"Theme of the {review.facts.title}",
        crumbs=(HOME, REVIEWS, Link(review.facts.title, review.url)),
        tab=kinds.REVIEWS.folder,
        edit=kinds.REVIEWS.file(review.facts.id),
    )
    yield painter.paint(head, "theme", review=review, theme=theme, asked=asked, found=found)


def _recommendation(
    painter: Painter,
    review: ReviewView,
    item: RecommendationView,
    neighbours: tuple[RecommendationView | None, RecommendationView | None],
) -> Page:
    facts = item.facts
    stands = dict.fromkeys(answer.status for answer in item.answered_by) or [NO_ANSWER]
    head = Head(
        path=item.url,
        title=f"Recommendation {facts.number}, {review.facts.title}",
        description=phrases.sentence(
            facts.asked or f"Recommendation {facts.number} of the {review.facts.title}."
        ),
        heading=f"Recommendation {facts.number}",
        kicker=review.facts.title,
        crumbs=(HOME, REVIEWS, item.review),
        tab=kinds.REVIEWS.folder,
        search={
            "title": phrases.found_as(f"Recommendation {facts.number}", facts.asked or ""),
            "kind": "Recommendation",
            "status": "; ".join(stands),
            "review": review.facts.title,
        },
        edit=kinds.REVIEWS.file(review.facts.id),
    )
    documents = (d for d in review.facts.documents if d.id == facts.source.document)
    return painter.paint(
        head,
        "recommendation",
        review=review,
        item=item,
        theme_url=urls.theme(review.url, item.theme.id),
        level=next((level for level in review.facts.priorities if level.word == facts.priority), None),
        document=next(documents, None),
        neighbours=neighbours,
    )
