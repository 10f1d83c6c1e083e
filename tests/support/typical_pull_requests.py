"""Six typical pull requests: what each changes in the invented council. Run as a program, it writes their comments anew."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from council import PLAN, REPORT, TODAY, Council
from paths import GOLDEN

from goldenthread.changes.printers import as_markdown
from goldenthread.changes.summary import Summary
from goldenthread.commands.changes import changes

EXPECTED = GOLDEN / "pull_requests"

NEW_REVIEW = """\
id: 2032-parking
title: Parking peer review 2032
summary: |
  Peers looked at how the council runs its car parks.
kind: peer challenge
reviewer: Association of Invented Councils
themes:

  - id: money
    name: Money

recommendations:

  - number: 1
    key: yes
    theme: money
    summary: |
      Say what each car park costs and brings in.
    source:
      document: report

  - number: 2
    theme: money
    summary: |
      Ask residents before prices change.
    source:
      document: report

documents:

  - id: report
    title: Parking peer review, feedback report
    date: January 2032
    supplied: yes
"""
NEW_PLAN = """\
id: 2032-parking
title: Parking action plan 2032
summary: |
  What Ambleford will do about its car parks.
responds_to:
  - 2032-parking
groups:

  - id: money
    name: Money

actions:

  - number: 1
    answers: 2032-parking 1
    group: money
    response: |
      Figures for each car park will be in the yearly report.
    lead: Director of Finance
    timeline: April 2032

  - number: 2
    answers: 2032-parking 2
    group: money
    response: not recorded
    lead: not recorded
    timeline: not recorded
"""
NEW_PAPER = """\
id: 2032-02-10-parking
title: Parking review and action plan
summary: |
  Brings the parking review and the plan that answers it.
format: ambleford-2031
body: cabinet
meeting: 2032-02-10
publish_on: 2032-02-02
heading: Parking review and action plan
purpose: for decision
recommended_decision:
  lead_in: "That Cabinet:"
  parts:

    - |
      approves the action plan for parking.

    - |
      asks for a report on progress after six months.

appendices:

  - number: 1
    title: Action plan
    action_plan: 2032-parking
"""
Edit = Callable[[Council], object]


def publish_a_review(council: Council) -> None:
    (council.root / "data/reviews/2032-parking.yml").write_text(NEW_REVIEW, "utf-8")


def propose_a_plan(council: Council) -> None:
    (council.root / "data/action-plans/2032-parking.yml").write_text(NEW_PLAN, "utf-8")


def take_a_paper_to_cabinet(council: Council) -> None:
    (council.root / "data/cabinet-reports/2032-02-10-parking.yml").write_text(NEW_PAPER, "utf-8")


def record_a_decision(council: Council) -> None:
    council.change(
        REPORT,
        "background_papers: None.\n",
        "background_papers: None.\ndecision:\n  date: 2031-10-04\n  text: |\n    Cabinet approved the action plan.\n",
    )


def record_progress(council: Council) -> None:
    council.change(
        PLAN,
        "    updates:\n\n      - date: 2031-12-15\n",
        "    updates:\n\n      - date: 2032-01-08\n        status: in progress\n        note: |\n"
        "          One directorate still lacks the report.\n        timeline: March 2032\n        reason: |\n"
        "          The new finance system arrived late; see #12 and @cabinet.\n"
        "        approved_by: Audit Committee, 7 January 2032\n\n      - date: 2031-12-15\n",
    )


def correct_published_text(council: Council) -> None:
    council.change(
        PLAN,
        "The quarter one report goes to all budget holders.",
        "The quarter one report goes to all 40 budget holders.",
    )
    council.change(
        PLAN,
        "responds_to:\n",
        "corrections:\n\n  - date: 2032-01-09\n    about: 1\n    what: |\n      The number of budget holders was left out.\n"
        "    why: |\n      A reader asked how many there are.\n    approved_by: Democratic Services\n\nresponds_to:\n",
    )


SIX = (
    publish_a_review,
    propose_a_plan,
    take_a_paper_to_cabinet,
    record_a_decision,
    record_progress,
    correct_published_text,
)


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=W", "-c", "user.email=w@x")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def summary(council: Council) -> Summary:
    """Compare the folder as it lies with the main line."""
    return changes(council.root, TODAY, "main", None)


def write() -> None:
    """Write the six comments anew: read the difference aloud before you commit it (`make golden` calls this)."""
    for edit in SIX:
        with TemporaryDirectory() as folder:
            council = Council(Path(folder) / "c", addresses=True)
            if edit is not publish_a_review:
                publish_a_review(council)
            git(council.root, "init", "-q", "-b", "main")
            git(council.root, "add", "-A")
            git(council.root, "commit", "-q", "-m", "Begin")
            edit(council)
            (EXPECTED / f"{edit.__name__.replace('_', '-')}.md").write_text(
                as_markdown(summary(council)), "utf-8"
            )


if __name__ == "__main__":
    write()
