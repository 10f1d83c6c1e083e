"""Can everybody use what is written? Said by `rules/accessible_text.py`, `rules/text_references.py` and `rules/paragraph_numbers.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, WARNING, Message

MESSAGES = {
    "heading-level": Message(
        ERROR,
        "This heading has {level} marks, which skips a level or is above “{top}”.",
        "Go down one level at a time, starting with “{top}”.",
    ),
    "heading-not-here": Message(
        ERROR,
        "A heading cannot stand in this field.",
        "Take the marks away, or move the text to a Markdown file, where headings may stand.",
    ),
    "heading-empty": Message(
        ERROR,
        "This heading has no words.",
        "Write them, or take the marks away.",
    ),
    "bold-for-heading": Message(
        WARNING,
        "This line is wholly bold, which looks like a heading and is none.",
        "If it is a heading, write marks such as “##” before it and take the stars away.",
    ),
    "bold-alone": Message(
        WARNING,
        "This line is wholly bold, which looks like a heading and is none.",
        "Begin the next sentence with its words, or take the stars away.",
    ),
    "table-in-list": Message(
        ERROR,
        "A table cannot stand in a list.",
        "Begin the table at the start of the line, after the list.",
    ),
    "column-without-heading": Message(
        ERROR,
        "Column {column} of this table has no heading.",
        "Write one in the first row, above its figures.",
    ),
    "link-without-words": Message(
        ERROR,
        "The link to {address} has no words.",
        "Write between the square brackets what stands there.",
    ),
    "link-says-nothing": Message(
        ERROR,
        "“{value}” does not say where the link leads.",
        "Use the name of the page as the words of the link.",
    ),
    "link-leads-nowhere": Message(
        ERROR,
        "The link to {address} cannot be followed from a page or a paper.",
        "Write an address that begins with https:// or mailto:.",
    ),
    "picture-without-words": Message(
        ERROR,
        "The picture {address} does not say what it shows.",
        "Write that between the square brackets.",
    ),
    "picture-from-elsewhere": Message(
        ERROR,
        "The picture {address} is not one of the files in content/files/.",
        "Put an SVG, PNG or JPEG file there, and write its name alone.",
    ),
    "footnote-without-words": Message(
        ERROR,
        "The footnote {mark} has no words in this text.",
        "Add a line such as “{mark}: The words of the note.”",
    ),
    "html-in-text": Message(
        WARNING,
        "“{value}” is HTML, which is shown to readers as it is typed.",
        "Take it away; write **bold**, *italic* or a Markdown table instead.",
    ),
    "nothing-to-draw": Message(
        ERROR,
        "“{value}” names nothing that can be drawn.",
        "Write one of {known}, then the plan’s id and a name, on a line of its own.",
    ),
    "no-such-picture": Message(
        ERROR,
        "“{value}” names no picture.",
        "Write one of {known}, then the id of an action plan; after timeline, the id of a review.",
    ),
    "picture-without-day": Message(
        ERROR,
        "“{value}” shows what was known on the day of the meeting, and this report gives no meeting.",
        "Fill in “meeting”, or take the line out.",
    ),
    "reference-nowhere": Message(
        ERROR,
        "“{value}” leads nowhere.",
        "{guess}Write one such as {known}.",
    ),
    "reference-not-here": Message(
        ERROR,
        "“{value}” stands where cross-references are not followed.",
        "Write the words themselves; cross-references stand in cabinet reports and their texts.",
    ),
    "mark-without-number": Message(
        ERROR,
        "“{mark}” asks for a number, and paragraphs have none here.",
        "Take the mark away, or let the format number this section.",
    ),
}
