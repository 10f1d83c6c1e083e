"""How long history and audit take on an invented repository: `.venv/bin/python benchmarks/history.py 1000`."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from invented_history import MadeHistory  # noqa: E402

from goldenthread.approvals.approval_trail import audit, trail  # noqa: E402
from goldenthread.changes.public_state import state  # noqa: E402
from goldenthread.history.versions import history  # noqa: E402
from goldenthread.read import read  # noqa: E402
from tests.history.test_history import settings  # noqa: E402


def measure(commits: int) -> None:
    """Print seconds for the first time and, with the cache, for every other."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = MadeHistory(root, settings(), commits)
        content, _ = read(root)
        if content is None:
            raise SystemExit("The invented council has errors.")
        now = state(content, date(2032, 1, 10)).records
        for what in ("first time", "with cache"):
            start, cpu = time.perf_counter(), time.process_time()
            past = history(root, content.vocabulary, root / "cache.json")
            lines = audit(trail(root, past, content.approval_rules), now)
            seconds, used = time.perf_counter() - start, time.process_time() - cpu
            print(
                f"{made.maker.commits} commits, {len(lines)} records, {what}: {seconds:.2f} s ({used:.2f} s cpu)"
            )


for word in sys.argv[1:] or ["1000"]:
    measure(int(word))
