"""Two folders change places in one step; what a killed build left behind is put right."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from pathlib import Path

# renameat2(2): from include/uapi/linux/fs.h and fcntl.h
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_NOT_OFFERED = (errno.ENOSYS, errno.EINVAL)  # by this kernel; by this file system

_libc = ctypes.CDLL(None, use_errno=True)


def beside(site: Path, kind: str) -> Path:
    """Name this build's folder of a kind: beside the site, for only there can it take its place in one step."""
    return site.parent / f".{kind}-{site.name}-{os.getpid()}"


def tidy_up(site: Path) -> None:
    """Put right what a killed build left. Call it under the lock, when no other build can be at work."""
    if not site.exists():
        for previous in _left_over(site, "previous"):
            previous.rename(site)  # killed between the two renames of `_swap`
            break
    for folder in [*_left_over(site, "staging"), *_left_over(site, "previous")]:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(staging: Path, site: Path) -> None:
    """Show the new site; afterwards `staging` holds the old one, if there was one."""
    if not site.exists():
        staging.rename(site)
        return
    exchange(staging, site)
    try:
        _flush_folder(site.parent)
    except OSError:
        exchange(staging, site)
        raise


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places, in one step where the system can."""
    renameat2 = getattr(_libc, "renameat2", None)
    if renameat2 is None:
        _swap(one, other)
    elif renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        if number not in _NOT_OFFERED:
            raise OSError(number, os.strerror(number), str(other))
        _swap(one, other)


def flush(folder: Path) -> None:
    """Wait until the disk holds everything written so far.

    One syncfs(2) for the file system: for 1,000 files it took 0.02 s where an fsync of each took 0.3 s, and it
    reports a disk fault just the same. docs/decisions/publishing.md has the numbers.
    """
    syncfs = getattr(_libc, "syncfs", None)
    if syncfs is None:  # not Linux
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _swap(staging: Path, site: Path) -> None:
    """Change places in three renames: the site is missing for a moment, and `tidy_up` knows what to do then."""
    aside = beside(site, "previous")
    try:
        site.rename(aside)
        staging.rename(site)
        aside.rename(staging)
    except BaseException:
        if aside.exists():  # not finished: put both back
            if site.exists():
                site.rename(staging)
            aside.rename(site)
        raise


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _left_over(site: Path, kind: str) -> list[Path]:
    """Find folders of killed builds of this site, the newest first; another site's names differ."""
    name = re.compile(rf"\.{kind}-{re.escape(site.name)}-\d+")
    found = [folder for folder in site.parent.glob(f".{kind}-*") if name.fullmatch(folder.name)]
    return sorted(found, key=lambda folder: folder.stat().st_mtime, reverse=True)
