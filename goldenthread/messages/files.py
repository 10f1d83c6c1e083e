"""Can a file be read at all? Said by `source/`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, Message

MESSAGES = {
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
}
