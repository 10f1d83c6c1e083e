"""What the documents and the tests say about where things are: it is there."""

from __future__ import annotations

import re

import pytest
from paths import ROOT

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        *(ROOT / "docs/decisions").glob("*.md"),
    )
)
# A path in a document is in backticks: `goldenthread/rules/progress.py`, `data/action-plans/`, `LICENSE-DATA.md`.
NAMED = re.compile(r"`(\.?[\w-][\w./-]*(?:/|\.(?:py|md|yml|html|css|js|toml|sh|in|txt|json)))`")
# A path leads from here, or from the folder that the document is about. A name alone is used once in its part of the house.
FROM = ("", "goldenthread", "templates", "docs/decisions", "data")
NAMES = {
    path.name
    for part in (
        "goldenthread",
        "templates",
        "docs",
        "data",
        ".github",
        "tests",
        "schemas",
    )
    for path in (ROOT / part).rglob("*.*")
}
# What a build or a council makes, and the motions that CONTRIBUTING.md adds as an example: not in the repository.
MADE = re.compile(
    r"[\w/-]*/motions?\b|motions\.json|"
    r"404\.html|(site|build|meetings|published|data/v1|pagefind|reviews|action-plans|cabinet-reports|plans|content/files)\b"
    r"|[\w/-]*(manifest|register|actions|deadlines|changes|approvals|pagefind-entry|search|versions)\.(json|txt)$"
)
# Folders of tests that are not about one room of the engine.
HOUSE = {"browser", "broken", "examples", "golden", "repository", "support", "whole_site"}


def missing(text: str) -> list[str]:
    """Return the paths that a document names and that are nowhere."""
    return [
        path
        for path in NAMED.findall(text)
        if path not in NAMES
        and not MADE.match(path)
        and not any((ROOT / start / path).exists() for start in FROM)
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_exists(document: str) -> None:
    assert missing((ROOT / document).read_text("utf-8")) == []


def test_a_path_that_leads_nowhere_is_found() -> None:
    text = "Read `goldenthread/rules/__init__.py`, `goldenthread/memory.py` and `templates/nowhere/`."
    assert missing(text) == ["goldenthread/memory.py", "templates/nowhere/"]


def test_each_test_is_in_a_folder_named_as_the_room_it_tests() -> None:
    rooms = {path.parent.name for path in (ROOT / "goldenthread").glob("*/__init__.py")}
    tests = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")]
    assert [str(path) for path in tests if path.parts[0] not in rooms | HOUSE] == []


def test_what_tests_share_is_not_a_test() -> None:
    assert list((ROOT / "tests").glob("test_*.py")) == []
    assert [path.name for path in (ROOT / "tests").glob("*.py")] == ["conftest.py"]


def rows(text: str) -> list[str]:
    """Return the rows of all tables of a document, without their headings."""
    return [line for line in text.splitlines() if re.match(r"\| (?!Threat\b|---)", line)]


def absent_tests(row: str) -> list[str]:
    """Return the tests that a row names and that are nowhere; the row itself when it names none."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row)
    return [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"\ndef {test}(" not in (ROOT / file).read_text("utf-8")
    ] or ([] if named else [row])


def test_each_threat_names_a_test_that_exists() -> None:
    threats = rows((ROOT / "docs/decisions/threats.md").read_text("utf-8"))
    assert len(threats) > 40
    assert [lost for row in threats for lost in absent_tests(row)] == []


def test_a_threat_without_a_test_is_found() -> None:
    assert absent_tests("| Rain | An umbrella | none |") == ["| Rain | An umbrella | none |"]
    assert absent_tests("| Rain | x | `tests/repository/test_docs.py::test_rain` |") != []
