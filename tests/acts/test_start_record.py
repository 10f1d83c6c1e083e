"""`build.py new`: a few answers become drafts that pass every check."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from council import PLAN, Council
from expected_text import Expected
from paths import ROOT

from goldenthread.acts.start_council import patterns
from goldenthread.acts.start_questions import QUESTIONS
from goldenthread.guide.format_choice import PATTERNS
from goldenthread.model import TO_WRITE
from goldenthread.model.kinds import KINDS
from goldenthread.read import read
from goldenthread.source import load

pytestmark = pytest.mark.slow

New = Callable[..., int]

REVIEW = (
    "review",
    "--title=Planning peer challenge 2031",
    "--kind=peer challenge",
    "--reviewer=Association of Invented Councils",
    "--on-site=1 October 2031 to 3 October 2031",
    "--published=2031-11-15",
    "--deadline-rules=peers-2031",
    "--recommendation=Decide sooner: within weeks.",
    "--recommendation=Share plan #1",
)
REPORT = (
    "cabinet-report",
    "--title=Planning review",
    "--meeting=17 February 2032",
    "--action-plan=2031-planning-peer-challenge-plan",
    "--decision=approves the plan.",
    "--decision=thanks the peers.",
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def new(door: ModuleType, council: Council, monkeypatch: pytest.MonkeyPatch) -> New:
    """Run the command where nobody can type."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*words: str) -> int:
        return int(door.main(["--root", str(council.root), "--today", "2032-01-10", "new", *words]))

    return run


@pytest.mark.parametrize("typed", ["Peer challenge", "peer"])
def test_the_beginning_of_an_answer_is_enough_where_it_fits_one_only(
    new: New, council: Council, typed: str
) -> None:
    assert new(*REVIEW[:2], f"--kind={typed}", *REVIEW[3:]) == 0
    kinds = values(council, "data/reviews/2031-planning-peer-challenge.yml")["kind"]
    assert kinds == "peer challenge"


def values(council: Council, file: str) -> dict[str, object]:
    loaded = load(council.root / file, file)
    assert loaded.data is not None
    assert not loaded.problems
    return dict(loaded.data)


def test_a_review_is_written_as_a_draft_and_its_deadlines_are_shown_with_their_working(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*REVIEW) == 0
    said = capsys.readouterr().out
    assert "Publish the action plan: not yet due." in said
    assert "Saturday 10 January 2032: 8 weeks after 15 November 2031." in said
    assert "Still to be written: summary." in said
    review = council.content().reviews["2031-planning-peer-challenge"]
    assert review.draft
    assert [item.summary for item in review.recommendations] == [
        "Decide sooner: within weeks.",
        "Share plan #1",
    ]
    assert [event.kind for event in review.events] == ["on site", "published"]
    assert council.said() == []


def test_each_field_is_explained_and_an_editor_finds_the_kind_of_file(new: New, council: Council) -> None:
    assert new(*REVIEW) == 0
    text = (council.root / "data/reviews/2031-planning-peer-challenge.yml").read_text("utf-8")
    assert "\n# yaml-language-server: $schema=../../schemas/review.json\n" in text
    assert "\n# Who carried out the review.\nreviewer: Association of Invented Councils\n" in text


def test_an_action_plan_has_one_action_for_each_recommendation(new: New, council: Council) -> None:
    assert new(*REVIEW) == 0
    assert new("action-plan", "--review=2031-planning-peer-challenge", "--monitored-by=audit-committee") == 0
    plan = council.content().action_plans["2031-planning-peer-challenge-plan"]
    assert [[str(ref) for ref in action.answers] for action in plan.actions] == [
        ["2031-planning-peer-challenge 1"],
        ["2031-planning-peer-challenge 2"],
    ]
    assert [action.response for action in plan.actions] == [None, None]
    text = (council.root / "data/action-plans/2031-planning-peer-challenge-plan.yml").read_text("utf-8")
    assert "  # Recommendation 2: Share plan #1\n  - number: 2\n" in text
    assert council.said() == []


