"""Builds that are killed, starved and crowded, each in a process of its own. Run by test_exchange.py.

python -m tests.support.publish_faults every-step SITE SIGKILL "in one step"
"""

from __future__ import annotations

import errno
import json
import os
import resource
import runpy
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from goldenthread.common.output import Output
from goldenthread.publish import CannotPublish, exchange, publish, verify

NO_FAULT = 10


def pages(word: str, number: int = 6, size: int = 0) -> Iterator[Output]:
    for n in range(number):
        yield Output(f"{n % 3}/{n}.html", f"{word} {n}".encode() + bytes(size))


def look(site: Path) -> str:
    """Give the word of the one build that all files come from."""
    (word,) = {file.read_text().split()[0] for file in site.rglob("*.html")}
    if differing := verify(site):
        raise AssertionError(differing)
    return word


def every_step(site: Path, fault: str, way: str) -> None:
    """Build with a fault at the first step, at the second, and so on until a build has no such step."""
    if way == "in three renames":
        exchange._libc = object()  # type: ignore[assignment]
    outcomes: Counter[str] = Counter()
    for step in count(1):
        publish(pages("old"), site)
        ending = build_with(fault, step, site)
        if way == "in three renames" and ending.startswith("killed"):
            exchange.tidy_up(site)  # the next start; until then the site may be missing
        outcomes[f"{ending}, {look(site)} site"] += 1
        publish(pages("next"), site)
        if left := [p.name for p in site.parent.iterdir() if p != site and p.suffix != ".lock"]:
            raise AssertionError(left)
        if ending == "no fault":
            break
    print(json.dumps(outcomes))


def build_with(fault: str, step: int, site: Path) -> str:
    """Build in a child process and say how it ended."""
    child = os.fork()
    if child == 0:
        os._exit(build_until(fault, step, site))
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return f"killed by {os.WTERMSIG(status)}"
    return "no fault" if os.WEXITSTATUS(status) == NO_FAULT else f"exit {os.WEXITSTATUS(status)}"


def build_until(fault: str, step: int, site: Path) -> int:
    left = step

    # Python tells of each opening, making, renaming and removing before it does it.
    def before_each(event: str, _: object) -> None:
        nonlocal left
        if event == "open" or event.startswith("os."):
            left -= 1
            if left == 0:
                fail(fault)

    sys.addaudithook(before_each)
    try:
        publish(pages("new"), site)
    except CannotPublish:
        return 4
    except SystemExit as leaving:
        return int(str(leaving.code))
    return NO_FAULT if left > 0 else 0


def fail(fault: str) -> None:
    if fault.startswith("SIG"):
        os.kill(os.getpid(), signal.Signals[fault])
    else:
        number = getattr(errno, fault)
        raise OSError(number, os.strerror(number))


def for_ever(site: Path) -> None:
    """Build one site after the other, and say when the first one stands."""
    for n in count():
        publish(pages(f"build-{n}", 200), site)
        if n == 0:
            print("ready", flush=True)


def some(site: Path) -> None:
    for _ in range(4):
        publish(pages(f"process-{os.getpid()}", 50), site)


def file_limit(site: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    refused(site, lambda: pages("small", size=9_000))
    refused(site, lambda: pages("large", size=11_000))


def full_disk(site: Path) -> None:
    """Fill a disk of 2 MB, at another file each time."""
    publish(pages("old", size=10_000), site)
    words = ""
    for size in range(350_000, 950_000, 60_000):
        try:
            publish(pages("new", size=size), site)
        except CannotPublish as refusal:
            words = str(refusal)
        else:
            raise AssertionError(size)
        if look(site) != "old" or list(site.parent.glob(".staging-site-*[0-9]")):
            raise AssertionError(size)
    print(words)


def whole_build(root: Path, fault: str, step: str) -> None:
    """Run `build.py build` on a project with a fault where something is written for the nth time, wherever it is."""
    left = int(step)

    def before_each(event: str, given: tuple[object, ...]) -> None:
        nonlocal left
        is_writing = (
            event == "open" and isinstance(given[2], int) and bool(given[2] & (os.O_WRONLY | os.O_RDWR))
        )
        if is_writing and given[0] == os.devnull:
            return
        if is_writing or event in ("os.mkdir", "os.rename", "os.chmod"):
            left -= 1
            if left == 0:
                fail(fault)

    door = Path(__file__).resolve().parents[2] / "build.py"
    sys.argv = [str(door), "--root", str(root), "--today", "2032-01-20", "build", "--no-search"]
    sys.addaudithook(before_each)
    runpy.run_path(str(door), run_name="__main__")


def refused(site: Path, outputs: Callable[[], Iterator[Output]]) -> None:
    try:
        publish(outputs(), site)
    except CannotPublish as refusal:
        print(refusal)


if __name__ == "__main__":
    name, folder, *rest = sys.argv[1:]
    globals()[name.replace("-", "_")](Path(folder), *rest)
