"""Cabinet reports: what stands on the page, in the parts that page and PDF share."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from council import REPORT, TEXT, Council
from drawn_report import body, headings, long_plan, paper, words
from jinja2 import Environment
from paths import ROOT

from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "templates")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def test_sections_stand_in_printed_order_with_printed_numbers(council: Council, env: Environment) -> None:
    assert [text for level, text in headings(body(paper(council), env)) if level == 2] == [
        "Recommendation",
        "Reason for Recommendation",
        "1. Executive Summary",
        "2. Financial Implications",
        "Risk Assessment",
        "Appendices",
        "Background Papers",
        "6. Background",
        "7. Next steps",
        "Appendix 1 – Action plan",
        "Appendix 2 – Map of offices",
        "Appendix 3 – Prices",
        "1 note on the source",
    ]


def test_paragraphs_take_the_count_of_their_section_even_where_it_is_not_printed(
    council: Council, env: Environment
) -> None:
    html = body(paper(council), env)
    numbers = re.findall(r'<p class="numbered" id="[^"]*"><span class="number">([^<]*)</span> (\w+)', html)
    assert numbers == [
        ("1.1", "Appendix"),
        ("3.1", "Having"),
        ("6.1", "Peers"),
        ("6.2", "The"),
        ("6.3", "Numbers"),
        ("7.1", "Officers"),
    ]


def test_the_header_says_who_decides_when_and_who_wrote(council: Council, env: Environment) -> None:
    html = body(paper(council), env)
    header = html[html.index("<dl") : html.index("</dl>")]
    assert words(header.replace("</dt>", ": ").replace("</dd>", " | ")) == (
        "Decision maker: Cabinet | Date of meeting: 4 October 2031 | Purpose: For decision | "
        "Portfolio Holder: Cllr C Pretend, Finance | Local Councillor(s): All | "
        "Report Author: A Example, Director of Finance | Tel: 01234 567890 | "
        "Email: finance@ambleford.example | Report Status: Part exempt |"
    )
    assert '<a href="mailto:finance@ambleford.example">' in header


def test_a_lost_date_and_header_are_said(council: Council, env: Environment) -> None:
    council.change(
        REPORT, "meeting: 2031-10-04", "meeting: not recorded\nheader_note: The first page is lost."
    )
    for picture in ("progress", "timeline"):  # each shows what was known on the day of the meeting
        council.change(TEXT, f"[[picture {picture} 2031-finance]]\n", "")
    html = body(paper(council), env)
    assert "<dt>Date of meeting</dt>\n<dd>Not recorded</dd>" in html
    assert "Editor’s note: The first page is lost." in words(html)


def test_several_parts_of_a_decision_are_lettered(council: Council, env: Environment) -> None:
    html = body(paper(council), env)
    decision = html[html.index('<div class="gt-decision">') :].split("</div>")[0]
    assert words(decision) == "That Cabinet: a) approves the action plan. b) notes the report."
    assert decision.count("<li>") == 2


def test_a_single_decision_has_no_letter(council: Council, env: Environment) -> None:
    council.change(REPORT, "    - |\n      notes the report.\n", "")
    assert "approves the action plan." in words(body(paper(council), env))
    assert "a)" not in words(body(paper(council), env))


def test_both_levels_of_risk_are_said(council: Council, env: Environment) -> None:
    council.change(REPORT, "  residual: low", "  residual: low\n  residual_as_printed: low")
    assert "Current Risk: Low Residual Risk: low" in words(body(paper(council), env))


def test_each_appendix_says_where_it_is(council: Council, env: Environment) -> None:
    text = words(body(paper(council), env))
    assert "Appendix 1 – Action plan (in this paper)" in text
    assert "Appendix 2 – Map of offices (not supplied)" in text
    assert "Appendix 3 – Prices (not for publication)" in text
    assert (
        "This appendix is named in the paper and is not supplied here. The map was not among the papers."
        in text
    )
    assert "exempt under paragraph 3 of part 1 of Schedule 12A to the Local Government Act 1972" in text
    assert "Prices are still being agreed." in text


def test_an_action_has_the_councils_columns_under_a_heading_of_its_own(
    council: Council, env: Environment
) -> None:
    html = body(paper(council), env)
    plan = html[html.index('id="appendix-1"') : html.index('id="appendix-2"')]
    assert headings(plan) == [
        (3, "Leadership"),
        (4, "1. Share one picture of the first quarter with every budget holder."),
        (3, "Reporting"),
        (4, "2. Join finance and performance reports."),
        (4, "3. Train managers every year."),
    ]
    assert re.findall(r"<dt>([^<]*)", plan) == ["Response", "Timeline", "Lead"] * 3
    assert "3 actions in 2 groups" in plan


def test_what_the_plan_leaves_blank_is_said_to_be_not_recorded(council: Council, env: Environment) -> None:
    html = body(paper(council), env)
    action = html[html.index('id="appendix-1-action-3"') :].split("</section>")[0]
    assert words(action.partition(">")[2]) == (
        "3. Train managers every year. Response Not recorded Timeline Not recorded Lead Not recorded [note 1]"
    )


def test_a_plan_is_a_table_where_the_paper_asks_for_it(council: Council, env: Environment) -> None:
    council.change(
        REPORT, "    action_plan: 2031-finance\n", "    action_plan: 2031-finance\n    layout: table\n"
    )
    html = body(paper(council), env)
    plan = html[html.index('<section class="gt-appendix gt-appendix-plan gt-appendix-landscape">') :]
    tables = re.findall(r'<table class="gt-table gt-rows".*?</table>', plan, re.DOTALL)
    assert len(tables) == 2  # one for each group
    heads = ["Number", "What is asked", "Response", "Timeline", "Lead"]
    assert [re.findall(r'<th scope="col"[^>]*>([^<]*)', table) for table in tables] == [heads, heads]
    assert re.findall(r'<tr role="row" id="appendix-1-action-(\d)"><th scope="row"', plan) == ["1", "2", "3"]
    assert '<a href="#appendix-1-action-1">See 1</a>: Share one picture' in plan


def test_a_note_for_proof_readers_is_marked_and_listed_once_at_the_end(
    council: Council, env: Environment
) -> None:
    council.change(
        REPORT,
        "background_papers:",
        "editor_notes:\n  - about: reason\n    note: |\n      A full stop is missing.\n"
        "  - about: executive_summary\n    note: |\n      The sum is £1,000 more in 6.1.\n    material: yes\n\nbackground_papers:",
    )
    html = body(paper(council), env)
    marks = re.findall(r'<a class="gt-mark" id="(source-mark-\d)" href="#(source-note-\d)">', html)
    notes = re.findall(r'<li id="(source-note-\d)">.*?href="#(source-mark-\d)"', html)
    assert [(note, mark) for mark, note in marks] == notes  # there and back
    assert len(notes) == 2
    text, _, listed = html.rpartition('<details class="gt-remarks">')
    assert "A full stop is missing." in words(listed)
    assert "A full stop is missing." not in words(text)
    assert "Editor’s note: The sum is £1,000 more in 6.1." in words(text)


def test_a_row_that_points_to_another_leads_there_and_says_what_it_is(
    council: Council, env: Environment
) -> None:
    html = body(paper(council), env)
    assert (
        '<a href="#appendix-1-action-1">See 1</a>: Share one picture of the first quarter with every budget holder.</p>'
        in html
    )


def test_a_table_of_figures_keeps_its_figures_as_printed(council: Council, env: Environment) -> None:
    html = body(paper(council), env)
    table = html[html.index('<table class="gt-table gt-figures"') :].split("</table>")[0]
    assert "Table 1. Savings (pounds)" in table
    assert re.findall(r"<td[^>]*>([^<]*)", table) == [
        *("1,000,000", "£500,000"),
        *("1,000,000", "1,000,000"),
        *("2,000,000", "1,500,000"),
    ]


def test_every_way_within_the_paper_leads_somewhere_and_no_address_is_given_twice(
    council: Council, env: Environment
) -> None:
    html = report_html(paper(long_plan(council)), council.content().council, env)
    given = re.findall(r'\bid="([^"]+)"', html)
    assert len(given) == len(set(given))
    asked = set(re.findall(r'href="#([^"]+)"', html))
    assert asked >= {"appendix-1", "appendix-1-action-1", "recommendation"}
    assert asked <= set(given)


def test_headings_never_skip_a_level(council: Council, env: Environment) -> None:
    council.change(TEXT, "#. The council wrote", "### #. A heading with a number\n\n#. The council wrote")
    html = report_html(paper(long_plan(council)), council.content().council, env)
    levels = [level for level, _ in headings(html)]
    assert (levels[0], max(levels)) == (1, 4)
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_what_people_write_is_never_taken_for_markup(council: Council, env: Environment) -> None:
    council.change(REPORT, "- name: A Example", '- name: "<script>alert(1)</script>"')
    council.change(REPORT, "      approves the action plan.", "      approves <b>the</b> {{ 7 * 7 }} plan.")
    html = body(paper(council), env)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "{{ 7 * 7 }}" in html


def test_a_paper_leads_to_the_site_only_when_that_has_an_address(council: Council, env: Environment) -> None:
    report = paper(council)
    assert "actions/1/" not in report_html(report, council.content().council, env)
    council.change(
        "data/council.yml", "site_address: not recorded", "site_address: https://reviews.example.org"
    )
    assert 'href="https://reviews.example.org/action-plans/2031-finance/actions/1/"' in report_html(
        report, council.content().council, env
    )
