"""Can papers bear the council's crest and colour? Said by `rules/brand.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "crest-not-a-picture": Message(
        ERROR,
        "The crest {file} is not a picture that can be drawn.",
        "Put an SVG, PNG or JPEG file into content/files/, and write its name alone.",
    ),
    "colour-unknown": Message(
        ERROR, "“{colour}” is not a colour.", "Write # and six digits in quotes, such as “#0f4c52”."
    ),
    "colour-too-pale": Message(
        ERROR,
        "The colour {colour} is too pale for headings on white: their contrast is {contrast} to 1.",
        "Choose a darker one; {least} to 1 is the least that people with weak sight can read.",
    ),
}
