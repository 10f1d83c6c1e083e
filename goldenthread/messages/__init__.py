"""The catalogue of everything Golden Thread can say about a council's files.

One entry a problem: how much it matters, what is wrong, and what to do.
Words in braces are filled in by whoever finds the problem.
The words are the council's: no type names, no parser's terms, at most 25 words a sentence.
Each file of this folder holds the entries of one part of the program, as `MESSAGES`.
Why each problem matters, what makes it, and an example that passes stand in `explained/*.yml`: only
`build.py explain` and the guide need them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from goldenthread.common.problems import Place, Problem
from goldenthread.messages import (
    accessibility,
    addresses,
    appendices,
    approvals,
    corrections,
    council,
    deadlines,
    drafts,
    editing,
    fields,
    files,
    importing,
    look,
    pictures,
    plain_words,
    repeats,
    report_formats,
    repository,
    rules,
    texts,
)
from goldenthread.messages.message import Message

__all__ = ["CATALOGUE", "Message", "guess", "problem"]

CATALOGUE: dict[str, Message] = {
    **accessibility.MESSAGES,
    **addresses.MESSAGES,
    **approvals.MESSAGES,
    **corrections.MESSAGES,
    **files.MESSAGES,
    **fields.MESSAGES,
    **rules.MESSAGES,
    **report_formats.MESSAGES,
    **texts.MESSAGES,
    **deadlines.MESSAGES,
    **appendices.MESSAGES,
    **pictures.MESSAGES,
    **drafts.MESSAGES,
    **repository.MESSAGES,
    **repeats.MESSAGES,
    **editing.MESSAGES,
    **importing.MESSAGES,
    **council.MESSAGES,
    **look.MESSAGES,
    **plain_words.MESSAGES,
}


def problem(code: str, place: Place, *, also: Sequence[Place] = (), **words: object) -> Problem:
    """Make the problem of the catalogue's entry `code` at a place, its sentences filled in with `words`."""
    message = CATALOGUE[code]
    return Problem(
        place=place,
        code=code,
        severity=message.severity,
        what=message.what.format(**words),
        fix=message.fix.format(**words),
        also=tuple(also),
    )


def guess(word: str, known: Iterable[str]) -> str:
    """Offer the nearest of the known words, as a sentence to put before the advice; empty when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”? " if near else ""
