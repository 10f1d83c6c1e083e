"""Files written whole or not at all; and what is kept between builds, each value with its own digest."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

_DIGEST = 64  # letters of a SHA-256 in hexadecimal; a line feed follows


def keep(path: Path, content: bytes) -> None:
    """Write a value with its digest, whole or not at all: another build may be reading.

    Raise OSError where the disk is full or may not be written.
    """
    write_whole(path, sha256(content).hexdigest().encode() + b"\n" + content)


def take(path: Path) -> bytes | None:
    """Return a value that was kept; None where there is none, or where its bytes are not those that were kept."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    digest, content = raw[:_DIGEST], raw[_DIGEST + 1 :]
    is_whole = raw[_DIGEST : _DIGEST + 1] == b"\n" and sha256(content).hexdigest().encode() == digest
    return content if is_whole else None


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
