"""Draw papers in processes of their own, as many at once as there are cores.

A paper that goes wrong, in whatever way, gives a reason in words and takes nothing else down with it.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import gettempdir

from goldenthread.common.files import describe_refusal
from goldenthread.common.limited_process import LimitedProcess, Limits, TooMuch, WorkFailed
from goldenthread.outputs.pdf import weasyprint_engine
from goldenthread.outputs.pdf.weasyprint_engine import Attachment, CannotDraw, render_pdf


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to draw: its HTML, its files by name, and what its PDF carries."""

    html: str
    assets: Mapping[str, bytes]
    attachments: tuple[Attachment, ...] = ()


class TooMuchToDraw(CannotDraw):
    """A paper takes more time or memory than one paper may have."""


ENOUGH = Limits()


def draw_all(
    jobs: Sequence[Job], workers: int | None = None, limits: Limits = ENOUGH
) -> Iterator[tuple[int, bytes | CannotDraw]]:
    """Draw papers, as many at once as there are cores; give each with its place in the list as soon as it is done.

    Each is a PDF or the reason why there is none. PangoMissing is raised: it concerns them all; and so is OSError
    where the disk refused.
    """
    waiting = deque(enumerate(jobs))
    running: dict[int, LimitedProcess] = {}
    try:
        while waiting or running:
            while waiting and len(running) < (workers or os.cpu_count() or 1):
                place, job = waiting.popleft()
                running[place] = _start(job, limits)
            first_end = min(drawing.until for drawing in running.values())
            wait([drawing.pipe for drawing in running.values()], max(0, first_end - time.monotonic()))
            for place in [place for place, drawing in running.items() if drawing.is_over()]:
                yield place, _drawn(running.pop(place))
    finally:
        for drawing in running.values():
            drawing.stop()


def _start(job: Job, limits: Limits) -> LimitedProcess:
    try:
        return LimitedProcess(render_pdf, (job.html, job.assets, job.attachments), limits, ["weasyprint"])
    except (OSError, EOFError):
        weasyprint_engine.load_weasyprint()  # says what is missing, if that is why no process can start
        raise


def _drawn(drawing: LimitedProcess) -> bytes | CannotDraw:
    """Return what the process has drawn, or why it has not."""
    try:
        pdf: bytes = drawing.result()
    except TooMuch as reached:
        return _too_much(drawing.limits, reached)
    except CannotDraw as reason:
        return reason
    except OSError as error:
        if describe_refusal(error, Path(gettempdir())):
            raise
        return CannotDraw(f"Drawing it failed, which is our fault: {type(error).__name__}: {error}.")
    except WorkFailed as error:
        return CannotDraw(f"Drawing it failed, which is our fault: {error}.")
    return pdf


def _too_much(limits: Limits, reached: TooMuch) -> TooMuchToDraw:
    if reached.of == "time":
        return TooMuchToDraw(
            f"It took more than {limits.seconds:g} seconds to draw, and was stopped. "
            "Shorten the report, or make its longest appendix a file of its own."
        )
    how = f" ({reached.signal})" if reached.signal else ""
    return TooMuchToDraw(
        f"Drawing it broke off{how}: it may need more than the {limits.memory:,} MB of memory that one report may have. "
        "Make its pictures smaller, or its longest appendix a file of its own."
    )
