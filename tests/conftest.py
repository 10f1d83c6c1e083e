"""What every test may use. Keep it small: a fixture for one file of tests belongs in that file."""

from __future__ import annotations

import gc
import importlib.util
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

# Keep what Python compiles, whatever the shell says: some 300 programs that tests start would compile the engine again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from accessibility_tally import Tally
from council import TODAY, Council
from expected_text import Expected, write_blocks
from hypothesis import settings
from made_once import made_once
from paths import ROOT

from goldenthread.rules import examine

if TYPE_CHECKING:
    from every_report import Paper


MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where Linux has one
FAST = "not slow or named"  # what `pytest` alone runs (pyproject.toml)
SLOW = re.compile(rb"^pytestmark = pytest\.mark\.slow\b", re.MULTILINE)  # a file of which no test is fast
NAMED: set[Path] = set()  # files that the command line names: all their tests run
BROWSER = Path(__file__).parent / "browser"
RENEWED: dict[Path, dict[str, str]] = {}  # with --renew: the sentences of each case, by file
ROOM = 4 * 1024**3  # bytes: the folders of all slow tests together take about half of it


# A busy machine is no fault of what is tested. On a host, hypothesis itself sees to the same examples each time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """Note which files are named, and make the tests' folders in memory: they are some 20,000 small files."""
    here = config.invocation_params.dir
    NAMED.update((here / argument.split("::")[0]).resolve() for argument in config.args if ".py" in argument)
    # Containers have a small one, often one that starts no programs; some tests start what they write.
    if (
        os.access(MEMORY, os.W_OK)
        and shutil.disk_usage(MEMORY).free > ROOM
        and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    ):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--renew`, with which expected sentences are written and not compared."""
    parser.addoption("--renew", action="store_true", help="write *.expected.txt again; whole files, -n 0")


def pytest_sessionfinish() -> None:
    """Keep the sentences that were renewed."""
    write_blocks(RENEWED)


def pytest_collection_finish() -> None:
    """Let what the imports made be: to look through it again and again for garbage took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a slow file alone where only fast ones are wanted: to load what it imports takes long."""
    if config.option.markexpr != FAST or NAMED & {collection_path, *collection_path.glob("*.py")}:
        return None
    is_slow = collection_path.suffix == ".py" and SLOW.search(collection_path.read_bytes())
    return True if is_slow or collection_path == BROWSER else None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test in a browser as slow, so that none is left out of both runs, and those of a named file."""
    if BROWSER in item.path.parents:
        item.add_marker(pytest.mark.slow)
    if item.path in NAMED:
        item.add_marker(pytest.mark.named)


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Expected:
    """Give what compares sentences with the block of this test in the text file beside it."""
    case = request.node.originalname.removeprefix("test_").replace("_", " ")
    callspec = getattr(request.node, "callspec", None)
    renew = RENEWED if request.config.getoption("renew") else None
    return Expected(request.path, f"{case}: {callspec.id}" if callspec else case, renew)


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the repository."""
    return ROOT


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

    def build(folder: Path) -> None:
        words = ["--today", "2026-11-27", "build", "--site", str(folder / "site")]
        _run([sys.executable, "build.py", *words], root)

    return made_once(tmp_path_factory, "real", build) / "site"


@pytest.fixture(scope="session")
def ambleford_built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented council once: its files, its site and what a build keeps for the next. Copy it to change it."""

    def build(folder: Path) -> None:
        council = Council(folder / "council")
        _run(
            [sys.executable, "build.py", "--root", str(council.root), "--today", TODAY.isoformat(), "build"],
            root,
        )

    return made_once(tmp_path_factory, "ambleford", build) / "council"


@pytest.fixture(scope="session")
def component_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration of the site's parts once."""
    return made_once(tmp_path_factory, "components", _component_site) / "site"


def _component_site(folder: Path) -> None:
    from component_site import build

    build(folder / "site", folder / "cache")


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def every_paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """Draw every cabinet report of this repository once: the council's own, and those of each example."""
    from every_report import draw_every_paper

    def draw(folder: Path) -> None:
        (folder / "papers").write_bytes(pickle.dumps(draw_every_paper(folder / "cache")))

    folder = made_once(tmp_path_factory, "papers", draw)
    drawn: dict[str, Paper] = pickle.loads((folder / "papers").read_bytes())  # noqa: S301 - this run wrote it
    return drawn


@pytest.fixture(scope="session")
def tally() -> Iterator[Tally]:
    """Count what the gates find; `make accessibility` names a file to keep it in."""
    counted = Tally()
    yield counted
    if file := os.environ.get("ACCESSIBILITY_TESTS"):
        council = examine(ROOT, datetime.now(UTC).date()).content
        assert council is not None
        counted.write(Path(file), datetime.now(UTC).date(), council.council.name)
