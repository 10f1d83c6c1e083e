"""The typefaces of the site and of papers: which files they are, and which letters they have.

The first is the council's own, or else Atkinson Hyperlegible with a zero that has no slash (docs/decisions/shell.md).
What it lacks (ŵ, a hyphen that keeps words together, →, ✓, ₂) Inter draws, which is put into a paper only where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from goldenthread.model.council import Typeface

_FOLDER = Path(__file__).parents[2] / "templates/theme/assets/fonts"
# What the site's own typeface and Inter both have, a test says so: most texts hold nothing else, and no file is opened.
_USUAL = re.compile(r"[\n\t -~\xa0-\xac\xae-\xff–—‘’“”…€]*")


def family_of(typeface: Typeface | None) -> str:
    """Return the name under which papers, and drawings in them, ask for their typeface."""
    return typeface.family if typeface else "Atkinson Hyperlegible"


def faces_of(typeface: Typeface | None, root: Path) -> Mapping[str, bytes]:
    """Return the files (WOFF2) of the typeface by the names under which pages and papers ask for them.

    `root` is the council's folder. Where there is no italic, the upright face is used.
    """
    if typeface is None:
        return _own_faces()
    folder = root / "content/files"
    names = {
        "regular": typeface.regular,
        "italic": typeface.italic or typeface.regular,
        "bold": typeface.bold,
        "bold-italic": typeface.bold_italic or typeface.bold,
    }
    return {f"text-{face}.woff2": (folder / name).read_bytes() for face, name in names.items()}


@cache
def _own_faces() -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.glob("text-*.woff2"))}


@cache
def second_typeface() -> Mapping[str, bytes]:
    """Return the files of the typeface that draws what the first one lacks."""
    folder = files("fontpkg_inter") / "files"
    return {
        f"{face}.ttf": (folder / f"{face}[opsz,wght].ttf").read_bytes() for face in ("Inter", "Inter-Italic")
    }


def needs_second(text: str, faces: Mapping[str, bytes]) -> bool:
    """Whether a text holds letters that the first typeface, with these files, lacks."""
    is_usual = faces is _own_faces() and _USUAL.fullmatch(text)
    return not is_usual and not set(text) <= letters_of(faces.values())


def letters_lacking(text: str) -> list[str]:
    """Return the letters of a text that Inter lacks, in their order in Unicode; the first typeface has no more."""
    return [] if _USUAL.fullmatch(text) else sorted(set(text) - letters_of(second_typeface().values()))


def letters_of(faces: Iterable[bytes]) -> frozenset[str]:
    """Return the letters that every face of a typeface has, and the signs that move on without a letter."""
    known = [_letters(face) for face in faces]
    return frozenset.intersection(*known) | {"\n", "\t"} if known else frozenset()


@cache
def _letters(face: bytes) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # a tenth of a second

    return frozenset(map(chr, TTFont(BytesIO(face), lazy=True).getBestCmap()))
