"""Reviews and their recommendations worked out: what they asked, and what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.common.dates import When, in_words
from goldenthread.markdown.footnotes import settled
from goldenthread.markdown.render import heading_id
from goldenthread.model.base import RecommendationRef
from goldenthread.model.common import Event, Theme
from goldenthread.model.kinds import REVIEWS
from goldenthread.model.review import Recommendation, Review, SubRecommendation
from goldenthread.model.scope import on_list
from goldenthread.model.vocabulary import Role, Vocabulary
from goldenthread.register import threads
from goldenthread.register.public import Public, place, word
from goldenthread.register.views import (
    ActionView,
    Count,
    FindingView,
    Link,
    PositionView,
    RecommendationView,
    ReviewView,
    SubRecommendationView,
    TextSection,
    Voice,
)
from goldenthread.report.page_length import review_parts

UNDATED = "Date not recorded"
# Of a part of a review: its name among the others, and its heading.
_PAGES = {
    "recommendations": ("Recommendations", "All recommendations"),
    "findings": ("Findings", "All findings"),
    "report": ("The report", "The report"),
}
Answers = dict[RecommendationRef, list[ActionView]]


def review_views(public: Public, actions: dict[str, tuple[ActionView, ...]]) -> tuple[ReviewView, ...]:
    """Work out every public review, newest first."""
    answers = _answers(actions)
    repeats = _repeats(public)
    views = [_view(public, review, answers, repeats) for review in public.reviews.values()]
    return tuple(sorted(views, key=lambda view: (_time(public, view.facts), view.facts.id), reverse=True))


def _time(public: Public, review: Review) -> str:
    """Return what a review is sorted by: its visit, else its first dated event, which no page calls the visit."""
    visit = visited(review.events, public.content.vocabulary)
    when = visit or next((event.when for event in review.events if event.when), None)
    return when.first.isoformat() if when else ""


def visited(events: tuple[Event, ...], vocabulary: Vocabulary) -> When | None:
    """Find when a review took place, as its visit alone says."""
    on_site = (event.when for event in events if vocabulary.role("events", event.kind) == Role.ON_SITE)
    return next((when for when in on_site if when), None)


def _answers(actions: dict[str, tuple[ActionView, ...]]) -> Answers:
    found: Answers = defaultdict(list)
    for views in actions.values():
        for view in views:
            for ref in view.facts.answers:
                found[ref].append(view)
    return found


def _repeats(public: Public) -> dict[RecommendationRef, set[RecommendationRef]]:
    """Tie repeats both ways: whoever says it, both recommendations show it."""
    found: dict[RecommendationRef, set[RecommendationRef]] = defaultdict(set)
    for review in public.reviews.values():
        for item in review.recommendations:
            ref = RecommendationRef(review.id, item.number)
            for other in item.repeats:
                if public.recommendation(other):
                    found[ref].add(other)
                    found[other].add(ref)
    return found


def _view(
    public: Public, review: Review, answers: Answers, repeats: dict[RecommendationRef, set[RecommendationRef]]
) -> ReviewView:
    recommendations = tuple(
        _recommendation(public, review, item, answers, repeats) for item in review.recommendations
    )
    plans = tuple(public.plan_link(p.id) for p in public.action_plans.values() if review.id in p.responds_to)
    reports = tuple(
        public.report_link(r.id) for r in public.cabinet_reports.values() if review.id in r.brings
    )
    earlier = tuple(public.review_link(id) for id in review.earlier_reviews if id in public.reviews)
    later = tuple(public.review_link(r.id) for r in public.reviews.values() if review.id in r.earlier_reviews)
    when = visited(review.events, public.content.vocabulary)
    return ReviewView(
        facts=review,
        kind=next(kind for kind in public.content.vocabulary.review_kinds if kind.word == review.kind),
        url=REVIEWS.url(review.id),
        when=in_words(when) if when else UNDATED,
        recommendations=recommendations,
        findings=tuple(_finding(public, review, place_) for place_ in range(len(review.findings))),
        sections=sections(public.content.texts.get(review.text or "", "")),
        action_plans=plans,
        cabinet_reports=reports,
        earlier=earlier,
        later=later,
        counts=_counts(review, recommendations),
        voices=tuple(_voices(recommendations, public.content.vocabulary)),
        thread=threads.of_review(public.review_link(review.id), plans, reports, later),
        pages=_pages(public, review),
    )


def _pages(public: Public, review: Review) -> tuple[Link, ...]:
    url, apart = REVIEWS.url(review.id), review_parts(public.content, review)
    found = (
        Link("Overview", url),
        *(Link(title, f"{url}{name}/", heading) for name in apart for title, heading in (_PAGES[name],)),
    )
    return found if apart else ()


def _finding(public: Public, review: Review, number: int) -> FindingView:
    finding = review.findings[number]
    kind = word(public.content.vocabulary, "finding_kinds", finding.kind)
    theme = theme_of(review.themes, finding.theme) if finding.theme else None
    return FindingView(finding, kind, theme, place(finding.source, review.documents))


def theme_of(themes: tuple[Theme, ...], name: str) -> Theme:
    """Find a theme by its id; the rules have seen to it that it is there."""
    return next(theme for theme in themes if theme.id == name)


def _recommendation(
    public: Public,
    review: Review,
    item: Recommendation,
    answers: Answers,
    repeats: dict[RecommendationRef, set[RecommendationRef]],
) -> RecommendationView:
    ref = RecommendationRef(review.id, item.number)
    link = public.recommendation_link(ref)
    subs = tuple(_part(review, item, part, answers) for part in item.sub_recommendations)
    named = [view for number in item.named for view in answers.get(RecommendationRef(review.id, number), ())]
    in_whole = any(view.is_answer for view in answers.get(ref, ()))
    return RecommendationView(
        facts=item,
        review=public.review_link(review.id),
        review_id=review.id,
        theme=theme_of(review.themes, item.theme),
        source=place(item.source, review.documents),
        also_in=tuple(place(source, review.documents) for source in item.also_in),
        repeats=tuple(public.recommendation_link(other) for other in sorted(repeats.get(ref, ()))),
        sub_recommendations=subs,
        named_by=tuple(dict.fromkeys(view.link for view in named)),
        answered_by=tuple(dict.fromkeys(view.link for view in named if view.is_answer)),
        addressed_to=tuple(public.named_link(name) for name in item.addressed_to),
        positions=tuple(
            PositionView(position, word(public.content.vocabulary, "acceptances", position.position))
            for position in item.positions
            if position.when is None or position.when.first <= public.today
        ),
        is_answered=in_whole or (bool(subs) and all(sub.answered_by for sub in subs)),
        url=link.url,
        thread=threads.of_recommendation(public, public.review_link(review.id), link, named),
        is_listed=on_list(item, public.today),
    )


def _part(
    review: Review, item: Recommendation, part: SubRecommendation, answers: Answers
) -> SubRecommendationView:
    number = item.part_number(part)
    named = answers.get(RecommendationRef(review.id, number), ())
    return SubRecommendationView(
        facts=part,
        number=number,
        grades=tuple(grade for grade in item.grades if part.number in grade.of),
        named_by=tuple(view.link for view in named),
        answered_by=tuple(view.link for view in named if view.is_answer),
    )


def _counts(facts: Review, recommendations: tuple[RecommendationView, ...]) -> tuple[Count, ...]:
    recommendations = tuple(view for view in recommendations if view.is_listed)
    held = sum(view.facts.asked is not None for view in recommendations)
    total = max(len(recommendations), facts.printed_count or 0)
    part = Count(held, "held here", "Recommendations whose words, or our summary of them, are on this site.")
    return (
        Count(total, "recommendations", "Numbered recommendations in the report.", one="recommendation"),
        *((part,) if held < total else ()),
        Count(
            sum(view.facts.key for view in recommendations),
            "key recommendations",
            "Recommendations that the reviewers call key.",
            one="key recommendation",
        ),
        Count(
            sum(view.is_answered for view in recommendations),
            "answered by an action",
            "Recommendations to which an action plan on this site responds. A blank does not count as an answer.",
        ),
    )


def _voices(recommendations: tuple[RecommendationView, ...], vocabulary: Vocabulary) -> Iterator[Voice]:
    """Yield whoever has stated a position on a recommendation that is not withdrawn, in the order of their first one."""
    stated = [position for view in recommendations if not view.facts.withdrawn for position in view.positions]
    for who in dict.fromkeys(position.facts.who for position in stated):
        taken = [position.word for position in stated if position.facts.who == who]
        yield Voice(who, tuple((word, taken.count(word)) for word in vocabulary.acceptances if word in taken))


def sections(text: str) -> tuple[TextSection, ...]:
    """Cut a Markdown text at its `##` headings; two sections of one name get two addresses."""
    found: list[TextSection] = []
    for part in re.split(r"^## ", settled(text), flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        name = heading_id(heading)
        taken = sum(section.id == name or section.id.startswith(f"{name}-again") for section in found)
        found.append(TextSection(heading.strip(), name + f"-again-{taken}" * bool(taken), body.strip()))
    return tuple(found)
