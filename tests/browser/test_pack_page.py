"""A pack made as an officer makes it, and its page in a real browser: from disk, without a network, no barrier."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest
from paths import ROOT
from playwright.sync_api import Page

from goldenthread.publish.staging import read_facts
from tests.commands.test_pack import ID, NAMES, council

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Pack the report of the invented council once, with a file and a picture, as an officer does."""
    home = tmp_path_factory.mktemp("pack")
    made = council.__wrapped__(home)  # type: ignore[attr-defined] # the fixture's own function
    command = [sys.executable, "build.py", "--root", made.root, "--today", "2032-01-10", "pack", ID]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return made.root, done.stdout


def test_pack_and_verify_from_end_to_end(drawn: tuple[Path, str]) -> None:
    root, told = drawn
    folder = root / "build/packs" / ID
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == NAMES
    assert (read_facts(folder) or {})["body"] == "Cabinet"
    line = next(line for line in told.splitlines() if "build.py verify" in line)
    done = subprocess.run(
        [sys.executable, *line[line.index("build.py verify") :].split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "Nothing was altered, removed or added: 3 files.",
    )
    seen = (folder / f"{ID}.html").read_text("utf-8")
    assert sha256((folder / f"{ID}.pdf").read_bytes()).hexdigest() in seen
    assert "url(" not in re.sub(r'url\((?:"data:[^"]*"|#[\w-]+)\)', "", seen)  # patterns of its own pictures


@pytest.mark.parametrize(("width", "colours"), [(320, "dark"), (1280, "light")])
def test_the_page_opens_from_disk_and_has_no_barrier(
    width: int,
    colours: Literal["light", "dark"],
    drawn: tuple[Path, str],
    visit: Callable[..., Any],
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], list[str]],
) -> None:
    file = drawn[0] / "build/packs" / ID / f"{ID}.html"
    seen = visit(file.as_uri(), width=width, colours=colours, offline=True)
    assert axe(seen.page) == []
    assert too_wide(seen.page) == []
    assert (seen.foreign, seen.troubles) == ([], [])
    faces = "[...document.fonts].filter(face => face.status === 'loaded').length"
    assert seen.page.evaluate(faces) >= 2, "the typeface is in the file"
    assert seen.page.evaluate("document.querySelector('.gt-paper img').naturalWidth") > 0, "so is the picture"
