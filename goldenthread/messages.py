"""The catalogue of everything Golden Thread can say about a council's files.

One entry a problem: how much it matters, what is wrong, and what to do.
Words in braces are filled in by whoever finds the problem.
The words are the council's: no type names, no parser's terms, at most 25 words a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from goldenthread.problems import Place, Problem, Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Message:
    """How much a problem matters, and the sentences that say it."""

    severity: Severity
    what: str
    fix: str


CATALOGUE: dict[str, Message] = {
    # --- files: can it be read at all? (source/) ---
    "not-openable": Message(
        ERROR, "This file cannot be opened: {reason}.", "Check that it is there and that you may read it."
    ),
    "link": Message(ERROR, "This is a link to another place, not a file.", "Put the file itself here."),
    "not-a-file": Message(ERROR, "This is not an ordinary file.", "Take it out, or put a file in its place."),
    "folder-in-folder": Message(
        ERROR,
        "Files inside this folder are not read.",
        "Move them up into the folder above, and take this one out.",
    ),
    "not-a-folder": Message(
        ERROR, "A folder is expected here.", "Take this file out, and make a folder of that name."
    ),
    "wrong-ending": Message(
        ERROR, "The file’s name has another ending than .yml.", "Rename it so that it ends in .yml."
    ),
    "other-file": Message(
        ERROR,
        "Only files that end in .yml are read here; this one would be passed over.",
        "Move it to content/, or take it out.",
    ),
    "odd-name": Message(
        ERROR,
        "The file’s name cannot be part of a web address.",
        "Use small letters a to z, figures and single hyphens, at most 80, such as 2031-finance.yml.",
    ),
    "too-large": Message(
        ERROR,
        "This file is too large: {size} bytes, and the most is {most}.",
        "Split it in two, or move long text to a file in content/.",
    ),
    "not-utf8": Message(
        ERROR,
        "From here on the file is not saved as UTF-8 text (byte {byte}).",
        "Save it again with the encoding UTF-8.",
    ),
    "forbidden-character": Message(
        ERROR, "Here stands {kind} ({char}).", "Delete it, and type a plain character if one is needed."
    ),
    "tab": Message(ERROR, "Here stands a tab.", "Put spaces in its place."),
    "not-composed": Message(
        ERROR,
        "The letter “{letter}” is written in an unusual way ({parts}), so that a search would miss it.",
        "Delete it and type it again.",
    ),
    "merge-leftover": Message(
        ERROR,
        "This line “{marker}” is left over from a merge of two versions.",
        "Keep the lines that are right, and delete those with <<<<<<<, ======= and >>>>>>>.",
    ),
    "more-problems": Message(
        ERROR, "There are more than {most} problems in this file.", "Mend the first ones, then check again."
    ),
    "empty-file": Message(ERROR, "There is nothing in this file.", "Fill it in, or take it out."),
    "no-names": Message(
        ERROR,
        "This file does not begin with a name and a colon.",
        "Write it as lines such as “title: Finance review”.",
    ),
    "too-deep": Message(
        ERROR, "Lists stand within lists more than {most} deep here.", "Write it with fewer levels."
    ),
    "second-document": Message(
        ERROR,
        "A second document begins here, after a line ---.",
        "Delete that line, or move what follows to its own file.",
    ),
    "directive": Message(
        ERROR,
        "A line that begins with % is an instruction to the program; none is allowed.",
        "Delete the line.",
    ),
    "shortcut": Message(
        ERROR,
        "The sign {sign} begins a shortcut of YAML that is not allowed here.",
        "Write the value out in full. If the sign belongs to the text, put quotation marks round the whole text.",
    ),
    "starts-with-sign": Message(
        ERROR,
        "A text cannot begin with the sign {sign} unless it stands in quotation marks.",
        "Put quotation marks round the whole text, or put it under a | sign.",
    ),
    "question-mark": Message(
        ERROR,
        "A name or a text cannot begin with a question mark and a space.",
        "Put quotation marks round the text, or delete the sign.",
    ),
    "curly-bracket": Message(
        ERROR,
        "Fields within curly brackets are not allowed: they are hard to read.",
        "Write each field on its own line. If the brackets belong to the text, put quotation marks round it.",
    ),
    "bracket-not-closed": Message(
        ERROR,
        "A bracket is not closed here, or a comma is missing within it.",
        "Close it on the same line, or write each item on its own line after a dash.",
    ),
    "field-twice": Message(
        ERROR,
        "“{name}” is written twice: first in line {line}, and again here.",
        "Keep the right one and delete the other.",
    ),
    "name-missing": Message(
        ERROR, "There is no name before this colon.", "Write the field’s name before it."
    ),
    "name-is-list": Message(
        ERROR,
        "A list or a bracket stands here where a name is expected.",
        "Write a name and a colon. If it is text, put quotation marks round it.",
    ),
    "no-colon": Message(
        ERROR,
        "This line has no name with a colon, and does not belong to the text above it.",
        "Write a name, a colon and a space first. If it is text, set it in below a | sign.",
    ),
    "no-space-after-colon": Message(
        ERROR,
        "There is no space after “{name}:”, so the name and its value run together.",
        "Put a space after the colon. If it is all text, put quotation marks round it.",
    ),
    "colon-in-text": Message(
        ERROR,
        "A colon within a text looks like the end of a name.",
        "Put quotation marks round the whole text, or put it under a | sign.",
    ),
    "set-in-wrongly": Message(
        ERROR,
        "This line does not fit the lines above: it begins too far to the right or to the left.",
        "Line it up with the other names or dashes of its group; text under a | sign is set in further.",
    ),
    "list-not-below": Message(
        ERROR,
        "A list cannot begin on the line of its name.",
        "Put the dash and what follows on the next line.",
    ),
    "text-after-close": Message(
        ERROR,
        "More text follows after the value has ended.",
        "Put quotation marks round all of it; single ones if there are double ones within. Or use a | sign.",
    ),
    "quote-not-closed": Message(
        ERROR,
        "The quotation mark or apostrophe that begins this text has no partner.",
        "Close it on the same line, or put the text under a | sign.",
    ),
    "quote-runs-on": Message(
        ERROR,
        "The quotation mark that opens here closes only in line {line}.",
        "Close it on the same line. Put a text of several lines under a | sign, without quotation marks.",
    ),
    "backslash": Message(
        ERROR,
        "A backslash within double quotation marks has a meaning of its own.",
        "Use single quotation marks, or put the text under a | sign.",
    ),
    "runs-on": Message(
        ERROR,
        "The text that begins here runs on to line {line}, and its lines would be joined.",
        "Put | after the colon or dash, and the text on the lines below it.",
    ),
    "folded": Message(ERROR, "The sign > joins lines together.", "Write | in its place."),
    "block-sign": Message(
        ERROR,
        "Nothing else may stand on the line after the sign |.",
        "Move the text to the next line, and write only |.",
    ),
    "block-line-lost": Message(
        ERROR,
        "The line “{note}” is not set in as far as the text above it, and would be lost.",
        "Line it up with that text. If it is a note, begin it further left.",
    ),
    "note-after-value": Message(
        ERROR,
        "Everything from “{note}” to the end of the line would be lost.",
        "If it belongs to the text, put quotation marks round the text. If it is a note, give it its own line.",
    ),
    "not-yaml": Message(
        ERROR,
        "This line cannot be read.",
        "Compare it with the lines above and below, or put the text in quotation marks.",
    ),
    # --- fields: is each one known, there, and of its kind? (read.py) ---
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
    # --- rules: do the records fit together? (rules/) ---
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
    "section-missing": Message(
        ERROR, "The section “{section}” is missing; {format} requires it.", "{how}. “None.” is an answer."
    ),
    "unknown-section": Message(
        ERROR, "{format} has no implications called “{value}”.", "Write one of: {known}."
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
    "heading-level": Message(
        ERROR,
        "This heading has {level} marks, which skips a level or is above “{top}”.",
        "Go down one level at a time, starting with “{top}”.",
    ),
    "nothing-to-draw": Message(
        ERROR,
        "“{value}” names nothing that can be drawn.",
        "Write one of {known}, then the plan’s id and a name.",
    ),
    # --- deadlines (rules/deadlines.py) ---
    "rule-without-day": Message(
        ERROR,
        "The deadline “{id}” has no day to count from.",
        "Write “anchor”, “anchor_words”, “number” and “unit”, or “fixed” alone.",
    ),
    "calendar-backwards": Message(
        ERROR, "The calendar ends before it begins.", "Correct “first_day” or “last_day”."
    ),
    "day-not-in-calendar": Message(
        ERROR,
        "{date}, “{name}”, lies outside the days that the calendar covers.",
        "Correct the day, or “first_day” and “last_day”.",
    ),
    "unknown-deadline": Message(
        ERROR,
        "No rule that holds here has a deadline “{value}”.",
        "{guess}Write an id from the rule set in data/deadline-rules.yml.",
    ),
    "cannot-count": Message(
        WARNING,
        "“{what}” cannot be worked out. {why}",
        "Add the missing days to data/calendar.yml; nothing is guessed.",
    ),
    "too-late-for-meeting": Message(
        WARNING,
        "The meeting on {meeting} can no longer be met: “{what}” was due by {due}. The rule: {rule}.",
        "Move the meeting, or add the event “{kind}” if it was done. The law also allows {ways}. "
        "Write such a case under “deadline_overrides”, with the reason.",
    ),
    # --- the look of the site: mkdocs.yml and templates/theme (shell_build.py) ---
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


def problem(code: str, place: Place, *, also: Sequence[Place] = (), **words: object) -> Problem:
    """Make the problem of the catalogue's entry `code` at a place, its sentences filled in with `words`."""
    message = CATALOGUE[code]
    return Problem(
        place=place,
        code=code,
        severity=message.severity,
        what=message.what.format(**words),
        fix=message.fix.format(**words),
        also=tuple(also),
    )


def guess(word: str, known: Iterable[str]) -> str:
    """Offer the nearest of the known words, as a sentence to put before the advice; empty when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”? " if near else ""
