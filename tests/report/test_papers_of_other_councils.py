"""What other councils print is had by configuration alone: header, recommendations, lateness, sign-off, progress, limits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from council import PLAN, REPORT, TODAY, Council
from drawn_report import body, headings, paper, words
from formats_council import FORMATS
from import_files import pasted
from jinja2 import Environment
from paths import TEMPLATES

from goldenthread.importing.detect import open_paper
from goldenthread.importing.merging import Wish
from goldenthread.importing.report_reader import read_report
from goldenthread.outputs.open_data.writer import open_data
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

NAME = "    name: Ambleford format of 2031\n"
FIRST = "    sections:\n\n      - id: recommendation\n"
DECISION = """  lead_in: "That Cabinet:"
  parts:

    - |
      approves the action plan.

    - |
      notes the report.
"""
GROUPS = """  groups:

    - lead_in: "Cabinet is recommended to:"
      parts:
        - approve the action plan.
        - note the report.

    - body: audit-committee
      lead_in: "The committee is recommended to:"
      parts:
        - follow progress.
"""
HEADER = """    header:

      - field: header_lines
        line: agenda-item
        label: Agenda item
        required: yes

      - field: executive_directors
        label: Report of

      - field: timetable
        label: Meetings

      - field: key_decision
        label: Key decision
        otherwise: "No"

      - field: local_councillors
        label: Wards affected

      - field: portfolio_holders
        label: Cabinet Member

      - field: header_lines
        line: notice-date
        label: Date of notice

      - field: access
        label: Classification

"""
LINES = """header_lines:

  - line: notice-date
    text: 6 September 2031

  - line: agenda-item
    text: 7 (b)

timetable:

  - body: audit-committee
    date: 2031-09-23
    purpose: for information

"""


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(TEMPLATES)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def in_format(council: Council, lines: str) -> Council:
    """Add lines to the council's one format."""
    return council.change(FORMATS, NAME, NAME + lines)


def with_section(council: Council, lines: str) -> Council:
    """Put a section before the first of the format."""
    return council.change(
        FORMATS,
        FIRST,
        FIRST.replace("      - id: recommendation\n", "") + lines + FIRST.rpartition("\n\n")[2],
    )


def decided(council: Council, env: Environment) -> str:
    html = body(paper(council), env)
    return html[html.index('<div class="gt-decision">') : html.index("</div>")]


def items(html: str) -> list[str]:
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", html, re.DOTALL)]


def test_the_header_has_lines_of_the_councils_own_in_its_order_and_several_meetings(
    council: Council, env: Environment
) -> None:
    in_format(council, HEADER).change(REPORT, "authors:\n", LINES + "authors:\n")
    html = body(paper(council), env)
    header = html[html.index('<dl class="gt-facts">') : html.index("</dl>")]
    assert [words(line) for line in re.findall(r"<d[td]>.*?</d[td]>", header)] == [
        *("Agenda item", "7 (b)"),
        *("Meetings", "Audit Committee, 23 September 2031", "Cabinet, 4 October 2031"),
        *("Key decision", "No"),
        *("Wards affected", "All"),
        *("Cabinet Member", "Cllr C Pretend, Finance"),
        *("Date of notice", "6 September 2031"),
        *("Classification", "Part exempt"),
    ]


def test_a_header_line_that_is_asked_for_or_that_the_format_does_not_have_is_a_problem(
    council: Council,
) -> None:
    in_format(council, HEADER)
    council.change(REPORT, "authors:\n", LINES.replace("agenda-item", "agenda") + "authors:\n")
    said = [line.partition(": ")[2] for line in council.said("error")]
    assert said == [
        "“Agenda item” is missing: “Ambleford format of 2031” requires it. Add an item to “header_lines” with "
        "“line: agenda-item”. [section-missing]",
        "“Ambleford format of 2031” has no header lines called “agenda”. Choose one of: agenda-item, notice-date. "
        "[unknown-section]",
    ]


def test_a_paper_with_such_a_header_is_read_by_its_labels(council: Council, tmp_path: Path) -> None:
    in_format(council, HEADER).change(REPORT, "authors:\n", LINES + "authors:\n")
    lines = ("Cabinet", "4 November 2031", "Agenda item: 9", "Meetings: Cabinet, 4 November 2031")
    paper = "\n\n".join([*lines, "Wards affected: Central", "Reason for Recommendation", "To build.\n"])
    wish = Wish("cabinet-report", "2031-11-04-schools", TODAY)
    found = read_report(open_paper(pasted(tmp_path / "report.txt", paper)), wish, council.content())
    assert found.top["header_lines"] == [{"line": "agenda-item", "text": "9"}]
    assert found.top["local_councillors"] == "Central"
    assert [p.code for p in found.problems if "timetable" in str(p)] == ["import-not-placed"]


@pytest.mark.parametrize(
    ("marks", "printed"),
    [("a)", "a) b)"), ("(a)", "(a) (b)"), ("1.", "1. 2."), ("(1)", "(1) (2)"), ("2.1", "1.1 1.2")],
)
def test_recommendations_are_numbered_as_the_format_has_it(
    marks: str, printed: str, council: Council, env: Environment
) -> None:
    in_format(council, f'    recommendation_marks: "{marks}"\n')
    council.change(
        FORMATS,
        "content: recommendation\n        number: none",
        "content: recommendation\n        number: shown",
    )
    first, second = printed.split()
    assert items(decided(council, env)) == [
        f"{first} approves the action plan.",
        f"{second} notes the report.",
    ]


