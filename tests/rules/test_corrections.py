"""Published words change in the open: the correction is seen, the version until now stays, and nothing slips through."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest
from corrected_report import ENTRY, ID, POLICY, as_kept, corrected, held_back, keep, record
from council import PLAN, REPORT, TODAY, Council
from expected_text import Expected

from goldenthread.common.output import Page
from goldenthread.model.addresses import LEDGER
from goldenthread.outputs.atom import feed
from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.report_pdfs import report_html
from goldenthread.outputs.templating import environment
from goldenthread.read.published_versions import kept_versions, published_digests
from goldenthread.rules.corrections import stood_since
from goldenthread.rules.permanent_addresses import addresses

pytestmark = pytest.mark.slow

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
    second = ENTRY.format(day="2031-11-12", about="", fields="").removeprefix("corrections:\n\n")
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


def test_a_version_rewritten_with_its_manifest_is_refused_by_the_digest_in_the_list(
    council: Council, door: ModuleType, expected: Expected
) -> None:
    folder = keep(council)
    assert door.main(["--root", str(council.root), "--today", "2032-01-10", "addresses"]) == 0
    assert "published-not-recorded" not in "".join(council.said("error", "warning", "notice"))
    for name, content in as_kept(POLICY + b"<p>Other words</p>").items():
        (folder / name).write_bytes(content)
    expected(council.said())


def test_a_version_that_no_list_names_is_pointed_out(council: Council, expected: Expected) -> None:
    keep(council)
    expected([line for line in council.said("notice") if "published-not-recorded" in line])


@pytest.mark.parametrize(
    "page",
    [
        b"<script>alert(1)</script>",
        b"<p onclick=alert(1)>",
        b'<a href=" java\nscript:alert(1)">',
        b'<meta http-equiv="refresh" content="0;url=//evil.example">',
        b"<iframe src=x>",
        b"<base href=//evil.example>",
    ],
)
def test_a_kept_page_with_something_that_runs_stops_the_build(council: Council, page: bytes) -> None:
    keep(council, page=page)
    assert "kept-page-active" in "".join(council.said())


def test_a_version_holds_a_page_and_a_pdf_and_nothing_else(council: Council, expected: Expected) -> None:
    folder = keep(council, pdf=b"%PDF")
    assert council.said() == []
    files = as_kept(POLICY, b"%PDF") | {"evil.html": b"<script>alert(1)</script>"}
    digests = {name: {"sha256": sha256(raw).hexdigest()} for name, raw in files.items()}
    for name, raw in (files | {"manifest.json": json.dumps({"files": digests}).encode()}).items():
        (folder / name).write_bytes(raw)
    expected([line for line in council.said() if "kept-page-active" in line])


def test_a_kept_page_without_its_policy_stops_the_build(council: Council, expected: Expected) -> None:
    folder = keep(council)
    for name, content in as_kept(b"<p>Paper</p>").items():
        (folder / name).write_bytes(content)
    expected(council.said())


# Editions


def test_a_pdf_of_the_same_words_is_drawn_again_only_for_a_reason(
    council: Council, expected: Expected
) -> None:
    record(council, b"one", records="a")
    record(council, b"two", records="a")
    expected(council.said())
    council.change(LEDGER, sha256(b"two").hexdigest(), sha256(b"two").hexdigest() + "\n    why: Too small")
    assert council.said() == []
    record(council, b"three", records="b")
    assert council.said() == []


def test_a_recorded_pdf_that_is_changed_or_gone_stops_the_build(council: Council, expected: Expected) -> None:
    file = record(council, b"one", records="a")
    (council.root / file).write_bytes(b"other")
    changed = council.said()
    (council.root / file).unlink()
    expected(changed + council.said())


def test_a_file_is_recorded_once(council: Council, expected: Expected) -> None:
    """A second entry could give the words of an earlier edition as those of today."""
    record(council, b"one", records="a")
    record(council, b"one", records="b")
    expected(council.said())


def test_bytes_that_were_taken_down_may_be_missing(council: Council) -> None:
    (council.root / record(council, b"one", records="a")).unlink()
    notice = f"gone:\n  - address: cabinet-reports/{ID}/\n    date: 2032-01-05\n    reason: A breach.\n"
    ledger = council.root / LEDGER
    ledger.write_text(notice + ledger.read_text())
    assert "kept-version-changed" not in "".join(council.said())


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
    assert kept_versions(council.root, published_digests(council.root))
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
