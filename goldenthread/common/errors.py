"""What stops a command: one kind of error, which knows the exit code that `build.py` ends with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class Exit(IntEnum):
    """What `build.py` ends with, for scripts and workflows."""

    FINE = 0
    PROBLEMS = 1  # the files have errors, or what was checked is not as it should be
    WRONG_USE = 2  # the command or an answer is wrong
    CONFIGURATION = 3  # something on this computer is not set up
    CANNOT_WRITE = 4  # the disk or the code host refused
    OUR_FAULT = 5  # a mistake in Golden Thread


class CommandError(Exception):
    """The work cannot go on, and the text tells the person at the computer why. Shown in one place, `commands/cli.py`."""

    exit_code = Exit.WRONG_USE

    def __init__(self, message: object, exit_code: Exit | None = None) -> None:
        super().__init__(str(message))
        if exit_code is not None:
            self.exit_code = exit_code


@contextmanager
def explaining(what: str) -> Iterator[None]:
    """Put before an error what could not be done because of it, such as “The receipt could not be saved”."""
    try:
        yield
    except CommandError as error:
        error.args = (f"{what}: {error}",)
        raise
