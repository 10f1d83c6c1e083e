"""The numbered and bulleted lists of a report's text, each with the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.importing.paper import Block
from goldenthread.importing.words import joined, one_line, same_words

LOOK_BACK = 4  # blocks: how far above a list its heading may stand
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
    """Find the block that has the words of a heading, with or without its number; None when there is none."""
    for at, block in enumerate(blocks):
        named = f"{block.number}. {block.words}" if block.number else block.words
        if same_words(block.words, words) or same_words(named, words):
            return at
    return None


def about(blocks: Sequence[Block], word: str) -> list[Found]:
    """Find the lists whose heading, or the line that leads in to them, has a word; bullets under it go together."""
    found = [one for one in lists(blocks) if word in one.heading.casefold()]
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
        for b in blocks[at + 1 : at + 1 + LOOK_BACK]
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
    """Find what a list is called: the line that leads in to it, or the heading above."""
    above = list(reversed(blocks[max(start - LOOK_BACK, 0) : start]))
    headings = [block for block in above if block.kind == "heading"]
    lead_in = above[:1] if above and above[0].kind == "paragraph" and above[0].words.endswith(":") else []
    named = [block for block in (*lead_in, *headings) if "recommend" in block.words.casefold()]
    return next(iter((*named, *headings, *lead_in)), None)
