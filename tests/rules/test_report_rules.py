"""Formats, cross-references and texts, broken: the complete list of what an officer reads, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council
from formats_council import (
    BEES_TEXT,
    BRIDGE,
    BUDGET,
    CLOCK,
    FERRY,
    FERRY_TEXT,
    FORMATS,
    LAMPS,
    LAMPS_TEXT,
    PLAN,
    QUARRY,
    QUARRY_TEXT,
    SIGNS,
    SIGNS_TEXT,
)
from paths import NEVERHAM

# What is changed in which files, and everything that check then says.
BROKEN: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "a format cannot be filled, or does not hold": (
        [
            (
                FORMATS,
                'at the top"\n    valid_from: 2030\n',
                'at the top"\n    valid_from: 2032\n    valid_to: 2031\n',
            ),
            (
                FORMATS,
                "      - id: alternatives\n        heading: Alternative options considered\n        content: text",
                "      - id: alternatives\n        heading: Alternative options considered\n        content: reason",
            ),
            (FORMATS, "content: implications-table", "content: text"),
            (QUARRY, "meeting: 2031-10-21", "meeting: 2029-10-21"),
        ],
        [
            f"{LAMPS}:2:1  error: The section “Cross-cutting issues” is missing; “Pattern: implications in "
            "one table, each row signed off” requires it. Add an item to “sections” with “section: "
            "financial”. [section-missing]",
            f"{LAMPS}:42:14  error: “Pattern: implications in one table, each row signed off” has no "
            "implications called “financial”. Take the item away. [unknown-section]",
            f"{LAMPS}:51:14  error: “Pattern: implications in one table, each row signed off” has no "
            "implications called “legal”. Take the item away. [unknown-section]",
            f"{LAMPS}:57:14  error: “Pattern: implications in one table, each row signed off” has no "
            "implications called “staff”. Take the item away. [unknown-section]",
            f"{LAMPS}:63:14  error: “Pattern: implications in one table, each row signed off” has no "
            "implications called “equalities”. Take the item away. [unknown-section]",
            f"{LAMPS}:69:14  error: “Pattern: implications in one table, each row signed off” has no "
            "implications called “climate”. Take the item away. [unknown-section]",
            f"{CLOCK}:6:9  error: “Pattern: implications at the top” does not hold on 8 April 2031, the day "
            "of the meeting. On that day these hold: pattern-sign-off-table, pattern-options, "
            "pattern-numbered-paragraphs, pattern-plain-headings, pattern-lettered-appendices, "
            "pattern-several-bodies, pattern-part-a-part-b. Take one of them, or correct the dates "
            f"in {FORMATS}. [format-not-in-force]",
            f"{SIGNS}:24:14  error: “Pattern: headings without numbers” has no sections called "
            "“alternatives”. Write one of: consultation, purpose. [unknown-section]",
            f"{QUARRY}:6:9  error: “Pattern: Part A is public, Part B is not” does not hold on 21 October "
            "2029, the day of the meeting, and no other format does. Correct the day, or the dates "
            f"in {FORMATS}. [no-format-in-force]",
            f"{FORMATS}:47:9  error: “Cross-cutting issues” has rows and is no table, or is a table without "
            "rows. Write “content: implications-table” and “rows:” together. [rows-and-table]",
            f"{FORMATS}:112:15  error: “Pattern: implications at the top” ends in 2031, before it begins in "
            "2032. Correct “valid_from” or “valid_to”. [format-ends-early]",
            f"{FORMATS}:412:9  error: “Pattern: headings without numbers” has two sections with “content: "
            "reason”. Keep one of them; for prose of your own, write “content: text”. [content-twice]",
        ],
    ),
    "reports leave their formats": (
        [
            (
                LAMPS,
                "  - section: legal\n    text: |\n      The council may light a harbour under its Invented Harbours Act.\n    agreed_by: Monitoring Officer\n    agreed_on: 2031-02-11\n\n",
                "",
            ),
            (BRIDGE, "    preferred: yes\n", ""),
            (SIGNS, "  - section: consultation", "  - section: consultations"),
            (SIGNS, "background_papers: None.", "background_papers: None.\nfootnote: |\n  All is well."),
            (
                CLOCK,
                "  - section: legal\n    text: |\n      None.",
                "  - section: legal\n    text: |\n      N/A",
            ),
            (
                CLOCK,
                "      The clock was given to Neverham by a neighbour who no longer wanted it.",
                "      None.",
            ),
            (LAMPS, "    agreed_by: Section 151 Officer\n", ""),
            (
                CLOCK,
                "      £300 from the fund for clocks in 2031/32.",
                "      £300 from the fund for clocks in 2031/32.\n    agreed_by: Section 151 Officer",
            ),
        ],
        [
            f"{LAMPS}:2:1  error: The section “Legal” is missing; “Pattern: implications in one table, each "
            "row signed off” requires it. Add an item to “implications” with “section: legal”. Where "
            "there is nothing to say, write “None.”. [section-missing]",
            f"{LAMPS}:42:5  error: “Pattern: implications in one table, each row signed off” prints who "
            "agreed the row “financial” and when, and one of them is missing. Add “agreed_by” with "
            "the post and “agreed_on” with the day. [sign-off-missing]",
            f"{CLOCK}:32:5  error: “agreed_by” is filled in, and “Pattern: implications at the top” has no "
            "place for it. Move the words to a section that the format has, or take them away. "
            "[not-in-format]",
            f"{CLOCK}:38:11  error: “N/A” is not how the format says that nothing applies under “Legal "
            "implications”. Write “None.”, or say what applies. [none-in-other-words]",
            f"{CLOCK}:56:11  error: “None.” is no answer under “Background”. Say what applies. If “none” may "
            "stand there, add “none_words” to the format. [none-not-allowed]",
            f"{BRIDGE}:2:1  error: The section “Preferred option and reasons” is missing; “Pattern: options "
            "and the preferred one” requires it. Write “preferred: yes” below one of the “options”. "
            "[section-missing]",
            f"{BRIDGE}:42:40  error: “[[section preferred]]” leads nowhere. Did you mean “section "
            "appendices”? Write one such as [[section recommendation]], [[section context]], "
            "[[section options]], [[section consultation]], [[section financial]], [[section "
            "legal]], [[section equalities]], [[section conclusion]], [[section appendices]], "
            "[[section background-papers]]. [reference-nowhere]",
            f"{SIGNS}:2:1  error: The section “Consultation and other considerations” is missing; “Pattern: "
            "headings without numbers” requires it. Add an item to “sections” with “section: "
            "consultation”. [section-missing]",
            f"{SIGNS}:28:14  error: “Pattern: headings without numbers” has no sections called "
            "“consultations”. Write one of: alternatives, consultation, purpose. [unknown-section]",
            f"{SIGNS}:46:1  error: “footnote” is filled in, and “Pattern: headings without numbers” has no "
            "place for it. Move the words to a section that the format has, or take them away. "
            "[not-in-format]",
        ],
    ),
    "two options are preferred": (
        [
            (
                BRIDGE,
                "      People go on getting wet.\n",
                "      People go on getting wet.\n    preferred: yes\n",
            ),
        ],
        [
            f"{BRIDGE}:62:16  error: Two options are preferred. Write “preferred: yes” below one option only. "
            f"See also {BRIDGE}:49:16. [two-options-preferred]",
        ],
    ),
    "references lead nowhere": (
        [
            (FERRY, "[[appendix B]]", "[[appendix D]]"),
            (QUARRY, "[[section part-b]]", "[[section part-c]]"),
            (FERRY_TEXT, "[[action 2]]", "[[action 9]]"),
            (FERRY_TEXT, "[[recommendation 2]]", "[[recommendation 2031-fairy 2]]"),
            (FERRY_TEXT, "[[Action 1]]", "[[actoin 1]]"),
            (
                PLAN,
                "      The map is searched for a river.",
                "      The map is searched, see [[appendix 1]].",
            ),
        ],
        [
            f"{FERRY_TEXT}:3:24  error: “[[recommendation 2031-fairy 2]]” leads nowhere. Did you mean "
            "“recommendation 2031-ferry 1”? Write one such as [[recommendation 2031-ferry 1]]. "
            "[reference-nowhere]",
            f"{FERRY_TEXT}:3:57  error: “[[action 9]]” leads nowhere. Write one such as [[action 2031-ferry 1]]. "
            "[reference-nowhere]",
            f"{FERRY_TEXT}:5:4  error: “[[actoin 1]]” leads nowhere. Did you mean “action”? Write one such as "
            "[[action 1]], [[appendix A]], [[section risk]]. [reference-nowhere]",
            f"{PLAN}:29:32  error: “[[appendix 1]]” stands where cross-references are not followed. Write "
            "the words themselves; cross-references stand in cabinet reports and their texts. "
            "[reference-not-here]",
            f"{FERRY}:26:27  error: “[[appendix D]]” leads nowhere. Did you mean “appendix C”? Write one "
            "such as [[appendix A]], [[appendix B]], [[appendix C]]. [reference-nowhere]",
            f"{QUARRY}:35:33  error: “[[section part-c]]” leads nowhere. Did you mean “section part-b”? Write "
            "one such as [[section recommendation]], [[section part-b]], [[section reason]], "
            "[[section why-the-quarry-is-sold]], [[section financial]], [[section legal]], [[section "
            "appendices]], [[section background-papers]]. [reference-nowhere]",
        ],
    ),
    "marks ask for numbers that are not there": (
        [
            (SIGNS_TEXT, "At the four ends, facing inwards.", "#. At the four ends, facing inwards."),
            (SIGNS, "  One sign of four is right,", "  #. One sign of four is right,"),
            (LAMPS, "      Light helps those", "      #. Light helps those"),
        ],
        [
            f"{SIGNS_TEXT}:3:1  error: “#.” asks for a number, and paragraphs have none here. Take the mark away, "
            "or let the format number this section. [mark-without-number]",
            f"{LAMPS}:65:7  error: “#.” asks for a number, and paragraphs have none here. Take the mark "
            "away, or let the format number this section. [mark-without-number]",
            f"{SIGNS}:44:3  error: “#.” asks for a number, and paragraphs have none here. Take the mark "
            "away, or let the format number this section. [mark-without-number]",
        ],
    ),
    "headings, tables and bold lines mislead": (
        [
            (BEES_TEXT, "### What they eat", "#### What they eat"),
            (QUARRY_TEXT, "## Why the quarry is sold", "##"),
            (QUARRY, "  The quarry has no stone left;", "  ### Why\n\n  The quarry has no stone left;"),
            (CLOCK, "  The clock goes backwards,", "  Why\n  ---\n\n  The clock goes backwards,"),
            (
                QUARRY_TEXT,
                "#. It holds water and no stone.",
                "**It holds water**\n\n#. It holds water and no stone.",
            ),
            (BUDGET, "  A budget must be set", "  **Why**\n\n  A budget must be set"),
            (
                LAMPS_TEXT,
                "- one that could not be seen.\n",
                "- one that could not be seen:\n\n  | Lamp | Seen |\n  | --- | --- |\n  | 3 | no |\n",
            ),
            (LAMPS_TEXT, "| Number | Price |", "| Number | |"),
        ],
        [
            f"{LAMPS_TEXT}:11:1  error: A table cannot stand in a list. Begin the table at the start of the line, "
            "after the list. [table-in-list]",
            f"{LAMPS_TEXT}:19:1  error: Column 2 of this table has no heading. Write one in the first row, above "
            "its figures. [column-without-heading]",
            f"{BEES_TEXT}:11:1  error: This heading has 4 marks, which skips a level or is above “##”. Go down "
            "one level at a time, starting with “##”. [heading-level]",
            f"{QUARRY_TEXT}:1:1  error: This heading has no words. Write them, or take the marks away. "
            "[heading-empty]",
            f"{QUARRY_TEXT}:3:1  warning: This line is wholly bold, which looks like a heading and is none. If it "
            "is a heading, write marks such as “##” before it and take the stars away. "
            "[bold-for-heading]",
            f"{QUARRY_TEXT}:5:1  error: “#.” asks for a number, and paragraphs have none here. Take the mark away, "
            "or let the format number this section. [mark-without-number]",
            f"{QUARRY_TEXT}:7:1  error: “#.” asks for a number, and paragraphs have none here. Take the mark away, "
            "or let the format number this section. [mark-without-number]",
            f"{CLOCK}:29:3  error: A heading cannot stand in this field. Take the marks away, or move the "
            "text to a Markdown file, where headings may stand. [heading-not-here]",
            f"{BUDGET}:29:3  warning: This line is wholly bold, which looks like a heading and is none. Begin "
            "the next sentence with its words, or take the stars away. [bold-alone]",
            f"{QUARRY}:35:3  error: A heading cannot stand in this field. Take the marks away, or move the "
            "text to a Markdown file, where headings may stand. [heading-not-here]",
        ],
    ),
    "links, pictures, footnotes and HTML are lost on some": (
        [
            (BEES_TEXT, "one from the east", "one from the [](https://bees.example/east)"),
            (
                BEES_TEXT,
                "one that had been there all along.",
                "one that had been there, [click here](https://bees.example/).",
            ),
            (
                QUARRY_TEXT,
                "#. The path through it is old,",
                "#. The [path](file:///C:/path.doc) through it is old,",
            ),
            (BEES_TEXT, "#. Nobody saw", "![](swarm.png)\n\n#. Nobody saw"),
            (
                BEES_TEXT,
                "The flagpole stays up,",
                "![A flag](https://bees.example/flag.png) The flagpole stays up,",
            ),
            (BEES_TEXT, "[^2]: The society counts bees in pairs.\n", ""),
            (
                SIGNS,
                "      To let people know where they are.",
                "      To let people know <u>where</u> they are.",
            ),
            (SIGNS_TEXT, "> A sign", "<div>Hello</div>\n\n> A sign"),
        ],
        [
            f"{BEES_TEXT}:5:16  error: The link to https://bees.example/east has no words. Write between the "
            "square brackets what stands there. [link-without-words]",
            f"{BEES_TEXT}:7:28  error: “click here” does not say where the link leads. Use the name of the page "
            "as the words of the link. [link-says-nothing]",
            f"{BEES_TEXT}:9:1  error: There is no file content/files/swarm.png. Put the file there, or correct "
            "its name. [file-not-there]",
            f"{BEES_TEXT}:9:1  error: The picture swarm.png does not say what it shows. Write that between the "
            "square brackets. [picture-without-words]",
            f"{BEES_TEXT}:15:84  error: The footnote [^2] has no words in this text. Add a line such as “[^2]: "
            "The words of the note.” [footnote-without-words]",
            f"{BEES_TEXT}:20:4  error: The picture https://bees.example/flag.png is not one of the files in "
            "content/files/. Put an SVG, PNG or JPEG file there, and write its name alone. "
            "[picture-from-elsewhere]",
            f"{SIGNS_TEXT}:11:1  warning: “<div>Hello</div>” is HTML, which is shown to readers as it is typed. "
            "Take it away; write **bold**, *italic* or a Markdown table instead. [html-in-text]",
            f"{QUARRY_TEXT}:5:8  error: The link to file:///C:/path.doc cannot be followed from a page or a paper. "
            "Write an address that begins with https:// or mailto:. [link-leads-nowhere]",
            f"{SIGNS}:22:26  warning: “<u>” is HTML, which is shown to readers as it is typed. Take it away; "
            "write **bold**, *italic* or a Markdown table instead. [html-in-text]",
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said_with_its_place(name: str, tmp_path: Path) -> None:
    changes, expected = BROKEN[name]
    council = Council(tmp_path / "c", NEVERHAM)
    for file, old, new in changes:
        council.change(file, old, new)
    assert council.said() == expected


def test_unbroken_reports_in_every_format_have_no_errors_and_no_warnings(tmp_path: Path) -> None:
    assert Council(tmp_path / "c", NEVERHAM).said() == []


def test_a_reference_to_what_readers_may_not_see_yet_is_told(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", NEVERHAM)
    council.change(PLAN, "responds_to:", "publish_on: 2032-03-01\nresponds_to:")
    council.change(PLAN, "decided_in: 2031-06-02-ferry\n", "")
    council.change(FERRY, "    action_plan: 2031-ferry\n", "    not_supplied: |\n      Lost.\n")
    council.change(FERRY_TEXT, "[[action 2]]", "[[action 2031-ferry 2]]")
    council.change(FERRY_TEXT, "[[Action 1]]", "Another")
    assert council.said() == [
        f"{FERRY_TEXT}:3:46  error: “a cross-reference” names “2031-ferry”, which readers may not see yet. "
        "Take the line away, or hold both back until the same day. [named-too-early]"
    ]
