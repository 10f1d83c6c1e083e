"""Each rule, broken once: the complete list of what an officer reads, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, SERVICE, TEXT, Council

from goldenthread.messages import load_catalogue

# What is changed in which file, and everything that check then says.
BROKEN: dict[str, tuple[str, str, str, list[str]]] = {
    "a required field is taken away": (
        REVIEW,
        "reviewer: Association of Invented Councils\n",
        "",
        [
            f"{REVIEW}:2:1  error: This review needs “reviewer”: Who reviewed. "
            "Add a line such as: reviewer: Local Government Association [missing-field]"
        ],
    ),
    "a field is misspelt": (
        PLAN,
        "monitored_by:",
        "monitord_by:",
        [
            f"{PLAN}:9:1  error: “monitord_by” is not a field of this action plan. Did you mean “monitored_by”? "
            "The fields here are: id, title, summary, draft, publish_on, withdrawn, corrections, editor_notes, responds_to, decided_in, "
            "monitored_by, monitoring, supplied, source, documents, events, groups, actions. [unknown-field]"
        ],
    ),
    "a see points at 99": (
        PLAN,
        "same_as: 1",
        "see: 99",
        [
            f"{PLAN}:51:10  error: Action 2 points to action 99, which does not exist. "
            "Name an action from 1 to 3. [see-nowhere]"
        ],
    ),
    "an action is numbered twice": (
        PLAN,
        "  - number: 3",
        "  - number: 2",
        [
            f"{PLAN}:53:13  error: There are two entries for action 2. Give each action its own number. "
            f"See also {PLAN}:42:13. [number-twice]",
        ],
    ),
    "a number is left out": (
        PLAN,
        "  - number: 3",
        "  - number: 4",
        [
            f"{PLAN}:53:13  error: The number 3 is missing: this action is 4. "
            "Add number 3, or correct the number here. [number-missing]",
        ],
    ),
    "an action points to itself": (
        PLAN,
        "same_as: 1",
        "same_as: 2",
        [
            f"{PLAN}:51:14  error: Action 2 points to itself. "
            "Name the action that holds the answer. [see-itself]"
        ],
    ),
    "actions point in a ring": (
        PLAN,
        "    lead: Senior Team (ST)",
        "    see: 2\n    lead: Senior Team (ST)",
        [
            f"{PLAN}:27:10  error: These actions point to each other in a ring: 1 → 2 → 1. "
            "Let the one that holds the answer point nowhere. [see-in-a-ring]"
        ],
    ),
    "a lead is nobody": (
        PLAN,
        "lead: Senior Team (ST)",
        "lead: Senior Teem",
        [
            f"{PLAN}:27:11  error: The lead of action 1, “Senior Teem”, is no known body, post or group. "
            "Did you mean “Senior Team”? Add the name to data/organisation.yml, or say who is meant with “lead_posts”. "
            "[unknown-lead]"
        ],
    ),
    "a timeline is a lead": (
        PLAN,
        "timeline: November 2031",
        "timeline: Senior Team (ST)",
        [
            f"{PLAN}:28:15  warning: The timeline of action 1, “Senior Team (ST)”, is not a time. "
            "It seems to belong in the lead column. "
            "Write a month such as October 2031, “Ongoing”, “Complete” or “not recorded”. [timeline-not-a-time]"
        ],
    ),
    "completion has no evidence": (
        PLAN,
        "        evidence: Cabinet paper of 15 December 2031\n",
        "",
        [
            f"{PLAN}:32:17  error: Action 1 is called complete without evidence. "
            "Add a line “evidence:” that names what shows it. [no-evidence]"
        ],
    ),
    "an update is dated tomorrow": (
        PLAN,
        "date: 2031-12-15",
        "date: 2032-01-11",
        [
            f"{PLAN}:31:15  error: The update of action 1 is dated 11 January 2032, which is still to come. "
            "Correct the date. [update-in-future]"
        ],
    ),
    "an action is withdrawn from a day to come": (
        PLAN,
        "lead: Cabinet and ST\n",
        "lead: Cabinet and ST\n    withdrawn:\n      date: 2032-01-11\n      reason: Printed twice.\n",
        [
            f"{PLAN}:48:13  error: This is withdrawn from 11 January 2032 on, which is still to come. "
            "Correct the date. [withdrawn-in-future]"
        ],
    ),
    "updates are out of order": (
        PLAN,
        "date: 2031-11-30",
        "date: 2031-12-31",
        [
            f"{PLAN}:37:15  error: The updates of action 1 are not in order. "
            "Put the newest update first. [updates-out-of-order]"
        ],
    ),
    "a timeline moves without a reason": (
        PLAN,
        "          Two directorates have it.\n",
        "          Two directorates have it.\n        timeline: March 2032\n",
        [
            f"{PLAN}:41:19  warning: The timeline of action 1 moved to March 2032, and nobody is named who approved "
            "that. Add a line “approved_by:” below it. [moved-without-approver]",
            f"{PLAN}:41:19  error: The timeline of action 1 moved to March 2032 without a reason. "
            "Add a line “reason:” below it. [moved-without-reason]",
        ],
    ),
    "a target was past at the meeting": (
        PLAN,
        "    timeline: Ongoing\n    same_as: 1\n",
        "    timeline: July 2031\n",
        [
            f"{PLAN}:50:15  warning: Action 2 was due in July 2031, before the meeting of 4 October 2031, "
            "and is not complete. Check the date, or add an update that says what was done. [target-before-meeting]"
        ],
    ),
    "a response is forgotten": (
        PLAN,
        "    response: not recorded\n",
        "",
        [
            f"{PLAN}:53:5  error: Action 3 has no response. Add “response_summary”, "
            "or write “response: not recorded” where the plan leaves it blank. [response-missing]"
        ],
    ),
    "a field is left blank": (
        PLAN,
        "    response: not recorded\n",
        "    response:\n",
        [
            f"{PLAN}:56:5  error: “response” is left blank. Fill it in, take the line away, "
            "or write “not recorded” where the paper leaves it blank. [blank-field]"
        ],
    ),
    "a recommendation does not exist": (
        PLAN,
        "answers: 2031-finance 3",
        "answers: 2031-finance 33",
        [
            f"{PLAN}:54:14  error: There is no recommendation “2031-finance 33”: that review has 3 recommendations. "
            "Correct the review’s id or the number. [unknown-recommendation]"
        ],
    ),
    "a review does not exist": (
        PLAN,
        "responds_to:\n  - 2031-finance",
        "responds_to:\n  - 2031-finances",
        [
            f"{PLAN}:7:5  error: There is no review “2031-finances”. Did you mean “2031-finance”? "
            "Correct “responds_to”, or add what it names. [unknown-reference]",
            *(
                f"{PLAN}:{line}:14  error: Action {n} answers the review “2031-finance”, which the plan does not "
                "respond to. Add the review to “responds_to”, or correct the action. [answers-another-review]"
                for n, line in ((1, 23), (2, 43), (3, 54))
            ),
        ],
    ),
    "a word is not on its list": (
        PLAN,
        "status: in progress",
        "status: inprogress",
        [
            f"{PLAN}:38:17  error: “inprogress” is not a word for “status”. Did you mean “in progress”? "
            "Write one of: not started, in progress, complete, stopped. [unknown-word]"
        ],
    ),
    "a theme is not listed": (
        REVIEW,
        "  - number: 3\n    theme: reporting",
        "  - number: 3\n    theme: repoting",
        [
            f"{REVIEW}:69:12  error: The theme “repoting” is not listed in this file. Did you mean “reporting”? "
            "Add it to the file’s list, or correct the name. [not-listed-here]"
        ],
    ),
    "a report is published before it is agreed": (
        REVIEW,
        "  - kind: agreed\n    when: not recorded",
        "  - kind: agreed\n    when: September 2031",
        [
            f"{REVIEW}:18:11  error: “agreed” (September 2031) cannot come after “published” (August 2031). "
            f"Correct one of the two dates. See also {REVIEW}:15:11. [impossible-order]"
        ],
    ),
    "the id is not the file's name": (
        REVIEW,
        "id: 2031-finance\n",
        "id: 2031-money\n",
        [
            f"{REVIEW}:2:5  error: The id “2031-money” is not the file’s name. Write: id: 2031-finance [id-not-file-name]"
        ],
    ),
    "a cell of the table changes": (
        SERVICE,
        "£500,000",
        "£500,001",
        [
            f"{SERVICE}:65:13  error: The printed total of “Saved” is 1,500,000, and the figures add up to 1,500,001. "
            "Correct the total or a figure above it. [total-is-not-the-sum]"
        ],
    ),
    "one figure is stated in two ways": (
        REVIEW,
        "value: £1.5m",
        "value: £1.8m",
        [
            f"{REVIEW}:79:5  warning: “Savings” is stated as £1.8m and as 1,500,000. "
            "Correct one, or tell readers why they differ in an editor’s note. "
            f"See also {REPORT}:77:5. [figures-differ]"
        ],
    ),
    "one figure has two periods": (
        REVIEW,
        "period: 2031/32",
        "period: 2030/31",
        [
            f"{REVIEW}:79:5  warning: “Savings” is stated for 2030/31 and for 2031/32. "
            "Correct one, or tell readers why they differ in an editor’s note. "
            f"See also {REPORT}:77:5. [periods-differ]"
        ],
    ),
    "a cell does not exist": (
        REPORT,
        "2031-service / savings / Total / Saved",
        "2031-service / savings / Totals / Saved",
        [
            f"{REPORT}:79:11  error: There is no table cell “2031-service / savings / Totals / Saved”. "
            "Write the plan, table, row and column with “ / ” between them. [no-such-cell]"
        ],
    ),
    "a row lacks a cell": (
        SERVICE,
        "          - 1,000,000\n          - £500,000\n",
        "          - 1,000,000\n",
        [
            f"{SERVICE}:52:9  error: The row “Parks” does not fill the table: it has 1 of 2 cells. "
            "Give the row one cell a column. [cells-and-columns]",
        ],
    ),
    "a section is missing": (
        REPORT,
        "  - section: financial\n    text: |\n      None.\n",
        "",
        [
            f"{REPORT}:41:1  error: “implications” is left blank. Fill it in, take the line away, "
            "or write “not recorded” where the paper leaves it blank. [blank-field]"
        ],
    ),
    "a section is not the format's": (
        REPORT,
        "  - section: financial\n    text",
        "  - section: finance\n    text",
        [
            f"{REPORT}:2:1  error: The section “Financial Implications” is missing; “Ambleford format of 2031” requires "
            "it. Add an item to “implications” with “section: financial”. Where there is nothing to say, write “None.”. [section-missing]",
            f"{REPORT}:43:14  error: “Ambleford format of 2031” has no implications called “finance”. "
            "Write one of: financial. [unknown-section]",
        ],
    ),
    "an appendix is two things": (
        REPORT,
        "    action_plan: 2031-finance\n",
        "    action_plan: 2031-finance\n    file: plan.pdf\n",
        [
            f"{REPORT}:55:5  error: Appendix 1 is given in 2 ways. Keep one of “action_plan”, “review”, "
            "“plan_themes”, “file”, “not_supplied” and “exempt”. [appendix-is-one-thing]",
            f"{REPORT}:58:11  error: There is no file content/files/plan.pdf. "
            "Put the file there, or correct its name. [file-not-there]",
        ],
    ),
    "a text is not there": (
        REPORT,
        "text: content/cabinet-reports/2031-10-04-finance.md",
        "text: content/cabinet-reports/finance.md",
        [
            f"{REPORT}:72:7  error: There is no file content/cabinet-reports/finance.md. "
            "Put the file there, or correct its name. [file-not-there]"
        ],
    ),
    "a heading skips a level": (
        TEXT,
        "## Next steps",
        "#### Next steps",
        [
            f"{TEXT}:16:1  error: This heading has 4 marks, which skips a level or is above “##”. "
            "Go down one level at a time, starting with “##”. [heading-level]"
        ],
    ),
    "a text draws what is not there": (
        TEXT,
        "[[table 2031-service savings]]",
        "[[table 2031-service losses]]",
        [
            f"{TEXT}:12:1  error: “[[table 2031-service losses]]” names nothing that can be drawn. "
            "Write one of table, activities, horizons, workstreams, principles, then the plan’s id and a name, on a line of its own. "
            "[nothing-to-draw]"
        ],
    ),
    "a text asks for a picture of a plan that is not there": (
        TEXT,
        "[[picture progress 2031-finance]]",
        "[[picture progres 2031-finance]]",
        [
            f"{TEXT}:20:1  error: “[[picture progres 2031-finance]]” names no picture. "
            "Write one of progress, over-time, slippage, timeline, then the id of an action plan; "
            "after timeline, the id of a review. [no-such-picture]"
        ],
    ),
    "a picture stands in a report without a meeting": (
        REPORT,
        "meeting: 2031-10-04",
        "meeting: not recorded",
        [
            f"{TEXT}:{line}:1  error: “[[picture {what} 2031-finance]]” shows what was known on the day of the "
            "meeting, and this report gives no meeting. Fill in “meeting”, or take the line out. "
            "[picture-without-day]"
            for line, what in ((20, "progress"), (22, "timeline"))
        ],
    ),
    "a draft is named": (
        REVIEW,
        "reviewer:",
        "draft: yes\nreviewer:",
        [
            f"{PLAN}:7:5  error: “responds_to” names “2031-finance”, which readers may not see yet. "
            "Take the line away, or hold both back until the same day. [named-too-early]",
            f"{REPORT}:74:5  error: “brings” names “2031-finance”, which readers may not see yet. "
            "Take the line away, or hold both back until the same day. [named-too-early]",
        ],
    ),
    "a day does not exist": (
        REPORT,
        "meeting: 2031-10-04",
        "meeting: 2031-02-30",
        [
            f"{REPORT}:8:10  error: “2031-02-30” is not a day. Write it as 2031-10-05 or 5 October 2031. [not-a-date]"
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_said_with_its_place(name: str, tmp_path: Path) -> None:
    file, old, new, expected = BROKEN[name]
    assert Council(tmp_path / "c").change(file, old, new).said() == expected


def test_an_unbroken_council_has_no_errors_and_no_warnings(tmp_path: Path) -> None:
    assert Council(tmp_path / "c").said() == []


def test_gaps_in_the_papers_are_told_as_notices(tmp_path: Path) -> None:
    assert Council(tmp_path / "c").said("notice") == [
        f"{PLAN}:53:5  notice: Action 3 has no response and no timeline and no lead. "
        "Ask the plan’s author; readers see “not recorded”. [blank-in-plan]",
        f"{REPORT}:61:19  notice: Appendix 2, “Map of offices”, is named but was not supplied. "
        "Add it when it is found; readers are told. [not-supplied]",
    ]


def test_the_same_words_twice_are_offered_for_linking(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(
        REVIEW, "Train managers every year.", "Join finance and performance reports."
    )
    assert [line.split(" [")[0] for line in council.said("notice") if "same words" in line] == [
        f"{REVIEW}:68:5  notice: Recommendations “2031-finance 2” and “2031-finance 3” are in the same words. "
        f"If they ask for the same, add “repeats” to one of them. See also {REVIEW}:57:5."
    ]


def test_messages_fill_every_gap_with_words(tmp_path: Path) -> None:
    for _, old, new, expected in BROKEN.values():
        assert old != new
        assert not [line for line in expected if "{" in line or "None " in line]
    assert {
        line.rsplit("[", 1)[1][:-1] for _, _, _, said in BROKEN.values() for line in said
    } <= load_catalogue().keys()
