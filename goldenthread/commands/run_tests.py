"""`build.py test`: run the fast tests, then the slow ones. `make test` installs what they need and checks the code too."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3


# Slow tests share a site, a browser and a Java machine, so only the fast ones are given to all cores.
FAST, SLOW = ("-n", "auto", "--dist", "worksteal"), ("-m", "slow")


def options(_: argparse.ArgumentParser) -> None:
    """Take no options: all tests are run."""


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return run_tests(args.engine)


def run_tests(engine: Path) -> int:
    """Run all tests of the program in the folder `engine`; give the exit code."""
    if find_spec("pytest") is None:
        print(
            "The tests are not set up here. Run “make test”, which installs what they need.", file=sys.stderr
        )
        return CONFIGURATION
    runs = [subprocess.call([sys.executable, "-m", "pytest", *more], cwd=engine) for more in (FAST, SLOW)]
    return PROBLEMS if any(runs) else FINE
