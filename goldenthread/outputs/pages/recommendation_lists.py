"""The list of all recommendations, its parts, and the recommendations of each review divided in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from goldenthread.common import urls
from goldenthread.common.inflection import slug
from goldenthread.common.output import Page
from goldenthread.model.standing import STANDINGS
from goldenthread.outputs.pages.facets import Chips, Cut, ListPage, draw, grouped
from goldenthread.outputs.pages.list_index import list_index
from goldenthread.outputs.pages.page_meta import RECOMMENDATIONS
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.register.actions import by_standing
from goldenthread.register.reviews import visited
from goldenthread.register.views import Link, RecommendationView, Register, ReviewView

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
        "No action plan on this site answers these, or a part of them: none names them, or the plan leaves the response blank.",
        lambda item: item.is_listed and not item.is_answered,
    ),
)


def recommendation_list_pages(painter: Painter) -> Iterator[Page]:
    """Draw the list of all recommendations, its parts, and those of each review."""
    facets = recommendation_facets(painter.register)
    index = list_index(facets[0].cuts[0], facets).address if painter.register.recommendations else ""
    yield from draw(painter, _lists(painter.register, facets), RECOMMENDATIONS, "recommendations", index)


def recommendation_facets(register: Register) -> tuple[Chips, ...]:
    """Return all that recommendations can be narrowed by; the whole list is the first part of the first row."""
    items = register.recommendations
    said = "Every numbered recommendation of every review on this site."
    everything = Cut(RECOMMENDATIONS.url, "All", "Recommendations", said, _by_review(items))
    reviews = tuple(review_cut(review) for review in register.reviews if review.recommendations)
    return (
        Chips("Show", (everything, *_kind_cuts(items)), "show"),
        Chips(_PRIORITY, tuple(_priority_cuts(items)), "priority"),
        Chips("Year of the review", tuple(_recommendation_years(register)), "year"),
        Chips("Review", reviews, "review"),
        Chips("Theme", tuple(_theme_cuts(register)), "theme"),
        Chips("Progress of its actions", tuple(_progress_cuts(register)), "progress"),
    )


def recommendation_cuts(register: Register) -> list[Cut]:
    """Return every list of recommendations that has an address, each once; the last row of facets has none."""
    facets = recommendation_facets(register)
    drawn = [page.cut for page in _lists(register, facets)]
    return list({cut.path: cut for cut in (*drawn, *facets[4].cuts)}.values())


def _lists(register: Register, facets: tuple[Chips, ...]) -> Iterator[ListPage]:
    """Yield each list. There may be any number of reviews: the page of each leads to its own lists."""
    general = facets[:3]
    show, priorities, _ = general
    everything = show.cuts[0]
    held = {review.facts.id: review for review in register.reviews}
    reviews = [(cut, review_parts(held[cut.key])) for cut in facets[3].cuts]
    yield ListPage(everything, (show,), general[1:])
    for row in general:
        others = tuple(other for other in general if other is not row)
        for cut in row.cuts:
            if cut is not everything:
                narrower = _narrower(cut, reviews)
                yield ListPage(cut, (row,), (narrower, *others), (everything,), ((row.name, cut.key),))
    known = {_below(cut.path): (row, cut) for row in (show, priorities) for cut in row.cuts}
    for whole, parts in reviews:
        chosen = ("review", whole.key)
        yield ListPage(whole, parts, general, (everything,), (chosen,))
        for part in (cut for row in parts for cut in row.cuts if cut.path != whole.path):
            row, wider = known[_below(part.path, whole.path)]
            yield ListPage(part, parts, (), (whole, wider, everything), (chosen, (row.name, wider.key)))


def review_cut(review: ReviewView) -> Cut:
    """Return the recommendations of one review."""
    title, path = review.facts.title, urls.recommendations_list("review", review.facts.id)
    heading, said = f"Recommendations of the {title}", f"Every numbered recommendation of the {title}."
    rows = _by_review(review.recommendations)
    return Cut(path, title, heading, said, rows, f"from the {title}", (RECOMMENDATIONS,))


def review_parts(review: ReviewView) -> tuple[Chips, ...]:
    """Divide the recommendations of a review as the list of all is divided.

    What is without an answer has a page for good: every recommendation was without one at first.
    """
    whole = review_cut(review)
    kinds = (part for part in _kind_cuts(review.recommendations) if part.size or "unanswered" in part.path)
    priorities = _priority_cuts(review.recommendations)
    rows = (("Show", kinds, (whole.as_whole(),)), (_PRIORITY, priorities, ()))
    return tuple(
        Chips(label, (*first, *(whole.narrowed(_below(part.path), part) for part in parts)))
        for label, parts, first in rows
    )


def _narrower(cut: Cut, reviews: Iterable[tuple[Cut, tuple[Chips, ...]]]) -> Chips:
    """Return a row of links from a part of all recommendations to the same part of each review."""
    found = [
        replace(part, chip=whole.chip)
        for whole, rows in reviews
        for row in rows
        for part in row.cuts
        if part.size and _below(part.path, whole.path) == _below(cut.path)
    ]
    return Chips("Review", tuple(found))


def _below(path: str, above: str = urls.RECOMMENDATIONS) -> str:
    """Return the end of the address of a part, below the list that it is part of."""
    return path.removeprefix(above).strip("/")


_PRIORITY = "Priority, in the reviewers’ own words"


def _kind_cuts(items: Sequence[RecommendationView]) -> tuple[Cut, ...]:
    return tuple(
        Cut(f"{urls.RECOMMENDATIONS}{name}/", chip, heading, definition, _by_review(filter(fits, items)))
        for name, chip, heading, definition, fits in _KINDS
    )


def _priority_cuts(items: Sequence[RecommendationView]) -> Iterator[Cut]:
    """Cut by level of priority; levels that different reviewers call the same are one part."""
    levels: dict[str, list[RecommendationView]] = {}
    for item in items:
        if item.facts.priority:
            levels.setdefault(slug(item.facts.priority) or "other", []).append(item)
    for name, found in levels.items():
        level = found[0].facts.priority or ""
        path, heading = (
            urls.recommendations_list("priority", name),
            f"Recommendations with the priority “{level}”",
        )
        said = f"Their reviewers gave these the level “{level}”. The page of each review says what it means there."
        yield Cut(path, level, heading, said, _by_review(found))


def _recommendation_years(register: Register) -> Iterator[Cut]:
    years: dict[int, list[RecommendationView]] = {}
    for review in register.reviews:
        when = visited(review.facts.events, register.vocabulary)
        if when and review.recommendations:
            years.setdefault(when.first.year, []).extend(review.recommendations)
    for year, items in sorted(years.items()):
        heading = f"Recommendations made in {year}"
        said = f"The reviewers were with the council in {year}."
        yield Cut(urls.recommendations_list("year", year), str(year), heading, said, _by_review(items))


def _theme_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the headings of the reviews; the page of each theme is its list."""
    for review in register.reviews:
        for theme in review.facts.themes:
            name = f"{theme.heading}, {review.facts.title}"
            found = _by_review(item for item in review.recommendations if item.theme == theme)
            yield Cut(urls.theme(review.url, theme.id), name, name, "", found)


def _progress_cuts(register: Register) -> Iterator[Cut]:
    """Cut by the progress of the actions that answer a recommendation: it is in each part that holds one of them."""
    parts = {action.url: part.id for part, found in by_standing(register.actions) for action in found}
    for part in STANDINGS:
        items = (
            item
            for item in register.recommendations
            if any(parts.get(answer.url) == part.id for answer in item.answered_by)
        )
        yield Cut(f"{part.id}/", part.label, part.heading, "", _by_review(items))


def _by_review(items: Iterable[RecommendationView]) -> list[tuple[Link, list[RecommendationView]]]:
    return grouped((item.review, item) for item in items)
