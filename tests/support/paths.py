"""Where the tests find the repository, and the councils that they build on."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
AMBLEFORD = ROOT / "tests/examples/ambleford"
NEVERHAM = ROOT / "tests/examples/formats"  # one report for each pattern of a format
GOLDEN = ROOT / "tests/golden"
