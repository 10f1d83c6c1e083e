"""The council's own cabinet reports: every page and its PDF hold the same words, in the order of the papers."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from papers import ROOT, headings
from pdf_helpers import article_words, difference, outline, tags, texts_equal

from goldenthread.commands.check import examine
from goldenthread.outputs.pages import pages
from goldenthread.outputs.reports import draw_reports, report_html
from goldenthread.register import Register, build
from goldenthread.templating import environment

pytestmark = pytest.mark.slow

FINANCE, PROGRESS = "2021-10-05-finance-peer-challenge", "2023-02-28-peer-progress-review"
TRANSFORMATION = "2021-transformation-plan-annual-report"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def register() -> Register:
    content = examine(ROOT, TODAY).content
    assert content is not None
    return build(content, TODAY)


@pytest.fixture(scope="module")
def pdfs(register: Register, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = draw_reports(register, environment(ROOT / "templates"), ROOT, tmp_path_factory.mktemp("cache"))
    return {name: pdf.output().content for name, pdf in made.items()}


@pytest.fixture(scope="module")
def bodies(register: Register) -> dict[str, str]:
    made = pages(register, environment(ROOT / "templates"))
    return {page.path.split("/")[1]: page.body for page in made if page.path.startswith("cabinet-reports/2")}


def test_every_report_has_a_page_and_a_pdf(
    register: Register, pdfs: dict[str, bytes], bodies: dict[str, str]
) -> None:
    named = {report.facts.id for report in register.cabinet_reports}
    assert named >= {FINANCE, PROGRESS, TRANSFORMATION}
    assert set(pdfs) == set(bodies) == named


def test_every_page_and_its_pdf_hold_the_same_words(pdfs: dict[str, bytes], bodies: dict[str, str]) -> None:
    for name, pdf in pdfs.items():
        assert texts_equal(bodies[name], pdf), f"{name}\n{difference(bodies[name], pdf)}"


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
    sections = [text for level, text, _ in outline(pdfs[PROGRESS]) if level == 2 and "Appendix" not in text]
    numbers = [match[1] if (match := re.match(r"(\d+)\. ", text)) else None for text in sections]
    assert numbers == [None, None, None, "1", "2", "3", "4", None, None, None, None, None, "10", "11"]
    assert sections[7:12] == [
        *("Other Implications", "Risk Assessment", "Equalities Impact Assessment", "Appendices"),
        "Background Papers",
    ]
    risk = article_words(bodies[PROGRESS]).partition("RiskAssessment")[2]
    assert risk.startswith("6.1")
    assert "CurrentRisk:LowResidualRisk:Low" in risk


def test_the_plan_of_2021_has_48_rows_in_seven_groups(pdfs: dict[str, bytes]) -> None:
    paper = tags(pdfs[FINANCE])
    rows = [[cell.words() for cell in row.tags()] for row in paper.all("TR")]
    plan = [row for row in rows if len(row) == 5 and re.fullmatch(r"\d+\.", row[0])]
    assert [row[0] for row in plan] == [f"{number}." for number in range(1, 49)]
    groups = [row[0] for row in rows if len(row) == 1]
    assert len(groups) == 7
    blank_timelines = [row[0] for row in plan if row[3] == "Not recorded"]
    assert blank_timelines == ["13.", "36.", "38.", "42.", "43."]
    assert [row[0] for row in plan if row[4] == "Not recorded"] == ["13.", "36.", "38."]
    assert [row[0] for row in plan if row[2].startswith("Not recorded")] == ["15.", "38."]
    assert sum(row[3] == "Ongoing" for row in plan) == 20


def test_see_6_leads_to_row_6(register: Register) -> None:
    report = next(report for report in register.cabinet_reports if report.facts.id == FINANCE)
    html = report_html(report, register.council, environment(ROOT / "templates"))
    row = html[html.index('id="action-10"') :].partition("</tr>")[0]
    assert '<a href="#action-6">See 6. Action 6: ' in row
    assert 'id="action-6"' in html


def test_the_report_without_a_first_page_says_so_and_keeps_its_figures(pdfs: dict[str, bytes]) -> None:
    paper = next(tags(pdfs[TRANSFORMATION]).all("Art")).words()
    assert "Date of meetingNot recorded" in paper
    assert "Editor’s note:" in paper
    whole = "".join(art.words() for art in tags(pdfs[TRANSFORMATION]).all("Art"))
    for mark in ("a)", "b)", "c)"):
        assert mark in whole
    rows = [[cell.words() for cell in row.tags()] for row in tags(pdfs[TRANSFORMATION]).all("TR")]
    assert ["Totals", "10,845,000", "5,407,500", "2,104,000"] in rows
