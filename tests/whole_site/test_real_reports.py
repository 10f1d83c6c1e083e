"""The council's own cabinet reports: every page and its PDF hold the same words, in the order of the papers."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from drawn_report import headings
from every_report import Paper
from paths import ROOT
from pdf_reading import article_words, outline, share_blank, tags

from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.register import Register, build
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

FINANCE, PROGRESS = "2021-10-05-finance-peer-challenge", "2023-02-28-peer-progress-review"
TRANSFORMATION = "2021-transformation-plan-annual-report"
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def register() -> Register:
    content = examine(ROOT, TODAY).content
    assert content is not None
    return build(content, TODAY)


@pytest.fixture(scope="module")
def pdfs(every_paper: dict[str, Paper]) -> dict[str, bytes]:
    return {name: every_paper[name].pdf for name in (FINANCE, PROGRESS, TRANSFORMATION)}


@pytest.fixture(scope="module")
def bodies(every_paper: dict[str, Paper]) -> dict[str, str]:
    return {name: every_paper[name].page for name in (FINANCE, PROGRESS, TRANSFORMATION)}


def test_no_report_skips_a_level_of_heading_or_gives_an_address_twice(register: Register) -> None:
    env = environment(ROOT / "templates")
    for report in register.cabinet_reports:
        html = report_html(report, register.council, env)
        levels = [level for level, _ in headings(html)]
        assert all(below - above <= 1 for above, below in pairwise(levels))
        given = re.findall(r'\bid="([^"]+)"', html)
        assert len(given) == len(set(given))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(given)


def test_the_numbers_of_2023_jump_as_printed(pdfs: dict[str, bytes], bodies: dict[str, str]) -> None:
    headings = [text for level, text, _ in outline(pdfs[PROGRESS]) if level == 2]
    sections = [text for text in headings if not text.startswith(("Appendix", "Corrections", "17 notes"))]
    numbers = [match[1] if (match := re.match(r"(\d+)\. ", text)) else None for text in sections]
    assert numbers == [None, None, None, "1", "2", "3", "4", None, None, None, None, None, "10", "11"]
    assert sections[7:12] == [
        *("Other Implications", "Risk Assessment", "Equalities Impact Assessment", "Appendices"),
        "Background Papers",
    ]
    risk = article_words(bodies[PROGRESS]).partition("RiskAssessment")[2]
    assert risk.startswith("6.1")
    assert "CurrentRisk:LowResidualRisk:Low" in risk


def test_the_plan_of_2021_has_48_actions_in_seven_groups(pdfs: dict[str, bytes]) -> None:
    """Each action is a heading with the plan's columns as a list of facts below it."""
    plan: dict[str, dict[str, str]] = {}
    for part in tags(pdfs[FINANCE]).all("Sect"):
        inside = part.tags()
        number = re.match(r"(\d+\.) ", inside[0].words()) if inside and inside[0].kind == "H4" else None
        if number:
            items = [item.tags() for item in next(tag for tag in inside if tag.kind == "L").tags()]
            plan[number[1]] = {label.words().strip(): said.words().strip() for label, said in items}
    assert list(plan) == [f"{number}." for number in range(1, 49)]
    marks = [(level, text) for level, text, _ in outline(pdfs[FINANCE]) if level < 4]
    first = next(place for place, (_, text) in enumerate(marks) if text.startswith("Appendix 1 "))
    assert [level for level, _ in marks[first : first + 9]] == [2, *[3] * 7, 2]
    blank = {
        name: [number for number, facts in plan.items() if facts[name].startswith("Not recorded")]
        for name in ("Response", "Timeline", "Lead")
    }
    assert blank["Timeline"] == ["13.", "36.", "38.", "42.", "43."]
    assert blank["Lead"] == ["13.", "36.", "38."]
    assert blank["Response"] == ["15.", "38."]
    assert sum(facts["Timeline"] == "Ongoing" for facts in plan.values()) == 20


def test_the_papers_together_leave_less_than_four_pages_blank(pdfs: dict[str, bytes]) -> None:
    blank = {name: share_blank(pdf) for name, pdf in pdfs.items()}
    assert sum(map(sum, blank.values())) < 4, blank  # pages; the trial of November 2026 found 10.8


def test_no_bookmark_is_longer_than_sixty_letters_but_the_title_and_they_are_shown_on_opening(
    pdfs: dict[str, bytes],
) -> None:
    for pdf in pdfs.values():
        assert [text for level, text, _ in outline(pdf) if level > 1 and len(text) > 60] == []
        with pikepdf.open(BytesIO(pdf)) as file:
            assert file.Root.PageMode == "/UseOutlines"


def test_see_6_leads_to_row_6(register: Register) -> None:
    report = next(report for report in register.cabinet_reports if report.facts.id == FINANCE)
    html = report_html(report, register.council, environment(ROOT / "templates"))
    row = html[html.index('id="appendix-1-action-10"') :].partition("</tr>")[0]
    assert '<a href="#appendix-1-action-6">See 6</a>: ' in row
    assert 'id="appendix-1-action-6"' in html


def test_the_report_without_a_first_page_says_so_and_keeps_its_figures(pdfs: dict[str, bytes]) -> None:
    paper = next(tags(pdfs[TRANSFORMATION]).all("Art")).words()
    assert "Date of meetingNot recorded" in paper
    assert "Editor’s note:" in paper
    whole = "".join(art.words() for art in tags(pdfs[TRANSFORMATION]).all("Art"))
    for mark in ("a)", "b)", "c)"):
        assert mark in whole
    rows = [[cell.words() for cell in row.tags()] for row in tags(pdfs[TRANSFORMATION]).all("TR")]
    assert ["Totals", "10,845,000", "5,407,500", "2,104,000"] in rows
