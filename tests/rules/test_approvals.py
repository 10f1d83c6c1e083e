"""The rules for approval: what is wrong with them is said, and the list of owners follows them."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from council import Council
from expected_text import Expected
from paths import AMBLEFORD

from goldenthread.rules.approvals import OWNERS

pytestmark = pytest.mark.slow

RULES = "data/approval-rules.yml"
BROKEN = {
    "a rule asks for a role that is not listed": (
        "    records: settings\n    needs: monitoring-officer",
        "    records: settings\n    needs: monitoring-oficer",
    ),
    "somebody holds no role": (
        "    roles: democratic-services",
        "    roles: []",
    ),
    "somebody's time in office is over": (
        "last_day: 2033-03-31",
        "last_day: 2032-01-09",
    ),
    "days in office run backwards": (
        "first_day: 2031-04-01",
        "first_day: 2034-04-01",
    ),
    "a team has changed": (
        '"@ambleford/finance"',
        '"@ambleford/money"',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_the_rules_is_said(name: str, tmp_path: Path, expected: Expected) -> None:
    expected(Council(tmp_path / "c").change(RULES, *BROKEN[name]).said())


def test_rules_that_are_not_kept_yet_ask_for_nobody(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(RULES, "since: 2031-10-01", "since: not recorded")
    text = (council.root / RULES).read_text("utf-8")
    people = text[text.index("people:") : text.index("rules:\n")]
    (council.root / RULES).write_text(text.replace(people, ""), "utf-8")
    assert council.said() == []


def test_the_owners_follow_the_rules(tmp_path: Path, door: ModuleType) -> None:
    council = Council(tmp_path / "c").change(RULES, '"@ambleford/finance"', '"@ambleford/money"')
    assert door.main(["--root", str(council.root), "codeowners"]) == 0
    assert council.said() == []
    lines = dict(
        line.split(maxsplit=1)
        for line in (council.root / OWNERS).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert lines["*"] == "@ambleford/website"
    assert lines["/data/reviews/"] == "@ambleford/legal @ambleford/democratic-services"
    assert (
        lines["/content/action-plans/"] == "@ambleford/legal @ambleford/democratic-services @ambleford/money"
    )
    assert lines["/data/"] == "@ambleford/legal"
    assert lines[f"/{RULES}"] == "@ambleford/legal @ambleford/website"
    assert list(lines)[-1] == f"/{RULES}", "the last line that fits a file counts"


def test_without_teams_there_are_no_owners_and_the_file_says_so(tmp_path: Path, door: ModuleType) -> None:
    council = Council(tmp_path / "c")
    (council.root / RULES).unlink()
    assert door.main(["--root", str(council.root), "codeowners"]) == 0
    text = (council.root / OWNERS).read_text("utf-8")
    assert "There are no owners yet" in text
    assert all(line.startswith("#") for line in text.splitlines() if line)
    (council.root / OWNERS).unlink()
    assert council.said() == []


def test_the_owners_of_this_repository_are_current(root: Path) -> None:
    from goldenthread.read import read
    from goldenthread.rules.approvals import codeowners

    for folder in (root, AMBLEFORD):
        content, _ = read(folder)
        assert content is not None
        assert (folder / OWNERS).read_text("utf-8") == codeowners(content.approval_rules)


def test_no_name_of_somebody_who_approves_reaches_a_page(tmp_path: Path) -> None:
    register = Council(tmp_path / "c").register()
    assert "m.specimen" not in json.dumps(repr(register))
