"""The desk in Chromium: an officer's whole task without script, and every page by keyboard, in a narrow window and with axe."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from council import Council
from desk_client import TOKEN, desk_of
from paths import ROOT
from pdf_reading import text_of_pages
from playwright.sync_api import Browser, Page, expect

from goldenthread.acts.start_council import write_project
from goldenthread.commands.desk import listening
from goldenthread.common.git import git

pytestmark = pytest.mark.slow

DAY = date(2026, 5, 12)
COUNCIL = {
    "name": "Ambleford Council", "short_name": "Ambleford", "site_title": "Reviews and actions",
    "contact": "office@ambleford.example", "governance": "cabinet", "body": ["Cabinet", "Council"],
    "committee": ["Audit Committee"], "post": ["Director of Waste"], "format": "pattern-sign-off-table", "logo": "",
    "site_address": "not recorded", "visibility": "public", "repository": "not recorded",
}  # fmt: skip
REPORT = "2026-05-12-waste-review-and-plan"


@contextmanager
def at_desk(root: Path, today: date) -> Iterator[str]:
    """Serve the desk of a folder, and give its address."""
    opened = listening(0)
    config = uvicorn.Config(desk_of(root, today).app(TOKEN), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{opened.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        opened.close()


class Officer:
    """Somebody at a browser without script."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.goto(f"{address}/?token={TOKEN}")

    def opens(self, *links: str) -> None:
        """Follow links by their names, from the front page."""
        self.page.goto(self.address)
        self.follows(*links)

    def follows(self, *links: str) -> None:
        """Follow links by their names, from here."""
        for name in links:
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def fills(self, **answers: str) -> None:
        """Fill in fields of the form, whatever kind each is, and press “Continue”."""
        for name, answer in answers.items():
            control = self.page.locator(f"[name='{name}']:not([hidden], [type=hidden])")
            kind = control.last.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                self.page.locator(f"[name='{name}'][value='{answer}']").check()
            elif kind == "select-one":
                control.select_option(answer)
            else:
                control.fill(answer)
        self.page.get_by_role("button", name="Continue").click()

    def saves(self) -> None:
        """Look over the change, and save it."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Look over your change")
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.get_by_text("Saved.")).to_be_visible()

    def proposes(self, title: str) -> None:
        """Propose what is saved."""
        self.opens("Propose")
        self.page.get_by_label("What is this change, in a line?").fill(title)
        self.page.get_by_label("Your name").fill("Ann Officer")
        self.page.get_by_label("Your email address").fill("ann@ambleford.example")
        self.page.get_by_role("button", name="Propose", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Proposed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a fresh council in git, with a bare repository in the place of the host."""
    root, bare = tmp_path / "council", tmp_path / "host.git"
    write_project(ROOT, root, COUNCIL, DAY)
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(bare)], check=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(
        root,
        "-c",
        "user.name=Set-up",
        "-c",
        "user.email=set-up@ambleford.example",
        "commit",
        "--quiet",
        "-m",
        "Start",
    )
    git(root, "remote", "add", "origin", str(bare))
    git(root, "push", "--quiet", "--set-upstream", "origin", "main")
    return root


def test_an_officer_publishes_a_review_its_plan_and_its_report_without_opening_a_file(
    project: Path, browser: Browser
) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    with at_desk(project, DAY) as address:
        officer = Officer(page, address)
        starts(officer)
        completes(officer)
        pdf = page.request.get(f"{address}/preview/pdf/{REPORT}.pdf").body()
        paper = " ".join(" ".join(text_of_pages(pdf)).split())
        for words in (
            "Ambleford Council",
            "approves the plan",
            "Bins are collected on time.",
            "Director of Waste",
        ):
            assert words in paper
        officer.proposes("Waste review, its plan and its report")
        git(project, "push", "--quiet", "origin", "HEAD:main")  # it is approved and merged
        officer.opens("Propose")
        page.get_by_role("button", name="Start from the published files again").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ready for new work")
        follows_up(officer)
        officer.proposes("Published, progress, a date that moved and the decision")
    assert git(project, "status", "--porcelain") == b""
    pushed = git(project, "ls-remote", "--heads", "origin").decode().split()[1::2]
    assert sorted(pushed) == [
        "refs/heads/desk/2026-05-12-published-progress-a-date-that-moved-and",
        "refs/heads/desk/2026-05-12-waste-review-its-plan-and-its-report",
        "refs/heads/main",
    ]
    assert git(project, "log", "--format=%an, %s", "origin/main..HEAD").decode().splitlines() == [
        "Ann Officer, Published, progress, a date that moved and the decision"
    ]


