"""Work in a process of its own, with so much time and memory, no network, and no life beyond who asked for it.

What papers hold was written by others: whatever it makes a library do, it takes nothing else down with it.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from goldenthread.common.errors import CommandError


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take. Drawing a report of 15 pages takes two seconds and 200 MB."""

    seconds: float = 30  # of the processor, where the system can set a limit; else by the clock
    memory: int = 2000  # MB, where the system can set a limit

    @property
    def clock(self) -> float:
        """Seconds by the clock: a busy computer gives a process a part of its time."""
        return 2 * self.seconds


class TooMuch(Exception):
    """The work took more `of` time or memory than it may. `signal` names how the system ended it, if it did."""

    def __init__(self, of: Literal["time", "memory"], signal: str = "") -> None:
        super().__init__(of, signal)
        self.of, self.signal = of, signal


class WorkFailed(Exception):
    """The work raised an error that nobody foresaw; the text names it."""


class LimitedProcess:
    """One call of a function in a process of its own.

    `work` must be a function of a module, and what it takes and returns must pickle. `preload` names the modules to
    load once, before any such process starts; only the first call in a program decides that.
    """

    def __init__(
        self, work: Callable[..., Any], given: Sequence[Any], limits: Limits, preload: Sequence[str] = ()
    ) -> None:
        """Start; raise OSError or EOFError where the system starts no process."""
        context = _context(preload)
        self.limits = limits
        self.pipe: Connection
        self.pipe, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(theirs, work, given, limits), daemon=True)
        try:
            self.process.start()
        finally:
            theirs.close()
        self.until = time.monotonic() + limits.clock

    def is_over(self) -> bool:
        """Whether there is a result, or no more time."""
        return self.pipe.poll() or time.monotonic() >= self.until

    def result(self) -> Any:
        """Return what the work returned; raise what it raised: CommandError, OSError, TooMuch or WorkFailed."""
        try:
            if not self.pipe.poll():
                raise TooMuch("time")
            returned, raised = self.pipe.recv()
        except EOFError:
            self.process.join()
            code = self.process.exitcode or 0
            ended = signal.Signals(-code).name if code < 0 else ""
            raise TooMuch("time" if ended == "SIGXCPU" else "memory", ended) from None
        finally:
            self.stop()
        if raised is not None:
            raise raised
        return returned

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_limited(work: Callable[..., Any], *given: Any, limits: Limits, preload: Sequence[str] = ()) -> Any:
    """Call a function in a process of its own and wait for it; raise as LimitedProcess.result does."""
    process = LimitedProcess(work, given, limits, preload)
    try:
        wait([process.pipe], process.limits.clock)
        return process.result()
    finally:
        process.process.kill()


def _work(pipe: Connection, work: Callable[..., Any], given: Sequence[Any], limits: Limits) -> None:
    """Do the work; this runs in the process made for it."""
    _be_silent()
    _end_with_parent()
    close_network()
    _set_limits(limits)
    collect_rarely()
    try:
        pipe.send((work(*given), None))
    except MemoryError:
        pipe.send((None, TooMuch("memory")))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported by who asked for the work
        pipe.send((None, TooMuch("memory") if _is_full(limits.memory) else _sendable(error)))


def _sendable(error: Exception) -> Exception:
    """Return an error as it is where it can be sent and is foreseen, else its name."""
    if isinstance(error, CommandError | OSError):
        with suppress(Exception):
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
            return error
    return WorkFailed(f"{type(error).__name__}: {error}")


def collect_rarely() -> None:
    """Look for memory to free a hundred times more seldom: a drawing keeps nearly all it makes, and is soon over.

    It saves a quarter of the time, and costs a sixth more memory.
    """
    gc.set_threshold(100_000, 20, 20)


def _be_silent() -> None:
    """Let nothing be printed: what went wrong is reported by the parent, in words."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nowhere.fileno(), 2)


def _end_with_parent() -> None:
    """End when the command that asked for the work ends, however it was killed.

    A signal at the parent's death (prctl) would wait for the process that forks the others, and that one lives as
    long as we do. So a thread watches the command itself; where a library gives threads no turn, the time runs out.
    """
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    Thread(target=watch, daemon=True).start()


def _set_limits(limits: Limits) -> None:
    """Set the limits where the system knows such limits: not on Windows, and of memory without effect on macOS."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        seconds, memory = math.ceil(limits.seconds), limits.memory * 1_000_000
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _is_full(megabytes: int) -> bool:
    """Whether nearly all memory was taken: libraries that find none fail in any way. Only Linux tells."""
    with suppress(OSError):
        peak = re.search(r"VmPeak:\s*(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
        return peak is not None and int(peak[1]) * 1024 > 0.9 * megabytes * 1_000_000
    return False


def close_network() -> None:
    """Refuse every connection from here on. No library that we use asks for one; this makes sure."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
            raise PermissionError("Papers are read and drawn without the network.")

    sys.addaudithook(refuse)


def _context(preload: Sequence[str]) -> Any:
    """Load modules once and fork from there, where the system can; never fork a process that has threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context
