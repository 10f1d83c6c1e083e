"""What every test may use. Keep it small: a fixture for one file of tests belongs in that file."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the repository."""
    return Path(__file__).parent.parent
