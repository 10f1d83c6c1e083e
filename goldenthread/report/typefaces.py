"""The typefaces of papers, which they bring along: which files they are, and which letters they have.

Atkinson Hyperlegible draws nearly everything. What it lacks (ŵ, a hyphen that keeps words together, →, ✓, ₂) Inter draws,
which is put into a paper only where it is needed: a paper without such letters stays byte for byte as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import BytesIO

FACES = ("Regular", "Italic", "Bold", "BoldItalic")
# What both typefaces have, a test says so: most texts hold nothing else, and no typeface is opened for them.
_USUAL = re.compile(r"[\n\t -~\xa0-\xac\xae-\xff–—‘’“”…€]*")


@cache
def first_typeface() -> dict[str, bytes]:
    """Return the files of the typeface of papers, by the names under which papers ask for them."""
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    names = [f"AtkinsonHyperlegible-{face}.ttf" for face in FACES]
    return {name: (folder / name).read_bytes() for name in names}


@cache
def second_typeface() -> dict[str, bytes]:
    """Return the files of the typeface that draws what the first one lacks."""
    folder = files("fontpkg_inter") / "files"
    return {
        f"{face}.ttf": (folder / f"{face}[opsz,wght].ttf").read_bytes() for face in ("Inter", "Inter-Italic")
    }


def needs_second(text: str) -> bool:
    """Whether a text holds letters that the first typeface lacks."""
    return not _USUAL.fullmatch(text) and not set(text) <= _letters(second=False)


def letters_lacking(text: str) -> list[str]:
    """Return the letters of a text that neither typeface has, in their order in Unicode."""
    return (
        [] if _USUAL.fullmatch(text) else sorted(set(text) - _letters(second=False) - _letters(second=True))
    )


@cache
def _letters(*, second: bool) -> frozenset[str]:
    return letters_of(second_typeface().values() if second else first_typeface().values())


def letters_of(faces: Iterable[bytes]) -> frozenset[str]:
    """Return the letters that every face of a typeface has, and the signs that move on without a letter."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # a tenth of a second

    known = [set(TTFont(BytesIO(face), lazy=True).getBestCmap()) for face in faces]
    return frozenset(map(chr, set.intersection(*known))) | {"\n", "\t"} if known else frozenset()
