"""Files written whole or not at all; and what is kept between builds, each value with its own digest."""

from __future__ import annotations

import errno
import os
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
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


def describe_refusal(error: OSError, root: Path, needed: int = 0, reusable: int = 0) -> str:
    """Return what the disk or the computer refused, and what to do; empty for any other error.

    `root` is the folder that was worked in; `needed` are the bytes to be written there, as far as they are known;
    `reusable` are bytes there that will be free again.
    """
    place = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else root
    if error.errno in _FULL:
        folder = next(above for above in (place, *place.parents, root) if above.is_dir())
        free = shutil.disk_usage(folder).free + reusable
        needs = f"the site needs at least {_megabytes(needed)} and " if needed else ""
        return f"The disk is full: {needs}“{folder}” has {_megabytes(free)} free. Make room, then try again."
    if error.errno in _FORBIDDEN:
        return f"You do not have permission to use “{place}”. Ask for it, or choose another folder."
    if error.errno == errno.EIO:
        return f"The disk failed at “{place}”: {error.strerror}. Ask whoever looks after the computer to check it."
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and place.is_relative_to(root):
        return f"“{place}” was removed while it was needed. Put it back, then try again."
    return ""


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"
