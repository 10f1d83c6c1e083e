"""Writing a file whole or not at all: whoever reads at the same time sees the old bytes or the new ones."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp


def write_whole(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write a file beside its place, then move it there in one step; a file that was there keeps its mode.

    With `lasting`, the bytes are on the disk before the move. Raise OSError where the disk is full or may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=".", suffix=".new", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(handle)
        part.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
