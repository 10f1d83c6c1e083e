"""A review's recommendations, from the numbered or bulleted list of its report or from a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from goldenthread.importing.clean_text import joined, one_line, same_words, unnumbered
from goldenthread.importing.columns import REVIEW, Headings, value_of
from goldenthread.importing.document import Block, Paper
from goldenthread.importing.merging import Brought, Item, Wish
from goldenthread.importing.plain_text import SHORT
from goldenthread.importing.tables import Entry, Reading, numbers_given_twice, read_tables, without_column
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED, TO_WRITE
from goldenthread.model.base import Number
from goldenthread.model.kinds import REVIEWS
from goldenthread.model.review import Recommendation, Review
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import Content

# The columns that are read as they are; of the others something is worked out.
_AS_WRITTEN = [
    column
    for column in REVIEW
    if "." not in column.field and column.field not in ("number", "key", "theme", "text")
]
WORD = "recommend"
LEAD_IN = 2  # paragraphs that may be between a heading and its list
LOOK_AHEAD = 4  # blocks: how soon the next item follows, if the list goes on
_ENDS = re.compile(r"[.!?:][”’\"')\]]*$")


@dataclass(slots=True)
class ListItem:
    """One item: its number as printed (None for a bullet), its words, and the heading just above its part of the list."""

    block: Block
    number: int | None
    words: str
    heading: str


@dataclass(slots=True)
class Found:
    """One list of a report."""

    heading: str
    start: Block
    items: list[ListItem] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)  # what was read as the rest of an item
    passed: list[Block] = field(default_factory=list)  # what is between items and has no place


def lists(blocks: Sequence[Block]) -> list[Found]:
    """Find every list that counts from 1, and every list of bullets."""
    found: list[Found] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.level == 1 and (block.kind == "bullet" or (block.kind == "numbered" and block.number == 1)):
            made, at = _list(blocks, at)
            found.append(made)
        else:
            at += 1
    return found


def heading(blocks: Sequence[Block], words: str) -> int | None:
    """Find the block that has the words of a heading, with or without its number; None when there is none.

    Words that end in “…”, as import shows a long line, are looked for at the beginning.
    """
    wanted, start = one_line(words).casefold(), one_line(words).casefold().removesuffix("…")
    for at, block in enumerate(blocks):
        plain = one_line(block.words).casefold()
        for one in (plain, f"{block.number}. {plain}"):
            if same_words(one, wanted) or (start != wanted and one.startswith(start)):
                return at
    return None


def recommendations(blocks: Sequence[Block]) -> list[Found]:
    """Find the lists that are called recommendations where they begin; bullets under such headings go together."""
    found = [one for one in lists(blocks) if WORD in one.heading.casefold()]
    bullets = [one for one in found if one.items[0].number is None]
    if len(bullets) < 2:
        return found
    first = bullets[0]
    for other in bullets[1:]:
        first.items += other.items
    return [one for one in found if one not in bullets[1:]]


def _list(blocks: Sequence[Block], start: int) -> tuple[Found, int]:
    """Read a list from its first item on; give it and the place where it ends."""
    label = _label(blocks, start)
    made = Found(one_line(label.words) if label else "", blocks[start])
    heading = _heading_above(blocks, start) or made.heading
    at = start
    while at < len(blocks):
        block = blocks[at]
        if _is_next(block, made):
            made.items.append(ListItem(block, block.number, block.words, heading))
        elif block.kind in ("bullet", "numbered") and block.level > 1:
            mark = f"{block.number}." if block.number else "-"
            made.items[-1].words += f"\n\n{mark} {block.words}"
        elif block.kind == "bullet" and made.items[-1].number is not None:
            made.items[-1].words += f"\n\n- {block.words}"
        elif block.kind == "heading" and made.items[-1].number is not None and _goes_on(blocks, at, made):
            heading = one_line(block.words)
        elif block.kind == "paragraph" and blocks[at - 1].kind == "heading" and block.words[0].islower():
            heading = f"{heading} {one_line(block.words)}"
        elif block.kind == "paragraph" and _is_rest(blocks, at, made):
            made.items[-1].words = joined(made.items[-1].words, block.words)
            made.joined.append(
                f"{block.place.words} read as the rest of item {made.items[-1].number or len(made.items)}"
            )
        elif block.kind == "paragraph" and _goes_on(blocks, at, made):
            made.passed.append(block)
        else:
            break
        at += 1
    return made, at


def _is_next(block: Block, made: Found) -> bool:
    if block.level != 1 or not made.items:
        return not made.items
    last = made.items[-1].number
    return block.kind == "bullet" if last is None else block.kind == "numbered" and block.number == last + 1


def _goes_on(blocks: Sequence[Block], at: int, made: Found) -> bool:
    """Whether the next item is within the next few blocks."""
    last = made.items[-1].number
    return last is not None and any(
        b.kind == "numbered" and b.level == 1 and b.number == last + 1
        for b in blocks[at + 1 : at + 1 + LOOK_AHEAD]
    )


def _is_rest(blocks: Sequence[Block], at: int, made: Found) -> bool:
    """Whether a paragraph goes on with the item above it, which a page break cut."""
    words, before = blocks[at].words, made.items[-1].words
    cut = not _ENDS.search(before)
    return cut and (words[0].islower() or _goes_on(blocks, at, made))


def _heading_above(blocks: Sequence[Block], at: int) -> str:
    above = blocks[at - 1] if at else None
    return one_line(above.words) if above and above.kind == "heading" else ""


def _label(blocks: Sequence[Block], start: int) -> Block | None:
    """Find what a list is called: the outermost of the headings right above it, or the line that leads in to it."""
    above = list(reversed(blocks[:start]))
    lead_in = list(takewhile(lambda block: block.kind == "paragraph", above[:LEAD_IN]))
    headings = list(takewhile(_could_be_heading, above[len(lead_in) :]))
    named = [block for block in (*reversed(headings), *lead_in) if WORD in block.words.casefold()]
    return next(iter((*named, *headings)), None)


def _could_be_heading(block: Block) -> bool:
    """In plain text, “3. Key recommendations” may be a heading with its number."""
    return block.kind == "heading" or (block.kind == "numbered" and len(block.words.split()) <= SHORT)


DOCUMENT = "report"


def read_review(paper: Paper, wish: Wish, content: Content) -> Brought:
    """Read the recommendations; the exact words go to `text`, and a summary is a person's to write."""
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
        brought.items = [_from_row(entry, headings, document, content.vocabulary) for entry in chosen.entries]
    brought.headings = headings.used
    brought.top = _top(old, wish, brought, paper, content)
    if brought.items:
        brought.said.append(_counted(brought))
    return brought


