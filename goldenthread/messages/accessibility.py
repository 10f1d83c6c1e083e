"""Is the accessibility statement whole and in date? Said by `rules/accessibility_statement.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, WARNING, Message

MESSAGES = {
    "statement-placeholder": Message(
        ERROR,
        "The accessibility statement would say “{words}”, which somebody was to replace.",
        "Write what is true of your council, or “not recorded”.",
    ),
    "statement-incomplete": Message(
        WARNING,
        "The accessibility statement does not say {what}, which the law or its model asks for.",
        "{fix}",
    ),
    "statement-out-of-date": Message(
        WARNING,
        "The accessibility statement is out of date: its tests are of {tested}, more than a year ago.",
        "Run “make accessibility” where the program is made, or take the newest version of the program.",
    ),
    "statement-soon-out-of-date": Message(
        WARNING,
        "The accessibility statement will be out of date on {end}: its tests are of {tested}.",
        "Run “make accessibility” where the program is made, or take the newest version of the program.",
    ),
}
