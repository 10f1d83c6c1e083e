"""What an issue tells of an action, and what is answered when it tells too little or something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import TODAY
from paths import AMBLEFORD

from goldenthread.github.progress_form import LABELS, ProgressForm, read_form
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read.records import read_vocabulary
from goldenthread.source import load


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    found, _ = read_vocabulary(AMBLEFORD)
    assert found is not None
    return found


def body(**changes: str) -> str:
    """Write what the host makes of the form."""
    answers = {
        "action": "2031-finance 1",
        "status": "Complete",
        "note": "All teams have it.",
        "evidence": "Cabinet paper of 5 January 2032",
        "date": "5 January 2032",
    } | changes
    return "\n\n".join(f"### {LABELS[name]}\n\n{answer}" for name, answer in answers.items())


def test_a_filled_form_is_an_update(words: Vocabulary) -> None:
    found, wrong = read_form(body().replace("\n", "\r\n"), words, TODAY)
    assert wrong == ()
    assert found == ProgressForm(
        ("action-plans/2031-finance", "1"),
        {
            "status": "complete",
            "note": "All teams have it.",
            "evidence": "Cabinet paper of 5 January 2032",
            "date": "2032-01-05",
        },
    )


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("2031-finance, action 1", ("action-plans/2031-finance", "1")),
        ("2031-finance 1", ("action-plans/2031-finance", "1")),
        ("Plan: 2031-finance; Action 1", ("action-plans/2031-finance", "1")),
        (
            "https://x.example/action-plans/2031-finance/actions/1/?a=b#c",
            ("https://x.example/action-plans/2031-finance/actions/1/",),
        ),
        ("the finance one", None),
        ("../../etc/passwd", None),
        ("2031-audit, action 30 P&R 04", ("action-plans/2031-audit", "30 P&R 04")),
        ("2031-finance " + "9" * 50, None),
    ],
)
def test_an_action_is_named_by_its_page_or_by_plan_and_number(
    words: Vocabulary, answer: str, named: tuple[str, ...] | None
) -> None:
    found, wrong = read_form(body(action=answer), words, TODAY)
    assert (found.words if found else None) == named
    assert (wrong == ()) is (named is not None)


def test_no_date_is_today_and_no_evidence_is_none(words: Vocabulary) -> None:
    found, _ = read_form(body(date="_No response_", evidence="_No response_"), words, TODAY)
    assert found is not None
    assert (found.update["date"], found.update["evidence"]) == ("2032-01-10", "")


def test_what_is_missing_is_said_all_at_once(words: Vocabulary) -> None:
    assert read_form("Something quite different", words, TODAY)[1] == (
        "“Which action is it?” has no answer.",
        "“How far has it got?” has no answer.",
        "“What was done?” has no answer.",
    )
    assert read_form(body(action="?", status="Soon", date="lately"), words, TODAY)[1] == (
        "We cannot tell which action this is. Write the address of its page, or the plan’s ID and the action’s number, "
        "such as: 2031-finance 46",
        "Under “How far has it got?”, choose from: “Not started”, “In progress”, “Complete”, “Stopped”.",
        "We cannot read the date. Write it as 10 January 2032.",
    )


def test_a_second_answer_under_a_heading_is_not_chosen_from(words: Vocabulary) -> None:
    found, wrong = read_form(body(note=f"Fine.\n\n### {LABELS['status']}\n\nNot started"), words, TODAY)
    assert found is None
    assert wrong == ("The heading “How far has it got?” is there twice. Keep one, with one answer below it.",)


def test_a_very_long_answer_is_refused_in_words(words: Vocabulary) -> None:
    assert read_form(body(note="a" * 60_000), words, TODAY)[1] == (
        "The answer to “What was done?” has 60,000 characters. Write at most 2,000.",
    )


def test_the_form_asks_under_these_headings_and_offers_the_councils_words(root: Path) -> None:
    file = ".github/ISSUE_TEMPLATE/progress.yml"
    form = load(root / file, file)
    assert form.problems == ()
    assert form.data is not None
    fields = [item for item in form.data["body"] if "id" in item]
    assert {item["id"]: item["attributes"]["label"] for item in fields} == LABELS  # type: ignore[index, call-overload]
    vocabulary, _ = read_vocabulary(root)
    assert vocabulary is not None
    assert fields[1]["attributes"]["options"] == [word.label for word in vocabulary.statuses]  # type: ignore[index, call-overload]
