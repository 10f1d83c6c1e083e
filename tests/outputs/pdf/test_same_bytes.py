"""The same papers give the same bytes, whatever the machine is called and however it tells the time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paths import AMBLEFORD, ROOT

pytestmark = pytest.mark.slow

PROGRAM = """
import sys
from pathlib import Path
from council import TODAY
from goldenthread.rules import examine
from goldenthread.outputs.pdf.report_pdfs import draw_reports
from goldenthread.register import build
from goldenthread.outputs.templating import environment

council, engine = Path(sys.argv[1]), Path(sys.argv[2])
register = build(examine(council, TODAY).content, TODAY)
drawn = draw_reports(register, environment(engine / "templates"), council, council / "cache")
print(*(f"{name} {pdf.size} {pdf.sha256}" for name, pdf in drawn.items()), sep="\\n")
"""


def draw(folder: Path, backwards: bool, **surroundings: str) -> str:
    """Draw the papers of a council whose files were put down in one order or the other."""
    council = folder / "council"
    for file in sorted((f for f in AMBLEFORD.rglob("*") if f.is_file()), reverse=backwards):
        place = council / file.relative_to(AMBLEFORD)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(council), str(ROOT)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests/support'}", **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_another_folder_time_zone_language_and_order_of_files_give_the_same_bytes(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "a place with another name, and a longer one"
    here.mkdir()
    there.mkdir()
    first = draw(here, False, TZ="Europe/London", LC_ALL="C.UTF-8", LANG="C.UTF-8", PYTHONHASHSEED="1")
    second = draw(
        there,
        True,
        TZ="Pacific/Kiritimati",
        LC_ALL="POSIX",
        LANG="cy_GB.UTF-8",
        PYTHONHASHSEED="4242",
        HOME=str(there),
    )
    assert first
    assert second == first
