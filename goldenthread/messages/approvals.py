"""Can the rules for approval be kept? Said by `rules/approvals.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, WARNING, Message

MESSAGES = {
    "role-not-listed": Message(
        ERROR,
        "No role is called “{role}”.",
        "{guess}Add it under “roles”, or name one of these: {known}.",
    ),
    "role-without-holder": Message(
        WARNING,
        "Nobody holds the role “{role}” today, so what needs it cannot be approved.",
        "Add the person who holds it under “people”, or correct the days in office.",
    ),
    "approver-without-role": Message(
        ERROR,
        "“{name}” holds no role.",
        "Name one under “roles”, or take the person out.",
    ),
    "office-ends-before-it-begins": Message(
        ERROR,
        "“{name}” leaves office on {last}, before the first day, {first}.",
        "Correct one of the two days.",
    ),
    "owners-out-of-date": Message(
        ERROR,
        "The list of owners for the code host is not the one that data/approval-rules.yml gives.",
        "Run “build.py codeowners”.",
    ),
}
