"""What is withdrawn keeps its page, says so, and is not counted, waited for or found."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import REPORT, TODAY, Council
from paths import TEMPLATES

from build import main
from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

REASON = "It was printed twice."


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


def withdraw(council: Council, *words: str) -> int:
    return main(
        ["--root", str(council.root), "--today", TODAY.isoformat(), "withdraw", *words, "--reason", REASON]
    )


def drawn(council: Council) -> dict[str, Page]:
    return {page.path: page for page in pages(council.register(), environment(TEMPLATES))}


def test_a_withdrawn_action_keeps_its_page_and_is_not_counted(council: Council) -> None:
    before = council.register()
    assert withdraw(council, "action-plans/2031-finance", "1") == 0
    after = council.register()
    assert after.action_plans[0].counts[0].value == len(before.actions) - 1
    assert after.actions[0].withdrawn
    assert after.happenings[0].what == "Withdrawn"
    page = drawn(council)["action-plans/2031-finance/actions/1/"]
    assert "Withdrawn on 10 January 2032." in page.body
    assert REASON in page.body
    assert (page.search, page.unlisted) == (None, True)


def test_a_withdrawn_paper_says_so_at_its_head(council: Council) -> None:
    assert withdraw(council, REPORT) == 0
    register = council.register()
    env = environment(TEMPLATES)
    html = report_html(register.cabinet_reports[0], register.council, env)
    head = html.partition('<article class="gt-paper">')[0]
    assert "Withdrawn on 10 January 2032.</strong> This paper no longer applies.</p>" in head
    assert REASON in head


def test_a_list_says_what_is_withdrawn(council: Council) -> None:
    withdraw(council, "reviews/2031-finance", "3")
    withdraw(council, "action-plans/2031-finance", "2")
    found = drawn(council)
    for path in ("recommendations/", "actions/"):
        assert found[path].body.count(">Withdrawn<") == 1 + (path == "recommendations/"), path
    assert "actions/withdrawn/" in found
    assert found["reviews/2031-finance/recommendations/2/"].unlisted is False


def test_with_a_review_all_its_pages_are_withdrawn(council: Council) -> None:
    assert withdraw(council, "reviews/2031-finance") == 0
    found = drawn(council)
    theirs = [page for path, page in found.items() if path.startswith("reviews/2031-finance/")]
    assert len(theirs) > 3
    assert all("Withdrawn on 10 January 2032." in page.body and page.unlisted for page in theirs)
    assert council.register().counts[0].value == 0
    assert council.register().deadlines_of("reviews/2031-finance/") == ()


def test_a_withdrawal_is_made_once_and_only_of_what_has_a_page(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(council, "organisation") == 2
    assert "data/organisation.yml has no page of its own" in capsys.readouterr().err
    assert withdraw(council, "action-plans/2031-finance", "1") == 0
    assert withdraw(council, "action-plans/2031-finance", "1") == 2
    assert "This is already withdrawn." in capsys.readouterr().err
