"""How many hostile inputs a test tries: a sample in each run, all of them in `make hostile`."""

from __future__ import annotations

import os


def hostile_tries(sample: int, everything: int) -> int:
    """Return how many a test tries: `everything` where the environment has HOSTILE=all, else the sample."""
    return everything if os.environ.get("HOSTILE") == "all" else sample
