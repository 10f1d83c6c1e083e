"""A page or PDF whose words are a summary says so once, at its head, with where the exact words are."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import REPORT, REVIEW, Council
from parsed_page import Seen
from paths import TEMPLATES

from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

REVIEW_PAGE = "reviews/2031-finance/"
REPORT_PAGE = "cabinet-reports/2031-10-04-finance/"
SAYS_SO = "This is our summary, not "


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def drawn(council: Council) -> dict[str, str]:
    return {page.path: Seen(page.body).text for page in pages(council.register(), environment(TEMPLATES))}


def paper(council: Council) -> str:
    register = council.register()
    return Seen(report_html(register.cabinet_reports[0], register.council, environment(TEMPLATES))).text


def test_a_summarised_paper_says_so_at_the_head_of_its_page_and_of_its_pdf(council: Council) -> None:
    held = "documents:\n  - id: report\n    title: Report of October\n    date: October 2031\n    supplied: yes\n"
    council.change(REPORT, "access: part exempt\n", f"access: part exempt\nsummarised: yes\n{held}")
    for text in (drawn(council)[REPORT_PAGE], paper(council)):
        assert text.count(f"{SAYS_SO}the paper itself.") == 1
        said = text.index(SAYS_SO)
        assert said < text.index("A Example") < text.index("That Cabinet:")
        assert "Corrections" not in text[:said]
        where = "The exact words are in “Report of October”. That paper is not held on this site."
        assert where in text[said : said + 200]


def test_a_paper_in_its_own_words_does_not(council: Council) -> None:
    assert SAYS_SO not in drawn(council)[REPORT_PAGE]
    assert SAYS_SO not in paper(council)


def test_a_review_and_each_part_of_it_say_so_unless_their_exact_words_are_held(council: Council) -> None:
    found = drawn(council)
    whole = {path for path, text in found.items() if path.startswith(REVIEW_PAGE) and SAYS_SO in text}
    held = {item.number for item in council.content().reviews["2031-finance"].recommendations if item.text}
    asked = {path for path in found if path.startswith(f"{REVIEW_PAGE}recommendations/")}
    exact = {f"{REVIEW_PAGE}recommendations/{number}/" for number in held}
    assert REVIEW_PAGE in whole
    assert whole & asked == asked - exact
    assert all(found[path].count("exact words are in") == 1 for path in whole)


def test_a_plan_of_the_councils_says_so(council: Council) -> None:
    assert drawn(council)["plans/2031-service/"].count(f"{SAYS_SO}the plan itself.") == 1


def test_an_action_says_so_where_only_a_summary_of_the_response_is_held(council: Council) -> None:
    plan = council.content().action_plans["2031-finance"]
    summaries = {item.number for item in plan.actions if item.response_summary and not item.response}
    said = {
        path.rstrip("/").rpartition("/")[2]
        for path, text in drawn(council).items()
        if path.startswith("action-plans/2031-finance/actions/") and SAYS_SO in text
    }
    assert summaries
    assert said == summaries


def test_the_reviewers_own_words_are_never_called_ours(council: Council) -> None:
    path = council.root / REVIEW
    recommendations, _, rest = path.read_text("utf-8").partition("\nmeasures:")
    head, _, recommendations = recommendations.partition("\nrecommendations:")
    recommendations = recommendations.replace("    summary: |", "    text: |")
    path.write_text(f"{head}\nrecommendations:{recommendations}\nmeasures:{rest}", "utf-8")
    shown = drawn(council)
    one = shown[f"{REVIEW_PAGE}recommendations/3/"]
    assert one.count("Train managers every year.") == 1
    assert "The reviewers’ own words: " in one
    assert "our summary" not in one.lower()
    assert "in our words, by theme" not in shown[REVIEW_PAGE]