def starts(officer: Officer) -> None:
    """Start the review, the plan and the report, and complete the plan's table."""
    officer.opens("Review")
    officer.fills(
        title="Waste review 2026", kind="peer challenge", reviewer="Invented Peers",
        summary="Peers reviewed how Ambleford collects waste.", on_site="2 February 2026 to 4 February 2026",
    )  # fmt: skip
    officer.fills(recommendation="Collect on time.\nTell residents.\nWaste less.")
    officer.saves()
    officer.opens("Action plan")
    officer.fills(review="2026-waste-review")
    officer.fills(summary="What Ambleford will do about waste.", monitored_by="audit-committee")
    officer.saves()
    officer.follows("Change the cells of the table")
    cells = {
        "response": "Bins are collected on time.",
        "lead": "Director of Waste",
        "timeline": "October 2026",
    }
    officer.fills(**{f"actions.{n}.{name}": text for n in (1, 2, 3) for name, text in cells.items()})
    officer.saves()
    officer.opens("Cabinet report")
    officer.fills(
        title="Waste review and plan", body="cabinet", meeting="12 May 2026", action_plan="2026-waste-review-plan",
        decision="approves the plan.", summary="Cabinet is asked to approve the plan.",
    )  # fmt: skip
    if officer.page.get_by_role("heading", level=1).inner_text() != "Look over your change":
        officer.fills()
    officer.saves()


def completes(officer: Officer) -> None:
    """Write what is still to be written in the report, look at its preview, and say what is ready."""
    page = officer.page
    officer.follows("Change the fields")
    page.get_by_text("More details").click()
    for control in page.locator("input[type=text], textarea:not([hidden])").all():
        if control.input_value() == "to be written":
            control.fill("Section 151 Officer")
        elif (control.get_attribute("name") or "").endswith(".agreed_on"):
            control.fill("20 April 2026")
    officer.fills()
    officer.saves()
    officer.follows("Edit the text")
    text = page.get_by_label("The text, in Markdown")
    officer.fills(
        text=text.input_value().replace("to be written", "Peers visited Ambleford in February 2026.")
    )
    officer.saves()
    officer.follows("Preview")
    expect(page.get_by_text("DRAFT. This is a preview on your computer.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waste review and plan")
    page.go_back()
    officer.follows("Ready to be published")
    officer.fills()
    officer.saves()


def follows_up(officer: Officer) -> None:
    """Record that the review was published, progress, a date that moved, the decision, and a correction."""
    officer.opens(
        "Records",
        "Waste review 2026",
        "Record what happened, such as published or called in, and see the deadlines that follow",
    )
    officer.fills(event="published", on="1 May 2026")
    expect(officer.page.get_by_role("heading", name="Deadlines")).to_be_visible()
    officer.saves()
    officer.opens("Records", "Action plan: Waste review 2026", "Action 1", "Record progress on an action")
    officer.fills(status="in progress", note="Rounds were planned again.", date="10 May 2026")
    officer.saves()
    officer.opens(
        "Records",
        "Action plan: Waste review 2026",
        "Action 2",
        "Record that an action’s timeline has moved, and why",
    )
    officer.fills(timeline="December 2026", reason="A post is vacant.", status="in progress")
    officer.saves()
    officer.opens("Decision")
    officer.fills(report=REPORT)
    while officer.page.get_by_role("heading", level=1).inner_text() != "Look over your change":
        assert officer.page.locator(".desk-summary").count() == 0, officer.page.locator(
            ".desk-summary"
        ).inner_text()
        officer.fills()
    officer.saves()
    officer.opens("Records", "Action plan: Waste review 2026", "Action 3", "Change the fields")
    officer.fills(response="Bins are collected on time, every week.")
    officer.saves()
    officer.opens("Propose")
    officer.follows("Tell readers what was corrected")
    officer.fills(
        what="It now says how often.", why="The words were cut short.", approved_by="Director of Waste"
    )
    officer.saves()


PAGES = (
    "/", "/records/", "/records/action-plans/2031-finance/", "/records/action-plans/2031-finance/1/", "/records/settings/council/",
    "/do/update/action-plans/2031-finance/3/", "/new/review/", "/edit/all/reviews/2031-finance/",
    "/edit/rows/action-plans/2031-finance/", "/add/documents/reviews/2031-finance/", "/import/", "/problems/", "/propose/",
    "/text/about.md", "/nowhere/in/particular/",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with at_desk(Council(tmp_path_factory.mktemp("desk") / "c").root, date(2032, 1, 10)) as address:
        yield address


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page_of_the_desk_can_be_used_by_everybody(
    desk: str,
    browser: Browser,
    colours: str,
    axe: Callable[..., list[str]],
    too_wide: Callable[[Page], list[str]],
) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=colours).new_page()  # type: ignore[arg-type]
    page.goto(f"{desk}/?token={TOKEN}")
    for address in PAGES:
        page.goto(f"{desk}{address}")
        assert (address, axe(page), too_wide(page)) == (address, [], [])
    page.goto(f"{desk}/do/update/action-plans/2031-finance/3/")
    page.get_by_role("button", name="Continue").press("Enter")
    assert (axe(page), too_wide(page)) == ([], [])
    expect(page.get_by_role("alert")).to_contain_text("How far has the action got?: This needs an answer.")
    page.get_by_role("alert").get_by_role("link").first.press("Enter")
    assert page.evaluate("document.activeElement.name") == "status"
