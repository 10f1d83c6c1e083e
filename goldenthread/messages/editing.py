"""Can a change be made as it was asked for? Said by `editing/`; nothing is changed when one of these is said."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
    "edit-of-broken-file": Message(
        ERROR,
        "This file cannot be read safely, so nothing was changed in it.",
        "Ask build.py check what is wrong with it, mend that, then make the change again.",
    ),
    "edit-nowhere": Message(
        ERROR, "There is no place for “{field}” here.", "Ask for a field that the record has or can have."
    ),
    "edit-not-there": Message(
        ERROR,
        "There is no “{field}” here, so nothing can be taken away.",
        "Look at the file for what it holds.",
    ),
    "edit-is-a-list": Message(
        ERROR,
        "“{field}” holds several values, not one text.",
        "Name one of them by its place in the list, or give them all.",
    ),
    "edit-further-fields": Message(
        ERROR,
        "“{field}” holds further fields, not one text.",
        "Name one of them with dots, such as {example}.",
    ),
    "edit-is-no-list": Message(
        ERROR, "“{field}” is not a list, so nothing can be added to it.", "Give it a new value instead."
    ),
    "edit-blank": Message(
        ERROR,
        "There is no value to write for “{field}”.",
        "Give the words, or “not recorded” where the paper leaves the place blank.",
    ),
    "edit-spaces-around": Message(
        ERROR,
        "The new value of “{field}” begins or ends with a space or an empty line.",
        "Give it without them: nobody can see them in the file.",
    ),
    "edit-leaves-nothing": Message(
        ERROR, "Without “{field}” nothing would be left in this file.", "Keep it, or take the file out."
    ),
    "edit-not-possible": Message(
        ERROR,
        "The file has a form at this place that cannot take the change safely.",
        "Make the change in the file itself, then ask build.py check.",
    ),
    "edit-no-record": Message(
        ERROR, "There is no record “{name}”.", "{guess}Name it as its file is named, such as 2031-finance."
    ),
    "edit-two-records": Message(
        ERROR, "“{name}” is the name of more than one record.", "Say which one: {known}."
    ),
    "edit-not-numbered": Message(
        ERROR,
        "{file} has no numbered rows, so there is no number {number} in it.",
        "Give a number only with a review or an action plan.",
    ),
    "edit-no-number": Message(
        ERROR,
        "{file} has no {what} {number}.",
        "It holds {count}; look at their numbers in the file or on the page.",
    ),
    "edit-no-action": Message(
        ERROR,
        "Progress is recorded for an action, and {file} is named without one.",
        "Give a plan and a number.",
    ),
    "edit-no-item": Message(
        ERROR,
        "There is no “{part}” in this list.",
        "It holds {count}; name one by its number, id or place from 1.",
    ),
    "edit-fixed": Message(ERROR, "“{field}” cannot be set: {reason}.", "{instead}"),
    "edit-no-page": Message(
        ERROR,
        "{file} has no page of its own, so nothing in it can be withdrawn.",
        "Name a review, a plan, a report, a recommendation or an action.",
    ),
    "edit-withdrawn-already": Message(
        ERROR,
        "That is withdrawn already.",
        "To change the reason, change it under “withdrawn” in {file}.",
    ),
}
