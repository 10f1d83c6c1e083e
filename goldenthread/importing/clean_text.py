"""Exact words made plain: paragraphs, spaces and marks that came along, without touching a word."""

from __future__ import annotations

import html
import re
import unicodedata

from goldenthread.common.characters import FORBIDDEN
from goldenthread.common.inflection import slug

# A paper taken from a web page or a PDF may carry the marks of paragraphs and line breaks; no other marks are known.
_BREAK = re.compile(r"</?(?:p|br)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39|#160);")
_SPACES = re.compile(r"[^\S\n]+")  # any space that is no line end: tabs, hard and thin spaces
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_END = re.compile(r"[.!?:…][”’\"')\]]*$")
_TYPED_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[.)]|(?= ))\s+(?=[A-Z“‘])")
_ESCAPED = re.compile(r"'(?=[=+\-@])")  # how a CSV file of ours keeps a text from being taken for a formula


def clean(text: str) -> str:
    """Return the words with paragraph marks as blank lines, plain spaces, and without what nobody can see."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _lines(re.sub("[\r\x0b\x0c\x85\u2028\u2029]", "\n", text))
    text = _ENTITY.sub(lambda m: html.unescape(m[0]), _BREAK.sub("\n", text))
    text = _lines(text).replace("\n", "\n\n")  # whoever ends a line in a cell begins a paragraph
    return _ESCAPED.sub("", text, count=1) if text.startswith("'") else text


def _lines(text: str) -> str:
    """Return the lines that say something, with plain spaces."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def unreadable(text: str) -> str:
    """Return the first sign that no page may hold, as U+0001; empty when there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def one_line(text: str) -> str:
    """Return the words on one line."""
    return " ".join(text.split())


def joined(first: str, rest: str) -> str:
    """Put together what a page break cut: in one sentence when the first part does not end one, else as paragraphs."""
    if not first or not rest:
        return first or rest
    return f"{first}\n\n{rest}" if _END.search(first) else f"{first} {rest}"


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words: quotation marks, dashes, spaces and a last full stop may differ."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    for sign, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        text = text.replace(sign, plain)
    return one_line(text).rstrip(".").strip()


def unnumbered(heading: str) -> str:
    """Return a heading without a number typed before it: “1. Recommendations” and “4.2 Findings”, but not “2031 budget”."""
    return _TYPED_NUMBER.sub("", heading, count=1)


def id_from(name: str) -> str:
    """Make an id of a heading: small letters, figures and hyphens, at most 80."""
    return slug(name)[:80].strip("-") or "part"