def test_a_report_has_every_section_that_its_format_requires_and_says_what_is_to_be_written(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*REVIEW) == 0
    assert new("action-plan", "--review=2031-planning-peer-challenge") == 0
    capsys.readouterr()
    assert new(*REPORT) == 0
    said = capsys.readouterr().out
    assert "Publish the agenda and the papers" in said
    assert "Friday 13 February 2032: clear day 2." in said
    report = council.content().cabinet_reports["2032-02-17-planning-review"]
    assert report.format == "ambleford-2031"
    assert report.recommended_decision.lead_in == "That Cabinet:"
    assert report.reason == report.executive_summary == report.implications[0].text == TO_WRITE
    assert [a.action_plan or a.review for a in report.appendices] == [
        "2031-planning-peer-challenge-plan",
        "2031-planning-peer-challenge",
    ]
    plan = council.content().action_plans["2031-planning-peer-challenge-plan"]
    assert plan.decided_in == "2032-02-17-planning-review"
    assert council.said() == []
    text = (council.root / "data/cabinet-reports/2032-02-17-planning-review.yml").read_text("utf-8")
    assert "# Section “Financial Implications”. PRIVATE-CANARY-GUIDANCE" in text


def test_nothing_of_a_new_draft_can_be_published_before_it_is_written(
    new: New, council: Council, expected: Expected
) -> None:
    assert new(*REVIEW) == 0
    file = council.root / "data/reviews/2031-planning-peer-challenge.yml"
    file.write_text(file.read_text("utf-8").replace("draft: yes\n", ""), "utf-8")
    expected([line.rpartition(" ")[2] for line in council.said("error")])


