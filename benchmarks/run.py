#!/usr/bin/env python3
"""Measure builds of an invented council: full, without change, and after one edit.

    python benchmarks/run.py 1000 10000

Prints processor seconds (user and system, all processes), wall seconds and peak memory of each whole command.
Nothing is asserted: a shared machine is no judge. Compare figures of one run only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from generate import generate

ENGINE = Path(__file__).parents[1]
COLUMNS = "{:>16} {:<32} {:>7} {:>7} {:>9}"


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sizes", type=int, nargs="*", default=[1000], help="numbers of recommendations (1000)"
    )
    print(COLUMNS.format("recommendations", "build", "cpu s", "wall s", "peak MB"))
    for size in parser.parse_args().sizes:
        folder = Path(mkdtemp(prefix="golden-thread-"))
        try:
            measure(size, folder / "council")
        finally:
            shutil.rmtree(folder)


def measure(size: int, council: Path) -> None:
    """Build one council again and again, each time otherwise."""
    generate(size, council)
    build(council, "--no-search")  # makes the shell, once
    for name, options in (("full", ()), ("full, without the search index", ("--no-search",))):
        shutil.rmtree(council / "site")
        tell(size, name, *build(council, *options))
    tell(size, "no change, without search index", *build(council, "--no-search"))
    plan = min((council / "data/action-plans").iterdir())
    plan.write_text(plan.read_text("utf-8").replace("lead: Senior Team", "lead: Cabinet", 1), "utf-8")
    tell(size, "one edit, without search index", *build(council, "--no-search"))


def build(council: Path, *options: str) -> tuple[float, float, float]:
    """Run one whole build; give processor seconds, wall seconds and peak memory in MB."""
    command = [
        sys.executable,
        ENGINE / "build.py",
        "--root",
        council,
        "--today",
        "2032-01-10",
        "build",
        *options,
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("The build failed.")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def tell(size: int, name: str, cpu: float, wall: float, memory: float) -> None:
    """Print one line of the table."""
    print(COLUMNS.format(f"{size:,}", name, f"{cpu:.2f}", f"{wall:.2f}", f"{memory:.0f}"))


if __name__ == "__main__":
    main()
