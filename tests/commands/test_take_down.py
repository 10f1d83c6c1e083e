"""A breach: what should never have been published is gone from files, site, search and data, and each address says why."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from council import PLAN, REPORT, REVIEW, TEXT, TODAY, Council

from build import main
from goldenthread.rules import examine

pytestmark = pytest.mark.slow

WHY = "It named a person."
Ask = Callable[..., tuple[int, str, str]]
SECRETS = ("Canaryword", "Canarytitle", "Canaryanswer")


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Give a council whose report has words that must go, in its text, in its title and in a kept version."""
    made = Council(tmp_path / "ambleford", addresses=True)
    made.change(TEXT, "Officers will share the plan.", "Officers will share the Canaryword.")
    made.change(REPORT, "\ntitle: Finance review and action plan", "\ntitle: Canarytitle and action plan")
    made.change(REPORT, "Ambleford asked peers to look at its finances.", "Ambleford asked the Canaryanswer.")
    return made


@pytest.fixture
def ask(council: Council, capsys: pytest.CaptureFixture[str]) -> Ask:
    def ask(*words: str) -> tuple[int, str, str]:
        code = main(["--root", str(council.root), "--today", TODAY.isoformat(), *words])
        return code, *capsys.readouterr()

    return ask


def hits(folder: Path, secrets: tuple[str, ...]) -> list[str]:
    """Return the files of a folder in which one of the words is, or whose name has one."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return sorted(
        path.relative_to(folder).as_posix()
        for path in paths
        if any(word.encode() in path.read_bytes() or word in path.name for word in secrets)
    )


def errors(council: Council) -> list[str]:
    return [str(p) for p in examine(council.root, TODAY).problems if p.severity.value == "error"]


def test_a_report_is_gone_from_the_files_and_each_address_has_a_notice(ask: Ask, council: Council) -> None:
    kept = council.root / "published/cabinet-reports/2031-10-04-finance/2031-10-04"
    kept.mkdir(parents=True)
    (kept / "index.html").write_text("Canaryword", "utf-8")
    code, out, err = ask(
        "take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY, "--approved-by", "Monitoring Officer"
    )
    assert (code, err) == (0, "")
    assert hits(council.root, SECRETS) == []
    assert not (council.root / "published/cabinet-reports").exists()
    gone = council.content().addresses.gone
    assert [item.address for item in gone] == [
        "action-plans/2031-finance/as-at/2031-10-04/",
        "cabinet-reports/2031-10-04-finance/",
        "cabinet-reports/2031-10-04-finance/2031-10-04-finance.pdf",
        "cabinet-reports/2031-10-04-finance/versions/2031-10-04/",
    ]
    assert {(item.reason, item.approved_by, item.date) for item in gone} == {
        (WHY, "Monitoring Officer", TODAY)
    }
    assert council.content().action_plans["2031-finance"].decided_in is None
    assert errors(council) == []
    for duty in ("git history", "mirrors", "72 hours", "Search engines".lower(), "previews"):
        assert duty in out


@pytest.mark.parametrize(
    ("record", "files"),
    [("reviews/2031-finance", [REVIEW, PLAN]), ("action-plans/2031-finance", [PLAN]), ("2031-service", ["data/plans/2031-service.yml"])],
)  # fmt: skip
def test_whatever_is_taken_down_the_rest_can_be_published(
    ask: Ask, council: Council, record: str, files: list[str]
) -> None:
    code, out, _ = ask("take-down", record, "--why", WHY)
    assert (code, [file for file in files if (council.root / file).exists()]) == (0, [])
    assert all(file in out for file in files)
    assert errors(council) == []


def test_a_file_goes_with_all_that_names_it(ask: Ask, council: Council) -> None:
    (council.root / "content/files/map.pdf").write_bytes(b"Canaryword")
    council.change(
        REPORT, "    not_supplied: |\n      The map was not among the papers.\n", "    file: map.pdf\n"
    )
    about = council.root / "content/about.md"
    about.write_text(about.read_text("utf-8") + "\n[The map](../files/map.pdf)\n", "utf-8")
    code, out, _ = ask("take-down", "map.pdf", "--why", WHY)
    assert (code, (council.root / "content/files/map.pdf").exists()) == (0, False)
    assert f"    not_supplied: |\n      {WHY}\n" in (council.root / REPORT).read_text("utf-8")
    assert "\nThe map (taken down)\n" in about.read_text("utf-8")
    assert council.content().addresses.gone[-1].address == "files/map.pdf"
    assert "content/about.md" in out
    assert errors(council) == []


def test_nothing_is_changed_by_a_rehearsal_a_slip_or_a_missing_reason(ask: Ask, council: Council) -> None:
    before = council.digest()
    code, out, _ = ask("take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY, "--dry-run")
    assert (code, "Nothing was changed." in out) == (0, True)
    assert ask("take-down", "2031-10-05-nothing", "--why", WHY)[0] != 0
    assert ask("take-down", "cabinet-reports/2031-10-04-finance")[0] != 0
    assert ask("take-down", "council", "--why", WHY)[0] != 0
    assert council.digest() == before


def test_a_redirect_to_what_is_gone_becomes_a_notice(ask: Ask, council: Council) -> None:
    moved = "  - old: cabinet-reports/2031-money/\n    new: cabinet-reports/2031-10-04-finance/\n"
    council.change("urls.lock.yml", "\npublished:\n", f"\n{moved}published:\n")
    assert ask("take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY)[0] == 0
    assert [item.old for item in council.content().addresses.moved] == ["reviews/2031-money/"]
    assert "cabinet-reports/2031-money/" in {item.address for item in council.content().addresses.gone}
    assert errors(council) == []


def test_a_second_breach_adds_its_notices_to_the_first(ask: Ask, council: Council) -> None:
    assert ask("take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY)[0] == 0
    assert ask("take-down", "2031-service", "--why", "It had prices.")[0] == 0
    reasons = {item.address: item.reason for item in council.content().addresses.gone}
    assert reasons["cabinet-reports/2031-10-04-finance/"] == WHY
    assert reasons["plans/2031-service/"] == "It had prices."


def test_a_decision_says_that_the_words_of_its_report_are_gone(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", addresses=True)
    words = ("take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY)
    assert main(["--root", str(council.root), "--today", TODAY.isoformat(), *words]) == 0
    resolved = {part.text for part in council.content().decisions["2031-11-11-finance"].resolutions}
    assert f"The words of this part were in a report that has been taken down. {WHY}" in resolved


def test_no_trace_is_left_in_site_search_data_feeds_or_history(
    ask: Ask, council: Council, tmp_path: Path
) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=A Editor", "-c", "user.email=editor@ambleford.example"]
        subprocess.run(["git", "-C", council.root, *who, *words], check=True, capture_output=True)

    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Publish"]):
        git(*step)
    site = tmp_path / "site"
    assert ask("build", "--site", str(site))[0] == 0
    assert len(hits(site, SECRETS)) > 5  # page, text, data and lists: it is there before
    assert ask("take-down", "cabinet-reports/2031-10-04-finance", "--why", WHY)[0] == 0
    git("add", "-A")
    git("commit", "-qm", "Take down")
    assert ask("build", "--site", str(site))[0] == 0
    assert hits(site, SECRETS) == []
    page = (site / "cabinet-reports/2031-10-04-finance/index.html").read_text("utf-8")
    assert "This page has been removed" in page
    assert WHY in page
    assert "data-pagefind-body" not in page
    assert not (site / "cabinet-reports/2031-10-04-finance/2031-10-04-finance.pdf").exists()
