"""Small words about words: capitals, counts, lists in a sentence, letters of a list, and names fit for an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import normalize


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a text that begins with a small letter, the rest as it is."""
    return text[:1].lower() + text[1:]


@cache
def slug(text: str) -> str:
    """Return a text fit for an address, an id or the name of a style: small letters, figures and hyphens."""
    plain = normalize("NFKD", text.replace("&", " and ").replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def thousands(number: int) -> str:
    """Return a number in figures with commas: `29,500`."""
    return f"{number:,}"


def noun(number: int, thing: str) -> str:
    """Return the form of a word that takes an s which goes with a number: `action` with 1, else `actions`."""
    return thing if number == 1 else f"{thing}s"


def count(number: int, thing: str) -> str:
    """Return how many: `1 action`, `2,000 actions`."""
    return f"{number:,} {noun(number, thing)}"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, up to a stop that a capital letter follows."""
    return re.split(r"(?<=[.!?])\s+(?=[“‘(]?[A-Z£])", text.strip(), maxsplit=1)[0]


def shortened(text: str, most: int = 60) -> str:
    """Return a text of at most `most` characters, cut between two words and ended with an ellipsis."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def joined(items: Sequence[str], last: str = "and") -> str:
    """Return items as in a sentence: `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def letters(place: int) -> str:
    """Return what the item at a place of a lettered list is called, from 1: `a` to `z`, then `aa`, `ab`."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


@cache
def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts as people do: 21.4 before 21.10, 21.10a before 21.10b, R2 before R10."""
    parts = re.findall(r"[0-9]+|[a-z]+", text.lower())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
