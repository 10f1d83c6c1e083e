"""Draw papers in processes of their own, each with so much time and memory and no network.

A paper that goes wrong, in whatever way, gives a reason in words and takes nothing else down with it.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from goldenthread.outputs.pdf import weasyprint_engine
from goldenthread.outputs.pdf.weasyprint_engine import Attachment, CannotDraw, PangoMissing, render_pdf


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to draw: its HTML, its files by name, and what its PDF carries."""

    html: str
    assets: Mapping[str, bytes]
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What drawing one paper may take. A report of 15 pages takes two seconds and 200 MB."""

    seconds: float = 90  # by the clock
    memory: int = 2000  # MB, where the system can set a limit


ENOUGH = Limits()


def draw_all(
    jobs: Sequence[Job], workers: int | None = None, limits: Limits = ENOUGH
) -> Iterator[tuple[int, bytes | CannotDraw]]:
    """Draw papers, as many at once as there are cores; give each with its place in the list as soon as it is done.

    Each is a PDF or the reason why there is none. PangoMissing is raised: it concerns them all.
    """
    waiting = deque(enumerate(jobs))
    running: list[_Drawing] = []
    try:
        while waiting or running:
            while waiting and len(running) < (workers or os.cpu_count() or 1):
                place, job = waiting.popleft()
                running.append(_Drawing(place, job, limits))
            wait(
                [drawing.pipe for drawing in running],
                max(0, min(d.until for d in running) - time.monotonic()),
            )
            for drawing in [drawing for drawing in running if drawing.is_over()]:
                running.remove(drawing)
                yield drawing.place, drawing.result()
    finally:
        for drawing in running:
            drawing.stop()


class _Drawing:
    """One paper being drawn in its process."""

    def __init__(self, place: int, job: Job, limits: Limits) -> None:
        context = _context()
        self.place, self.limits = place, limits
        self.pipe: Connection
        self.pipe, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_draw, args=(theirs, job, limits), daemon=True)
        try:
            self.process.start()
        except (OSError, EOFError):
            weasyprint_engine.load_weasyprint()  # says what is missing, if that is why no process can start
            raise
        finally:
            theirs.close()
        self.until = time.monotonic() + limits.seconds

    def is_over(self) -> bool:
        return self.pipe.poll() or time.monotonic() >= self.until

    def result(self) -> bytes | CannotDraw:
        """Take what the process has sent, or say how it ended."""
        if not self.pipe.poll():
            self.stop()
            return CannotDraw(
                f"It took more than {self.limits.seconds:g} seconds to draw, and was stopped. "
                "Shorten the report, or make its longest appendix a file of its own."
            )
        try:
            sent: bytes | CannotDraw | PangoMissing = self.pipe.recv()
        except EOFError:
            self.process.join()
            sent = _too_much(self.limits, _signal(self.process.exitcode))
        self.stop()
        if isinstance(sent, PangoMissing):
            raise sent
        return sent

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _draw(pipe: Connection, job: Job, limits: Limits) -> None:
    """Draw one paper; this runs in the process made for it."""
    _be_silent()
    _close_network()
    _limit_memory(limits.memory)
    collect_rarely()
    try:
        pipe.send(render_pdf(job.html, job.assets, job.attachments))
    except (CannotDraw, PangoMissing) as reason:
        pipe.send(reason)
    except MemoryError:
        pipe.send(_too_much(limits))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other reports are drawn and this one is named
        ours = CannotDraw(f"Drawing it failed, which is our fault: {type(error).__name__}: {error}.")
        pipe.send(_too_much(limits) if _is_full(limits.memory) else ours)


def collect_rarely() -> None:
    """Look for memory to free a hundred times more seldom: a drawing keeps nearly all it makes, and is soon over.

    It saves a quarter of the time, and costs a sixth more memory.
    """
    gc.set_threshold(100_000, 20, 20)


def _too_much(limits: Limits, how: str = "") -> CannotDraw:
    return CannotDraw(
        f"Drawing it broke off{how}: it may need more than the {limits.memory:,} MB of memory that one report may have. "
        "Make its pictures smaller, or its longest appendix a file of its own."
    )


def _signal(exitcode: int | None) -> str:
    return f" ({signal.Signals(-exitcode).name})" if exitcode is not None and exitcode < 0 else ""


def _be_silent() -> None:
    """Let nothing be printed: what went wrong is told by the parent, in words."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nowhere.fileno(), 2)


def _limit_memory(megabytes: int) -> None:
    """Set the limit where the system knows such limits: not on Windows, and without effect on macOS."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def _is_full(megabytes: int) -> bool:
    """Whether nearly all memory was taken: libraries that find none fail in any way. Only Linux tells."""
    with suppress(OSError):
        peak = re.search(r"VmPeak:\s*(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
        return peak is not None and int(peak[1]) * 1024 > 0.9 * megabytes * 1_000_000
    return False


def _close_network() -> None:
    """Refuse every connection from here on. WeasyPrint asks for none; this makes sure."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
            raise PermissionError("A paper is drawn without the network.")

    sys.addaudithook(refuse)


def _context() -> Any:
    """Load WeasyPrint once and fork from there, where the system can; never fork a process that has threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["weasyprint"])
    return context
