"""`build.py test`: run all tests. `make test` installs what they need and checks the code too."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec

from goldenthread.common.errors import CommandError, Exit

# Fast and slow tests, on all cores at once; what the slow ones share is made once (tests/support/made_once.py).
ALL = ("-m", "slow or not slow", "-n", "auto", "--dist", "worksteal")


def run(args: argparse.Namespace) -> Exit:
    """Run all tests of the program."""
    if find_spec("pytest") is None:
        raise CommandError("The tests are not set up here. Run: make test", Exit.CONFIGURATION)
    code = subprocess.call([sys.executable, "-m", "pytest", *ALL], cwd=args.engine)
    return Exit.PROBLEMS if code else Exit.FINE
