"""What is kept between builds: each value with its own digest, which is checked before the value is used.

A damaged or foreign file is as good as none: it is made again. Nothing of it is ever executed or published.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from goldenthread.common.files import write_whole

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