def test_each_body_has_its_own_recommendations_with_its_lead_in_numbered_through(
    council: Council, env: Environment
) -> None:
    in_format(council, '    recommendation_marks: "1."\n').change(REPORT, DECISION, GROUPS)
    html = decided(council, env)
    assert re.findall(r'<p class="gt-lead-in">(.*?)</p>', html) == [
        *("Cabinet is recommended to:", "The committee is recommended to:")
    ]
    assert headings(html) == [(3, "Audit Committee")]
    assert items(html) == ["1. approve the action plan.", "2. note the report.", "3. follow progress."]
    data = "".join(output.content.decode() for output in open_data(council.register()))
    assert (
        '"recommended_decision": ["approve the action plan.", "note the report.", "follow progress."]' in data
    )


def test_a_decision_for_nobody_or_in_two_forms_is_a_problem(council: Council) -> None:
    council.change(REPORT, DECISION, DECISION + GROUPS)
    assert [line for line in council.said("error") if line.endswith("[decision-is-one-thing]")]


def test_a_late_report_says_so_in_the_words_of_the_law(council: Council, env: Environment) -> None:
    late = "      - id: late\n        heading: Late report\n        content: lateness\n        number: none\n        required: no\n\n"
    with_section(council, late)
    assert "Late report" not in words(body(paper(council), env))
    council.change(
        REPORT, "reason: |\n  To act", "lateness: |\n  The grant ends in October.\nreason: |\n  To act"
    )
    html = body(paper(council), env)
    said = words(html[html.index('id="late"') : html.index('id="recommendation"')])
    assert "was not open to inspection for five clear days before the meeting" in said
    assert "section 100B(4)(b)" in said
    assert said.index("which are these") < said.index("The grant ends in October.")


def test_a_section_may_begin_with_words_that_every_report_has(council: Council, env: Environment) -> None:
    council.change(
        FORMATS,
        "        heading: Reason for Recommendation\n",
        "        heading: Reason for Recommendation\n        standing_text: The author has asked legal services.\n",
    )
    html = words(body(paper(council), env))
    assert "The author has asked legal services. To act on what the peers found." in html


def test_the_posts_that_sign_a_report_off_are_printed_with_their_days(
    council: Council, env: Environment
) -> None:
    rows = "".join(
        f"          - id: {post}\n            heading: {name}\n            required: yes\n"
        for post, name in (("finance", "Section 151 Officer"), ("legal", "Monitoring Officer"))
    )
    with_section(
        council,
        f"      - id: sign-off\n        heading: Sign-off\n        content: sign-off\n        number: none\n        required: yes\n        rows:\n{rows}\n",
    )
    missing = [line for line in council.said("error") if line.endswith("[section-missing]")]
    assert "Add an item to “sign_offs” with “section: finance”" in missing[0]
    signed = "sign_offs:\n  - section: legal\n    agreed_by: B Sample\n  - section: finance\n    agreed_by: A Example\n    agreed_on: 2031-09-20\n"
    council.change(REPORT, "background_papers: None.\n", f"background_papers: None.\n{signed}")
    html = body(paper(council), env)
    lines = html[html.index('id="sign-off"') :]
    assert [words(line) for line in re.findall(r"<d[td]>.*?</d[td]>", lines[: lines.index("</dl>")])] == [
        *("Section 151 Officer", "A Example, 20 September 2031"),
        *("Monitoring Officer", "B Sample, date not recorded"),
    ]


@pytest.mark.parametrize("where", ["format", "paper"])
def test_a_plan_that_is_an_appendix_may_print_progress_as_known_at_the_meeting(
    where: str, council: Council, env: Environment
) -> None:
    assert "Last update" not in body(paper(council), env)
    if where == "format":
        in_format(council, "    plan_progress: yes\n")
    else:
        council.change(
            REPORT, "    action_plan: 2031-finance\n", "    action_plan: 2031-finance\n    progress: yes\n"
        )
    text = (council.root / PLAN).read_text("utf-8")
    (council.root / PLAN).write_text(text.replace("2031-11-30", "2031-10-01"), "utf-8")
    html = body(paper(council), env)
    action = words(html[html.index('id="appendix-1-action-1"') : html.index('id="appendix-1-action-2"')])
    assert "Status On track (in progress) Last update 1 October 2031 Two directorates have it." in action
    assert "All directorates have the report" not in html
    assert "Progress is as known on 4 October 2031." in words(html)
    blank = words(html[html.index('id="appendix-1-action-3"') :])
    assert "Status No date set Last update Not recorded" in blank


def test_progress_of_no_day_is_a_problem(council: Council) -> None:
    in_format(council, "    plan_progress: yes\n").change(
        REPORT, "meeting: 2031-10-04", "meeting: not recorded"
    )
    assert [line for line in council.said("error") if line.endswith("[progress-without-meeting]")]


def test_more_words_than_the_format_allows_are_noticed(council: Council) -> None:
    heading = "        heading: Executive Summary\n"
    council.change(FORMATS, heading, f"{heading}        word_limit: 13\n")
    long = [line for line in council.said("notice") if line.endswith("[section-too-long]")]
    assert [line.partition(": ")[2].partition(" Shorten")[0] for line in long] == [
        "“Executive Summary” has 14 words, and “Ambleford format of 2031” allows 13."
    ]
    council.change(FORMATS, "word_limit: 13", "word_limit: 14")
    assert not [line for line in council.said("notice") if line.endswith("[section-too-long]")]
