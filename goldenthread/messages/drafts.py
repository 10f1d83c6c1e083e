"""What is left to be written? Said by `rules/drafts.py` and, of a report's sections, by `rules/report_formats.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, Message

MESSAGES = {
    "to-write": Message(
        NOTICE,
        "Still to be written: {what}.",
        "Write it before you take away the line “draft: yes”.",
    ),
    "still-to-write": Message(
        ERROR,
        "This record is no draft, and something is still to be written: {what}.",
        "Write it, or add the line “draft: yes” at the top.",
    ),
    "section-to-fill": Message(
        NOTICE,
        "The section “{section}” is still to be filled; {format} requires it.",
        "{how} before you take away the line “draft: yes”.",
    ),
}
