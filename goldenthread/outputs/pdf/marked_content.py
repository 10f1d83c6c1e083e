"""The marked stretches of a drawn page: which words each holds, and what they become.

WeasyPrint marks every piece of text and every picture on a page with a number. Only `pdf_tags.py` uses this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any


class Marks:
    """The marked stretches of one page."""

    def __init__(self, stream: Any, fonts: Iterable[Any]) -> None:
        self._of_box = stream._tags  # noqa: SLF001
        self._items = stream.stream
        self._begins = {
            item["MCID"]: place
            for place, item in enumerate(self._items)
            if isinstance(item, dict) and "MCID" in item
        }
        self._spaces = {
            font.hash.encode(): f"<{glyph:04x}>".encode()
            for font in fonts
            for glyph, letters in font.to_unicode.items()
            if letters == " "
        }

    def take(self, box: Any) -> int | None:
        """Return the number of what a box shows, once; nothing for a box that shows nothing."""
        mark = self._of_box.pop(box, None)
        number: int | None = mark and mark["mcid"]
        if number is not None and getattr(box, "ends_a_word", False):
            self._add_space(number)
        return number

    def make_artifact(self, number: int, furniture: str | None) -> None:
        """Rewrite the beginning of a stretch, so that it is no content any more (ISO 32000-1, 14.8.2.2)."""
        import pydyf  # type: ignore[import-untyped]

        kind = {"Type": "/Pagination", **({"Subtype": furniture} if furniture else {})}
        place = self._begins[number]
        self._items[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(kind)]

    def _add_space(self, number: int) -> None:
        """Put a space behind the words of a stretch: a line's end ends a word, and must say so (14.8.2.5)."""
        font, last = b"", None
        for place, item in self._stretch(number):
            if item.endswith(b" Tf"):
                font = item.split()[0].removeprefix(b"/")
            elif item.endswith(b"] TJ"):
                last = place
        if last is not None and font in self._spaces:
            self._items[last] = self._items[last].removesuffix(b"] TJ") + self._spaces[font] + b"] TJ"

    def _stretch(self, number: int) -> Iterator[tuple[int, bytes]]:
        place = self._begins[number]
        while self._items[place] != b"EMC":
            if isinstance(self._items[place], bytes):
                yield place, self._items[place]
            place += 1


def note_ends_of_words(inline: Any) -> None:
    """Let WeasyPrint drop the space at the end of a line, as it does, and note on the text that there was one."""
    if hasattr(inline.split_text_box, "__wrapped__"):
        return
    inline.split_text_box = _noting_split(inline.split_text_box)
    inline.remove_last_whitespace = _noting_strip(inline.remove_last_whitespace)


def _noting_split(split: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(split)
    def noting(context: Any, box: Any, *rest: Any, **more: Any) -> Any:
        part, resume, preserved = split(context, box, *rest, **more)
        if part is not None and resume is not None:
            part.ends_a_word = box.text.encode()[:resume][-1:].isspace()
        return part, resume, preserved

    return noting


def _noting_strip(strip: Callable[..., None]) -> Callable[..., None]:
    @wraps(strip)
    def noting(context: Any, line: Any) -> None:
        before = [(box, box.text) for box in _texts(line)]
        strip(context, line)
        said = [box for box, _ in before if box.text]
        if said and any(box.text != text for box, text in before):
            said[-1].ends_a_word = True

    return noting


def _texts(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if hasattr(child, "text"):
            yield child
        else:
            yield from _texts(child)
