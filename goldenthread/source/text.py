"""From bytes to text that is safe to read: size, UTF-8, characters, merge leftovers. For YAML and Markdown alike."""

from __future__ import annotations

import re
import stat
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from goldenthread.common.characters import FORBIDDEN, KINDS, has_forbidden, name_character
from goldenthread.common.problems import Place, Problem, in_order
from goldenthread.messages import problem

MOST_BYTES = 1_000_000
MOST_PROBLEMS = 200

MERGE_LEFTOVER = re.compile(r"^(?:<{7}|\|{7}|>{7})(?= |$)", re.MULTILINE)
# What people write stays far below; what goes beyond keeps the readers of Markdown and the drawing of papers busy
# for minutes. A line drawn in signs, as below a heading or in a table, and a web address may be longer.
MOST_LETTERS, MOST_OF_OTHERS = 400, 2_000
MOST_SIGNS = 3_000
LONG_WORD = re.compile(rf"\S{{{MOST_LETTERS + 1},}}")
_DRAWN = frozenset("-:|=+#*~")
MERGE_MIDDLE = re.compile(r"^={7}$", re.MULTILINE)


def read_text(path: Path, shown: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Read any text file of the project safely; line ends become line feeds. `shown` is the path for messages.

    The text is None when the file must not be used; the problems say why.
    """
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return None, (problem("link", Place(shown)),)
        if not stat.S_ISREG(status.st_mode):
            return None, (problem("not-a-file", Place(shown)),)
        if status.st_size > MOST_BYTES:  # reported before a byte is read
            return None, (_too_large(status.st_size, shown),)
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "its name is not allowed"
        )
        return None, (problem("not-openable", Place(shown), reason=reason.lower()),)
    return safe_text(raw, shown)


def safe_text(raw: bytes, shown: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Turn bytes into text, or say what makes them unsafe.

    A byte order mark at the very start is dropped: some editors write it, nobody can see it, it changes nothing.
    """
    if len(raw) > MOST_BYTES:
        return None, (_too_large(len(raw), shown),)
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        return None, (
            problem("not-utf8", place_at(before, len(before), shown), byte=f"{raw[error.start]:02X}"),
        )
    checks = (_characters, _old_forms, _merge_leftovers, _long_words, _many_signs)
    found = [problem for check in checks for problem in check(text, shown)]
    return (None if found else text), capped(found)


def capped(found: list[Problem]) -> tuple[Problem, ...]:
    """Sort the problems of one file, and say so when there are more than a person wants to see at once."""
    ordered = in_order(found)
    if len(ordered) <= MOST_PROBLEMS:
        return tuple(ordered)
    return (
        *ordered[:MOST_PROBLEMS],
        problem("more-problems", ordered[MOST_PROBLEMS].place, most=MOST_PROBLEMS),
    )


def place_at(text: str, index: int, shown: str) -> Place:
    """Return the place of the character at an index, counted from 0."""
    return Place(shown, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def forbidden(char: str, place: Place) -> Problem:
    """Return the problem of a forbidden character at a place."""
    if char == "\t":
        return problem("tab", place)
    return problem(
        "forbidden-character", place, kind=KINDS[unicodedata.category(char)], char=name_character(char)
    )


def old_form(text: str) -> int:
    """Find the first character that is not in Unicode's composed form (NFC); -1 when there is none.

    A text stays out of that form however much follows, so the search can go by halves.
    """
    if unicodedata.is_normalized("NFC", text):
        return -1
    return bisect_left(
        range(len(text)), True, key=lambda i: not unicodedata.is_normalized("NFC", text[: i + 1])
    )


def not_composed(text: str, index: int, place: Place) -> Problem:
    """Return the problem of a letter that is not in the composed form."""
    first = index - 1 if index and unicodedata.combining(text[index]) else index
    letter = text[first : index + 1]
    parts = " ".join(f"U+{ord(char):04X}" for char in letter)
    return problem("not-composed", place, letter=unicodedata.normalize("NFC", letter), parts=parts)


def _too_large(size: int, shown: str) -> Problem:
    return problem("too-large", Place(shown), size=f"{size:,}", most=f"{MOST_BYTES:,}")


def _characters(text: str, shown: str) -> Iterator[Problem]:
    """Each forbidden character, once a line."""
    if not has_forbidden(text):
        return
    found = (
        forbidden(char, Place(shown, number, line.index(char) + 1))
        for number, line in enumerate(text.split("\n"), 1)
        for char in sorted(set(FORBIDDEN.findall(line)))
    )
    yield from islice(found, MOST_PROBLEMS + 1)


def _old_forms(text: str, shown: str) -> Iterator[Problem]:
    """The first letter of each line that is not in composed form."""
    if unicodedata.is_normalized("NFC", text):
        return
    lines = ((number, line, old_form(line)) for number, line in enumerate(text.split("\n"), 1))
    for number, line, index in islice((row for row in lines if row[2] >= 0), MOST_PROBLEMS + 1):
        yield not_composed(line, index, Place(shown, number, index + 1))


def _merge_leftovers(text: str, shown: str) -> Iterator[Problem]:
    """The lines git leaves between two versions. ======= alone may underline a heading in Markdown."""
    found = list(islice(MERGE_LEFTOVER.finditer(text), MOST_PROBLEMS + 1))
    if found:
        found += islice(MERGE_MIDDLE.finditer(text), MOST_PROBLEMS + 1)
    for match in found:
        yield problem("merge-leftover", place_at(text, match.start(), shown), marker=match[0])


def _long_words(text: str, shown: str) -> Iterator[Problem]:
    """Yield the words that are too long for any line of a page or a paper."""
    if all(
        len(word) <= MOST_LETTERS for word in text.split()
    ):  # much faster than the search for their places
        return
    for match in islice(LONG_WORD.finditer(text), MOST_PROBLEMS + 1):
        word = match[0]
        if len(word) > MOST_OF_OTHERS or not ("://" in word or _DRAWN.issuperset(word)):
            yield problem(
                "word-too-long", place_at(text, match.start(), shown), word=word[:30], length=f"{len(word):,}"
            )


def _many_signs(text: str, shown: str) -> Iterator[Problem]:
    """Yield where a sign that opens a link, a tag or code is there more often than in any text to be read."""
    for sign in "[<`":
        if text.count(sign) > MOST_SIGNS:
            beyond = next(islice(re.finditer(re.escape(sign), text), MOST_SIGNS, None))
            yield problem(
                "too-many-signs", place_at(text, beyond.start(), shown), sign=sign, most=f"{MOST_SIGNS:,}"
            )
