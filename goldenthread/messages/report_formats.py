"""Does a report keep to its format, and can the format be filled? Said by `rules/report_formats.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "format-ends-early": Message(
        ERROR,
        "“{format}” ends in {last}, before it begins in {first}.",
        "Correct “valid_from” or “valid_to”.",
    ),
    "content-twice": Message(
        ERROR,
        "“{format}” has two sections with “content: {content}”.",
        "Keep one of them; for prose of your own, write “content: text”.",
    ),
    "rows-and-table": Message(
        ERROR,
        "“{section}” has rows and is no table, or is a table without rows.",
        "Write “content: implications-table” and “rows:” together.",
    ),
    "format-not-in-force": Message(
        ERROR,
        "“{format}” does not hold on {meeting}, the day of the meeting.",
        "On that day these hold: {others}. Take one of them, or correct the dates in data/report-formats.yml.",
    ),
    "no-format-in-force": Message(
        ERROR,
        "“{format}” does not hold on {meeting}, the day of the meeting, and no other format does.",
        "Correct the day, or the dates in data/report-formats.yml.",
    ),
    "section-missing": Message(
        ERROR,
        "The section “{section}” is missing; “{format}” requires it.",
        "{how}.{none}",
    ),
    "unknown-section": Message(
        ERROR,
        "“{format}” has no {field} called “{value}”.",
        "{choice}",
    ),
    "not-in-format": Message(
        ERROR,
        "“{field}” is filled in, and “{format}” has no place for it.",
        "Move the words to a section that the format has, or take them away.",
    ),
    "none-in-other-words": Message(
        ERROR,
        "“{value}” is not how the format says that nothing applies under “{section}”.",
        "Write {choice}, or say what applies.",
    ),
    "none-not-allowed": Message(
        ERROR,
        "“{value}” is no answer under “{section}”.",
        "Say what applies. If “none” may stand there, add “none_words” to the format.",
    ),
    "sign-off-missing": Message(
        ERROR,
        "“{format}” prints who agreed the row “{section}” and when, and one of them is missing.",
        "Add “agreed_by” with the post and “agreed_on” with the day.",
    ),
    "two-options-preferred": Message(
        ERROR,
        "Two options are preferred.",
        "Write “preferred: yes” below one option only.",
    ),
}
