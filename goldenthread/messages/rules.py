"""Do the records fit together? Said by `rules/`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, WARNING, Message

MESSAGES = {
    "id-not-file-name": Message(ERROR, "The id “{id}” is not the file’s name.", "Write: id: {name}"),
    "unknown-word": Message(ERROR, "“{value}” is not a word for “{field}”.", "{guess}Write one of: {known}."),
    "unknown-reference": Message(
        ERROR, "There is no {kind} “{value}”.", "{guess}Correct “{field}”, or add what it names."
    ),
    "named-too-early": Message(
        ERROR,
        "“{field}” names “{value}”, which readers may not see yet.",
        "Take the line away, or hold both back until the same day.",
    ),
    "not-listed-here": Message(
        ERROR,
        "The {field} “{value}” is not listed in this file.",
        "{guess}Add it to the file’s list, or correct the name.",
    ),
    "id-twice": Message(ERROR, "“{id}” stands twice in this list.", "Give the second one another name."),
    "unknown-recommendation": Message(
        ERROR, "There is no recommendation “{value}”: {why}.", "{guess}Correct the review’s id or the number."
    ),
    "number-twice": Message(
        ERROR, "There are two entries for {kind} {number}.", "Give each {kind} its own number."
    ),
    "number-missing": Message(
        ERROR,
        "The number {expected} is missing: this {kind} is {number}.",
        "Add number {expected}, or correct the number here.",
    ),
    "see-nowhere": Message(
        ERROR,
        "Action {number} points to action {target}, which does not exist.",
        "Name an action from 1 to {last}.",
    ),
    "see-itself": Message(
        ERROR, "Action {number} points to itself.", "Name the action that holds the answer."
    ),
    "see-in-a-ring": Message(
        ERROR,
        "These actions point to each other in a ring: {way}.",
        "Let the one that holds the answer point nowhere.",
    ),
    "response-missing": Message(
        ERROR,
        "Action {number} has no response.",
        "Add “response_summary”, or write “response: not recorded” where the plan leaves it blank.",
    ),
    "blank-in-plan": Message(
        NOTICE, "Action {number} has no {blanks}.", "Ask the plan’s author; readers see “not recorded”."
    ),
    "unknown-lead": Message(
        ERROR,
        "The lead of action {number}, “{lead}”, is no known body, post or group.",
        "{guess}Add the name to data/organisation.yml, or say who is meant with “lead_posts”.",
    ),
    "name-twice": Message(
        ERROR, "Two bodies or posts are called “{name}”.", "Take the name away from one of them."
    ),
    "timeline-not-a-time": Message(
        WARNING,
        "The timeline of action {number}, “{value}”, is not a time.",
        "{hint}Write a month such as October 2031, “Ongoing”, “Complete” or “not recorded”.",
    ),
    "target-before-meeting": Message(
        WARNING,
        "Action {number} was due in {timeline}, before the meeting of {meeting}, and is not complete.",
        "Check the date, or add an update that says what was done.",
    ),
    "no-evidence": Message(
        ERROR,
        "Action {number} is called complete without evidence.",
        "Add a line “evidence:” that names what shows it.",
    ),
    "update-in-future": Message(
        ERROR, "The update of action {number} is dated {date}, which is still to come.", "Correct the date."
    ),
    "withdrawn-in-future": Message(
        ERROR, "This is withdrawn from {date} on, which is still to come.", "Correct the date."
    ),
    "updates-out-of-order": Message(
        ERROR, "The updates of action {number} are not in order.", "Put the newest update first."
    ),
    "moved-without-reason": Message(
        ERROR,
        "The timeline of action {number} moved to {timeline} without a reason.",
        "Add a line “reason:” below it.",
    ),
    "moved-without-approver": Message(
        WARNING,
        "The timeline of action {number} moved to {timeline}, and nobody is named who approved that.",
        "Add a line “approved_by:” below it.",
    ),
    "answers-another-review": Message(
        ERROR,
        "Action {number} answers the review “{review}”, which the plan does not respond to.",
        "Add the review to “responds_to”, or correct the action.",
    ),
    "impossible-order": Message(
        ERROR, "{earlier} cannot come after {later}.", "Correct one of the two dates."
    ),
    "same-recommendation": Message(
        NOTICE,
        "Recommendations “{one}” and “{other}” are in the same words.",
        "If they ask for the same, add “repeats” to one of them.",
    ),
    "same-response": Message(
        NOTICE,
        "Actions {one} and {other} have the same response.",
        "If they are one piece of work, write “same_as: {one}” in action {other}.",
    ),
    "cells-and-columns": Message(
        ERROR,
        "The row “{row}” does not fill the table: it has {cells} of {columns} cells.",
        "Give the row one cell a column.",
    ),
    "total-is-not-the-sum": Message(
        ERROR,
        "The printed total of “{column}” is {printed}, and the figures add up to {sum}.",
        "Correct the total or a figure above it.",
    ),
    "value-or-cell": Message(
        ERROR,
        "The measure “{what}” needs a value or a table cell, not both.",
        "Keep one of “value” and “cell”.",
    ),
    "no-such-cell": Message(
        ERROR,
        "There is no table cell “{cell}”.",
        "Write the plan, table, row and column with “ / ” between them.",
    ),
    "figures-differ": Message(
        WARNING,
        "“{name}” is stated as {one} and as {other}.",
        "Correct one, or tell readers why they differ in an editor’s note.",
    ),
    "periods-differ": Message(
        WARNING,
        "“{name}” is stated for {one} and for {other}.",
        "Correct one, or tell readers why they differ in an editor’s note.",
    ),
    "appendix-is-one-thing": Message(
        ERROR,
        "Appendix {number} is given in {kinds} ways.",
        "Keep one of “action_plan”, “review”, “plan_themes”, “file”, “not_supplied” and “exempt”.",
    ),
    "not-supplied": Message(
        NOTICE, "{what} is named but was not supplied.", "Add it when it is found; readers are told."
    ),
    "file-not-there": Message(ERROR, "There is no file {file}.", "Put the file there, or correct its name."),
}
