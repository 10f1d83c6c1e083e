"""What is said of actions: one issue for each lead, nothing twice, and after an update the silence begins again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from council import PLAN, Council
from fake_github import ask
from shapes import shape_council

from goldenthread.deadlines.counting import days_of
from goldenthread.github.action_reminders import plan_actions
from goldenthread.github.reminders import Links, Plan

pytestmark = pytest.mark.slow

PARKS = PLAN.replace("2031-finance", "2031-parks")
DAY = date(2031, 12, 10)
LINKS = Links("https://example.org/ambleford/reviews", "https://reviews.example.org/")
OLD = "    updates:\n\n      - date: 2031-08-20\n"
NEWS = (
    OLD.replace("      - date: 2031-08-20\n", "")
    + """      - date: {}
        status: {}
        note: |
          Three paths are repaired.
        evidence: Invented paper

      - date: 2031-08-20
"""
)
LEAD = "Actions of Director of Finance"


class Repository:
    """Issues as GitHub keeps them, of one council."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.issues: list[dict[str, Any]] = []

    def run(self, today: date) -> Plan:
        content = self.council.content()
        assert content.calendar is not None
        actions = self.council.register(today).actions
        planned = plan_actions(actions, self.issues, today, days_of(content.calendar), LINKS)
        for step in planned.steps:
            state = "closed" if step.act == "close" else "open"
            facts = {"title": step.title, "body": step.body, "state": state}
            if step.number is None:
                self.issues.append({"number": len(self.issues) + 1, **facts})
            else:
                self.issues[step.number - 1].update(facts)
        return planned

    def of_lead(self) -> dict[str, Any]:
        return next(issue for issue in self.issues if issue["title"].startswith(LEAD))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(shape_council("action-owners", tmp_path / "council"))


def comments(planned: Plan) -> list[str]:
    return [step.comment for step in planned.steps if step.comment]


def test_an_action_due_on_31_december_is_in_the_reminder_of_its_lead_on_10_december(
    repository: Repository,
) -> None:
    """Reminders knew no action, however near its date was."""
    repository.run(DAY)
    issue = repository.of_lead()
    assert issue["title"] == f"{LEAD}: 1 overdue, 1 due soon, 1 without an update"
    page = "https://reviews.example.org/action-plans/2031-parks/actions"
    assert issue["body"].splitlines()[1:] == [
        "[Director of Finance](https://reviews.example.org/people/director-of-finance/) leads these actions. "
        "As at Wednesday 10 December 2031:",
        "",
        "### Overdue",
        "",
        f"- [Action 2, Parks action plan 2031]({page}/2/): Light the paths at night. "
        "Was due by the end of October 2031. Last update: November 2031.",
        "",
        "### Due soon",
        "",
        f"- [Action 1, Parks action plan 2031]({page}/1/): Repair the paths before winter. "
        "Due by 31 December 2031. Last update: 20 August 2031. No update has been recorded for 112 days.",
        "",
        "### What to do",
        "",
        "1. Say how far each action has got: fill in the form [Report progress on an action]"
        "(https://example.org/ambleford/reviews/issues/new?template=progress.yml).",
        "2. If more time is needed, ask whoever monitors the plan before the date passes.",
        "",
        "The next daily run then brings this list up to date. It is closed when nothing is left on it.",
    ]


def test_a_second_run_says_nothing_more_and_each_threshold_is_said_once(repository: Repository) -> None:
    repository.run(DAY)
    assert repository.run(DAY).steps == ()
    said = []
    for day in range(11, 32):
        today = date(2031, 12, day)
        said += [(day, comment) for comment in comments(repository.run(today))]
        assert repository.run(today).steps == ()
    action = "- Action 1, Parks action plan 2031:"
    due = "Due by 31 December 2031."
    assert said == [
        (15, f"{action} 10 working days left. {due}"),
        (22, f"{action} 5 working days left. {due}"),
        (30, f"{action} 1 working day left. {due}"),
    ]
    late = comments(repository.run(date(2032, 1, 1)))
    assert late == [f"{action} 1 day late. Was due by 31 December 2031."]


