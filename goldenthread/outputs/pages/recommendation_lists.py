"""The list of all recommendations, and its parts by what became of them and by the year of the review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from goldenthread.common.output import Page
from goldenthread.outputs.pages.facets import Chips, Cut, draw, grouped
from goldenthread.outputs.pages.page_meta import RECOMMENDATIONS
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.reviews import visited
from goldenthread.register.views import Link, RecommendationView, Register

_KINDS: tuple[tuple[str, str, str, str, Callable[[RecommendationView], bool]], ...] = (
    (
        "key",
        "Key",
        "Key recommendations",
        "The reviewers themselves call these recommendations key.",
        lambda item: item.facts.key,
    ),
    (
        "repeated",
        "Asked more than once",
        "Recommendations asked more than once",
        "Another recommendation asks for the same, or for a part of it.",
        lambda item: bool(item.repeats),
    ),
    (
        "unanswered",
        "Without an answer",
        "Recommendations without an answer",
        "No action plan on this site names these recommendations.",
        lambda item: not item.answered_by,
    ),
)


def recommendation_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all recommendations and its parts."""
    items = painter.register.recommendations
    said = "Every numbered recommendation of every review on this site."
    everything = Cut(RECOMMENDATIONS.url, "All", "Recommendations", said, _by_review(items))
    kinds = tuple(
        Cut(f"recommendations/{name}/", chip, heading, definition, _by_review(filter(fits, items)))
        for name, chip, heading, definition, fits in _KINDS
    )
    chips = (
        Chips("What became of them", (everything, *kinds)),
        Chips("Year of the review", tuple(_year_cuts(painter.register))),
    )
    yield from draw(painter, chips, RECOMMENDATIONS, "recommendations")


def _year_cuts(register: Register) -> Iterator[Cut]:
    years: dict[int, list[RecommendationView]] = {}
    for review in register.reviews:
        when = visited(review.facts.events)
        if when and review.recommendations:
            years.setdefault(when.first.year, []).extend(review.recommendations)
    for year, items in sorted(years.items()):
        heading = f"Recommendations made in {year}"
        said = f"The reviewers were with the council in {year}."
        yield Cut(f"recommendations/year/{year}/", str(year), heading, said, _by_review(items))


def _by_review(items: Iterable[RecommendationView]) -> list[tuple[Link, list[RecommendationView]]]:
    return grouped((item.review, item) for item in items)
