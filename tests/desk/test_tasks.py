"""Tasks at the desk: the same acts as in the terminal, and the same bytes; faults beside their fields; nothing lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from council import PLAN, REVIEW, TODAY, Council
from desk_client import Officer, desk_of, fields_of, heard, records_of

from goldenthread.acts.recording import ACTS
from goldenthread.source import load

Typed = Callable[..., None]
# What an officer answers at the desk, and the same in the terminal.
SAME = (
    (
        "/do/update/action-plans/2031-finance/3/",
        {"status": "in progress", "note": "The first managers have been trained.", "date": "8 January 2032"},
        (
            "update",
            "2031-finance",
            "3",
            "--status=in progress",
            "--note=The first managers have been trained.",
            "--date=2032-01-08",
        ),
    ),
    (
        "/do/move-date/action-plans/2031-finance/3/",
        {
            "timeline": "March 2032",
            "reason": "The trainer was ill.",
            "approved_by": "",
            "status": "in progress",
            "date": "8 January 2032",
        },
        (
            "move-date",
            "2031-finance",
            "3",
            "March 2032",
            "--reason=The trainer was ill.",
            "--status=in progress",
            "--date=2032-01-08",
        ),
    ),
    (
        "/do/record/reviews/2031-finance/",
        {"event": "presented", "on": "26 July 2031", "source": "Minutes of 26 July 2031"},
        (
            "record",
            "reviews/2031-finance",
            "presented",
            "--on=26 July 2031",
            "--source=Minutes of 26 July 2031",
        ),
    ),
    (
        "/do/withdraw/action-plans/2031-finance/3/",
        {"reason": "It was merged with action 2."},
        ("withdraw", "action-plans/2031-finance", "3", "--reason=It was merged with action 2."),
    ),
    (
        "/edit/title/reviews/2031-finance/",
        {"title": "Finance peer challenge of 2031"},
        ("set", "reviews/2031-finance", "title", "Finance peer challenge of 2031"),
    ),
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def typed(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command where nobody can be asked; it must go well."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(council: Council, *words: str) -> None:
        assert door.main(["--root", str(council.root), "--today", TODAY.isoformat(), *words]) == 0

    return run


@pytest.fixture
def officer(council: Council) -> Officer:
    return Officer(desk_of(council.root))


@pytest.mark.parametrize(("address", "answers", "words"), SAME, ids=[words[0] for _, _, words in SAME])
def test_the_desk_writes_what_the_terminal_writes(
    address: str, answers: dict[str, str], words: tuple[str, ...], typed: Typed, tmp_path: Path
) -> None:
    council, other = Council(tmp_path / "desk"), Council(tmp_path / "terminal")
    typed(other, *words)
    officer = Officer(desk_of(council.root))
    officer.does(address, answers)
    assert "Saved." in officer.page
    assert records_of(council.root) == records_of(other.root)


def test_every_act_has_its_form(officer: Officer) -> None:
    """The four doors have one description: each act is offered where it can be done, with each of its questions."""
    pages = ("reviews/2031-finance/", "action-plans/2031-finance/", "action-plans/2031-finance/1/")
    offered = {
        act.name
        for act in ACTS
        for page in pages
        if f"/do/{act.name}/{page}" in officer.opens(f"/records/{page}")
    }
    assert offered == {act.name for act in ACTS}


def test_what_is_wrong_is_beside_its_field_and_in_the_summary(officer: Officer, council: Council) -> None:
    before = records_of(council.root)
    officer.opens("/do/update/action-plans/2031-finance/3/")
    page = officer.sends(status="complete", note="", date="31/31/2031")
    assert (officer.status, "<title>Error: " in page) == (422, True)
    assert (
        '<a href="#note">What has been done? Write one or two sentences.</a>: This needs an answer.' in page
    )
    assert 'id="fault-date"' in page
    assert 'aria-describedby="fault-date" aria-invalid="true"' in page
    assert "Which paper or page shows that it is complete?" in page  # it follows from the status
    assert fields_of(page)["date"] == "31/31/2031"  # what was typed is still there
    assert records_of(council.root) == before


def test_what_check_refuses_is_not_saved_and_says_why(officer: Officer, council: Council) -> None:
    before = records_of(council.root)
    officer.opens("/edit/decided_in/action-plans/2031-finance/")
    officer.sends(decided_in="")
    officer.opens("/edit/all/action-plans/2031-finance/")
    officer.sends(**{"groups.leadership.name": ""})
    assert "There is a problem" in officer.page
    assert records_of(council.root) == before


def test_a_change_is_looked_over_in_words_with_the_deadlines_that_follow(
    officer: Officer, council: Council
) -> None:
    before = records_of(council.root)
    officer.opens("/do/record/reviews/2031-finance/")
    page = heard(officer.sends(event="presented", on="26 July 2031", source="Minutes"))
    assert "Look over your change" in page
    assert "What changes" in page
    assert "deadline" in page.partition("Deadlines")[2]
    assert records_of(council.root) == before


def test_a_change_can_be_undone_until_its_file_changes_again(officer: Officer, council: Council) -> None:
    before = records_of(council.root)
    officer.does("/edit/title/reviews/2031-finance/", {"title": "Another title"})
    assert records_of(council.root) != before
    officer.client.post("/undo/")
    assert records_of(council.root) == before
    officer.does("/edit/title/reviews/2031-finance/", {"title": "Another title"})
    path = council.root / REVIEW
    path.write_text(path.read_text("utf-8") + "# a note\n", "utf-8")
    answer = officer.client.post("/undo/")
    assert (answer.status_code, "has changed since" in answer.text) == (409, True)
    assert path.read_text("utf-8").endswith("# a note\n")


def test_two_changes_of_one_field_are_a_clash_and_none_is_lost(officer: Officer, council: Council) -> None:
    officer.opens("/edit/all/reviews/2031-finance/")
    council.change(REVIEW, "title: Finance peer challenge 2031", "title: The title of a colleague")
    page = officer.sends(title="My title", summary="My summary.")
    assert "It now says: The title of a colleague" in heard(page)
    assert fields_of(page)["title"] == "My title"
    assert "The title of a colleague" in (council.root / REVIEW).read_text("utf-8")


def test_changes_of_two_fields_are_both_kept(officer: Officer, council: Council) -> None:
    officer.opens("/edit/all/reviews/2031-finance/")
    council.change(REVIEW, "title: Finance peer challenge 2031", "title: The title of a colleague")
    officer.sends(summary="My summary.")
    officer.saves()
    record: Any = load(council.root / REVIEW, REVIEW).data
    assert (record["title"], record["summary"]) == ("The title of a colleague", "My summary.")


def test_a_file_that_changes_before_saving_is_looked_over_again(officer: Officer, council: Council) -> None:
    officer.opens("/do/update/action-plans/2031-finance/3/")
    officer.sends(status="in progress", note="It began.", date="8 January 2032")
    council.change(PLAN, "title: Finance action plan 2031", "title: Another title")
    page = officer.sends(step="save")
    assert "The file has changed since you looked." in page
    officer.saves()
    text = (council.root / PLAN).read_text("utf-8")
    assert ("It began." in text, "title: Another title" in text) == (True, True)


def test_the_front_page_answers_what_is_due_overdue_a_draft_and_wrong(
    officer: Officer, council: Council
) -> None:
    page = heard(officer.opens("/"))
    assert "Overdue" in page
    assert "Publish the action plan: Finance peer challenge 2031" in page
    assert "There is no draft." in page
    council.change(
        REVIEW, "title: Finance peer challenge 2031\n", "title: Finance peer challenge 2031\ndraft: yes\n"
    )
    page = heard(officer.opens("/"))
    assert "Drafts Finance peer challenge 2031" in page
    assert "Nothing can be published until this is right" in page


def test_a_file_that_cannot_be_read_does_not_stop_the_desk(officer: Officer, council: Council) -> None:
    (council.root / REVIEW).write_text("title: [\n", "utf-8")
    assert "Nothing can be published until this is right" in officer.opens("/")
    assert officer.status == 200
    officer.opens("/records/reviews/2031-finance/")
    assert (officer.status, "Nothing was changed." in officer.page) == (409, True)
