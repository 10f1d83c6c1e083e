"""Can the pictures of `content/files/` be shown and drawn? Said by `rules/attached_files.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "picture-broken": Message(
        ERROR,
        "This picture is damaged, or is no picture of the kind that its name says.",
        "Open it in the program that made it, save it as SVG, PNG or JPEG, and put that in its place.",
    ),
    "picture-too-large": Message(
        ERROR,
        "This picture is {width} by {height} pixels, more than can be drawn safely.",
        "Make it smaller; 2,500 pixels across are enough for a page in print.",
    ),
    "picture-acts": Message(
        ERROR,
        "This picture holds {acts}, which runs or fetches something when a reader opens it.",
        "Save it in a drawing program as a plain SVG, or as PNG.",
    ),
    "picture-with-letters": Message(
        ERROR,
        "This picture holds letters, which look different or are missing where their typeface is not installed.",
        "Turn them into outlines in the drawing program (“object to path”), or save the picture as PNG.",
    ),
}
