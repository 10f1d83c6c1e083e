"""Published words change in the open: the correction is seen, the version until now stays, and nothing slips through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from corrected_report import ENTRY, ID, corrected, held_back, keep
from council import PLAN, REPORT, TODAY, Council
from expected_text import Expected

from goldenthread.common.output import Page
from goldenthread.outputs.feeds.atom import feed
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.read.published_versions import kept_versions
from goldenthread.rules.corrections import stood_since
from goldenthread.rules.permanent_addresses import addresses

FOLDER = f"published/cabinet-reports/{ID}/2031-10-04"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def drawn(council: Council, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(council.register(), environment(root / "templates"))}


# What readers see


def test_a_correction_stands_at_the_head_of_the_page_and_of_the_paper(council: Council, root: Path) -> None:
    corrected(council, REPORT, "brings:\n")
    body = drawn(council, root)[f"cabinet-reports/{ID}/"].body
    head = body[: body.index("</header>")]
    for words in ("12 November 2031", "It was mistyped.", "it ends in 1", "Approved by: Clerk"):
        assert words in head
    register = council.register()
    paper = report_html(register.cabinet_reports[0], register.council, environment(root / "templates"))
    start = paper[: paper.index("<article")]
    assert "Corrections since it was published" in start
    assert "12 November 2031" in start
    assert "Why: It was mistyped. Approved by: Clerk." in start


def test_a_paper_tells_of_corrections_to_the_plan_that_it_holds(council: Council, root: Path) -> None:
    corrected(council, PLAN, "groups:\n", about="3")
    register = council.register()
    paper = report_html(register.cabinet_reports[0], register.council, environment(root / "templates"))
    assert "12 November 2031, appendix 1, number 3." in paper[: paper.index("<article")]


def test_a_correction_of_one_action_stands_on_its_page_and_on_the_plans(council: Council, root: Path) -> None:
    corrected(council, PLAN, "groups:\n", about="3")
    found = drawn(council, root)
    with_it = [path for path, page in found.items() if "Corrected since it was published" in page.body]
    assert with_it == ["action-plans/2031-finance/", "action-plans/2031-finance/actions/3/"]
    assert ["12 November 2031, number 3." in found[path].body for path in with_it] == [True, False]


def test_a_correction_is_told_once_in_the_feed_and_in_what_happened(council: Council) -> None:
    corrected(council, PLAN, "groups:\n", about="3")
    register = council.register()
    told = [happening for happening in register.happenings if happening.what == "Corrected"]
    assert [(h.first, h.link.url) for h in told] == [
        (date(2031, 11, 12), "action-plans/2031-finance/actions/3/")
    ]
    written = next(iter(feed(register))).content.decode()
    assert written.count("<title>Corrected: Action 3, Finance action plan 2031</title>") == 1
    assert "Why: It was mistyped." in written


def test_nothing_is_said_where_nothing_was_corrected(council: Council, root: Path) -> None:
    register = council.register()
    paper = report_html(register.cabinet_reports[0], register.council, environment(root / "templates"))
    assert "Correct" not in paper


# Rules


@pytest.mark.parametrize(
    ("file", "anchor", "day", "about"),
    [
        pytest.param(REPORT, "brings:\n", "2032-01-11", "", id="in the future"),
        pytest.param(PLAN, "groups:\n", "2031-11-12", "9", id="about an action that there is not"),
        pytest.param(REPORT, "brings:\n", "2031-11-12", "1", id="about a number in a report"),
    ],
)
def test_a_correction_that_cannot_be_is_told(
    council: Council, file: str, anchor: str, day: str, about: str, expected: Expected
) -> None:
    expected(corrected(council, file, anchor, day=day, about=about).said())


def test_the_newest_correction_stands_first(council: Council, expected: Expected) -> None:
    corrected(council, REPORT, "brings:\n", day="2031-11-20")
    second = ENTRY.format(day="2031-11-12", about="").removeprefix("corrections:\n\n")
    council.change(REPORT, "brings:\n", f"{second}brings:\n")
    assert council.said() == []
    council.change(REPORT, "date: 2031-11-12", "date: 2031-11-21")
    expected(council.said())


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("index.html", b"<p>Other</p>", "index.html was changed"),
        ("index.html", None, "index.html is missing"),
        ("more.pdf", b"%PDF", "more.pdf was added"),
        ("manifest.json", None, "manifest.json is missing or cannot be read"),
        ("manifest.json", b'{"files": [1]}', "manifest.json is missing or cannot be read"),
    ],
    ids=["changed", "taken away", "added", "no manifest", "broken manifest"],
)
def test_a_kept_version_that_is_not_as_it_was_stops_the_build(
    council: Council, name: str, content: bytes | None, fault: str, expected: Expected
) -> None:
    path = keep(council) / name
    assert council.said() == []
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    expected(council.said())


# Versions and the ways between them


def test_a_kept_version_has_addresses_for_ever_and_a_way_from_the_paper(council: Council, root: Path) -> None:
    keep(council)
    url = f"cabinet-reports/{ID}/versions/2031-10-04/"
    assert url in addresses(council.content(), TODAY)
    assert f'href="../../{url}"' in drawn(council, root)[f"cabinet-reports/{ID}/"].body


def test_versions_of_a_paper_that_is_not_public_stay_back(council: Council) -> None:
    keep(council)
    held_back(council)
    content = council.content()
    assert kept_versions(council.root)
    assert not [url for url in addresses(content, TODAY) if "versions" in url]
    assert council.register().versions == {}


def test_a_version_is_named_by_the_day_from_which_its_words_stood(council: Council) -> None:
    assert stood_since(council.content(), ID, TODAY) == TODAY
    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2031-09-24\n")
    assert stood_since(council.content(), ID, TODAY) == date(2031, 9, 24)
    corrected(council, PLAN, "groups:\n", day="2031-11-12")
    assert stood_since(council.content(), ID, TODAY) == date(2031, 11, 12)
    corrected(council, REPORT, "brings:\n", day="2031-11-20")
    assert stood_since(council.content(), ID, TODAY) == date(2031, 11, 20)
