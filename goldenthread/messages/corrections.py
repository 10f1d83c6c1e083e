"""Are published words changed in the open, and stay earlier versions as they were? Said by `rules/corrections.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "correction-in-future": Message(
        ERROR, "This correction is dated {date}, which is still to come.", "Correct the date."
    ),
    "corrections-out-of-order": Message(
        ERROR, "The corrections are not in order.", "Put the newest correction first."
    ),
    "correction-nowhere": Message(
        ERROR,
        "This correction is about number {number}, which this record does not have.",
        "Name a number that it has, or take the line “about” out.",
    ),
    "kept-version-changed": Message(
        ERROR,
        "This version of a paper is kept as it was published, but {fault}.",
        "Put the folder back as it was: git has it. A new version gets a folder of its own.",
    ),
    "words-without-correction": Message(
        ERROR,
        "Published words of {record} change without a correction: {where}.",
        "Put the old words back, and use “build.py correct”. Or add an entry to “corrections”.",
    ),
}
