"""The words that a council's content designer would not write, and what a reader meets of a page's own words.

A quotation is excepted, by its mark in the HTML: `blockquote`, `q`, `del` (what a page said earlier), `code` and `pre`
(what is typed), and the attribute `data-quoted` (a heading as printed).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from ruamel.yaml import YAML

WORDS: dict[str, str] = {
    entry["words"]: entry["instead"]
    for entry in YAML(typ="safe").load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
}
_ANY_WORD = re.compile("|".join(WORDS), re.IGNORECASE)
_QUOTES = {"blockquote", "q", "del", "code", "pre"}
LONGEST_SENTENCE = 25  # words
LONGEST_HEADING = 100  # characters
_UNSEEN = {"script", "style", "template"}
_EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {"a", "abbr", "b", "em", "i", "ins", "span", "strong", "sub", "sup", "time", "tspan", "var"}
_READ_ALOUD = ("alt", "aria-label", "content", "placeholder", "title")


def faults(text: str) -> list[str]:
    """Return each word of a text that is to go, with its line, the words around it and what to write."""
    if not _ANY_WORD.search(text):
        return []
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1}: “{text[max(0, found.start() - 30) : found.end() + 20]!r}”: "
        f"{instead}"
        for words, instead in WORDS.items()
        for found in re.finditer(words, text, re.IGNORECASE)
    ]


class PageText(HTMLParser):
    """The words of a page as blocks, without quotations; its title; and its headings with their levels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks = [""]
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.blocks = [block for text in self.blocks if (block := " ".join(text.split()))]
        self.headings = [(level, " ".join(text.split())) for level, text in self.headings]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, and read the words that only an attribute has."""
        self._break(tag)
        if tag not in _EMPTY:
            self._open += [tag, "q"] if ("data-quoted", None) in attrs else [tag]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1:]), ""))
        if not _QUOTES & {*self._open}:
            self.blocks[:0] = [value or "" for name, value in attrs if name in _READ_ALOUD]

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self._break(tag)
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Add words to their block."""
        if _UNSEEN & {*self._open}:
            return
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if any(tag[0] == "h" and tag[1:].isdigit() for tag in self._open) and not _QUOTES & {*self._open}:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
        self.blocks[-1] += " … " if _QUOTES & {*self._open} else data

    def _break(self, tag: str) -> None:
        if tag == "br":
            self.blocks[-1] += " "
        elif tag not in _INLINE and tag not in _QUOTES:
            self.blocks.append("")


def long_sentences(text: str) -> list[str]:
    """Return the sentences of a block that have too many words; what is quoted or typed counts as none."""
    return [
        sentence
        for sentence in re.split(r"(?<=[.!?:;])\s", text.replace(" … ", " "))
        if len(re.findall(r"\w[^\s]*", sentence)) > LONGEST_SENTENCE
    ]
