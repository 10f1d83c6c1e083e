"""Work in a process of its own: what it may not do, and that it never outlives who asked for it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from select import select
from textwrap import dedent
from time import process_time, sleep

import pytest
from paths import ROOT

from goldenthread.common.errors import CommandError
from goldenthread.common.limited_process import Limits, TooMuch, WorkFailed, run_limited

pytestmark = pytest.mark.slow  # each starts a process

SOON = Limits(seconds=1, memory=500)  # for what must be stopped
ENOUGH = Limits(memory=500)


def double(number: int) -> int:
    return 2 * number


def spin(_: int) -> None:
    while process_time() < 1e6:
        pass


def wait_for_ever(_: int) -> None:
    sleep(1e6)


def fill(_: int) -> int:
    return len(bytearray(10**9))


def fail(kind: str) -> None:
    raise {
        "command": CommandError("No."),
        "disk": OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "f"),
        "odd": ZeroDivisionError("odd"),
    }[kind]


def connect(_: int) -> None:
    import socket

    socket.create_connection(("127.0.0.1", 9))


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_result_comes_back() -> None:
    assert run_limited(double, 21, limits=ENOUGH) == 42


@pytest.mark.parametrize(("work", "of"), [(spin, "time"), (wait_for_ever, "time"), (fill, "memory")])
def test_too_much_of_anything_ends_it(work: object, of: str) -> None:
    with pytest.raises(TooMuch) as caught:
        run_limited(work, 0, limits=SOON)  # type: ignore[arg-type]
    assert caught.value.of == of


def test_errors_come_back_as_they_are_or_by_name() -> None:
    with pytest.raises(CommandError, match=r"^No\.$"):
        run_limited(fail, "command", limits=ENOUGH)
    with pytest.raises(OSError, match="No space") as full:
        run_limited(fail, "disk", limits=ENOUGH)
    assert (full.value.errno, full.value.filename) == (errno.ENOSPC, "f")
    with pytest.raises(WorkFailed, match="ZeroDivisionError: odd"):
        run_limited(fail, "odd", limits=ENOUGH)


def test_no_connection_can_be_made() -> None:
    with pytest.raises(PermissionError, match="without the network"):
        run_limited(connect, 0, limits=ENOUGH)


def test_a_process_that_dies_is_reported_with_its_signal() -> None:
    with pytest.raises(TooMuch) as caught:
        run_limited(die, 0, limits=ENOUGH)
    assert caught.value.signal == "SIGKILL"


def test_it_ends_when_the_command_that_asked_for_it_is_killed(tmp_path: Path) -> None:
    """The work holds the only writing end of a fifo; when it is gone, the fifo has an end."""
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    program = f"""
        import sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from goldenthread.common.limited_process import Limits, run_limited
        from test_limited_process import hold
        if __name__ == "__main__":
            run_limited(hold, {str(fifo)!r}, limits=Limits(seconds=600))
    """
    (tmp_path / "ask.py").write_text(dedent(program))
    paths = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests/support'}"}
    asking = [sys.executable, str(tmp_path / "ask.py")]
    with subprocess.Popen(asking, env=paths) as command, fifo.open("rb", buffering=0) as reading:
        assert reading.read(1) == b"x"
        command.kill()
        ready, _, _ = select([reading], [], [], 60)
        assert ready, "the process outlives the command"
        assert reading.read(1) == b""


def hold(fifo: str) -> None:
    with Path(fifo).open("wb", buffering=0) as writing:
        writing.write(b"x")
        sleep(1e6)
