"""Sites and papers that a whole run makes once, however many processes share the tests (`pytest -n 2`)."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that `make` fills in the process that comes first; no test may change what is in it."""
    base = factory.getbasetemp()
    home = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = home / f"once-{name}", home / f"once-{name}.done"
    with (home / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a process left when its making failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
