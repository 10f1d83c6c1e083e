"""`build.py report-progress`: a draft that passes check, is never written over, and has the same bytes each time."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from council import PLAN, TODAY, Council
from drawn_report import body, words
from expected_text import Expected
from generated_progress import progress_council
from hostile import hostile_tries
from paths import ROOT, TEMPLATES
from verapdf import validate

from build import main
from goldenthread.outputs.pdf.report_pdfs import draw_reports
from goldenthread.outputs.templating import environment
from goldenthread.register import Register, build

pytestmark = pytest.mark.slow

DRAFT = "data/cabinet-reports/2032-01-09-2031-finance-progress.yml"
POSITION = "data/cabinet-reports/2032-01-09-2031-finance-position.yml"
TEXT = "content/cabinet-reports/2032-01-09-2031-finance-progress.md"
ASK = ("2031-finance", "--body=audit-committee", "--since=2031-12-03", "--meeting=2032-01-09")
Report = Callable[..., tuple[int, str]]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def report(council: Council, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Report:
    """Run the command where nobody can type, and give its code and all that it says."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*given: str, root: Path = council.root) -> tuple[int, str]:
        code = main(["--root", str(root), "--today", TODAY.isoformat(), "report-progress", *given])
        out, err = capsys.readouterr()
        return code, out + err

    return run


def test_a_draft_is_written_that_passes_check_with_its_appendix_as_data(
    report: Report, council: Council, expected: Expected
) -> None:
    code, said = report(*ASK, "--next=2032-04-09")
    assert code == 0
    expected(said)
    text = (council.root / DRAFT).read_text("utf-8")
    expected("\n".join(line for line in text.split("\n") if line and not line.lstrip().startswith("#")))
    assert (
        (council.root / TEXT)
        .read_text("utf-8")
        .startswith("## What has changed since 3 December 2031\n\nThe")
    )
    assert council.said() == []
    assert not [view for view in council.register().cabinet_reports if view.facts.id.endswith("-progress")]


def test_a_second_run_gives_the_same_bytes_and_what_was_edited_stays(
    report: Report, council: Council, tmp_path: Path
) -> None:
    other = Council(tmp_path / "other").root
    assert report(*ASK)[0] == report(*ASK, root=other)[0] == 0
    written = {file: (council.root / file).read_bytes() for file in (DRAFT, TEXT)}
    assert written == {file: (other / file).read_bytes() for file in written}
    assert report(*ASK) == (0, f"{DRAFT} already says that. Nothing was changed.\n")
    (council.root / TEXT).write_text("## Our own words\n\nAll is well.\n", "utf-8")
    code, said = report(*ASK)
    assert (code, said) == (
        2,
        f"There is already a file {DRAFT}. Choose another ID with --id.\nNothing was written.\n",
    )
    assert (council.root / TEXT).read_text("utf-8") == "## Our own words\n\nAll is well.\n"


def test_a_meeting_to_come_counts_up_to_today(report: Report, council: Council) -> None:
    assert report(*ASK[:3], "--meeting=2032-02-09", "--id=next")[0] == 0
    appendix = council.content().cabinet_reports["next"].appendices[0].progress_since
    assert appendix is not None
    assert appendix.day == TODAY


def test_the_last_meeting_can_be_named_by_its_paper(report: Report, council: Council) -> None:
    assert report("2031-finance", "--body=audit-committee", "--since=2031-10-04-finance", "--id=x")[0] == 0
    appendix = council.content().cabinet_reports["x"].appendices[0].progress_since
    assert appendix is not None
    assert (appendix.since.isoformat(), appendix.day) == ("2031-10-04", TODAY)


WAITING = """    extensions:

      - asked: 2031-12-10
        to: March 2032
        reason: Late.
"""


def test_a_request_that_waits_is_put_to_the_committee_for_decision(report: Report, council: Council) -> None:
    council.change(PLAN, "    editor_note: |\n", f"{WAITING}    editor_note: |\n")
    assert report(*ASK)[0] == 0
    draft = council.content().cabinet_reports[Path(DRAFT).stem]
    assert draft.purpose == "for decision"
    assert (
        draft.recommended_decision.parts[1].strip()
        == "grants or refuses the request for more time for action 3."
    )


def test_what_the_committee_has_still_to_close_is_put_to_it(report: Report, council: Council) -> None:
    council.change(PLAN, "monitored_by:\n", "closed_by: audit-committee\nmonitored_by:\n")
    code, said = report(*ASK)
    assert code == 0
    assert "On the list: 3 actions (1 overdue, 1 updated since and 1 without news)." in said
    parts = council.content().cabinet_reports[Path(DRAFT).stem].recommended_decision.parts
    assert parts[1].strip() == "closes action 1 and action 2, which are reported as finished."


def test_the_next_meeting_that_the_records_name_is_used(report: Report, council: Council) -> None:
    assert (
        report(
            "2031-finance", "--body=cabinet", "--since=2031-10-04-cabinet", "--meeting=2032-01-09", "--id=x"
        )[0]
        == 0
    )
    appendix = council.content().cabinet_reports["x"].appendices[0].progress_since
    assert appendix is not None
    assert (str(appendix.since), str(appendix.next)) == ("2031-10-04", "2032-02-10")


