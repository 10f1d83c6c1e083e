"""`build.py test`: run all tests. `make test` installs what they need and checks the code too."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3


# Fast and slow tests, on all cores at once; what the slow ones share is made once (tests/support/made_once.py).
ALL = ("-m", "slow or not slow", "-n", "auto", "--dist", "worksteal")


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
    return PROBLEMS if subprocess.call([sys.executable, "-m", "pytest", *ALL], cwd=engine) else FINE
