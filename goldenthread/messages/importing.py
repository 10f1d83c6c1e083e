"""What keeps a council's own file from being imported, and what of it found no place? Said by `importing/`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, WARNING, Message

FILE = {
    "import-no-file": Message(
        ERROR, "There is no such file, or it cannot be opened.", "Check its name and its folder."
    ),
    "import-empty": Message(ERROR, "There is nothing in this file.", "Choose the file that holds the text."),
    "import-too-large": Message(
        ERROR,
        "This file is larger than {most}.",
        "Take pictures out of it, or save the table alone in a new file.",
    ),
    "import-too-long": Message(
        ERROR,
        "This file has more than {most} rows or parts, far more than a plan has.",
        "Save the table alone in a new file; look for formats that run to the sheet’s last row.",
    ),
    "import-other-kind": Message(ERROR, "This is {kind}, which cannot be imported.", "{remedy}"),
    "import-old-format": Message(
        ERROR,
        "This file is in the old format of Word or Excel.",
        "Open it and save it as .docx or .xlsx, then import that.",
    ),
    "import-password": Message(
        ERROR,
        "This file is protected by a password, so it cannot be read.",
        "Take the protection off (File, Info, Protect), save it, and import it again.",
    ),
    "import-macros": Message(
        ERROR,
        "This file holds macros, which are small programs.",
        "Save it as an ordinary .docx or .xlsx, which leaves them out.",
    ),
    "import-ending": Message(
        ERROR,
        "The file’s name ends in {ending}, and it holds {kind}.",
        "Rename it to end in {right}, if that is what it should hold.",
    ),
    "import-damaged": Message(
        ERROR,
        "This file is damaged, or was written by a program that does not keep to the format.",
        "Open it in Word or Excel, save it again, and import that.",
    ),
    "import-bomb": Message(
        ERROR,
        "This file would unpack to something far too large, as a file made to do harm does.",
        "Do not open it. If it is your own, save the table alone in a new file.",
    ),
    "import-entities": Message(
        ERROR,
        "This file defines text of its own that could grow or fetch other files, as no Word or Excel file does.",
        "Ask where it comes from. If it is your own, save it again in Word or Excel.",
    ),
    "import-outside": Message(
        ERROR,
        "This file takes something from outside itself: {kind}.",
        "Break the link in Word or Excel so that the text itself stands there, and save it.",
    ),
    "import-not-text": Message(
        ERROR, "This is not plain text.", "Save it as text with the encoding UTF-8, or as .docx or .xlsx."
    ),
    "import-windows-text": Message(
        WARNING,
        "The file is not saved as UTF-8, so it was read as Windows text; here it says “{sample}”.",
        "Look whether that is right. If not, save it again with the encoding UTF-8.",
    ),
    "import-quotes": Message(
        ERROR,
        "The quotation marks of this CSV file do not close near line {line}.",
        "Save it again as CSV from Excel.",
    ),
}

PLACES = {
    "import-formula": Message(
        ERROR,
        "This cell holds a formula, whose result may not be what its author last saw.",
        "Copy the cell and paste it as a value.",
    ),
    "import-cell-error": Message(
        ERROR, "This cell holds the error {value}.", "Write what should stand there."
    ),
    "import-odd-cell": Message(
        ERROR,
        "This cell holds {value}, which the sheet may show in another form.",
        "Give the cell the format “Text” and type what readers should see.",
    ),
    "import-merged-cells": Message(
        ERROR,
        "Cells are merged here, so that it is not sure which column the words belong to.",
        "Split the cells and put the words into their column.",
    ),
    "import-merged-rows": Message(
        ERROR,
        "A cell of this row is merged with a row above or below, so that it is not sure what belongs to which.",
        "Split the cells and write the words into each row.",
    ),
    "import-table-in-cell": Message(
        ERROR, "There is a table within this cell.", "Write its words as paragraphs of the cell."
    ),
    "import-hidden-row": Message(
        ERROR,
        "This row is hidden, and hidden rows are not published.",
        "Show it (look for a filter), or delete it.",
    ),
    "import-hidden-column": Message(
        NOTICE,
        "This column is hidden and was not read; {count} of its cells hold something.",
        "Show it if it belongs to the plan. Delete it before you pass the file on.",
    ),
    "import-hidden-sheet": Message(
        NOTICE,
        "The sheet “{sheet}” is hidden and was not read.",
        "Show it if it belongs to the plan. Delete it before you pass the file on.",
    ),
    "import-tracked-change": Message(
        ERROR,
        "There is a tracked change here, so that the words can be read in two ways.",
        "Accept or reject it in Word (Review, Accept), and save.",
    ),
    "import-comment": Message(
        NOTICE,
        "{author} left a comment here, which was not read: “{said}”.",
        "See whether it is dealt with.",
    ),
    "import-doubtful-words": Message(
        ERROR,
        "Some words here are {how}, so that it is not sure whether they count.",
        "Delete them, or make them ordinary words.",
    ),
    "import-aside": Message(
        NOTICE,
        "Here stands {kind}, whose words were not read.",
        "Add them by hand if readers should have them.",
    ),
    "import-unseen": Message(
        ERROR,
        "An invisible or private sign stands here ({sign}).",
        "Delete it, and type a plain character if one is needed.",
    ),
    "import-not-public": Message(
        WARNING,
        "The paper is marked as not public: “{said}”.",
        "Ask the monitoring officer before you keep it here: what was once published cannot be taken back.",
    ),
    "import-not-placed": Message(
        NOTICE, "“{words}” has no place in the files.", "Add it by hand if readers should have it."
    ),
}

TABLES = {
    "import-no-table": Message(
        ERROR,
        "No table has columns whose headings are known: at least {needed}.",
        "Give the columns headings such as “No.”, “Recommendation”, “Response”, “Lead” and “Timescale”.",
    ),
    "import-table-unknown": Message(
        NOTICE,
        "This table was not read, because its headings are not known; it begins “{first}”.",
        "If it belongs to the plan, give its columns the plan’s headings.",
    ),
    "import-column-unknown": Message(
        NOTICE,
        "The column “{heading}” was not read: its heading is not known, or could mean two things.",
        "If it belongs to the plan, rename it, such as to “Lead”, “Timescale” or “Progress”.",
    ),
    "import-column-twice": Message(
        ERROR,
        "The column “{heading}” and another one would both be read as {field}.",
        "Rename or delete one of them.",
    ),
    "import-odd-number": Message(
        ERROR,
        "The number “{value}” is no whole number, so that this row cannot be named.",
        "Give each row a number of its own, counting from 1.",
    ),
    "import-no-number": Message(
        ERROR,
        "This row has no number, and no row stands above it that it could go on with: “{words}”.",
        "Give it its number.",
    ),
    "import-number-twice": Message(
        ERROR,
        "The number {number} is given twice; first in {earlier}.",
        "Correct one of the two numbers.",
    ),
    "import-row-of-its-own": Message(
        ERROR,
        "This row has a timeline and no number, so it does not just go on with row {number}.",
        "Give it a number, or clear the number’s row of what belongs to it.",
    ),
    "import-too-many-cells": Message(
        ERROR,
        "This row has more cells than there are headings: “{words}”.",
        "See whether a tab or a comma in the text parts it; mend the row.",
    ),
    "import-no-words": Message(
        ERROR, "Recommendation {number} has no words.", "Write the reviewers’ words into its row."
    ),
}

MEANING = {
    "import-no-review": Message(
        ERROR, "There is no review “{review}”.", "Import or make the review first, or correct its name."
    ),
    "import-review-empty": Message(
        ERROR,
        "The review “{review}” has no recommendations yet, so no row can answer one.",
        "Write or import its recommendations first, then import the plan.",
    ),
    "import-answers-what": Message(
        ERROR,
        "It is not said which review this plan answers.",
        "Add --answers and the review’s name, such as --answers 2031-finance.",
    ),
    "import-answers-nothing": Message(
        ERROR,
        "Row {number} answers no recommendation: the reviews named have {last} in all.",
        "Name every review that the plan answers, in the order of its rows, after --answers.",
    ),
    "import-other-words": Message(
        ERROR,
        "Row {number} does not read like recommendation {review}.",
        "Name the reviews in the order of the rows, or add a column “Answers” such as “2031-finance 7”.",
    ),
    "import-unknown-lead": Message(
        ERROR,
        "The lead “{lead}” is no known body, post or group (rows {rows}).",
        'Add the name to data/organisation.yml, or say who is meant: --lead "{lead}=id,id".',
    ),
    "import-status-without-day": Message(
        ERROR,
        "Row {number} has a status and does not say of which day.",
        "Add a column “Status on”, or give the day for all rows, such as --as-at 2031-12-15.",
    ),
    "import-older-update": Message(
        ERROR,
        "The update of row {number} is of {date}, and a newer one of {newest} is there.",
        "Add an older update by hand, at its place among the others.",
    ),
    "import-review-kind": Message(
        ERROR, "It is not said what kind of review this is.", "Add --kind and one of: {kinds}."
    ),
    "import-no-heading": Message(
        ERROR,
        "No list stands under a heading “{heading}”.",
        "Write the heading after --under as the paper prints it.",
    ),
    "import-no-list": Message(
        ERROR,
        "No list stands under a heading that speaks of recommendations.",
        'Say under which heading they stand: --under "The heading".',
    ),
    "import-several-lists": Message(
        ERROR,
        "{count} lists could be the recommendations.",
        'Say under which heading the full list stands: --under "The heading".',
    ),
    "import-list-here": Message(
        NOTICE,
        "Under “{heading}” stands a list of {count}, which begins “{first}”.",
        "Name this heading after --under if it is the one.",
    ),
    "import-meeting-unknown": Message(
        ERROR,
        "The paper does not say the day of its meeting, so its format cannot be known.",
        "Write the day on a line of its own near the top, such as “4 October 2031”.",
    ),
    "import-no-format": Message(
        ERROR,
        "No format of data/report-formats.yml holds on {day}.",
        "Describe the format of that time there first.",
    ),
    "import-no-body": Message(
        ERROR,
        "No line of the paper’s head is the name of a body, such as Cabinet.",
        "Write it on a line of its own near the top, as data/organisation.yml has it.",
    ),
    "import-table-in-report": Message(
        NOTICE,
        "A table stands here, and was not read.",
        "Add it to the report’s text by hand, or enter its figures in a plan.",
    ),
    "import-cleared": Message(
        NOTICE,
        "The {field} of row {number} is blank here, and stays in the file as it is.",
        "Take it out of the file by hand if it should go.",
    ),
    "import-by-hand": Message(
        NOTICE,
        "“{field}” reads otherwise in the file that is there, and was left as it is.",
        "Compare the two, and change it by hand if the paper is right.",
    ),
}

MESSAGES = {**FILE, **PLACES, **TABLES, **MEANING}
