"""An issue becomes a pull request that changes one action, whatever a stranger writes into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from council import PLAN
from fake_github import REPOSITORY, Host, ask

from goldenthread.common.git import git
from tests.github.test_progress_form import body

pytestmark = pytest.mark.slow
BRANCH = "progress/issue-7"
NEW = [
    "      - date: 2032-01-05",
    "        status: complete",
    "        note: |",
    "          All teams have it.",
    "        evidence: Cabinet paper of 5 January 2032",
    "",
]


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setenv("GITHUB_TOKEN", "not-a-real-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    host = Host(tmp_path)
    host.answers["POST /pulls"] = {"number": 8}
    return host


def tell(host: Host, text: str, *, action: str = "opened", label: str = "", **changes: Any) -> int:
    """Let somebody open an issue, edit it or give it a label, and the workflow take it."""
    issue = {
        "number": 7,
        "user": {"login": "b-officer", "id": 42},
        "author_association": "MEMBER",
        "labels": [{"name": "progress"}],
        "state": "open",
        "body": text,
    } | changes
    event = host.root.parent / "event.json"
    event.write_text(json.dumps({"action": action, "label": {"name": label}, "issue": issue}), "utf-8")
    return ask(host.root, "take-progress", event, connect=host.connect)


def said(host: Host) -> str:
    """Give the one answer in the issue."""
    (facts,) = host.told("POST /issues/7/comments")
    return str(facts["body"])


def branches(host: Host) -> list[str]:
    return host.there("branch", "--format=%(refname:short)").split()


def test_an_issue_becomes_a_pull_request_of_a_few_lines(host: Host) -> None:
    before = (host.root / PLAN).read_bytes()
    assert tell(host, body()) == 0
    assert (host.root / PLAN).read_bytes() == before  # the working copy stays as it is
    assert git(host.root, "worktree", "list").decode().count("\n") == 1
    changed = host.there("diff", "--unified=0", "main", BRANCH).splitlines()
    assert [line for line in changed if line[0] in "+-" and line[:3] not in ("+++", "---")] == [
        f"+{line}" for line in NEW
    ]
    assert host.there("diff", "--name-only", "main", BRANCH).split() == [PLAN]
    (pull,) = host.told("POST /pulls")
    assert (pull["head"], pull["base"]) == (BRANCH, "main")
    assert pull["title"] == "Progress on action 1 of 2031-finance"
    for words in (
        "Closes #7",
        "## What changes for the public",
        "All teams have it.",
        "adds no new problems",
    ):
        assert words in pull["body"]
    assert "Thank you. #8 proposes this change" in said(host)


def test_who_told_it_is_its_author_and_so_cannot_approve_it(host: Host) -> None:
    tell(host, body())
    assert host.there("log", "-1", "--format=%an %ae %cn", BRANCH).strip() == (
        "b-officer 42+b-officer@users.noreply.github.com b-officer"
    )


def test_an_edited_issue_changes_its_pull_request(host: Host) -> None:
    tell(host, body())
    host.answers["GET /pulls"] = [{"number": 8}]
    host.answers["GET /pulls/8/commits"] = [{}]
    host.answers["GET /issues/7/comments"] = [
        {"id": 1, "user": {"type": "User"}, "body": "<!-- golden-thread: progress --> not ours"},
        {"id": 2, "user": {"type": "Bot"}, "body": "<!-- golden-thread: progress -->\nThank you."},
    ]
    assert tell(host, body(note="Every team has it.")) == 0
    assert "Every team has it." in host.there("show", f"{BRANCH}:{PLAN}")
    assert "All teams have it." not in host.there("show", f"{BRANCH}:{PLAN}")
    assert host.told("PATCH /pulls/8")
    assert "#8 now has" in host.told("PATCH /issues/comments/2")[0]["body"]
    host.answers["GET /pulls/8/commits"] = [{}, {}]
    assert tell(host, body(note="Once more.")) == 0
    assert "Once more." not in host.there("show", f"{BRANCH}:{PLAN}")
    assert "Other people have changed #8" in host.told("PATCH /issues/comments/2")[1]["body"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"action": "2031-finance 99"}, "no action 99"),
        ({"action": "2031-finanse 1"}, "2031-finance"),
        ({"evidence": "_No response_"}, "evidence"),
        ({"date": "5 January 2033"}, "in the future"),
        ({"note": ""}, "“What was done?” has no answer."),
    ],
)
def test_what_cannot_be_taken_over_is_answered_in_words(
    host: Host, changes: dict[str, str], words: str
) -> None:
    assert tell(host, body(**changes)) == 0
    assert words in said(host)
    assert "Please edit your first message above" in said(host)
    assert branches(host) == ["main"]


HOSTILE = [
    "$(touch pwned) `touch pwned` ; touch pwned",
    "::error::x\n::set-output name=a::b",
    "${{ github.token }} {{ 7*7 }} {% raw %}",
    'x\n        lead: Nobody\n  - number: 4\n    lead: "Mallory"',
    "&anchor *alias !!python/object:os.system {a: b} [c] | > - ? : # %YAML 1.1\n---\n...",
    "\n---\nid: other\n",
    "<script>alert(1)</script> <!-- golden-thread: progress --> @everyone #1",
    "a\n" * 900,
    "'\"\\ \u2028 é 😀",
    "no",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(host: Host, text: str) -> None:
    names = {path.name for path in Path.cwd().iterdir()}
    assert tell(host, body(note=text)) == 0
    assert names == {path.name for path in Path.cwd().iterdir()}
    assert not list(host.root.rglob("pwned"))
    if BRANCH in branches(host):
        assert host.there("diff", "--name-only", "main", BRANCH).split() == [PLAN]
        git(host.root, "fetch", "--quiet", "origin", BRANCH)
        git(host.root, "checkout", "--quiet", "FETCH_HEAD")
        action, *others = host.council.content().action_plans["2031-finance"].actions
        kept = " ".join(action.updates[0].note.split())
        assert kept == " ".join(text.split())
        assert [other.lead for other in others] == ["Cabinet and ST", None]
        body_of_pull = host.told("POST /pulls")[0]["body"]
        assert all("@everyone" not in line or line.startswith("    ") for line in body_of_pull.splitlines())
    else:
        assert "Please edit your first message above" in said(host)


@pytest.mark.parametrize("text", ["\x00", "a\u202eb", "\x1b[31m"])
def test_signs_that_nobody_sees_are_refused_in_words(host: Host, text: str) -> None:
    assert tell(host, body(note=f"Done {text} today")) == 0
    assert branches(host) == ["main"]
    assert "Please edit your first message above" in said(host)


def test_a_stranger_waits_until_a_member_accepts(host: Host) -> None:
    assert tell(host, body(), author_association="NONE") == 0
    assert tell(host, body(), state="closed") == 0
    assert (host.sent, branches(host)) == ([], ["main"])
    of_stranger: dict[str, Any] = {
        "author_association": "NONE",
        "labels": [{"name": "progress"}, {"name": "accepted"}],
    }
    assert tell(host, body(), action="edited", **of_stranger) == 0
    assert tell(host, body(), action="labeled", label="progress", **of_stranger) == 0
    assert (host.sent, branches(host)) == ([], ["main"]), "what was accepted is not what it says now"
    assert tell(host, body(), action="labeled", label="accepted", **of_stranger) == 0
    assert BRANCH in branches(host)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"issue": {"number": "x"}}', "not json"])
def test_what_is_no_issue_is_said(host: Host, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    event = host.root.parent / "event.json"
    event.write_text(text, "utf-8")
    assert ask(host.root, "take-progress", event, connect=host.connect) == 2
    assert "does not describe an issue" in capsys.readouterr().err
