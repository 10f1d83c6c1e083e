"""Is each field known, there, and of its kind? Said by `read/`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "file-missing": Message(
        ERROR, "The file {file} is missing.", "Put it back, or copy it from the project’s first version."
    ),
    "unknown-field": Message(
        ERROR, "“{field}” is not a field of {record}.", "{guess}The fields here are: {known}."
    ),
    "missing-field": Message(
        ERROR, "{Record} needs “{field}”: {help}", "Add a line such as: {field}: {example}"
    ),
    "blank-field": Message(
        ERROR,
        "“{field}” is left blank.",
        "Fill it in, take the line away, or write “not recorded” where the paper leaves it blank.",
    ),
    "text-expected": Message(
        ERROR,
        "“{field}” should hold words, not a list or further fields.",
        "Write the words after the colon, such as: {example}",
    ),
    "list-expected": Message(
        ERROR,
        "“{field}” should be a list.",
        "Start each item on its own line with a dash, such as: {example}",
    ),
    "fields-expected": Message(
        ERROR,
        "“{field}” should hold further fields.",
        "Write each on its own line with a colon, such as: {example}",
    ),
    "one-line-expected": Message(
        ERROR, "“{field}” should be one line.", "Keep “{value}” and move the rest elsewhere."
    ),
    "not-an-id": Message(
        ERROR,
        "“{value}” cannot be used in an address.",
        "Use small letters, digits and hyphens, at most 80, such as: {example}",
    ),
    "not-a-number": Message(
        ERROR, "“{value}” is not a whole number.", "Write “{field}” in figures, such as: {example}"
    ),
    "not-a-date": Message(ERROR, "“{value}” is not a day.", "Write it as 2031-10-05 or 5 October 2031."),
    "not-a-time": Message(
        ERROR,
        "“{value}” is not a time that can be read.",
        "Write a day, month, season or year, such as 5 October 2031, October 2031, Autumn 2031 or 2031/32.",
    ),
    "not-yes-or-no": Message(ERROR, "“{field}” should be yes or no, not “{value}”.", "Write yes or no."),
    "not-a-recommendation": Message(
        ERROR,
        "“{value}” does not name a recommendation.",
        "Write the review’s id and the number, such as: {example}",
    ),
    "not-one-of": Message(ERROR, "“{value}” cannot stand here.", "Write one of: {known}."),
    "not-understood": Message(
        ERROR, "“{field}” cannot be understood.", "Compare it with this example: {example}"
    ),
}
