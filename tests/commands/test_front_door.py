"""What `build.py` answers, run in this process."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest
from council import PLAN, Council

import goldenthread
from goldenthread.commands.cli import arguments
from goldenthread.commands.verbs import GROUPS, VERBS
from goldenthread.common.errors import CommandError
from goldenthread.publish.project_paths import fingerprint, remember, remembered


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path / "c")


def words(council: Council, *more: str) -> list[str]:
    return ["--root", str(council.root), "--today", "2032-01-10", *more]


def test_check_of_sound_files_ends_with_0_and_counts(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "check")) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "6 notices. Everything can be published."


def test_check_of_broken_files_ends_with_1_and_names_all_at_once(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    council.change(PLAN, "same_as: 1", "see: 99").change(PLAN, "lead: Senior Team (ST)", "lead: Nobody")
    assert door.main(words(council, "check")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("[")[-1] for line in lines if " error: " in line] == ["unknown-lead]", "see-nowhere]"]
    assert lines[-1] == "2 errors, 6 notices. Nothing was changed."


def test_check_as_json_is_json_and_nothing_else(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(words(council, "check", "--format", "json")) == 0
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 6


def test_a_missing_settings_file_is_named(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    (council.root / "data/council.yml").unlink()
    assert door.main(words(council, "check")) == 1
    assert "data/council.yml:1:1  error: The file data/council.yml is missing." in capsys.readouterr().out


def test_today_can_be_pinned(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750633200")  # 23:00 on 22 June 2025 in UTC is 23 June in London
    assert door.today(None) == date(2025, 6, 23)
    assert door.today(date(2031, 12, 1)) == date(2031, 12, 1)


def test_the_front_door_stays_small(root: Path) -> None:
    assert len((root / "build.py").read_text("utf-8").splitlines()) < 100


def test_a_fingerprint_changes_with_bytes_names_and_settings(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = fingerprint([tmp_path], "today")
    assert fingerprint([tmp_path], "today") == first
    assert fingerprint([tmp_path], "tomorrow") != first
    (tmp_path / "a").rename(tmp_path / "b")
    assert fingerprint([tmp_path], "today") != first
    (tmp_path / "b").rename(tmp_path / "a")
    assert fingerprint([tmp_path], "today") == first
    (tmp_path / "a").write_text("two")
    assert fingerprint([tmp_path], "today") != first


def test_a_build_is_remembered_only_while_its_site_is_whole(tmp_path: Path) -> None:
    site, state = tmp_path / "site", tmp_path / "state.json"
    site.mkdir()
    (site / "index.html").write_text("hello")
    (site / "manifest.json").write_text('{"files": {"index.html": {"bytes": 5}}}')
    assert remembered(state, "x", site) is None
    remember(state, "x", site, "what was said")
    memory = remembered(state, "x", site)
    assert memory is not None
    assert memory["said"] == "what was said"
    assert remembered(state, "y", site) is None
    (site / "index.html").write_text("hello!")
    assert remembered(state, "x", site) is None
    state.write_text("not json")
    assert remembered(state, "x", site) is None


def test_every_verb_of_make_can_be_asked_of_the_front_door(door: ModuleType, root: Path) -> None:
    for verb in ("site", "serve", "check", "test"):
        assert f"{verb}:" in (root / "Makefile").read_text("utf-8")
        assert arguments(root).parse_args([verb]).verb == verb


def every_error() -> Iterator[type[Exception]]:
    """Yield every exception of the engine, wherever it is defined."""
    for module in walk_packages(goldenthread.__path__, "goldenthread."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, Exception) and kind.__module__ == module.name:
                yield kind


def test_every_error_has_an_exit_code_and_a_name_of_its_own() -> None:
    # The first never leaves the reader of YAML; the others are put in words by who asked for the work.
    inside = {"_Stop", "TooMuch", "WorkFailed"}
    kinds = {kind for kind in every_error() if kind.__name__ not in inside}
    assert [kind for kind in kinds if not issubclass(kind, CommandError)] == []
    assert len({kind.__name__ for kind in kinds}) == len(kinds)


def test_a_mistyped_command_is_guessed(door: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["chek"]) == 2
    assert capsys.readouterr().err == "There is no command “chek”. Did you mean “check”?\n"
    assert door.main(["xyzzy"]) == 2
    assert capsys.readouterr().err.endswith("build.py --help\n")


def test_help_lists_every_command_once_in_its_group(
    door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        door.main(["--help"])
    text = capsys.readouterr().out
    for group, verbs in GROUPS.items():
        block = text.partition(f"\n{group}\n")[2].partition("\n\n")[0]
        assert [line.split()[0] for line in block.splitlines()] == [verb.name for verb in verbs]


def test_the_readme_lists_the_same_commands_in_the_same_groups(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    for group, verbs in GROUPS.items():
        block = text.partition(f"\n### {group}\n")[2].partition("\n#")[0]
        assert re.findall(r"^\| `build\.py ([a-z-]+)", block, re.MULTILINE) == [verb.name for verb in verbs]


# Asks every verb for its help, and says after each which of the large packages are loaded by now.
HELP = """
import sys
from build import main
for verb in sys.argv[1:]:
    try:
        main([verb, "--help"])
    except SystemExit:
        print("loaded:", verb, *(name for name in ("pydantic", "ruamel", "jinja2") if name in sys.modules))
