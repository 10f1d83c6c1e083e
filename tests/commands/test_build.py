"""Whole builds of the invented council, run as an officer runs them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from council import PLAN, REPORT, SERVICE, Council
from hostile import hostile_tries
from paths import ROOT

from goldenthread.publish import verify

pytestmark = pytest.mark.slow

FRONT_DOOR = ROOT / "build.py"


def build(council: Council, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FRONT_DOOR), "--root", str(council.root), "--today", "2032-01-10", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


def digests(site: Path) -> dict[str, str]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


@pytest.fixture
def built(council: Council, ambleford_built: Path) -> Council:
    shutil.rmtree(council.root)
    shutil.copytree(ambleford_built, council.root)
    return council


def test_a_build_says_last_what_it_wrote_where_and_how_long_it_took(built: Council) -> None:
    council = built
    shutil.rmtree(council.root / "site")
    done = build(council)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last.startswith("Wrote ")
    assert str(council.root / "site") in last
    assert last.endswith(" s.")
    assert done.stderr == ""


def test_the_manifest_names_every_file_with_its_digest(built: Council) -> None:
    site = built.root / "site"
    listed = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    found = digests(site)
    del found["manifest.json"]
    assert {path: entry["sha256"] for path, entry in listed.items()} == found
    for expected in (
        "index.html",
        "cabinet-reports/2031-10-04-finance/2031-10-04-finance.pdf",
        "data/v1/actions.json",
    ):
        assert expected in found


def test_the_same_build_again_does_nothing_and_says_so(built: Council) -> None:
    assert build(built).returncode == 0  # the copy of a site is not the site that was built
    before = (built.root / "site" / "index.html").stat().st_mtime_ns
    done = build(built)
    assert done.returncode == 0
    assert "Nothing has changed" in done.stdout
    assert "6 notices" in done.stdout
    assert (built.root / "site" / "index.html").stat().st_mtime_ns == before


def test_a_site_that_somebody_damaged_is_built_again(built: Council) -> None:
    whole = digests(built.root / "site")
    (built.root / "site" / "index.html").unlink()
    assert build(built).returncode == 0
    assert digests(built.root / "site") == whole


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (
            "data/reviews/2031-finance.yml",
            "reviewer: Association of Invented Councils\n",
            "",
            "missing-field",
        ),
        (PLAN, "monitored_by:", "monitord_by:", "unknown-field"),
        (PLAN, "same_as: 1", "see: 99", "see-nowhere"),
        (PLAN, "  - number: 3", "  - number: 2", "number-twice"),
        (SERVICE, "£500,000", "£500,001", "total-is-not-the-sum"),
        (PLAN, "    lead: Senior Team (ST)", "    lead: [Senior", "bracket-not-closed"),
    ],
)
def test_one_mistake_gives_one_message_and_leaves_the_old_site(
    built: Council, file: str, old: str, new: str, code: str
) -> None:
    before = digests(built.root / "site")
    built.change(file, old, new)
    done = build(built)
    errors = [line for line in done.stdout.splitlines() if "  error: " in line]
    assert done.returncode == 1
    assert len(errors) == 1, done.stdout
    assert errors[0].startswith(f"{file}:")
    assert errors[0].endswith(f"[{code}]")
    assert done.stdout.splitlines()[-1].startswith("The site was not changed")
    assert done.stderr == ""
    assert digests(built.root / "site") == before


def test_the_same_files_give_the_same_bytes_anywhere(built: Council, tmp_path: Path) -> None:
    other = Council(tmp_path / "elsewhere" / "another-name")
    done = build(other, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert digests(other.root / "site") == digests(built.root / "site")


def test_private_matter_changes_no_byte_and_is_in_no_file(built: Council, tmp_path: Path) -> None:
    other = Council(tmp_path / "other")
    other.change("data/report-formats.yml", "PRIVATE-CANARY-SIGNED", "A quite different canary")
    other.change("data/report-formats.yml", "PRIVATE-CANARY-GUIDANCE", "Canary of quite another length")
    draft = (
        (other.root / SERVICE).read_text("utf-8").replace("id: 2031-service", "id: 2032-canary\ndraft: yes")
    )
    draft = draft.replace("Staff share one system.", "PRIVATE-CANARY-DRAFT")
    (other.root / "data/plans/2032-canary.yml").write_text(draft, "utf-8")
    assert build(other).returncode == 0
    assert digests(other.root / "site") == digests(built.root / "site")
    for council in (built, other):
        assert "CANARY" in (council.root / "data/report-formats.yml").read_text("utf-8").upper()
        for path in (council.root / "site").rglob("*"):
            if path.is_file():
                assert b"CANARY" not in path.read_bytes().upper(), path


def test_the_report_is_published_without_its_exempt_matter_and_says_why(built: Council) -> None:
    page = (built.root / "site/cabinet-reports/2031-10-04-finance/index.html").read_text("utf-8")
    assert "Prices are still being agreed." in page


def test_an_exempt_appendix_has_no_place_for_the_matter_itself(council: Council) -> None:
    council.change(REPORT, "      paragraph: 3\n", "      paragraph: 3\n      text: The price is £1m.\n")
    done = build(council)
    assert done.returncode == 1
    assert "“text” is not a field of this exemption" in done.stdout


def test_a_wrong_command_is_told_from_a_problem(council: Council) -> None:
    assert build(council, "biuld").returncode == 2


def test_a_fault_at_any_write_of_a_whole_build_is_a_message_and_the_site_is_whole(
    ambleford_built: Path, tmp_path: Path
) -> None:
    """Caches included: a disk that is full there is no fault of ours either. `make hostile` tries a hundred."""
    chance, failed = random.Random(7), []  # noqa: S311 - the same faults each time
    for number in range(hostile_tries(2, 100)):
        project = shutil.copytree(ambleford_built, tmp_path / str(number))
        _forget(project)
        before = digests(project / "site")
        fault, step = chance.choice(["ENOSPC", "EIO", "EACCES", "SIGKILL"]), chance.randrange(1, 250)
        command = [
            sys.executable,
            "-m",
            "tests.support.publish_faults",
            "whole-build",
            str(project),
            fault,
            str(step),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        same = digests(project / "site") == before
        allowed = (0, -9) if fault == "SIGKILL" else (0, 4)
        is_told = done.returncode != 4 or (same and "The site was not changed." in done.stderr)
        if done.returncode not in allowed or verify(project / "site") or not is_told:
            failed.append(f"{fault} at {step}: {done.returncode} {done.stderr[-300:]}")
        shutil.rmtree(project)
    assert failed == []


def test_a_disk_that_is_full_during_a_whole_build_leaves_the_old_site(
    ambleford_built: Path, tmp_path: Path
) -> None:
    """The whole project, its caches included, is on the disk, which has a little more room each time."""
    disk = tmp_path / "disk"
    disk.mkdir()
    project = shutil.copytree(ambleford_built, tmp_path / "project")
    _forget(project)
    used = sum(file.stat().st_blocks * 512 for file in project.rglob("*") if file.is_file())
    tries = hostile_tries(2, 40)
    endings = [_build_on_disk(project, disk, used + 400_000 + 6_000_000 * n // tries) for n in range(tries)]
    assert [ending for ending in endings if ending not in ("0", "4, old site")] == []
    assert "4, old site" in endings


def _forget(project: Path) -> None:
    """Let the next build make the frame of its pages again, and compile its templates, which it has for itself now."""
    for kept in project.glob("build/cache/shell-*"):
        shutil.rmtree(kept)
    shutil.copytree(ROOT / "templates", project / "templates")


def _build_on_disk(project: Path, disk: Path, size: int) -> str:
    """Build on a disk of so many bytes; return the exit code, and after a refusal whether the old site is whole."""
    steps = f"""
        mount -t tmpfs -o size={size} none {disk} && cp -r {project} {disk}/c &&
        {sys.executable} build.py --root {disk}/c --today 2032-01-20 build --no-search >/dev/null 2>&1; code=$?
        echo $code
        {sys.executable} build.py verify {disk}/c/site >/dev/null || echo broken
        diff -rq {project}/site {disk}/c/site >/dev/null && echo same"""
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", steps], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {"0": "0", "4 same": "4, old site"}.get(" ".join(done.stdout.split()), done.stdout + done.stderr)


def test_a_site_that_cannot_be_written_is_told_in_words(council: Council) -> None:
    (council.root / "site").write_text("in the way", "utf-8")
    done = build(council)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert (council.root / "site").read_text("utf-8") == "in the way"
