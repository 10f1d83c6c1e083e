"""Formats, cross-references and texts, broken: the complete list of what an officer reads, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council
from expected_text import Expected
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

pytestmark = pytest.mark.slow

# What is changed in which files. Everything that check then reports is in test_report_rules.expected.txt.
BROKEN: dict[str, list[tuple[str, str, str]]] = {
    "a section of a format has no heading": [
        (FORMATS, "        heading: Alternative options considered\n", "")
    ],
    "a format cannot be filled, or does not hold": [
        (
            FORMATS,
            'before the background"\n    valid_from: 2030\n',
            'before the background"\n    valid_from: 2032\n    valid_to: 2031\n',
        ),
        (
            FORMATS,
            "      - id: alternatives\n        heading: Alternative options considered\n        content: text",
            "      - id: alternatives\n        heading: Alternative options considered\n        content: reason",
        ),
        (FORMATS, "content: implications-table", "content: text"),
        (QUARRY, "meeting: 2031-10-21", "meeting: 2029-10-21"),
    ],
    "reports leave their formats": [
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
    "two options are preferred": [
        (
            BRIDGE,
            "      People go on getting wet.\n",
            "      People go on getting wet.\n    preferred: yes\n",
        ),
    ],
    "references lead nowhere": [
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
    "marks ask for numbers that are not there": [
        (SIGNS_TEXT, "At the four ends, facing inwards.", "#. At the four ends, facing inwards."),
        (SIGNS, "  One sign of four is right,", "  #. One sign of four is right,"),
        (LAMPS, "      Light helps those", "      #. Light helps those"),
    ],
    "headings, tables and bold lines mislead": [
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
    "links, pictures, footnotes and HTML are lost on some": [
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
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said_with_its_place(name: str, tmp_path: Path, expected: Expected) -> None:
    council = Council(tmp_path / "c", NEVERHAM)
    for file, old, new in BROKEN[name]:
        council.change(file, old, new)
    expected(council.said())


def test_unbroken_reports_in_every_format_have_no_errors_and_no_warnings(tmp_path: Path) -> None:
    assert Council(tmp_path / "c", NEVERHAM).said() == []


def test_a_reference_to_what_readers_may_not_see_yet_is_told(tmp_path: Path, expected: Expected) -> None:
    council = Council(tmp_path / "c", NEVERHAM)
    council.change(PLAN, "responds_to:", "publish_on: 2032-03-01\nresponds_to:")
    council.change(PLAN, "decided_in: 2031-06-02-ferry\n", "")
    council.change(FERRY, "    action_plan: 2031-ferry\n", "    not_supplied: |\n      Lost.\n")
    council.change(FERRY_TEXT, "[[action 2]]", "[[action 2031-ferry 2]]")
    council.change(FERRY_TEXT, "[[Action 1]]", "Another")
    expected(council.said())
