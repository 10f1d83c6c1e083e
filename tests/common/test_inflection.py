"""Small words about words: counts, capitals, lists and letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import REPORT, Council

from goldenthread.common.inflection import (
    capital,
    count,
    first_sentence,
    joined,
    letters,
    shortened,
    slug,
    small,
    thousands,
)
from goldenthread.outputs.pages import pages
from goldenthread.outputs.templating import environment


def test_counts_have_commas_and_the_right_number() -> None:
    assert (count(1, "action"), count(1200, "action"), thousands(29500)) == (
        "1 action",
        "1,200 actions",
        "29,500",
    )


def test_only_the_first_letter_changes() -> None:
    assert (capital("year 1 of the MTFP"), small("Year 1 of the MTFP")) == (
        "Year 1 of the MTFP",
        "year 1 of the MTFP",
    )
    assert (capital(""), small("")) == ("", "")


def test_a_list_is_joined_as_in_a_sentence() -> None:
    assert (joined([]), joined(["a"]), joined(["a", "b", "c"], "or")) == ("", "a", "a, b or c")


@pytest.mark.parametrize(
    ("text", "address"),
    [("In progress", "in-progress"), ("Audit & Governance’s café", "audit-and-governances-cafe")],
)
def test_a_name_is_fit_for_an_address(text: str, address: str) -> None:
    assert slug(text) == address


@pytest.mark.parametrize(
    ("place", "mark"), [(1, "a"), (26, "z"), (27, "aa"), (28, "ab"), (53, "ba"), (703, "aaa")]
)
def test_letters_run_on_after_z(place: int, mark: str) -> None:
    assert letters(place) == mark


@pytest.mark.slow
def test_a_decision_may_have_more_parts_than_the_alphabet(tmp_path: Path, root: Path) -> None:
    council = Council(tmp_path / "c")
    text = (council.root / REPORT).read_text("utf-8")
    head, parts, rest = text.partition("  parts:\n")
    more = "".join(f"    - agrees matter {number}.\n" for number in range(3, 31))
    (council.root / REPORT).write_text(head + parts + more + rest, "utf-8")
    by_path = {page.path: page.body for page in pages(council.register(), environment(root / "templates"))}
    body = by_path["cabinet-reports/2031-10-04-finance/"]
    assert '<span class="number">z)</span>' in body
    assert '<span class="number">aa)</span>' in body


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Join the systems.\nUse one register.", "Join the systems."),
        ("Spend £1.5m, e.g. on roads. Report it.", "Spend £1.5m, e.g. on roads."),
        ("One line without a stop", "One line without a stop"),
    ],
)
def test_a_heading_takes_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_bookmark_is_cut_between_words() -> None:
    assert shortened("Publish a plan, and report on it", 20) == "Publish a plan, and…"
    assert shortened("Publish a plan", 20) == "Publish a plan"
