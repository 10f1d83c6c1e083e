"""The rule about similar recommendations in different reviews: a person decides whether they are the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from goldenthread.model.base import RecommendationRef
from goldenthread.model.kinds import REVIEWS
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding

# Tuned on the real reviews that come with the project (docs/decisions/new.md): pairs below 65 of 100 are about
# different things, and four telling words in common are what keeps short sentences apart.
LEAST_SCORE = 65
LEAST_SHARED = 4
# A word that more recommendations use than this tells nothing, and leaving it out bounds the work.
MOST_USES = 40
COMMON = frozenset(
    "a all an and are as at be by can council for from has have how in into is it its more not of on or "
    "other s should so than that the their them they this to was what when which who will with".split()
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A recommendation with its telling words, and what a person has recorded of its likeness to others."""

    ref: RecommendationRef
    spot: Spot
    words: tuple[str, ...]
    told: frozenset[RecommendationRef]
    repeats: frozenset[RecommendationRef] = field(default=frozenset())


def nearly_the_same_is_suggested(content: Content) -> Iterator[Finding]:
    """The best match between similar recommendations of different reviews is suggested."""
    entries = list(_entries(content))
    links = _links(entries)
    best: dict[int, tuple[float, int]] = {}
    for (one, other), score in _alike(entries):
        first, second = entries[one].ref, entries[other].ref
        if not _settled(entries[one], entries[other], links[first] & links[second]):
            best[other] = max(best.get(other, (0, 0)), (score, -one))
    for other, (score, one) in sorted(best.items()):
        first_entry, second_entry = entries[-one], entries[other]
        words = {"one": first_entry.ref, "other": second_entry.ref, "score": int(score)}
        yield Finding("nearly-the-same", second_entry.spot, words, also=(first_entry.spot,))


def _entries(content: Content) -> Iterator[_Entry]:
    for stem, review in sorted(content.reviews.items()):
        for place, item in enumerate(review.recommendations):
            yield _Entry(
                ref=RecommendationRef(stem, item.number),
                spot=Spot(REVIEWS.file(stem), ("recommendations", place)),
                words=_telling(item.text or item.summary or ""),
                told=frozenset((*item.repeats, *item.differs_from)),
                repeats=frozenset(item.repeats),
            )


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", text.lower()) if word not in COMMON)


def _links(entries: list[_Entry]) -> dict[RecommendationRef, set[RecommendationRef]]:
    """Return what each recommendation repeats, whichever of the two says so."""
    links: dict[RecommendationRef, set[RecommendationRef]] = defaultdict(set)
    for entry in entries:
        for other in entry.repeats:
            links[entry.ref].add(other)
            links[other].add(entry.ref)
    return links


def _settled(one: _Entry, other: _Entry, both_repeat: set[RecommendationRef]) -> bool:
    """Whether a person has spoken already, or another rule tells that the words are the same."""
    return bool(both_repeat) or other.ref in one.told or one.ref in other.told or one.words == other.words


def _alike(entries: list[_Entry]) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the pairs of different reviews that score enough. Only pairs with telling words in common are scored."""
    from rapidfuzz import fuzz

    joined = [" ".join(entry.words) for entry in entries]
    for (one, other), shared in _shared(entries).items():
        if shared < LEAST_SHARED or entries[one].ref.review == entries[other].ref.review:
            continue
        score = fuzz.token_set_ratio(joined[one], joined[other], score_cutoff=LEAST_SCORE)
        if score:
            yield (one, other), score


def _shared(entries: list[_Entry]) -> Counter[tuple[int, int]]:
    """Count the telling words that each two recommendations have in common."""
    users: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for word in dict.fromkeys(entry.words):
            users[word].append(place)
    return Counter(
        pair for places in users.values() if len(places) <= MOST_USES for pair in combinations(places, 2)
    )