def test_after_an_update_the_silence_begins_again_and_nothing_else_changes(repository: Repository) -> None:
    repository.run(DAY)
    before = repository.of_lead()["body"].splitlines()
    repository.council.change(PARKS, OLD, NEWS.format("2031-12-10", "in progress"))
    planned = repository.run(DAY)
    assert comments(planned) == ["- Action 1, Parks action plan 2031: Last update: 10 December 2031."]
    assert repository.of_lead()["title"] == f"{LEAD}: 1 overdue, 1 due soon"
    after = repository.of_lead()["body"].splitlines()
    silent = "Last update: 20 August 2031. No update has been recorded for 112 days."
    differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [
        (old.replace(silent, "…"), new.replace("Last update: 10 December 2031.", "…"))
        for old, new in differ[1:]
    ] == [(differ[1][0].replace(silent, "…"),) * 2]
    assert differ[0][0].replace("2031-parks/1:news:2031-08-20;", "") == differ[0][1]  # what is remembered
    assert len(differ) == 2


def test_what_is_done_leaves_the_list_and_a_list_without_actions_is_closed(repository: Repository) -> None:
    repository.run(DAY)
    repository.council.change(PARKS, OLD, NEWS.format("2031-12-10", "complete"))
    assert comments(repository.run(DAY)) == [
        "- Action 1, Parks action plan 2031: complete, and no longer on this list."
    ]
    path = repository.council.root / PARKS
    text = path.read_text("utf-8").replace(
        "date: November 2031\n        status: in progress",
        "date: November 2031\n        status: complete\n        evidence: Invented paper",
    )
    path.write_text(text, "utf-8")
    (step,) = repository.run(DAY).steps
    assert (step.act, step.comment.partition(",")[0]) == ("close", "No action is overdue")
    assert repository.run(DAY).steps == ()


def test_a_list_closed_by_hand_stays_closed_until_something_is_new(repository: Repository) -> None:
    repository.run(DAY)
    repository.of_lead()["state"] = "closed"
    assert repository.run(date(2031, 12, 12)).steps == ()
    repository.council.change(PARKS, OLD, NEWS.format("2031-12-10", "in progress"))
    assert repository.run(date(2031, 12, 12)).steps == ()
    repository.run(date(2031, 12, 15))
    assert repository.of_lead()["state"] == "open"


def test_a_hundred_overdue_actions_open_one_issue_for_each_lead(repository: Repository) -> None:
    path = repository.council.root / PARKS
    rows = "".join(
        f"\n  - number: {number}\n    answers: 2031-parks 1\n    group: paths\n    response: Path {number}.\n"
        f"    lead: Director of Finance\n    timeline: March 2031\n"
        for number in range(101, 201)
    )
    path.write_text(path.read_text("utf-8") + rows, "utf-8")
    planned = repository.run(DAY)
    assert [step.act for step in planned.steps] == ["open"] * 3
    body = repository.of_lead()["body"]
    assert repository.of_lead()["title"].startswith(f"{LEAD}: 101 overdue, 1 due soon")
    assert "And 42 more actions on the page of the lead." in body
    assert len(body) < 60_000
    assert repository.run(DAY).steps == ()


def test_only_our_first_line_is_read_and_a_lead_that_is_gone_is_closed(repository: Repository) -> None:
    marker = "<!-- golden-thread-actions: people/gone/ 2031-parks/1:late:2031-01-01 -->\nOld."
    repository.issues = [
        {"number": 1, "state": "open", "title": "Quoting", "body": f"See:\n{marker}"},
        {"number": 2, "state": "open", "title": "Gone", "body": marker},
    ]
    repository.run(DAY)
    assert [issue["state"] for issue in repository.issues] == ["open", "closed", "open", "open", "open"]


def test_a_dry_run_prints_the_lists(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    assert ask(repository.council.root, "remind", "--dry-run") == 0
    printed = capsys.readouterr().out
    assert f"open: {LEAD}: 2 overdue, 1 without an update" in printed
    assert "open: Actions of Senior Team: 1 without an update" in printed
    assert "We do not know who leads these." in printed
    assert printed.endswith("3 opened, 0 updated, 0 closed, 0 already posted, 0 not yet due.\n")
