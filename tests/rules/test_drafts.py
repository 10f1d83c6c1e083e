"""Drafts and embargoed papers where anybody can read the files, and where only the council can."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from council import SERVICE, TODAY, Council
from expected_text import Expected

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give a council of which nothing else names the plan that is held back."""
    return Council(tmp_path / "c")


def said(council: Council, kept: str, line: str) -> list[str]:
    """Give what check says of a held-back record in a repository that is kept so."""
    path = council.root / SERVICE
    first, rest = path.read_text("utf-8").split("\nsummary:", 1)
    path.write_text(f"{first}\n{line}\nsummary:{rest}", "utf-8")
    if kept:
        council.change(
            "data/council.yml",
            "repository: not recorded\n",
            f"repository: not recorded\nrepository_is: {kept}\n",
        )
    codes = ("-in-public]", "repository-not-said]")
    return [found for found in council.said("error", "warning", "notice") if found.endswith(codes)]


@pytest.mark.parametrize(
    ("kept", "line"),
    [
        ("public", "draft: yes"),
        ("public", f"publish_on: {TOMORROW}"),
        ("public", f"publish_on: {TODAY.isoformat()}"),
        ("public", f"draft: yes\npublish_on: {TODAY.isoformat()}"),
        ("private", "draft: yes"),
        ("private", f"publish_on: {TOMORROW}"),
        ("", "draft: yes"),
        ("", "draft: no"),
    ],
    ids=lambda word: word.replace("\n", ", ") or "not recorded",
)
def test_what_is_held_back_is_told_where_anybody_can_read_it(
    council: Council, kept: str, line: str, expected: Expected
) -> None:
    expected(said(council, kept, line))


def test_who_may_read_the_files_is_one_of_two_words(council: Council, expected: Expected) -> None:
    council.change(
        "data/council.yml", "repository: not recorded\n", "repository: not recorded\nrepository_is: open\n"
    )
    expected(council.said())
