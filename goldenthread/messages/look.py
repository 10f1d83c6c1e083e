"""Can the look of the site be made? Said by `shell_build.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "look-unreadable": Message(
        ERROR,
        "The look of the site cannot be made: {detail}.",
        "Compare mkdocs.yml and templates/theme with the project’s first version.",
    ),
    "look-file-missing": Message(
        ERROR,
        "The theme has no file {file}, and a page asks for it.",
        "Put the file back, or give its new name where templates/theme asks for it.",
    ),
    "accent-unknown": Message(
        ERROR, "“{colour}” is not a colour.", "Write # and six digits after accent, such as #0f4c52."
    ),
    "accent-too-pale": Message(
        ERROR,
        "The colour {colour} is too pale for white words: their contrast is {contrast} to 1.",
        "Choose a darker colour for accent; {least} to 1 is the least that people with weak sight can read.",
    ),
}
