"""Who approved which words: what the code host answered, what stands in messages, and the judgement on it."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from paths import AMBLEFORD

from goldenthread.approvals.notes import Approval, Note, keep, note_from, notes
from goldenthread.approvals.verdict import State, judge, needed
from goldenthread.changes.differences import Act
from goldenthread.changes.wording import Change
from goldenthread.github.pull_requests import note_of
from goldenthread.history.commits import Commit, Person, commit
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.source import loads

CASES = json.loads((Path(__file__).parent / "recorded/pull_requests.json").read_text("utf-8"))
RULES = ApprovalRules.model_validate(
    loads((AMBLEFORD / "data/approval-rules.yml").read_bytes(), "rules").data
)
FORMER = {
    "name": "M Former",
    "email": "m.former@ambleford.example",
    "login": "m-former",
    "roles": ["monitoring-officer"],
    "last_day": "2031-03-31",
}


def rules(**fields: Any) -> ApprovalRules:
    """Give Ambleford's rules, with somebody on the list who has left, and other fields as a test wishes."""
    data: Any = loads((AMBLEFORD / "data/approval-rules.yml").read_bytes(), "rules").data
    return ApprovalRules.model_validate({**data, "people": [*data["people"], FORMER], **fields})


def change(act: str, record: str = "action-plans/2031-finance") -> Change:
    return Change(record, (), Act(act), "", "", "", "")


def made(message: str = "Publish the plan", *, day: date = date(2031, 11, 3), parents: int = 1) -> Commit:
    writer = Person("P Writer", "p.writer@ambleford.example")
    when = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return Commit("a" * 40, ("b" * 40,) * parents, writer, writer, when, message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_host_answered_is_judged(case: dict[str, Any]) -> None:
    note = note_of(case["pull"], case["reviews"], case["commits"], {})
    verdict = judge(made(), note_from(note.as_json().encode()), (), [change(case["act"])], rules())
    assert verdict.state.value == case["expected"]
    assert list(verdict.roles) == case["roles"]
    assert list(verdict.missing) == case["missing"]
    assert verdict.pull_request == "https://code.example/ambleford/reviews/pull/12"


def test_a_line_in_a_message_counts_only_where_the_council_says_so() -> None:
    said = made("Publish (#12)\n\nApproved-by: D Sample <D.Sample@ambleford.example>", parents=2)
    assert (
        judge(said, None, (), [change("publish a record")], rules(messages_count="yes")).state
        is State.APPROVED
    )
    assert judge(said, None, (), [change("publish a record")], rules()).state is State.UNAPPROVED


@pytest.mark.parametrize(
    ("message", "parents", "expected"),
    [
        ("Publish (#12)\n\nApproved-by: P Writer <p.writer@ambleford.example>", 2, State.SELF),
        ("Merge it\n\nApproved-by: W Wrote <w.wrote@ambleford.example>", 2, State.SELF),
        ("Merge it\n\nReviewed-by: D Sample <d.sample@ambleford.example>", 2, State.APPROVED),
        ("Publish (#12)\n\nApproved-by: somebody", 2, State.STRANGER),
        ("Publish (#12)\n\nApproved-by: D Sample <d.sample@ambleford.example>", 1, State.DIRECT),
        (
            "Publish (#12)\n\nApproved-by: D Sample <d.sample@ambleford.example>\nand more",
            2,
            State.UNAPPROVED,
        ),
        ("Publish\n\nApproved-by: D Sample <d.sample@ambleford.example>", 1, State.DIRECT),
        ("Publish", 1, State.DIRECT),
        ("Publish (#12)", 1, State.DIRECT),
        ("Publish (#12)", 2, State.UNAPPROVED),
        ("Merge branch", 2, State.UNAPPROVED),
    ],
)
def test_messages_are_judged(message: str, parents: int, expected: State) -> None:
    writers = [Person("W Wrote", "w.wrote@ambleford.example")]
    verdict = judge(
        made(message, parents=parents),
        None,
        writers,
        [change("publish a record")],
        rules(messages_count="yes"),
    )
    assert verdict.state is expected


def test_what_was_published_before_approvals_were_kept_is_sound_but_dating_back_does_not_help() -> None:
    before = made(day=date(2031, 9, 30))
    assert judge(before, None, (), [], rules()).state is State.BEFORE
    assert judge(before, None, (), [], rules(), date(2031, 10, 2)).state is State.DIRECT
    assert judge(made(), None, (), [], rules(since="not recorded")).state is State.NOT_KEPT


def test_the_rules_that_fit_an_act_are_given() -> None:
    def roles(act: str, record: str) -> list[str]:
        return [rule.needs for rule in needed([change(act, record)], RULES)]

    assert roles("record progress", "action-plans/a") == ["director-of-finance"]
    assert roles("change published text", "reviews/a") == ["monitoring-officer"]
    assert roles("change published text", "pages/about") == []
    assert roles("publish a record", "plans/a") == ["democratic-services"]
    assert roles("change a setting", "settings/council") == ["monitoring-officer"]


def test_a_note_goes_into_git_and_comes_back(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=tmp_path, capture_output=True, check=True, text=True
        ).stdout

    git("init", "-q")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    git(*identity, "commit", "-q", "--allow-empty", "-m", "One")
    name = git("rev-parse", "HEAD").strip()
    note = Note(
        12, "https://code.example/12", "a", "c" * 40, "a", "b", "2031-11-03T10:00:00Z",
        (Approval("b", "c" * 40, "2031-11-03T09:00:00Z"),), {"reviews/x": "d" * 64}, ("a",),
    )  # fmt: skip
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    keep(tmp_path, name, note)
    assert notes(tmp_path) == {name: note}
    keep(tmp_path, name, note)
    assert notes(tmp_path) == {name: note}


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"Reviewed by hand", b'{"version": 2}', b'{"version": 1}', b'{"version": 1, "pull_request": "x"}',
     b'{"version":1,"pull_request":1,"url":"","author":"","head":"","pushed_by":"","merged_by":"","merged_at":"","digests":[]}',
     b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_note_of_ours_is_passed_over(text: bytes) -> None:
    assert note_from(text) is None


def test_a_commit_is_read_as_git_keeps_it() -> None:
    raw = (
        b"tree 1\nparent 2\nparent 3\nauthor P Writer <p@example.org> 1951000000 +0130\n"
        b"committer W Web <w@example.org> 1951003600 +0000\ngpgsig -----BEGIN\n line\n\n"
        b"Merge pull request #7 from a/b\n\nWhy\n\nApproved-by: D <d@example.org>\nReviewed-by: E <e@example.org>\n"
    )
    found = commit("x", raw)
    assert (found.parents, found.author.name, found.committer.email) == (
        ("2", "3"),
        "P Writer",
        "w@example.org",
    )
    assert (found.pull_request, found.when.isoformat()) == (7, "2031-10-29T01:26:40+00:00")
    assert found.trailers("approved-by") == ("D <d@example.org>",)
    assert commit("x", b"author ?\ncommitter ?\n\nTitle (#8)\n\nSee #9").pull_request == 8
