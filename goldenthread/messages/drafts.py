"""What is left to be written? Said by `rules/drafts.py` and, of a report's sections, by `rules/reports.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, Message

MESSAGES = {
    "to-write": Message(
        NOTICE,
        "Still to be written: {what}.",
        "Write it before you take away the line “draft: yes”.",
        why="A new draft says “to be written” wherever a person has to find the words; nothing is made up for them.",
        wrong="draft: yes\nreason: to be written",
        example="draft: yes\nreason: |\n  To act on what the peers found.",
    ),
    "still-to-write": Message(
        ERROR,
        "This record is no draft, and something is still to be written: {what}.",
        "Write it, or add the line “draft: yes” at the top.",
        why="Readers would see the words “to be written”.",
        wrong="reason: to be written",
        example="reason: |\n  To act on what the peers found.",
    ),
    "section-to-fill": Message(
        NOTICE,
        "The section “{section}” is still to be filled; {format} requires it.",
        "{how} before you take away the line “draft: yes”.",
        why="A report needs every section that its format requires, and a draft may wait for some of them.",
        wrong="draft: yes",
        example="draft: yes\nrisk:\n  current: low\n  residual: low",
    ),
}