def _top(old: Review | None, wish: Wish, brought: Brought, paper: Paper, content: Content) -> dict[str, Any]:
    """Return what a new review also needs; what the paper does not say waits for a person."""
    kinds = content.vocabulary.words("review_kinds")
    if old is None and wish.review_kind not in kinds:
        brought.problems.append(problem("import-review-kind", paper.place, kinds=", ".join(kinds)))
    levels = dict.fromkeys(item.values["priority"] for item in brought.items if "priority" in item.values)
    document = {"id": DOCUMENT, "title": TO_WRITE, "date": NOT_RECORDED, "supplied": True}
    return {
        "title": TO_WRITE,
        "summary": TO_WRITE,
        "draft": True,
        "kind": wish.review_kind,
        "reviewer": TO_WRITE,
        "priorities": [{"word": level} for level in levels] or None,
        "documents": [document],
    }


def _chosen(paper: Paper, wish: Wish, brought: Brought) -> Found | Reading | None:
    """Find the one list or table of recommendations; where several could be meant, a person has to say which."""
    if wish.under:
        return _under(paper, wish, brought)
    reading = read_tables(paper.tables, REVIEW, "text", wish.columns)
    brought.unknown = reading.unknown
    found = recommendations(paper.blocks)
    if reading.entries and not found:
        return reading
    if len(found) == 1 and not reading.entries:
        return found[0]
    if reading.missing and not (found or reading.entries or lists(paper.blocks)):
        brought.problems.append(without_column(reading, paper, wish.kind))
        return None
    code = "import-several-lists" if found else "import-no-list"
    brought.problems.append(problem(code, paper.place, count=len(found) + bool(reading.entries)))
    for one in found or lists(paper.blocks):
        name, first, count = _start(one.heading) or "no heading", _start(one.items[0].words), len(one.items)
        brought.problems.append(
            problem("import-list-here", one.start.place, heading=name, count=count, first=first)
        )
    return None


