"""A review's recommendations, from the numbered or bulleted list of its report or from a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldenthread.importing.clean_text import one_line
from goldenthread.importing.columns import REVIEW, Headings
from goldenthread.importing.document import Block, Paper
from goldenthread.importing.list_reader import Found, heading, lists, recommendations
from goldenthread.importing.request import Brought, Item, Wish
from goldenthread.importing.tables import Entry, Reading, numbers_given_twice, read_tables
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED, TO_WRITE
from goldenthread.model.kinds import REVIEWS
from goldenthread.model.review import Review
from goldenthread.read import Content

DOCUMENT = "report"


def read_review(paper: Paper, wish: Wish, content: Content) -> Brought:
    """Read the recommendations; the exact words go to `text`, and stand in for a summary until somebody writes one."""
    old = content.reviews.get(wish.id)
    brought = Brought(REVIEWS.folder, {}, "recommendations", "themes")
    document = old.documents[0].id if old and old.documents else DOCUMENT
    headings = Headings(old.themes if old else (), "Recommendations")
    chosen = _chosen(paper, wish, brought)
    if isinstance(chosen, Found):
        brought.items = list(_from_list(chosen, headings, document))
        brought.said += _told(chosen)
        brought.problems += [_passed(block) for block in chosen.passed]
    elif chosen:
        for entry, twice in numbers_given_twice(chosen.entries):
            entry.wrong.append(twice)
        brought.said, brought.lost = chosen.said, chosen.lost
        brought.problems += chosen.problems
        brought.items = [_from_row(entry, headings, document) for entry in chosen.entries]
    brought.headings = headings.used
    brought.top = _top(old, wish, brought, paper, content)
    if brought.items:
        brought.said.append(_counted(brought))
    return brought


def _top(old: Review | None, wish: Wish, brought: Brought, paper: Paper, content: Content) -> dict[str, Any]:
    """Give what a new review needs besides; what the paper does not say waits for a person."""
    kinds = content.vocabulary.words("review_kinds")
    if old is None and wish.review_kind not in kinds:
        brought.problems.append(problem("import-review-kind", paper.place, kinds=", ".join(kinds)))
    document = {"id": DOCUMENT, "title": TO_WRITE, "date": NOT_RECORDED, "supplied": True}
    return {
        "title": TO_WRITE,
        "summary": TO_WRITE,
        "draft": True,
        "kind": wish.review_kind,
        "reviewer": TO_WRITE,
        "documents": [document],
    }


def _chosen(paper: Paper, wish: Wish, brought: Brought) -> Found | Reading | None:
    """Find the one list or table of recommendations; where several could be meant, a person has to say which."""
    if wish.under:
        return _under(paper, wish.under, brought)
    reading = read_tables(paper.tables, REVIEW, "text")
    found = recommendations(paper.blocks)
    if reading.entries and not found:
        return reading
    if len(found) == 1 and not reading.entries:
        return found[0]
    code = "import-several-lists" if found else "import-no-list"
    brought.problems.append(problem(code, paper.place, count=len(found) + bool(reading.entries)))
    for one in found or lists(paper.blocks):
        name, first, count = _start(one.heading) or "no heading", _start(one.items[0].words), len(one.items)
        brought.problems.append(
            problem("import-list-here", one.start.place, heading=name, count=count, first=first)
        )
    return None


def _under(paper: Paper, words: str, brought: Brought) -> Found | Reading | None:
    """Find the first list or table with known headings that stands under a heading."""
    blocks = paper.blocks
    at = heading(blocks, words)
    if at is not None:
        tables = [table for table in paper.tables if table.place.line > blocks[at].place.line]
        first = next(iter(lists(blocks[at + 1 :])), None)
        reading = next((one for t in tables if (one := read_tables([t], REVIEW, "text")).entries), None)
        if first and (reading is None or first.start.place.line < reading.entries[0].place.line):
            first.heading = one_line(blocks[at].words)
            return first
        if reading:
            return reading
    brought.problems.append(problem("import-no-heading", paper.place, heading=words))
    return None


def _from_list(found: Found, headings: Headings, document: str) -> Iterator[Item]:
    for number, one in enumerate(found.items, start=1):
        theme = one.heading or found.heading
        source: dict[str, Any] = {"document": document, "section": found.heading or None}
        source["number"] = str(one.number) if one.number else None
        values = _values(number, headings.id_of(theme), one.words, source, key=_is_key(theme))
        derived = {"summary", "source"} | ({"theme"} if theme == found.heading else set())
        yield Item(number, values, one.block.place, list(one.block.wrong), frozenset(derived))


def _from_row(entry: Entry, headings: Headings, document: str) -> Item:
    theme = one_line(entry.words("theme")) or entry.group
    source = {
        "document": entry.words("source.document") or document,
        "section": one_line(entry.words("source.section")) or None,
        "number": entry.words("source.number") or None,
    }
    key = entry.words("key").casefold() in ("yes", "key") or (not entry.words("key") and _is_key(theme))
    values = _values(entry.number, headings.id_of(theme), entry.words("text"), source, key=key)
    summary = entry.words("summary")
    values["summary"] = summary or values["summary"]
    printed = {"theme": theme, "summary": summary, "source.document": entry.words("source.document")}
    wrong = list(entry.wrong)
    if not values["summary"]:
        wrong.append(problem("import-no-words", entry.place, number=entry.number))
    derived = frozenset(name for name, words in printed.items() if not words)
    return Item(entry.number, values, entry.place, wrong, derived, entry.blank)


def _values(number: int, theme: str, words: str, source: dict[str, Any], *, key: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": str(number),
        "key": "yes" if key else None,
        "theme": theme,
        "summary": words,
    }
    values |= {"text": words or None, "source": {name: value for name, value in source.items() if value}}
    return {name: value for name, value in values.items() if value or name == "summary"}


def _is_key(theme: str) -> bool:
    return "key recommendation" in theme.casefold()


def _told(found: Found) -> Iterator[str]:
    yield (
        f"Read the list under “{found.heading}”."
        if found.heading
        else f"Read the list from {found.start.place.words}."
    )
    if found.items[0].number is None:
        yield f"The items have no numbers; they are counted from 1 to {len(found.items)} as they stand."
    yield from (f"{words}." for words in found.joined)


def _counted(brought: Brought) -> str:
    keys = sum("key" in item.values for item in brought.items)
    under = "one heading" if len(brought.headings) == 1 else f"{len(brought.headings)} headings"
    return f"{len(brought.items)} recommendations read, {keys} of them key, under {under}."


def _passed(block: Block) -> Any:
    return problem("import-not-placed", block.place, words=_start(block.words))


def _start(words: str) -> str:
    plain = one_line(words)
    return plain if len(plain) <= 60 else plain[:59] + "…"
