"""`build.py remind`, with recorded answers in the place of GitHub."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest
from council import REPORT, REVIEW, Council
from fake_github import ask

from goldenthread.deadlines import Outcome
from goldenthread.github.client import API, GitHub, HostRefused

TODAY = date(2032, 1, 10)
AGREED = "  - kind: agreed\n    when: not recorded"


class Recorded:
    """Answers in the order of a recording, and keeps what was sent; the recordings follow GitHub's documentation."""

    def __init__(self, name: str) -> None:
        self.left = json.loads((Path(__file__).parent / "recorded" / f"{name}.json").read_text("utf-8"))
        self.sent: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def connect(self, token: str, repository: str) -> GitHub:
        return GitHub(token, repository, self.ask, pause=0)

    def ask(self, request: Request) -> tuple[int, bytes]:
        expected = self.left.pop(0)
        assert (request.get_method(), request.full_url) == (expected["method"], API + expected["path"])
        self.headers.append(dict(request.header_items()))
        if request.data is not None:
            assert isinstance(request.data, bytes)
            self.sent.append(json.loads(request.data))
        return expected["status"], json.dumps(expected["answer"]).encode()


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    """Give a council whose review report was agreed on 20 December 2031, to be published by 31 January 2032."""
    monkeypatch.setenv("GITHUB_TOKEN", "not-a-real-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ambleford/reviews")
    council = Council(tmp_path / "c").change(REVIEW, AGREED, "  - kind: agreed\n    when: 20 December 2031")
    path = council.root / REVIEW
    head, _, rest = path.read_text("utf-8").partition("  - kind: published\n")
    path.write_text(head + rest.partition("\n\n")[2], "utf-8")
    return council


def test_the_first_morning_opens_one_issue(council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    recorded = Recorded("first-morning")
    assert ask(council.root, "remind", connect=recorded.connect) == 0
    assert recorded.left == []
    assert recorded.headers[0]["Authorization"] == "Bearer not-a-real-token"
    (sent,) = recorded.sent
    assert (
        sent["title"]
        == "Due Saturday 31 January 2032: Publish the review report (Finance peer challenge 2031)"
    )
    assert sent["body"].startswith(
        "<!-- golden-thread-reminder: reviews/2031-finance/publish-report 20 -->\n"
    )
    assert sent["labels"] == ["deadline-reminder"]
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 opened, 0 updated, 0 closed")


def test_when_the_report_is_published_its_issue_is_closed_with_the_reason(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed = "  - kind: agreed\n    when: 20 December 2031"
    council.change(REVIEW, agreed, f"{agreed}\n\n  - kind: published\n    when: 9 January 2032")
    recorded = Recorded("met")
    assert ask(council.root, "remind", connect=recorded.connect) == 0
    said, changed = recorded.sent
    assert said["body"].startswith("Done in time. It was due by 31 January 2032.")
    assert changed["state"] == "closed"
    assert changed["body"].startswith(
        "<!-- golden-thread-reminder: reviews/2031-finance/publish-report met -->"
    )
    assert "0 opened, 0 updated, 1 closed" in capsys.readouterr().out


def test_a_dry_run_prints_all_and_asks_nobody(
    council: Council, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert ask(council.root, "remind", "--dry-run", connect=Recorded("first-morning").connect) == 0
    said = capsys.readouterr().out
    assert "open: Due Saturday 31 January 2032: Publish the review report" in said
    assert "    - Rule: within six weeks of being agreed." in said


def test_a_dry_run_as_json_is_json_and_nothing_else(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(council.root, "remind", "--format", "json", "--dry-run") == 0
    (step,) = json.loads(capsys.readouterr().out)["steps"]
    assert (step["act"], step["stage"]) == ("open", "20")


def test_what_may_happen_from_a_day_on_is_nothing_to_remind_of(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    decided = "events:\n\n  - kind: decision published\n    when: 9 January 2032\n\n"
    council.change(REPORT, "portfolio_holders:\n", f"{decided}portfolio_holders:\n")
    take_effect = next(d for d in council.register(TODAY).deadlines if d.id.endswith("take-effect"))
    assert (take_effect.outcome, take_effect.last) == (Outcome.NOT_YET_DUE, date(2032, 1, 17))
    assert ask(council.root, "remind", "--format", "json", "--dry-run") == 0
    assert "take-effect" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GITHUB_REPOSITORY"])
def test_what_is_not_set_is_named(
    council: Council, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, " ")
    assert ask(council.root, "remind") == 3
    assert capsys.readouterr().err.startswith(f"{name} is not set.")


def test_files_with_errors_remind_of_nothing(council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    council.change(REVIEW, "reviewer: ", "reviewr: ")
    assert ask(council.root, "remind") == 1
    assert "Did you mean “reviewer”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (301, "The repository ambleford/reviews has moved."),
        (401, "GitHub does not accept the token in GITHUB_TOKEN."),
        (403, "GitHub does not allow this. Give the token the permission “issues: write”"),
        (404, "GitHub has no repository ambleford/reviews that this token may see."),
        (410, "Issues are switched off in ambleford/reviews."),
        (503, "GitHub answered with error 503. Try again later"),
    ],
)
def test_a_refusal_is_said_in_words(
    council: Council, capsys: pytest.CaptureFixture[str], status: int, said: str
) -> None:
    def answer(request: Request) -> tuple[int, bytes]:
        return (200, b"[]") if request.get_method() == "GET" else (status, b'{"message": "no"}')

    def connect(token: str, repository: str) -> GitHub:
        return GitHub(token, repository, answer, pause=0)

    assert ask(council.root, "remind", connect=connect) == 4
    error = capsys.readouterr().err
    assert error.startswith(said)
    assert error.endswith("Reminders dealt with before that: 0.\n")
    assert "not-a-real-token" not in error


def test_an_answer_that_cannot_be_read_is_said_in_words() -> None:
    hub = GitHub("t", "ambleford/reviews", lambda _: (200, b"<html>"), pause=0)
    with pytest.raises(HostRefused, match="cannot be read"):
        hub.issues()


def test_more_than_a_hundred_issues_are_read_page_by_page() -> None:
    asked: list[str] = []

    def answer(request: Request) -> tuple[int, bytes]:
        asked.append(request.full_url.rpartition("&")[2])
        return 200, json.dumps([{"number": n} for n in range(100 if len(asked) < 3 else 0)]).encode()

    assert len(GitHub("t", "ambleford/reviews", answer).issues()) == 200
    assert asked == ["page=1", "page=2", "page=3"]


@pytest.mark.parametrize("name", ["reviews", "a/b/c", "../x?y/z", "a/b?c"])
def test_a_repository_must_be_named_in_two_words(name: str) -> None:
    with pytest.raises(HostRefused, match="owner/name"):
        GitHub("t", name)
