"""Small councils in shapes that real ones have: the settings of Ambleford, and records of their own.

Each is a folder of `tests/examples/shapes/`. What it holds is laid over Ambleford's settings, whose records are left out.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from council import Council
from paths import AMBLEFORD

from goldenthread.model.kinds import KINDS

SHAPES = AMBLEFORD.parent / "shapes"


def shape_council(name: str, root: Path) -> Council:
    """Return the council of one shape, copied into a folder of the test's own."""
    council = Council(root)
    for kind in KINDS:
        shutil.rmtree(root / "data" / kind.folder)
        shutil.rmtree(root / "content" / kind.folder, ignore_errors=True)
    shutil.copytree(SHAPES / name, root, dirs_exist_ok=True)
    return council