def test_a_plan_in_use_is_not_changed_by_a_new_report_and_the_officer_is_told(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(PLAN, "decided_in: 2031-10-04-finance\n", "")
    before = (council.root / PLAN).read_bytes()
    assert new("cabinet-report", "--title=Again", "--meeting=2032-02-17", "--action-plan=2031-finance") == 0
    assert (council.root / PLAN).read_bytes() == before
    assert f"Then add this line to {PLAN}" in capsys.readouterr().out


def test_another_plan_is_made_with_its_themes(new: New, council: Council) -> None:
    assert new("plan", "--title=Digital plan", "--kind=service plan", "--period=2032/33", "--theme=Data") == 0
    plan = council.content().plans["2032-digital-plan"]
    assert [theme.title for theme in plan.themes] == ["Data"]
    assert council.said() == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ("--kind=audit",),
            "--kind: “audit” is not one of the choices: peer challenge, progress review, internal audit. To use another kind, "
            "add it to data/vocabulary.yml, under review_kinds.",
        ),
        (("--published=soon",), "--published: “soon” is not a date. Write a day, a month or a range"),
        (("--id=2031 Planning",), "--id: “2031 Planning” is not allowed in an address."),
        (("--id=2031-finance",), "--id: There is already a record “2031-finance” in data/reviews."),
        (("--recommendation= ",), "--recommendation: This needs an answer."),
        (("--title=Two\u200bwords",), "U+200B"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    new: New, council: Council, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    before = sorted(council.root.rglob("*"))
    assert new(*REVIEW, *more) in (1, 2)
    printed = capsys.readouterr().err
    assert said in printed
    assert printed.endswith("Nothing was written.\n")
    assert sorted(council.root.rglob("*")) == before


def test_where_nobody_can_type_the_missing_flags_are_named(
    new: New, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("review", "--title=A review") == 2
    assert capsys.readouterr().err == (
        "Not running in a terminal, so we cannot ask. Add these options:\n"
        "  --kind               What kind of review is it? Choose from: peer challenge, progress review, internal audit. "
        "To use another kind, add it to data/vocabulary.yml, under review_kinds.\n"
        "  --reviewer           Who reviewed?\n"
        "Nothing was written.\n"
    )


def test_on_a_terminal_it_asks_and_asks_again(
    new: New, council: Council, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["", "Waste review 2031", "9", "2", "Peers", "", "June 2031", "", "", "", "One.", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    assert new("review") == 0
    said = capsys.readouterr().out
    assert "This needs an answer." in said
    assert "“9” is not one of the choices: " in said
    review = council.content().reviews["2031-waste-review"]
    assert review.kind == "progress review"
    assert [item.summary for item in review.recommendations] == ["One."]


def test_leaving_half_way_writes_nothing(
    new: New, council: Council, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def leave(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", leave)
    assert new("review") == 2
    assert "Stopped.\nNothing was written." in capsys.readouterr().err


def test_a_plan_needs_a_review_to_answer(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in KINDS:
        for file in (council.root / "data" / kind.folder).glob("*.yml"):
            file.unlink()
    shutil.rmtree(council.root / "content/cabinet-reports")
    (council.root / "urls.lock.yml").unlink(missing_ok=True)
    assert new("action-plan") == 2
    assert "Start one first: .venv/bin/python build.py new review\n" in capsys.readouterr().err


def test_a_kind_of_review_proposes_its_deadlines_and_its_levels_of_priority(
    new: New, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(
        "data/vocabulary.yml",
        "review_kinds:\n",
        "review_kinds:\n\n"
        "  - word: trial audit\n    label: Internal audit\n    help: |\n      Auditors test it.\n"
        "    question: Who audited?\n    reviewer_noun: the auditors\n    rules: peers-2031\n"
        "    priorities:\n      - High\n      - Low\n",
    )
    assert new("review", "--title=Payroll 2031", "--kind=trial audit") == 2
    assert "--reviewer" in (said := capsys.readouterr().err)
    assert "Who audited?" in said
    assert new("review", "--title=Payroll 2031", "--kind=trial audit", "--reviewer=Audit Partnership") == 0
    review = values(council, "data/reviews/2031-payroll.yml")
    assert review["deadline_rules"] == "peers-2031"
    assert review["priorities"] == [{"word": "High"}, {"word": "Low"}]


@pytest.mark.parametrize(
    ("visit", "rules"),
    [
        ("11 November 2024 to 14 November 2024", "lga-cpc-2023"),
        ("May 2021", "lga-cpc-2021"),
        ("12 March 2022", "lga-cpc-2021"),
        ("2018", "none"),
        ("", "lga-cpc-2023"),
    ],
)
def test_enter_at_the_question_of_rules_takes_those_in_force_when_the_peers_came(
    root: Path, visit: str, rules: str
) -> None:
    """A new peer challenge used to begin without any deadline, so that none was ever missed."""
    content, _ = read(root)
    assert content is not None
    question = next(one for one in QUESTIONS["review"] if one.name == "deadline_rules")
    answered = {"kind": "peer challenge", "on_site": visit}
    assert question.default is not None
    assert question.default(content, answered) == rules


@pytest.mark.parametrize("pattern", patterns(ROOT))
def test_a_draft_in_each_pattern_has_all_that_the_pattern_asks_for(
    pattern: str, new: New, council: Council
) -> None:
    formats = council.root / "data/report-formats.yml"
    shipped = (ROOT / PATTERNS).read_text("utf-8").partition("formats:\n")[2]
    formats.write_text(formats.read_text("utf-8") + shipped, "utf-8")
    words = ("--title=Bins", "--meeting=2032-02-17", f"--format={pattern}", "--decision=buys bins.")
    assert new("cabinet-report", *words) == 0
    draft = values(council, "data/cabinet-reports/2032-02-17-bins.yml")
    asked = next(form for form in council.content().formats.formats if form.id == pattern)
    assert draft["format"] == pattern
    lines = [line.line for line in asked.header if line.line and line.required]
    assert draft.get("header_lines", []) == [{"line": line, "text": TO_WRITE} for line in lines]
    signing = [
        row.id for one in asked.sections if one.content == "sign-off" for row in one.rows if row.required
    ]
    assert draft.get("sign_offs", []) == [{"section": row, "agreed_by": TO_WRITE} for row in signing]