"""


@pytest.mark.slow
def test_help_needs_no_models(root: Path) -> None:
    verbs = [verb.name for verb in VERBS]
    command = [sys.executable, "-c", HELP, *verbs]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    assert re.findall("^usage: build.py ([a-z-]+)", done, re.MULTILINE) == verbs
    assert re.findall("^loaded: (.*)", done, re.MULTILINE) == verbs


def bare(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run build.py in a copy, with a Python that has no packages."""
    shutil.copy(root / "build.py", folder)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "goldenthread", folder / "goldenthread", ignore=ignore)
    words = [sys.executable, "-S", "-B", "build.py", "check", "--format", "json"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_without_packages_the_python_of_the_project_goes_on(root: Path, tmp_path: Path) -> None:
    own = tmp_path / ".venv/bin/python"
    own.parent.mkdir(parents=True)
    own.write_text('#!/bin/sh\necho "$@"\n')
    own.chmod(0o755)
    assert bare(root, tmp_path).stdout == "build.py check --format json\n"


@pytest.mark.slow
def test_without_packages_and_without_set_up_it_says_how(root: Path, tmp_path: Path) -> None:
    done = bare(root, tmp_path)
    assert (done.returncode, done.stderr) == (3, "Golden Thread is not set up here. Run: make setup\n")


@pytest.mark.parametrize(
    "more",
    [
        ("--today", "9999-12-31", "check"),
        ("--today", "0001-01-01", "check"),
        ("--today", "yesterday", "check"),
        ("plan-meeting", "9999-12-31"),
        ("plan-meeting", "0001-01-01"),
        ("import", "x.csv", "--as", "action-plan", "--id", "x", "--as-at", "9999-12-31"),
    ],
)
def test_a_day_that_cannot_be_counted_from_is_wrong_use(
    door: ModuleType, council: Council, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        door.main(["--root", str(council.root), *more])
    assert ended.value.code == 2
    assert re.search(r"Write it as 2031-12-01\.|Write one from 1800 to 2200\.", capsys.readouterr().err)


@pytest.mark.parametrize("day", ["2200-12-31", "1800-01-01"])
def test_the_furthest_days_are_counted_from(door: ModuleType, council: Council, day: str) -> None:
    assert door.main(["--root", str(council.root), "--today", day, "plan-meeting", day]) in (0, 1)
    assert door.main(["--root", str(council.root), "--today", day, "deadlines"]) in (0, 1)


@pytest.mark.parametrize("epoch", ["x", "9" * 30, "-" + "9" * 17])
def test_a_wrong_epoch_is_a_message(
    door: ModuleType,
    council: Council,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    epoch: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert door.main(["--root", str(council.root), "check"]) == 2
    assert "not a time in seconds since 1970" in capsys.readouterr().err


# A disk that refuses, wherever it is met


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full: "),
        (errno.EDQUOT, "The disk is full: "),
        (errno.EROFS, "You do not have permission to use "),
        (errno.EACCES, "You do not have permission to use "),
        (errno.EIO, "The disk failed at "),
        (errno.ENOENT, "was removed while it was needed"),
    ],
)
def test_a_disk_that_refuses_is_not_called_our_fault(
    door: ModuleType,
    council: Council,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), str(council.root / "data/reviews/2031-finance.yml"))

    monkeypatch.setattr("goldenthread.commands.check.run", refuse)
    assert door.main(words(council, "check")) == 4
    printed = capsys.readouterr().err
    assert said in printed
    assert "was not changed" not in printed


def test_a_fault_is_reported_whatever_folder_cannot_be_written(
    door: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(door, "ROOT", tmp_path)
    assert door.fault(ValueError("first")) == 5
    assert f"Details: {tmp_path / 'build' / 'fault.txt'}" in capsys.readouterr().err
    monkeypatch.setattr(door, "ROOT", tmp_path / "none" / "such")
    assert door.fault(ValueError("second")) == 5
    kept = re.search(r"Details: (\S+)", capsys.readouterr().err)
    assert kept
    assert "ValueError: second" in Path(kept[1]).read_text("utf-8")
    Path(kept[1]).unlink()
    monkeypatch.setattr("tempfile.mkstemp", refuse_all)
    assert door.fault(ValueError("third")) == 5
    printed = capsys.readouterr().err
    assert "ValueError: third" in printed
    assert "The site was not changed" not in printed


def refuse_all(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
