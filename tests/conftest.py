"""What every test may use. Keep it small: a fixture for one file of tests belongs in that file."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from every_paper import Paper


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the repository."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def door(root: Path) -> ModuleType:
    """Give `build.py` as a module, to be run in this process."""
    spec = importlib.util.spec_from_file_location("front_door", root / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def real_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site once for all slow tests, as on a fixed day, into a folder of their own."""
    site = tmp_path_factory.mktemp("real") / "site"
    command = [sys.executable, "build.py", "--today", "2026-11-21", "build", "--site", str(site)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def every_paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """Draw every cabinet report of this repository once: the council's own, and those of each example."""
    from every_paper import draw_every_paper

    return draw_every_paper(tmp_path_factory.mktemp("papers"))
