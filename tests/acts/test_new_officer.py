"""The way of README.md, “Publish your first review”: from nothing to pages and a PDF, by commands and an editor alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pdf_reading import text_of_pages

pytestmark = pytest.mark.slow  # it makes a project, and draws its site and a PDF in programs of their own

REVIEW = "data/reviews/2026-waste-review.yml"
PLAN = "data/action-plans/2026-waste-review-plan.yml"
REPORT = "data/cabinet-reports/2026-05-12-waste-review-and-plan.yml"
TEXT = "content/cabinet-reports/2026-05-12-waste-review-and-plan.md"


class Officer:
    """Somebody at a command line, who has read the README."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def runs(self, *words: str, at: Path | None = None) -> str:
        """Run build.py where nobody can be asked; it must go well."""
        done = subprocess.run(
            [sys.executable, "build.py", "--today", "2026-05-12", *words],
            cwd=at or self.folder,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def writes(self, file: str, old: str, new: str, times: int = -1) -> None:
        """Write over some words in a file, wherever they stand or so many times, as in an editor."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{old} is not in {file}"
        path.write_text(text.replace(old, new, times), "utf-8")


@pytest.fixture(scope="module")
def officer(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Officer:
    """An officer whose council has a fresh project."""
    officer = Officer(tmp_path_factory.mktemp("officer") / "ambleford")
    council = ("--name=Ambleford Council", "--contact=office@ambleford.example", "--governance=cabinet")
    more = ("--committee=Audit Committee", "--format=pattern-sign-off-table", "--visibility=public")
    officer.runs("new", "council", "--to", str(officer.folder), *council, *more, at=root)
    return officer


def test_an_officer_publishes_a_first_review(officer: Officer) -> None:
    drafts(officer)
    officer.runs("check")
    written(officer)
    assert officer.runs("addresses") == "Added 13 new addresses to urls.lock.yml.\n"
    checked = officer.runs("check")
    assert checked.endswith("Everything can be published.\n")
    # What is still to come: clearances, the decision, what was published, and the tests of the pages.
    assert set(re.findall(r"\[([a-z-]+)\]\n", checked)) == {
        "clearances-not-here",
        "event-awaited",
        "pdf-not-recorded",
        "statement-incomplete",
    }
    officer.runs("build")
    site = officer.folder / "site"
    for number, asked in enumerate(("Collect on time.", "Tell residents.", "Waste less."), start=1):
        page = (site / f"reviews/2026-waste-review/recommendations/{number}/index.html").read_text("utf-8")
        assert asked in page
        assert f"action-plans/2026-waste-review-plan/actions/{number}/" in page
    pages = text_of_pages((site / f"{REPORT[5:-4]}/2026-05-12-waste-review-and-plan.pdf").read_bytes())
    paper = " ".join(" ".join(pages).split())
    for words in ("Ambleford Council", "approves the plan", "Answer 2 of the council", "Director of Waste"):
        assert words in paper
    assert "to be written" not in paper


def drafts(officer: Officer) -> None:
    """Make the three drafts, as steps 1 to 3 say."""
    said = officer.runs(
        *("new", "review", "--title=Waste review 2026", "--kind=peer challenge", "--reviewer=Invented Peers"),
        *("--on-site=2 February 2026 to 4 February 2026", "--deadline-rules=lga-cpc-2023"),
        *(
            "--recommendation=Collect on time.",
            "--recommendation=Tell residents.",
            "--recommendation=Waste less.",
        ),
    )
    assert "Monday 4 May 2026: 3 months after 4 February 2026." in said
    officer.runs("new", "action-plan", "--review=2026-waste-review", "--monitored-by=audit-committee")
    said = officer.runs(
        *("new", "cabinet-report", "--title=Waste review and plan", "--meeting=12 May 2026"),
        *("--action-plan=2026-waste-review-plan", "--decision=approves the plan."),
    )
    assert "Friday 1 May 2026: the last day to do it, not itself a clear day." in said


def written(officer: Officer) -> None:
    """Write what was still to be written, as steps 4 to 7 say."""
    for file in (REVIEW, PLAN, REPORT, TEXT):
        officer.writes(file, "to be written", "Section 151 Officer")
    officer.writes(
        REPORT,
        "    agreed_by: Section 151 Officer",
        "    agreed_by: Section 151 Officer\n    agreed_on: 2026-04-20",
    )
    for number in (1, 2, 3):
        officer.writes(
            PLAN, "response: not recorded", f"response: Answer {number} of the council to the peers.", 1
        )
    officer.writes(PLAN, "lead: not recorded", "lead: Director of Waste")
    officer.writes(PLAN, "timeline: not recorded", "timeline: October 2026")
    posts = officer.folder / "data/organisation.yml"
    post = "\n  - id: director-of-waste\n    name: Director of Waste\n    kind: post\n"
    posts.write_text(posts.read_text("utf-8") + post, "utf-8")
    for file in (REVIEW, PLAN, REPORT):
        officer.writes(file, "\ndraft: yes\n", "\n")
