"""Each rule, broken once: the complete list of what an officer reads, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, SERVICE, TEXT, Council
from expected_text import Expected, read_blocks

# What is changed in which file. Everything that check then reports is in test_rules.expected.txt.
BROKEN: dict[str, tuple[str, str, str]] = {
    "a required field is taken away": (
        REVIEW,
        "reviewer: Association of Invented Councils\n",
        "",
    ),
    "a field is misspelt": (
        PLAN,
        "monitored_by:",
        "monitord_by:",
    ),
    "a recommendation has no words": (
        REVIEW,
        "    summary: |\n      Train managers every year.\n",
        "",
    ),
    "a see points at 99": (
        PLAN,
        "same_as: 1",
        "see: 99",
    ),
    "an action is numbered twice": (
        PLAN,
        "  - number: 3",
        "  - number: 2",
    ),
    "two numbers have one address": (
        PLAN,
        "  - number: 3",
        "  - number: (2)",
    ),
    "a number is left out": (
        PLAN,
        "  - number: 3",
        "  - number: 4",
    ),
    "an action points to itself": (
        PLAN,
        "same_as: 1",
        "same_as: 2",
    ),
    "actions point in a ring": (
        PLAN,
        "    lead: Senior Team (ST)",
        "    see: 2\n    lead: Senior Team (ST)",
    ),
    "a lead is nobody": (
        PLAN,
        "lead: Senior Team (ST)",
        "lead: Senior Teem",
    ),
    "a timeline is a lead": (
        PLAN,
        "timeline: November 2031",
        "timeline: Senior Team (ST)",
    ),
    "completion has no evidence": (
        PLAN,
        "        evidence: Cabinet paper of 15 December 2031\n",
        "",
    ),
    "an update is dated tomorrow": (
        PLAN,
        "date: 2031-12-15",
        "date: 2032-01-11",
    ),
    "an action is withdrawn from a day to come": (
        PLAN,
        "lead: Cabinet and ST\n",
        "lead: Cabinet and ST\n    withdrawn:\n      date: 2032-01-11\n      reason: Printed twice.\n",
    ),
    "updates are out of order": (
        PLAN,
        "date: 2031-11-30",
        "date: 2031-12-31",
    ),
    "a timeline moves without a reason": (
        PLAN,
        "          Two directorates have it.\n",
        "          Two directorates have it.\n        timeline: March 2032\n",
    ),
    "a target was past at the meeting": (
        PLAN,
        "    timeline: Ongoing\n    same_as: 1\n",
        "    timeline: July 2031\n",
    ),
    "a timeline can be read in two ways": (
        PLAN,
        "    timeline: Ongoing\n",
        "    timeline: Q3 2032\n",
    ),
    "what a blank timeline means": (
        PLAN,
        "    timeline: Ongoing\n",
        "    timeline: not recorded\n    timeline_means: March 2032\n",
    ),
    "what a timeline means cannot be read": (
        PLAN,
        "    timeline: Ongoing\n",
        "    timeline: Q3 2032\n    timeline_means: when staff are in post\n",
    ),
    "a response is forgotten": (
        PLAN,
        "    response: not recorded\n",
        "",
    ),
    "a word is not recorded": (REVIEW, "kind: peer challenge", "kind: not recorded"),
    "a title is not recorded": (REVIEW, "title: Finance peer challenge 2031", "title: not recorded"),
    "a theme of no name": (REVIEW, "    name: Reporting\n", "    name: not recorded\n"),
    "two visits in one record": (
        REVIEW,
        "  - kind: agreed\n    when: not recorded",
        "  - kind: on site\n    when: May 2026\n\n  - kind: agreed\n    when: not recorded",
    ),
    "a field is left blank": (
        PLAN,
        "    response: not recorded\n",
        "    response:\n",
    ),
    "a recommendation does not exist": (
        PLAN,
        "answers: 2031-finance 3",
        "answers: 2031-finance 33",
    ),
    "a review does not exist": (
        PLAN,
        "responds_to:\n  - 2031-finance",
        "responds_to:\n  - 2031-finances",
    ),
    "a word is not on its list": (
        PLAN,
        "status: in progress",
        "status: inprogress",
    ),
    "a theme is not listed": (
        REVIEW,
        "  - number: 3\n    theme: reporting",
        "  - number: 3\n    theme: repoting",
    ),
    "a report is published before it is agreed": (
        REVIEW,
        "  - kind: agreed\n    when: not recorded",
        "  - kind: agreed\n    when: September 2031",
    ),
    "the id is not the file's name": (
        REVIEW,
        "id: 2031-finance\n",
        "id: 2031-money\n",
    ),
    "a cell of the table changes": (
        SERVICE,
        "£500,000",
        "£500,001",
    ),
    "one figure is stated in two ways": (
        REVIEW,
        "value: £1.5m",
        "value: £1.8m",
    ),
    "one figure has two periods": (
        REVIEW,
        "period: 2031/32",
        "period: 2030/31",
    ),
    "a cell does not exist": (
        REPORT,
        "2031-service / savings / Total / Saved",
        "2031-service / savings / Totals / Saved",
    ),
    "a row lacks a cell": (
        SERVICE,
        "          - 1,000,000\n          - £500,000\n",
        "          - 1,000,000\n",
    ),
    "a section is missing": (
        REPORT,
        "  - section: financial\n    text: |\n      None.\n",
        "",
    ),
    "a section is not the format's": (
        REPORT,
        "  - section: financial\n    text",
        "  - section: finance\n    text",
    ),
    "an appendix is two things": (
        REPORT,
        "    action_plan: 2031-finance\n",
        "    action_plan: 2031-finance\n    file: plan.pdf\n",
    ),
    "progress since a later day": (
        REPORT,
        "    not_supplied: |\n      The map was not among the papers.\n",
        "    progress_since:\n      plans: 2031-finance\n      since: 2032-02-04\n      day: 2032-02-03\n      next: 2031-10-01\n",
    ),
    "a text is not there": (
        REPORT,
        "text: content/cabinet-reports/2031-10-04-finance.md",
        "text: content/cabinet-reports/finance.md",
    ),
    "a heading skips a level": (
        TEXT,
        "## Next steps",
        "#### Next steps",
    ),
    "a text draws what is not there": (
        TEXT,
        "[[table 2031-service savings]]",
        "[[table 2031-service losses]]",
    ),
    "a text asks for a picture of a plan that is not there": (
        TEXT,
        "[[picture progress 2031-finance]]",
        "[[picture progres 2031-finance]]",
    ),
    "a picture is in a report without a meeting": (
        REPORT,
        "meeting: 2031-10-04",
        "meeting: not recorded",
    ),
    "a draft is named": (
        REVIEW,
        "reviewer:",
        "draft: yes\nreviewer:",
    ),
    "a figure below nought is not taken off": (
        SERVICE,
        "£500,000",
        "(£500,000)",
    ),
    "a day does not exist": (
        REPORT,
        "meeting: 2031-10-04",
        "meeting: 2031-02-30",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said_with_its_place(name: str, tmp_path: Path, expected: Expected) -> None:
    file, old, new = BROKEN[name]
    expected(Council(tmp_path / "c").change(file, old, new).said())


def test_an_unbroken_council_has_no_errors_and_no_warnings(tmp_path: Path) -> None:
    assert Council(tmp_path / "c").said() == []


def test_gaps_in_the_papers_are_told_as_notices(tmp_path: Path, expected: Expected) -> None:
    expected(Council(tmp_path / "c").said("notice"))


def test_the_same_words_twice_are_offered_for_linking(tmp_path: Path, expected: Expected) -> None:
    council = Council(tmp_path / "c").change(
        REVIEW, "Train managers every year.", "Join finance and performance reports."
    )
    expected([line.split(" [")[0] for line in council.said("notice") if "same words" in line])


def test_messages_fill_every_gap_with_words() -> None:
    text = "\n".join(read_blocks(Path(__file__).with_suffix(".expected.txt")).values())
    assert not [line for line in text.splitlines() if "{" in line or "None " in line]
