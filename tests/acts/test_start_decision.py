"""`build.py new decision`: a draft from its report, which passes every check and says what an officer has still to write."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from council import REPORT, Council

from goldenthread.model import TO_WRITE
from goldenthread.model.decision import Decision
from goldenthread.source import loads

pytestmark = pytest.mark.slow

New = Callable[..., int]
FILE = "data/decisions/2031-10-04-finance-review-and-action-plan.yml"
OPTIONS = """options:

  - title: Do nothing
    text: |
      The peers would come back.
    why: |
      It would help nobody.

  - title: Act
    text: |
      The plan is agreed.
    preferred: yes

"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def new(door: ModuleType, council: Council, monkeypatch: pytest.MonkeyPatch) -> New:
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*words: str) -> int:
        start = ["--root", str(council.root), "--today", "2032-01-10", "new", "decision"]
        return int(door.main([*start, *words]))

    return run


def only(council: Council) -> Decision:
    assert council.said("error") == []
    (decision,) = council.content().decisions.values()
    return decision


def test_a_decision_begins_with_its_report(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("--report=2031-10-04-finance") == 0
    decision = only(council)
    assert (decision.draft, decision.decided_by, str(decision.date)) == (True, "cabinet", "2031-10-04")
    assert [(item.number, item.outcome, item.text) for item in decision.resolutions] == [
        ("a", "as recommended", None),
        ("b", "as recommended", None),
    ]
    assert decision.reasons == council.content().cabinet_reports["2031-10-04-finance"].reason
    assert decision.interests[0].text == decision.dispensations[0].text == decision.source == TO_WRITE
    text = (council.root / FILE).read_text("utf-8")
    assert "  # The report recommends: approves the action plan.\n" in text
    assert "# As in the report: check that the record of the decision says the same.\nreasons: |" in text
    said = capsys.readouterr().out
    assert "build.py record decisions/2031-10-04-finance-review-and-action-plan 'decision published'" in said


def test_what_the_meeting_changed_is_all_that_is_typed(new: New, council: Council) -> None:
    code = new(
        "--report=2031-10-04-finance",
        "--outcome=a=Deferred",
        "--outcome=b=refused",
        "--reasons=More work is needed.",
        "--alternative=None.",
        "--interest=Cllr A Example: a relative works there.",
        "--dispensation=None.",
        "--source=Minutes of 4 October 2031",
    )
    assert code == 0
    decision = only(council)
    assert [(item.outcome, item.deferred_to) for item in decision.resolutions] == [
        ("deferred", None),
        ("refused", None),
    ]
    assert (decision.interests[0].name, decision.interests[0].text) == (
        "Cllr A Example",
        "a relative works there.",
    )
    assert decision.dispensations[0].name is None
    assert TO_WRITE not in (decision.reasons, decision.source, decision.alternatives[0].option)


@pytest.mark.parametrize("outcome", ["amended", "referred back"])
def test_what_an_outcome_needs_is_to_be_written(new: New, council: Council, outcome: str) -> None:
    assert new("--report=2031-10-04-finance", f"--outcome=a={outcome}") == 0
    part = only(council).resolutions[0]
    assert TO_WRITE in (part.text, part.referred_to)


def test_the_alternatives_are_the_options_that_the_report_does_not_prefer(new: New, council: Council) -> None:
    council.change(REPORT, "appendices:\n", f"{OPTIONS}appendices:\n")
    section = "      - id: options\n        heading: Options\n        content: options\n        number: none\n        required: no\n\n"
    council.change("data/report-formats.yml", "      - id: reason\n", f"{section}      - id: reason\n")
    assert new("--report=2031-10-04-finance") == 0
    text = (council.root / FILE).read_bytes()
    data = loads(text, FILE).data
    assert data is not None
    assert data["alternatives"] == [
        {"option": "Do nothing: The peers would come back.", "why": "It would help nobody."}
    ]


def test_a_decision_of_an_officer_has_no_report(new: New, council: Council) -> None:
    words = (
        "--title=Paint",
        "--decided-by=director-of-finance",
        "--date=2032-01-05",
        "--resolved=Buy paint.",
    )
    assert new(*words) == 0
    decision = only(council)
    assert (decision.report, decision.delegation, decision.id) == (None, TO_WRITE, "2032-01-05-paint")
    assert [item.text for item in decision.resolutions] == ["Buy paint."]


def test_a_second_decision_replaces_the_first(new: New, tmp_path: Path, council: Council) -> None:
    assert new("--report=2031-10-04-finance") == 0
    assert new("--report=2031-10-04-finance", "--date=2031-11-11") == 0
    again = council.content().decisions["2031-11-11-finance-review-and-action-plan"]
    assert again.replaces == "2031-10-04-finance-review-and-action-plan"
    assert council.said("error") == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ("--report=2031-10-04-finance", "--outcome=c=refused"),
            "The report has no part “c”. Its parts are: a, b.",
        ),
        (("--report=2031-10-04-finance", "--outcome=a=maybe"), "“maybe” is not one of the outcomes: "),
        (
            ("--report=2031-finance",),
            "--report: “2031-finance” is not one of the choices: 2031-10-04-finance.",
        ),
        ((), "--decided-by"),
        (("--report=2031-10-04-finance", "--date=2032-06-01"), "1 June 2032"),
    ],
)
def test_what_cannot_be_is_refused(
    new: New, council: Council, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    before = council.digest()
    assert new(*more) in (1, 2)
    assert said in capsys.readouterr().err
    assert council.digest() == before
