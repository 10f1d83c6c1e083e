"""Addresses that were published stay: they are there, lead on, or have a notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from council import REVIEW, TODAY, Council
from expected_text import Expected

from goldenthread.common.output import Page
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment
from goldenthread.rules.permanent_addresses import addresses

pytestmark = pytest.mark.slow

LEDGER = "urls.lock.yml"
ADVICE = (
    "Put the record back. Or add its address under “moved” with the new one, or under “gone” with a reason. "
    "[address-vanished]"
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c", addresses=True)


def drawn(council: Council, root: Path) -> dict[str, Page]:
    return {page.path: page for page in pages(council.register(), environment(root / "templates"), {})}


def test_every_record_with_a_page_has_an_address_that_is_kept(council: Council, root: Path) -> None:
    kept = {address for address in addresses(council.content(), TODAY) if not address.endswith(".pdf")}
    assert kept <= drawn(council, root).keys()
    assert "reviews/2031-finance/recommendations/3/" in kept
    assert council.said() == []


def test_a_record_that_vanishes_is_told_in_one_line(council: Council, expected: Expected) -> None:
    council.change(REVIEW, "reviewer: Association", "draft: yes\nreviewer: Association")
    expected([line for line in council.said() if "address-vanished" in line])


def test_an_address_that_is_gone_needs_a_reason_and_shows_a_notice(
    council: Council, root: Path, expected: Expected
) -> None:
    council.change(LEDGER, "published:\n", "published:\n  - 2031-10-04 reviews/2030-lost/\n")
    expected([line[-18:] for line in council.said()])
    notice = "gone:\n  - address: reviews/2030-lost/\n    date: 2032-01-05\n    reason: |\n      It was published twice.\n"
    council.change(LEDGER, "published:\n", f"{notice}published:\n")
    assert council.said() == []
    page = drawn(council, root)["reviews/2030-lost/"]
    assert page.unlisted
    assert "It was removed on 5 January 2032." in page.body
    assert "It was published twice." in page.body


def test_an_old_address_leads_to_the_new_one_without_script(council: Council, root: Path) -> None:
    page = drawn(council, root)["reviews/2031-money/"]
    assert page.unlisted
    assert '<meta http-equiv="refresh" content="0; url=../../reviews/2031-finance/">' in page.meta
    assert '<a href="../../reviews/2031-finance/">' in page.body


@pytest.mark.parametrize("new", ["reviews/2031-money/", "reviews/nowhere/"])
def test_a_way_that_never_arrives_is_refused(council: Council, new: str, expected: Expected) -> None:
    council.change(LEDGER, "new: reviews/2031-finance/", f"new: {new}")
    expected(council.said())


def test_a_page_cannot_stand_where_a_way_leads_on(council: Council, expected: Expected) -> None:
    council.change(LEDGER, "old: reviews/2031-money/", "old: plans/2031-service/").change(
        LEDGER, "  - 2031-10-04 reviews/2031-money/\n", ""
    )
    expected(council.said())


def test_a_line_that_is_no_address_is_refused(council: Council, expected: Expected) -> None:
    council.change(LEDGER, "  - 2031-10-04 reviews/2031-money/", "  - 2031-02-30 reviews/2031-money/")
    expected(council.said())


def test_the_command_adds_what_is_new_and_touches_nothing_else(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    path = council.root / LEDGER
    council.change(LEDGER, "  - 2032-01-10 plans/2031-service/\n", "")
    assert any(line.endswith("[addresses-not-kept]") for line in council.said("notice"))
    before = path.read_text("utf-8")
    words = ["--root", str(council.root), "--today", date(2032, 1, 12).isoformat(), "addresses"]
    assert door.main(words) == 0
    assert path.read_text("utf-8") == f"{before}  - 2032-01-12 plans/2031-service/\n"
    assert capsys.readouterr().out == "Added 1 new address to urls.lock.yml.\n"
    assert door.main(words) == 0
    assert capsys.readouterr().out == "Every public address is already in the list. Nothing was changed.\n"
