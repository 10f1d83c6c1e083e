"""Rules about names: IDs, words from lists, and references to other records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from pydantic import BaseModel

from goldenthread.common.dates import in_words
from goldenthread.messages import guess
from goldenthread.model import NO_RULES
from goldenthread.model.base import AnsweredRecommendation, OneOf, RecommendationRef, Refers
from goldenthread.model.common import Published, Source, Withdrawal
from goldenthread.model.fields import marks, part_kind
from goldenthread.model.kinds import MEETINGS, NOTICES, referred
from goldenthread.model.vocabulary import LOOKS, ROLES
from goldenthread.read import Content
from goldenthread.read.passages import Spot, parts
from goldenthread.rules.finding import Finding


def id_is_file_name(content: Content) -> Iterator[Finding]:
    """A record’s ID is its file’s name without `.yml`."""
    for folder, records in content.folders.items():
        for stem, record in records.items():
            if record.id != stem:
                spot = Spot(f"data/{folder}/{stem}.yml", ("id",))
                yield Finding("id-not-file-name", spot, {"id": record.id, "name": stem})


def words_are_on_their_list(content: Content) -> Iterator[Finding]:
    """A field with a list accepts only the words of its list in `data/vocabulary.yml`."""
    for spot, name, value, mark in _marked(content):
        if isinstance(mark, OneOf):
            known = content.vocabulary.words(mark.list)
            if value not in known:
                words = {
                    "field": name,
                    "value": value,
                    "known": ", ".join(known),
                    "list": mark.list,
                    "guess": guess(value, known),
                }
                yield Finding("unknown-word", spot, words)


def roles_are_filled(content: Content) -> Iterator[Finding]:
    """Every role that the program needs belongs to a word in `data/vocabulary.yml`, and no word has an unknown role."""
    file, vocabulary = "data/vocabulary.yml", content.vocabulary
    for name in type(vocabulary).model_fields:
        known = (*ROLES.get(name, ()), *LOOKS.get(name, ()))
        for place, word in enumerate(getattr(vocabulary, name)):
            if word.role is not None and word.role not in known:
                choices = f"Write one of: {', '.join(known)}." if known else "Delete the line."
                words = {"value": word.role, "list": name, "known": choices, "guess": guess(word.role, known)}
                yield Finding("unknown-role", Spot(file, (name, place, "role")), words)
        for role, loss in ROLES.get(name, {}).items():
            if vocabulary.filling(name, role) is None:
                yield Finding(
                    "role-unfilled", Spot(file, (name,)), {"list": name, "role": role, "loss": loss}
                )
    if not any(word.done for word in vocabulary.statuses):
        yield Finding("nothing-is-done", Spot(file, ("statuses",)))


def references_lead_somewhere(content: Content) -> Iterator[Finding]:
    """A reference to another record uses the ID of a record that exists."""
    known = targets(content)
    for spot, name, value, mark in _marked(content):
        if isinstance(mark, Refers) and value not in known[mark.to]:
            words = {
                "field": name,
                "value": value,
                "kind": referred(mark.to),
                "guess": guess(value, known[mark.to]),
            }
            yield Finding("unknown-reference", spot, words)


def public_does_not_name_private(content: Content, today: date) -> Iterator[Finding]:
    """A record does not refer to one that becomes public later: the name alone would give it away."""
    opens = {
        folder: {stem: opens_on(record) for stem, record in records.items()}
        for folder, records in content.folders.items()
    }
    own = {f"data/{folder}/{stem}.yml": day for folder, days in opens.items() for stem, day in days.items()}
    for spot, name, value, mark in _marked(content):
        if isinstance(mark, Refers) and not spot.file.startswith(_NAME_EARLY):
            day = opens.get(mark.to, {}).get(value, date.min)
            if day > today and day > own.get(spot.file, date.min):
                yield Finding("named-too-early", spot, {"field": name, "value": value})


# A notice and an agenda are published before their papers; until then, no output has the name of a paper.
_NAME_EARLY = tuple(kind.file("").removesuffix(".yml") for kind in (MEETINGS, NOTICES))


def opens_on(record: object) -> date:
    """Return the first day on which readers may see a record: for a draft, never."""
    if not isinstance(record, Published):
        return date.min
    return date.max if record.draft else record.publish_on or date.min


def documents_and_themes_are_listed(content: Content) -> Iterator[Finding]:
    """A document, theme, group or level of priority that a file refers to is listed in that file."""
    for file, record in content.published():
        lists = {
            "document": {d.id for d in getattr(record, "documents", ())},
            "theme": {t.id for t in getattr(record, "themes", ())},
            "group": {g.id for g in getattr(record, "groups", ())},
            "priority": {p.word for p in getattr(record, "priorities", ())},
        }
        for loc, part in parts(content, file):
            for name, known in lists.items():
                value = getattr(part, name, None) if isinstance(part, Source) or loc else None
                if isinstance(value, str) and value not in known:
                    words = {"field": name, "value": value, "guess": guess(value, known)}
                    yield Finding("not-listed-here", Spot(file, (*loc, name)), words)


def ids_are_given_once(content: Content) -> Iterator[Finding]:
    """No two items in a list have the same ID or word."""
    for _, file, _ in content.records():
        for loc, part in parts(content, file):
            for name, key in _named_lists(type(part)):
                yield from _repeated(
                    Spot(file, (*loc, name)), [getattr(item, key) for item in getattr(part, name)]
                )


@cache
def _named_lists(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields that hold lists of named things, with the field that names them."""
    inner = {name: part_kind(info.annotation) for name, info in kind.model_fields.items()}
    named = {
        name: next((key for key in ("id", "word") if item and key in item.model_fields), None)
        for name, item in inner.items()
    }
    return tuple((name, key) for name, key in named.items() if key)


