"""Publishing the site all or nothing: the frame, the staging folder, the manifest and the exchange.

The files are written to a folder beside the site, a manifest with their SHA-256 is added, the disk is asked to keep
them, and then the new folder and the old one change places in one step.
A build that fails, is killed or fills the disk leaves the old site whole.
"""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import describe_refusal
from goldenthread.common.output import Output
from goldenthread.common.urls import MANIFEST
from goldenthread.publish.exchange import beside, put_in_place, tidy_up
from goldenthread.publish.staging import Files, Staging, read, total, verify

__all__ = ["MANIFEST", "CannotPublish", "Published", "publish", "verify"]

WAIT_SECONDS = 10
_UNCHANGED = "The site was not changed."


class CannotPublish(CommandError):
    """The site could not be written, and is as it was."""

    exit_code = Exit.CANNOT_WRITE


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: files and bytes (the manifest not counted), and what differs from the site before."""

    files: int
    bytes: int
    added: int
    changed: int
    removed: int


def publish(
    outputs: Iterable[Output],
    site: Path,
    *,
    after: Callable[[Path], Iterable[Output]] | None = None,
) -> Published:
    """Write the outputs, each as it comes, and put them in the place of the old site.

    `after` is called with the folder of the finished files, for what is made from them, such as the search index.
    Raises CannotPublish when the disk or the computer refuses, and ValueError for an unsafe path or two outputs
    that want one place; whatever the outputs themselves raise goes through. In each case the old site stays.
    """
    site = site.resolve()
    with _sigterm_as_exit(), _alone(site):
        with _plainly(site):
            tidy_up(site)
            before = _published_before(site)
            staging = Staging(beside(site, "staging"))
        size = total(before)  # the best guess of what the new site needs
        try:
            _write(outputs, staging, site, size)
            if after is not None:
                _write(after(staging.folder), staging, site, size)
            with _plainly(site, max(staging.bytes, size)):
                staging.finish()
                put_in_place(staging.folder, site)
        except OSError as error:  # met where an output was made, as in the folder kept between builds
            if reason := _refusal(error, site, max(staging.bytes, size)):
                raise CannotPublish(f"{reason} {_UNCHANGED}") from error
            raise
        finally:
            # After the exchange this is the old site. What cannot be removed now is swept by the next build.
            shutil.rmtree(staging.folder, ignore_errors=True)
    return _compared(before, staging.files)


def _write(outputs: Iterable[Output], staging: Staging, site: Path, size: int) -> None:
    for (
        output
    ) in outputs:  # what goes wrong in making one is not the disk's fault, so it goes through as it is
        with _plainly(site, max(staging.bytes + len(output.content), size)):
            staging.write(output)


def _compared(before: Files, now: Files) -> Published:
    return Published(
        files=len(now),
        bytes=total(now),
        added=len(now.keys() - before.keys()),
        changed=sum(now[path] != before[path] for path in now.keys() & before.keys()),
        removed=len(before.keys() - now.keys()),
    )


def _published_before(site: Path) -> Files:
    """Read what is there; a slip such as `--out content` must not replace a folder that people work in."""
    before = read(site)
    if before is None and site.exists() and (site.is_file() or any(site.iterdir())):
        message = f"“{site}” holds files that Golden Thread did not make, so nothing was written there."
        raise CannotPublish(f"{message} Choose another folder for the site, or empty this one first.")
    return before or {}


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Let one build at a time write this site."""
    from filelock import FileLock, Timeout  # a build with nothing to do needs neither

    with _plainly(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(site.parent / f".staging-{site.name}.lock")
        try:
            lock.acquire(timeout=WAIT_SECONDS)
        except Timeout:
            message = f"Another build is writing “{site}”. Wait until it has finished, then build again."
            raise CannotPublish(f"{message} This build changed nothing.") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _sigterm_as_exit() -> Iterator[None]:
    """Leave by the usual door when asked to stop, so that the unfinished files are removed."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python gives signals to the main thread only
        return
    usual = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)


@contextmanager
def _plainly(site: Path, needed: int = 0) -> Iterator[None]:
    """Report in plain words what the disk or the computer refused."""
    try:
        yield
    except OSError as error:
        other = f"The site could not be written to “{site.parent}”: {error.strerror}."
        ours = OSError(error.errno, error.strerror)  # not named by the unfinished file, which nobody knows
        raise CannotPublish(f"{_refusal(ours, site, needed) or other} {_UNCHANGED}") from error


def _refusal(error: OSError, site: Path, needed: int) -> str:
    unfinished = sum(file.stat().st_size for file in beside(site, "staging").rglob("*") if file.is_file())
    return describe_refusal(error, site.parent, needed, unfinished)
