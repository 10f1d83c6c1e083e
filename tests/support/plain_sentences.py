"""What makes a sentence plain enough for an officer."""

from __future__ import annotations

import re

# A programmer's words: an officer cannot act on them.
FOREIGN = "mapping scalar schema traceback null string boolean integer node token parser exception dict tuple".split()
LONGEST = 25  # words in a sentence


def plain(text: str) -> bool:
    """Say that no word of a text is a programmer's and no sentence too long; fail with the words otherwise."""
    words = re.sub(r"\{\w+\}|`[^`]*`", "word", text)  # what is to be typed is no word of ours
    foreign = [word for word in FOREIGN if re.search(rf"\b{word}s?\b", words, re.IGNORECASE)]
    assert not foreign, foreign
    sentences = [" ".join(sentence.split()) for sentence in re.split(r"(?<=[.!?:;])\s", words)]
    long = [sentence for sentence in sentences if len(sentence.split()) > LONGEST]
    assert not long, long
    return bool(words.strip())
