"""Rules about the numbers of recommendations and actions: their names as printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from goldenthread.common.inflection import joined
from goldenthread.messages import guess
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.base import Number
from goldenthread.model.kinds import BY_MODEL
from goldenthread.model.review import Review
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding


def _lists(content: Content) -> Iterator[tuple[str, str, ActionPlan | Review, list[Number]]]:
    """Yield the file of each record with numbered parts, the field that holds them, the record, and their numbers."""
    for file, record in content.published():
        if isinstance(record, ActionPlan | Review):
            kind = BY_MODEL[type(record)]
            numbers = [part.number for part in kind.parts_of(record)]
            yield file, kind.numbered.field if kind.numbered else "", record, numbers


def each_number_has_an_address(content: Content) -> Iterator[Finding]:
    """Each action in a plan, and each recommendation in a review, has a number and an address of its own."""
    for file, name, record, numbers in _lists(content):
        yield from _twice(Spot(file, (name,)), name[:-1], numbers)
        for place, item in enumerate(record.recommendations if isinstance(record, Review) else ()):
            letters = [part.number for part in item.sub_recommendations]
            yield from _twice(Spot(file, (name, place, "sub_recommendations")), "part", letters)


def _twice(spot: Spot, kind: str, numbers: list[Number]) -> Iterator[Finding]:
    """Yield each number that has the address of an earlier one: it is the same, or differs only in marks."""
    seen: dict[str, int] = {}
    for place, number in enumerate(numbers):
        first = seen.setdefault(number.slug, place)
        if first != place:
            words = {"kind": kind, "number": number, "earlier": numbers[first], "slug": number.slug}
            code = "number-twice" if number == numbers[first] else "number-like-another"
            here, earlier = (Spot(spot.file, (*spot.loc, at, "number")) for at in (place, first))
            yield Finding(code, here, words, also=(earlier,))


def missing_numbers_are_explained(content: Content) -> Iterator[Finding]:
    """Where whole numbers are missing from a list, the record says why in `gaps`."""
    for file, name, record, numbers in _lists(content):
        if record.gaps is None and all(number.is_whole for number in numbers):
            held = sorted({0, *map(int, numbers)})
            gaps = [(one + 1, other - 1) for one, other in pairwise(held) if other - one > 1]
            if gaps:
                after = numbers.index(Number(gaps[0][1] + 1))
                missing = joined([str(one) if one == other else f"{one} to {other}" for one, other in gaps])
                words = {"kind": name[:-1], "missing": missing}
                yield Finding("number-missing", Spot(file, (name, after, "number")), words)


def printed_counts_are_not_less(content: Content) -> Iterator[Finding]:
    """`printed_count` is not less than the recommendations or actions that are here."""
    for file, name, record, numbers in _lists(content):
        if record.printed_count is not None and record.printed_count < len(numbers):
            words = {"printed": record.printed_count, "kind": name, "count": len(numbers)}
            yield Finding("printed-count-less", Spot(file, ("printed_count",)), words)


def grades_are_for_parts(content: Content) -> Iterator[Finding]:
    """A grade names only parts that its recommendation has."""
    for file, name, record, _ in _lists(content):
        for place, item in enumerate(record.recommendations if isinstance(record, Review) else ()):
            known = [part.number for part in item.sub_recommendations]
            for at, grade in enumerate(item.grades):
                for where, letter in enumerate(grade.of):
                    if letter not in known:
                        spot = Spot(file, (name, place, "grades", at, "of", where))
                        words = {"letter": letter, "number": item.number, "guess": guess(letter, known)}
                        yield Finding("grade-of-nothing", spot, words)
