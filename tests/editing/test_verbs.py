"""The verbs that change a file, as an officer meets them: what is said, what is saved, what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from council import PLAN, REVIEW, TODAY, Council

from build import main
from goldenthread.editing import save

pytestmark = pytest.mark.slow

Said = tuple[int, str, str]
Ask = Callable[..., Said]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "ambleford")


@pytest.fixture
def ask(council: Council, capsys: pytest.CaptureFixture[str]) -> Ask:
    def ask(*words: str) -> Said:
        code = main(["--root", str(council.root), "--today", TODAY.isoformat(), *words])
        return code, *capsys.readouterr()

    return ask


@pytest.fixture
def files(council: Council) -> Callable[[], dict[str, bytes]]:
    def read() -> dict[str, bytes]:
        found = (path for path in council.root.rglob("*") if path.is_file())
        return {path.relative_to(council.root).as_posix(): path.read_bytes() for path in found}

    return read


def text(council: Council, file: str = PLAN) -> str:
    return (council.root / file).read_text("utf-8")


def test_a_field_is_set_and_the_change_is_shown(ask: Ask, council: Council) -> None:
    before = text(council)
    code, out, err = ask("set", "action-plans/2031-finance", "2", "timeline", "March 2032")
    assert (code, err) == (0, "")
    assert out == (
        f"In {PLAN}\n  line 50\n    before:\n      timeline: Ongoing\n    after:\n      timeline: March 2032\n"
        "This corrects what the plan prints. If the date has moved since, use build.py move-date instead.\nSaved.\n"
    )
    assert text(council) == before.replace("timeline: Ongoing", "timeline: March 2032")


def test_a_field_is_taken_away_and_one_that_is_needed_stays(ask: Ask, council: Council) -> None:
    before = text(council, REVIEW)
    code, out, _ = ask("set", "reviews/2031-finance", "team", "--remove")
    assert (code, out.endswith("Saved.\n")) == (0, True)
    after = text(council, REVIEW)
    assert "\nteam:" in before
    assert "\nteam:" not in after
    assert set(after.splitlines()) < set(before.splitlines())
    code, _, err = ask("set", "reviews/2031-finance", "title", "--remove")
    assert (code, "title" in err, err.endswith("Nothing was changed.\n")) == (1, True, True)
    code, _, err = ask("set", "reviews/2031-finance", "team", "--remove")
    assert (code, err) == (
        2,
        "There is no “team” here, so there is nothing to remove. Look in the file to see what it contains.\nNothing was changed.\n",
    )
    code, _, err = ask("set", "reviews/2031-finance", "title", "Words", "--remove")
    assert (code, err) == (
        2,
        "Use it like this: .venv/bin/python build.py set RECORD [NUMBER] FIELD --remove\nNothing was changed.\n",
    )
    assert text(council, REVIEW) == after


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2031-finance", "2", "lead", "x"], "More than one record is called “2031-finance”. Choose one: "),
        (["2031-financ", "lead", "x"], "There is no record “2031-financ”. Did you mean “2031-finance”?"),
        (["action-plans/2031-finance", "4", "lead", "x"], f"{PLAN} has no action 4. It has 3."),
        (["council", "4", "name", "x"], "data/council.yml has no numbered rows"),
        (["action-plans/2031-finance", "2", "laed", "x"], "Did you mean “lead”? The fields here are: "),
        (["action-plans/2031-finance", "id", "x"], "cannot be changed: it is part of a permanent address."),
        (
            ["action-plans/2031-finance", "actions.2.number", "9"],
            "cannot be changed: it is part of a permanent address.",
        ),
        (["action-plans/2031-finance", "1", "updates.1.note", "x"], "progress is added and never rewritten."),
        (["action-plans/2031-finance", "groups", "x"], "Name one of them with dots, such as groups.1.name."),
        (["action-plans/2031-finance", "groups.9.name", "x"], "There is no “9” in this list. It has 2."),
        (["action-plans/2031-finance", "title", " "], "There is no value to write for “title”."),
        (
            ["action-plans/2031-finance", "title"],
            "Use it like this: .venv/bin/python build.py set RECORD [NUMBER] FIELD VALUE",
        ),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_changes(
    words: list[str], said: str, ask: Ask, files: Callable[[], dict[str, bytes]]
) -> None:
    before = files()
    code, out, err = ask("set", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.endswith("Nothing was changed.\n")
    assert files() == before


def test_a_value_that_breaks_a_rule_is_refused_with_its_line(
    ask: Ask, files: Callable[[], dict[str, bytes]]
) -> None:
    before = files()
    code, _, err = ask("set", "action-plans/2031-finance", "2", "see", "1", "9")
    assert code == 1
    assert f"{PLAN}:54:9  error:" in err
    assert err.endswith("[see-nowhere]\nSo this was not saved.\nNothing was changed.\n")
    assert files() == before


def test_a_value_comes_on_standard_input(ask: Ask, council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("One.\r\n\r\nCafe\u0301: two.\r\n"))
    assert ask("set", "reviews/2031-finance", "3", "summary", "-")[0] == 0
    assert "    summary: |\n      One.\n\n      Café: two.\n" in text(council, REVIEW)


def test_a_dry_run_shows_and_saves_nothing(ask: Ask, files: Callable[[], dict[str, bytes]]) -> None:
    before = files()
    code, out, _ = ask("set", "action-plans/2031-finance", "title", "A plan", "--dry-run")
    assert code == 0
    assert "after:\n      title: A plan" in out
    assert "This can be saved. Nothing was changed." in out
    assert files() == before


def test_the_address_of_a_page_names_its_record(ask: Ask, council: Council) -> None:
    address = "https://example.org/site/action-plans/2031-finance/actions/2/"
    assert ask("set", address, "lead_posts", "senior-team")[0] == 0
    assert "    lead_posts:\n      - senior-team\n    timeline" in text(council)


def test_one_broken_file_does_not_stand_in_the_way_of_another(ask: Ask, council: Council) -> None:
    (council.root / REVIEW).write_text("title: 'x\n")
    assert ask("set", "action-plans/2031-finance", "title", "A plan")[0] == 0
    code, _, err = ask("set", "reviews/2031-finance", "title", "A review")
    assert code == 1
    assert "This file cannot be read safely, so nothing was changed in it." in err
    assert "[quote-not-closed]" in err


def test_an_update_stands_where_its_day_puts_it(ask: Ask, council: Council) -> None:
    plan = "action-plans/2031-finance"
    assert (
        ask(
            "update",
            plan,
            "1",
            "--status",
            "in progress",
            "--note",
            "Three: #4.",
            "--date",
            "5 December 2031",
        )[0]
        == 0
    )
    assert (
        ask("update", plan, "3", "--status", "complete", "--note", "Done.", "--evidence", "A paper")[0] == 0
    )
    lines = text(council)
    assert lines.index("2031-12-15") < lines.index("2031-12-05") < lines.index("2031-11-30")
    assert (
        "      - date: 2031-12-05\n        status: in progress\n        note: |\n          Three: #4.\n\n"
        in lines
    )
    assert "    updates:\n\n      - date: 2032-01-10\n        status: complete\n" in lines
    assert council.said() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1", "--status", "complete", "--note", "Done."], "Which paper or page shows that it is complete?"),
        (["1", "--status", "finished", "--note", "Done."], "“finished” is not one of the choices: "),
        (["1", "--status", "complete"], "--note"),
        (["--status", "in progress", "--note", "x"], "Progress is recorded for an action"),
    ],
)
def test_an_update_that_lacks_something_is_refused(
    words: list[str], said: str, ask: Ask, files: Callable[[], dict[str, bytes]]
) -> None:
    before = files()
    code, _, err = ask("update", "action-plans/2031-finance", *words)
    assert code == 2
    assert said in err
    assert files() == before


def test_a_moved_date_leaves_what_was_printed(ask: Ask, council: Council) -> None:
    words = ("--reason", "Staff left.", "--approved-by", "Audit Committee, 5 January 2032")
    code, out, err = ask("move-date", "action-plans/2031-finance", "1", "March 2032", *words)
    assert (code, out) == (2, "")
    assert "The action is recorded as “complete”." in err
    reopened = (*words, "--status", "in progress")
    code, out, _ = ask("move-date", "action-plans/2031-finance", "1", "March 2032", *reopened)
    assert code == 0
    assert "What the plan prints, “November 2031”, stays as it is" in out
    action = council.register().actions[0]
    assert (action.timeline.as_printed, action.due.as_printed) == ("November 2031", "March 2032")
    assert (action.status.word.word, action.slips[0].reason) == ("in progress", "Staff left.")


def test_a_moved_date_needs_a_reason(ask: Ask, files: Callable[[], dict[str, bytes]]) -> None:
    before = files()
    code, _, err = ask("move-date", "action-plans/2031-finance", "2", "March 2032")
    assert code == 2
    assert "--reason" in err
    assert files() == before


def test_a_disk_that_refuses_leaves_every_file(
    ask: Ask, files: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = files()
    monkeypatch.setattr(Path, "replace", full)
    code, _, err = ask("set", "action-plans/2031-finance", "title", "A plan")
    assert (code, err) == (4, f"“{PLAN}” cannot be written: no space left on device. Nothing was changed.\n")
    assert files() == before


def test_of_several_files_all_are_written_or_none(
    council: Council, files: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = files(), Path.replace

    def second(path: Path, target: Path) -> Path:
        if target.name == "two.md" and path.read_bytes() == b"new":
            raise OSError(30, "Read-only file system")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", second)
    with pytest.raises(save.CannotWrite):
        save.write(council.root, {PLAN: b"new", "content/one.md": b"new", "content/two.md": b"new"})
    assert files() == before


def test_a_saved_file_keeps_its_permissions(ask: Ask, council: Council) -> None:
    path = council.root / PLAN
    path.chmod(0o640)
    assert ask("set", "action-plans/2031-finance", "title", "A plan")[0] == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_nothing_is_written_through_a_link(council: Council, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (council.root / "data/plans-of-old").symlink_to(tmp_path / "elsewhere")
    found = save.save(council.root, {"data/plans-of-old/a.yml": b"id: a\n"}, TODAY)
    assert [problem.code for problem in found] == ["link"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_name_of_a_review_and_a_plan_means_the_plan_where_progress_is_recorded(
    ask: Ask, council: Council
) -> None:
    words = ("--status=in progress", "--note=Courses are booked.", "--date=2032-01-08")
    code, out, err = ask("update", "2031-finance", "3", *words)
    assert (code, err) == (0, ""), out
    assert "Courses are booked." in text(council)
    code, _, err = ask("set", "2031-finance", "3", "editor_note", "Booked.")
    assert code == 2
    assert "Choose one: reviews/2031-finance or action-plans/2031-finance." in err
