"""Rules about how easily our own words are read. What a paper prints is not ours, and is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from goldenthread.model.vocabulary import PlainWords
from goldenthread.read import Content
from goldenthread.read.passages import Passage, passages
from goldenthread.rules.finding import Finding

# Fields that hold the words of a paper, and the words of a decision, which others have agreed.
PRINTED = frozenset({"text", "recommendation", "response", "parts"})
_OURS = frozenset({"events", "decision", "sections", "implications", "options"})  # their `text` is ours

# What is no running text: a block of code, an address, a heading, a row of a table, a picture, the name of a footnote.
_FENCE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$")
_ASIDE = re.compile(r"\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|<[^>\n]*>|&\w+;")
# What counts as one word, whatever stands in it: code, a cross-reference, an address.
_ONE_WORD = re.compile(r"`[^`\n]*`|\[\[[^\]\n]*\]\]|https?://\S+")
_NO_TEXT = re.compile(r"(?m)^[ \t]*(?:#{1,6}\s|\||!\[|={3,}|-{3,}).*$")
# Where a sentence ends: at a stop, at a blank line, and at the next item of a list. A colon before a list ends one too.
_END = re.compile(
    r"(?<=[.!?])[”’\")*_]*\s+(?=[^a-z\s])|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|#\.|\d+[.)])\s)|:\s*\n"
)
_WORD = re.compile(r"[^\W_][\w’'/,.%£–-]*")


def our_words_are_plain(content: Content) -> Iterator[Finding]:
    """Our own sentences are short, and have no word on the list of `data/plain-words.yml`."""
    words = content.plain_words
    for passage in passages(content):
        if _is_ours(passage):
            text = _running(passage.text)
            yield from _long_sentences(passage, text, words.longest_sentence)
            yield from _hard_words(passage, text, words)


def _is_ours(passage: Passage) -> bool:
    """Tell our words from those of a paper, and from the pages of the guide, which come with the program."""
    names = [part for part in passage.loc if isinstance(part, str)]
    if not names:
        return not passage.file.startswith("content/guide/")
    return names[-1] not in PRINTED or names[0] in _OURS


def _running(text: str) -> str:
    """Blank out what is no running text, so that every place stays where it is; a name or an address is one word."""
    for pattern in (_FENCE, _NO_TEXT, _ASIDE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return _ONE_WORD.sub(lambda found: "X" * len(found[0]), text)


def _long_sentences(passage: Passage, text: str, most: int) -> Iterator[Finding]:
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        found = list(_WORD.finditer(text, start, end))
        if len(found) > most:
            first = " ".join(word[0] for word in found[:5])
            facts = {"first": first, "count": len(found), "most": most}
            yield Finding("long-sentence", passage.spot(*_place(text, found[0].start())), facts)
        start = end


def _hard_words(passage: Passage, text: str, words: PlainWords) -> Iterator[Finding]:
    pattern = _pattern(words)
    for found in pattern.finditer(text) if pattern else ():
        word = " ".join(found[0].split())
        better = next(item.better for item in words.words if item.word.lower() == word.lower())
        yield Finding(
            "plainer-word", passage.spot(*_place(text, found.start())), {"word": word, "better": better}
        )


@lru_cache(maxsize=4)
def _pattern(words: PlainWords) -> re.Pattern[str] | None:
    """Find any of the words, whole; the longest first, so that “in order to” is not taken for “in order”."""
    listed = sorted(
        (re.escape(item.word).replace(r"\ ", r"\s+") for item in words.words), key=len, reverse=True
    )
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(listed)})(?![\w-])") if listed else None


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column, both counted from 0."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
