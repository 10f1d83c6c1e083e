"""Drafts and embargoed papers where anybody can read the files, and where only the council can."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from council import SERVICE, TODAY, Council

TOMORROW = (TODAY + timedelta(days=1)).isoformat()
DRAFT = (
    f"{SERVICE}:4:8  warning: The repository is public, so anybody can read this draft as soon as it is sent there. "
    "Keep it on this computer or in a private repository until it may be seen. [draft-in-public]"
)
EMBARGO = (
    f"{SERVICE}:4:13  error: This may not be seen before 11 January 2032, and the repository is public. "
    "Keep the file in a private repository until that day, or take this line away if it may be seen now. "
    "[embargo-in-public]"
)
NOT_SAID = (
    f"data/council.yml:2:1  notice: “{SERVICE}” is held back, and nothing says who may read these files. "
    "Add the line “repository_is: private”, or “repository_is: public” when anybody may. [repository-not-said]"
)


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
    ("kept", "line", "expected"),
    [
        ("public", "draft: yes", [DRAFT]),
        ("public", f"publish_on: {TOMORROW}", [EMBARGO]),
        ("public", f"publish_on: {TODAY.isoformat()}", []),
        ("public", f"draft: yes\npublish_on: {TODAY.isoformat()}", [DRAFT]),
        ("private", "draft: yes", []),
        ("private", f"publish_on: {TOMORROW}", []),
        ("", "draft: yes", [NOT_SAID]),
        ("", "draft: no", []),
    ],
)
def test_what_is_held_back_is_told_where_anybody_can_read_it(
    council: Council, kept: str, line: str, expected: list[str]
) -> None:
    assert said(council, kept, line) == expected


def test_who_may_read_the_files_is_one_of_two_words(council: Council) -> None:
    council.change(
        "data/council.yml", "repository: not recorded\n", "repository: not recorded\nrepository_is: open\n"
    )
    assert council.said() == [
        "data/council.yml:12:16  error: “open” cannot stand here. Write one of: public, private. [not-one-of]"
    ]
