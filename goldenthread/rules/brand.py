"""Rules about the council's own face: the crest and the colour of its papers."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.common.contrast import LEAST_CONTRAST, contrast_on_white
from goldenthread.markdown.footnotes import picture_file
from goldenthread.read import Content
from goldenthread.read.spots import Spot
from goldenthread.rules.finding import Finding

FILE = "data/council.yml"


def the_crest_is_there(content: Content) -> Iterator[Finding]:
    """The crest is a picture that lies in `content/files/`."""
    crest = content.council.crest
    if crest and picture_file(crest) != crest:
        yield Finding("crest-not-a-picture", Spot(FILE, ("crest",)), {"file": crest})
    elif crest and crest not in content.files:
        yield Finding("file-not-there", Spot(FILE, ("crest",)), {"file": f"content/files/{crest}"})


def the_colour_can_be_read(content: Content) -> Iterator[Finding]:
    """Headings in the council's colour can be read on white paper."""
    colour = content.council.colour
    contrast = contrast_on_white(colour)
    if contrast is None:
        yield Finding("colour-unknown", Spot(FILE, ("colour",)), {"colour": colour})
    elif contrast < LEAST_CONTRAST:
        words = {"colour": colour, "contrast": f"{contrast:.1f}", "least": f"{LEAST_CONTRAST:.1f}"}
        yield Finding("colour-too-pale", Spot(FILE, ("colour",)), words)