def test_a_position_statement_has_the_same_numbers(report: Report, council: Council) -> None:
    _, committee = report(*ASK)
    code, said = report(*ASK, "--for=lga")
    assert code == 0
    counted = "On the list: 3 actions (2 closed since and 1 without news)."
    assert counted in committee
    assert counted in said
    for file in (DRAFT, POSITION):
        published(council, file)
    texts = [
        words(body(view, environment(TEMPLATES)))
        for view in build(council.content(), TODAY).cabinet_reports
        if view.appendices[0].since
    ]
    assert len(texts) == 2
    assert all("3 actions are on the list: 2 closed since and 1 without news." in text for text in texts)
    assert [text for text in texts if "Recommendation 3: Train managers every year." in text]


def published(council: Council, file: str) -> None:
    """Write what is left to write, and publish the report."""
    path = council.root / file
    text = path.read_text("utf-8").replace("draft: yes\n", "").replace("to be written", "None.")
    path.write_text(
        text.replace("appendices:\n", "risk:\n  current: low\n  residual: low\nappendices:\n", 1), "utf-8"
    )
    words = path.with_suffix(".md").name
    (council.root / "content/cabinet-reports" / words).write_text(
        "## What has changed\n\nIt is in the appendix.\n", "utf-8"
    )


REFUSED = {
    "an unknown plan": (["2031-finances", *ASK[1:]], None),
    "no plan": (list(ASK[1:]), None),
    "an unknown body": (["2031-finance", "--body=parish", "--since=2031-12-03", "--meeting=2032-01-09"], None),
    "a post is not a body": (["2031-finance", "--body=director-of-finance", *ASK[2:]], None),
    "no last meeting": (list(ASK[:2]), None),
    "a last meeting after this one": ([*ASK[:2], "--since=2032-01-09", "--meeting=2032-01-09"], None),
    "a last meeting after today": ([*ASK[:2], "--since=2032-01-20", "--meeting=2032-02-09"], None),
    "a next meeting before this one": ([*ASK, "--next=2032-01-09"], None),
    "a meeting for which there is no format": ([*ASK[:2], "--since=2030-01-20", "--meeting=2030-02-09"], None),
    "a format without appendices": (list(ASK), ("data/report-formats.yml", "      - id: appendices\n        heading: Appendices\n        content: appendices\n", "      - id: appendices\n        heading: Appendices\n        content: footnote\n")),
    "a plan that is not public": (list(ASK), (PLAN, "title: Finance action plan 2031\n", "title: Finance action plan 2031\ndraft: yes\n")),
    "a plan without actions": (list(ASK), (PLAN, "", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_reported_is_refused_in_one_message(
    name: str, report: Report, council: Council, expected: Expected
) -> None:
    given, change = REFUSED[name]
    if change and change[1]:
        council.change(*change)
    if change and not change[1]:
        path = council.root / PLAN
        path.write_text(path.read_text("utf-8").partition("actions:\n")[0], "utf-8")
    if name == "a plan that is not public" or (change and change[0] != PLAN):
        alone(council)
    before = council.digest()
    code, said = report(*given)
    assert code != 0
    expected(said)
    assert council.digest() == before


def alone(council: Council) -> None:
    """Take away the paper that names the plan and has appendices, and the meeting that had it."""
    shutil.rmtree(council.root / "data/meetings", ignore_errors=True)
    (council.root / "data/cabinet-reports/2031-10-04-finance.yml").unlink()
    (council.root / "content/cabinet-reports/2031-10-04-finance.md").unlink()
    council.change(PLAN, "decided_in: 2031-10-04-finance\n", "")


def test_what_is_left_out_is_asked_for(
    report: Report, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(
        ["2031-finance", "", "", "9 January 2032", "9 January 2032", "3 December 2031", "9 April 2032"]
    )
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    code, said = report()
    assert code == 0
    assert "Which action plans does it report on? Choose from: 2031-finance." in said
    assert "9 January 2032 is not before the meeting on 9 January 2032." in said
    assert council.content().cabinet_reports[Path(DRAFT).stem].body == "audit-committee"


def test_the_paper_on_many_actions_passes_check_and_both_standards(tmp_path: Path, report: Report) -> None:
    """The actions are of every sort; `make hostile` draws 200 of them."""
    council = progress_council(tmp_path / "many", seed=4, actions=hostile_tries(60, 200))
    for given in (ASK, (*ASK, "--for=lga")):
        assert report(*given, "--next=2032-04-09", root=council.root)[0] == 0
    for file in (DRAFT, POSITION):
        published(council, file)
    assert [line for line in council.said() if "/2032-01-09-" in line] == []
    register = build(council.content(), TODAY)
    env = environment(ROOT / "templates")
    for name, pdf in draw_reports(only_progress(register), env, council.root, tmp_path / "cache").items():
        (tmp_path / "pdfs").mkdir(exist_ok=True)
        (tmp_path / "pdfs" / f"{name}.pdf").write_bytes(pdf.output().content)
    verdicts = validate(tmp_path / "pdfs")
    assert len(verdicts) == 4
    assert [verdict for verdict in verdicts if verdict.failures] == []


def only_progress(register: Register) -> Register:
    from dataclasses import replace

    papers = tuple(view for view in register.cabinet_reports if view.appendices[0].since)
    return replace(register, cabinet_reports=papers)
