"""Make the four files of a typeface from its pinned package: `.venv/bin/python scripts/make_typeface.py Lato content/files`.

Install the package first: `.venv/bin/pip install fontpkg-lato`. The files then go through review like any other.
Without arguments it makes the site's own typeface: Atkinson Hyperlegible, with a zero without its slash.
`tests/repository/test_typeface_files.py` makes those files again and compares them.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from io import BytesIO
from math import radians, tan
from pathlib import Path
from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[1]
OWN = "Atkinson Hyperlegible"
OWN_FOLDER = ROOT / "templates/theme/assets/fonts"
FACES = {
    "regular": ("normal", 400),
    "italic": ("italic", 400),
    "bold": ("normal", 700),
    "bold-italic": ("italic", 700),
}
# Latin letters, general punctuation, superscripts, currency, arrows and a few signs: what English and Welsh papers hold.
LETTERS = [
    letter
    for first, last in ((0x20, 0x17F), (0x1E80, 0x1EF3), (0x2000, 0x20BF), (0x2100, 0x22FF), (0x2700, 0x27BF))
    for letter in range(first, last + 1)
]


def faces(family: str, *, plain_zero: bool = False) -> dict[str, bytes]:
    """Return the faces of a family as WOFF2, by name: regular, italic, bold, bold-italic."""
    package = files("fontpkg_" + family.lower().replace(" ", "_"))
    listed = json.loads((package / "metadata.json").read_text("utf-8"))["files"]
    return {face: _face(package, listed, *FACES[face], plain_zero=plain_zero) for face in FACES}


def _face(package: Any, listed: list[dict[str, Any]], style: str, weight: int, *, plain_zero: bool) -> bytes:
    """Return one face: a file of its own, or one weight of a file that holds all of them."""
    of_style = [file for file in listed if file["style"] == style]
    chosen = next(file for file in of_style if file["variable"] or file["weight"] == weight)
    font = TTFont(BytesIO((package / chosen["path"]).read_bytes()), recalcTimestamp=False)
    if chosen["variable"]:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes | {"wght": weight})
    subsetter = Subsetter(Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    if plain_zero:
        take_slash_out(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def take_slash_out(font: Any) -> None:
    """Draw the zero again without its slash, as wide and as heavy as before.

    Its counter is the outer line, made as small as the two halves that the slash divides. A slope is taken off for that.
    """
    contours = _contours(font)
    lean = Transform(1, 0, tan(radians(-font["post"].italicAngle)), 1, 0, 0)
    outer = max(contours, key=lambda contour: _size(_box([contour], lean)))
    counter = [contour for contour in contours if contour is not outer]
    out, inside = _box([outer], lean), _box(counter, lean)
    wide, high = (inside[2] - inside[0]) / (out[2] - out[0]), (inside[3] - inside[1]) / (out[3] - out[1])
    shrink = lean.translate(inside[0] - wide * out[0], inside[1] - high * out[1]).scale(wide, high)
    pen = TTGlyphPen(None)
    outer.replay(pen)
    outer.replay(TransformPen(ReverseContourPen(pen), shrink.transform(lean.inverse())))
    glyphs = font["glyf"]
    glyphs["zero"] = pen.glyph()
    glyphs["zero"].recalcBounds(glyphs)
    font["hmtx"]["zero"] = (font["hmtx"]["zero"][0], glyphs["zero"].xMin)
    font["name"].setName("Made for Golden Thread: the zero has no slash.", 10, 3, 1, 0x409)


def _contours(font: Any) -> list[RecordingPen]:
    """Return the lines of the zero, each in a pen that can draw it again."""
    whole = RecordingPen()
    font.getGlyphSet()["zero"].draw(whole)
    contours = [RecordingPen()]
    for step in whole.value:
        contours[-1].value.append(step)
        if step[0] == "closePath":
            contours.append(RecordingPen())
    return contours[:-1]


def _box(contours: list[RecordingPen], lean: Transform) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of lines, as they would be if they stood upright."""
    pen = BoundsPen(None)
    for contour in contours:
        contour.replay(TransformPen(pen, lean.inverse()))
    return pen.bounds


def _size(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def main(family: str = OWN, folder: str = "") -> None:
    """Write the files, and say what to put into data/council.yml."""
    into = Path(folder) if folder else OWN_FOLDER
    name = family.lower().replace(" ", "-") if folder else "text"
    for face, made in faces(family, plain_zero=not folder).items():
        (into / f"{name}-{face}.woff2").write_bytes(made)
    if folder:
        lines = [f"  {face.replace('-', '_')}: {name}-{face}.woff2" for face in FACES]
        sys.stdout.write("\n".join(["typeface:", f"  family: {family}", *lines, ""]))


if __name__ == "__main__":
    main(*sys.argv[1:])