def _repeated(spot: Spot, names: list[str]) -> Iterator[Finding]:
    for name, times in Counter(names).items():
        if times > 1:
            first, second = [place for place, other in enumerate(names) if other == name][:2]
            spots = [Spot(spot.file, (*spot.loc, place)) for place in (second, first)]
            yield Finding("id-twice", spots[0], {"id": name}, also=(spots[1],))


def recommendations_exist(content: Content) -> Iterator[Finding]:
    """A reference by review and number leads to a recommendation that exists."""
    known = recommendation_refs(content)
    for _, file, _ in content.records():
        for loc, part in parts(content, file):
            for name in _recommendation_fields(type(part)):
                for place, ref in enumerate(getattr(part, name)):
                    if ref not in known:
                        words = {"value": ref, **_reviewed(content, ref)}
                        yield Finding("unknown-recommendation", Spot(file, (*loc, name, place)), words)


@cache
def _recommendation_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields that hold recommendations by review and number."""
    reader = AnsweredRecommendation.__metadata__[0]  # type: ignore[attr-defined]
    return tuple(name for name in kind.model_fields if reader in marks(kind, name))


def _reviewed(content: Content, ref: RecommendationRef) -> dict[str, object]:
    review = content.reviews.get(ref.review)
    if review is None:
        return {"why": f"there is no review “{ref.review}”", "guess": guess(ref.review, content.reviews)}
    return {"why": f"that review has {len(review.recommendations)} recommendations", "guess": ""}


def recommendation_refs(content: Content) -> set[RecommendationRef]:
    """Return every recommendation that there is."""
    return {
        RecommendationRef(stem, number)
        for stem, review in content.reviews.items()
        for item in review.recommendations
        for number in item.named
    }


def withdrawals_have_begun(content: Content, today: date) -> Iterator[Finding]:
    """The date of a withdrawal is not after today."""
    for file, _ in content.published():
        for loc, part in parts(content, file):
            if isinstance(part, Withdrawal) and part.date > today:
                yield Finding(
                    "withdrawn-in-future", Spot(file, (*loc, "date")), {"date": in_words(part.date)}
                )


def targets(content: Content) -> dict[str, set[str]]:
    """Return every id that can be referred to, by kind."""
    return {
        **{folder: set(records) for folder, records in content.folders.items()},
        "offices": {office.id for office in content.organisation.offices},
        "formats": {form.id for form in content.formats.formats},
        "rule-sets": {rule_set.id for rule_set in content.deadline_rules.sets} | {NO_RULES},
    }


def _marked(content: Content) -> Iterator[tuple[Spot, str, str, Refers | OneOf]]:
    """Yield every value of a field that is marked as a reference or a word of a list."""
    for _, file, _ in content.records():
        for loc, part in parts(content, file):
            for name, mark in _marks(type(part)):
                value = getattr(part, name)
                if isinstance(value, tuple):
                    for place, item in enumerate(value):
                        yield Spot(file, (*loc, name, place)), name, item, mark
                elif value is not None:
                    yield Spot(file, (*loc, name)), name, value, mark


@cache
def _marks(kind: type[BaseModel]) -> tuple[tuple[str, Refers | OneOf], ...]:
    marked = ((name, mark) for name in kind.model_fields for mark in marks(kind, name))
    return tuple((name, mark) for name, mark in marked if isinstance(mark, Refers | OneOf))
