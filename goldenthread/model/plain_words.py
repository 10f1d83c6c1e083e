"""What `check` calls hard to read: sentences over a length, and words for which there is a plainer one."""

from __future__ import annotations

from goldenthread.model.base import Line, Number, Record, shown

LONGEST = 25  # words; GOV.UK, “Publishing accessible documents”


class Better(Record):
    """A word that many readers do not know, and what to write in its place."""

    word: Line = shown("The word or words to leave out, in small letters.", "utilise")
    better: Line = shown("What to write in their place.", "use")


class PlainWords(Record):
    """`data/plain-words.yml`: the council's own list, to which words may be added and from which they may be taken."""

    longest_sentence: Number = shown("How many words a sentence may have.", "25", LONGEST)
    words: tuple[Better, ...] = shown("Words with better ones.", "- word: utilise", ())