def _under(paper: Paper, wish: Wish, brought: Brought) -> Found | Reading | None:
    """Find the first list or table with known headings that is under a heading."""
    blocks, words = paper.blocks, wish.under
    at = heading(blocks, words)
    if at is not None:
        tables = [table for table in paper.tables if table.place.line > blocks[at].place.line]
        first = next(iter(lists(blocks[at + 1 :])), None)
        reading = next(
            (one for t in tables if (one := read_tables([t], REVIEW, "text", wish.columns)).entries), None
        )
        if first and (reading is None or first.start.place.line < reading.entries[0].place.line):
            first.heading = one_line(blocks[at].words)
            return first
        if reading:
            return reading
    brought.problems.append(problem("import-no-heading", paper.place, heading=words))
    return None


def _from_list(found: Found, headings: Headings, document: str) -> Iterator[Item]:
    for number, one in enumerate(found.items, start=1):
        theme = unnumbered(one.heading or found.heading)
        source: dict[str, Any] = {"document": document, "section": found.heading or None}
        source["number"] = str(one.number) if one.number else None
        values = _values(Number(number), headings.id_of(theme), one.words, source, key=_is_key(theme))
        derived = {"source"} | ({"theme"} if theme == unnumbered(found.heading) else set())
        yield Item(Number(number), values, one.block.place, list(one.block.wrong), frozenset(derived))


def _from_row(entry: Entry, headings: Headings, document: str, vocabulary: Vocabulary) -> Item:
    theme = one_line(entry.words("theme")) or entry.group
    source = {
        "document": entry.words("source.document") or document,
        "section": one_line(entry.words("source.section")) or None,
        "number": entry.words("source.number") or None,
    }
    key = entry.words("key").casefold() in ("yes", "key") or (not entry.words("key") and _is_key(theme))
    values = _values(entry.number, headings.id_of(theme), entry.words("text"), source, key=key)
    others = {
        column.field: value_of(column, Recommendation, entry.words(column.field), vocabulary)
        for column in _AS_WRITTEN
    }
    values |= {name: value for name, value in others.items() if value}
    printed = {"theme": theme, "source.document": entry.words("source.document")}
    wrong = list(entry.wrong)
    if not {"text", "summary"} & values.keys():
        wrong.append(problem("import-no-words", entry.place, number=entry.number))
    derived = frozenset(name for name, words in printed.items() if not words)
    return Item(entry.number, values, entry.place, wrong, derived, entry.blank)


def _values(number: Number, theme: str, words: str, source: dict[str, Any], *, key: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": number,
        "key": "yes" if key else None,
        "theme": theme,
        "text": words,
        "source": {name: value for name, value in source.items() if value},
    }
    return {name: value for name, value in values.items() if value}


def _is_key(theme: str) -> bool:
    return "key recommendation" in theme.casefold()


def _told(found: Found) -> Iterator[str]:
    yield (
        f"Read the list under “{found.heading}”."
        if found.heading
        else f"Read the list from {found.start.place.words}."
    )
    if found.items[0].number is None:
        yield f"The items have no numbers, so they are numbered 1 to {len(found.items)} in the order they have here."
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
