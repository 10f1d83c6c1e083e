"""The numbered and bulleted lists of a report's text, each with the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from goldenthread.importing.clean_text import joined, one_line, same_words
from goldenthread.importing.document import Block
from goldenthread.importing.plain_text import SHORT

WORD = "recommend"
LEAD_IN = 2  # paragraphs that may stand between a heading and its list
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
    passed: list[Block] = field(default_factory=list)  # what stands between items and has no place


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
    """Say whether the next item stands within the next few blocks."""
    last = made.items[-1].number
    return last is not None and any(
        b.kind == "numbered" and b.level == 1 and b.number == last + 1
        for b in blocks[at + 1 : at + 1 + LOOK_AHEAD]
    )


def _is_rest(blocks: Sequence[Block], at: int, made: Found) -> bool:
    """Say whether a paragraph goes on with the item above it, which a page break cut."""
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
