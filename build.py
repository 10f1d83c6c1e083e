#!/usr/bin/env python3
"""Golden Thread's front door: `python3 build.py` builds the site, `python3 build.py COMMAND` does the rest."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from goldenthread.commands.cli import answer
from goldenthread.common.errors import CommandError, Exit

ROOT = Path(__file__).resolve().parent
INTERRUPTED, NOBODY_READS = 130, 141  # as a shell reports SIGINT and SIGPIPE
NEEDED = ("pydantic", "ruamel", "jinja2", "markdown_it")


def today(chosen: date | None) -> date:
    """Return the date, asked for once: `--today`, else SOURCE_DATE_EPOCH, else the clock in London."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise CommandError(
            f"SOURCE_DATE_EPOCH is “{epoch}”, which is not a time in seconds since 1970. Correct or unset it."
        ) from None
    return chosen or now.astimezone(ZoneInfo("Europe/London")).date()


def main(words: list[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    return answer(sys.argv[1:] if words is None else words, ROOT, today)


def set_up() -> None:
    """Go on with the Python in `.venv` when this one lacks the packages; without `.venv`, say how to install them."""
    if all(find_spec(name) for name in NEEDED):
        return
    own = ROOT / ".venv" / "bin" / "python"
    if own.exists() and Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        os.execv(own, [str(own), *sys.argv])  # noqa: S606 - the same command, by the project's own Python
    print("Golden Thread is not set up here. Run: make setup", file=sys.stderr)
    sys.exit(Exit.CONFIGURATION)


def fault(error: Exception) -> int:
    """Report a mistake in the program: none of the council's files may end in a traceback.

    What was done before it is not known here, so nothing is reported about it.
    """
    import traceback

    print(
        f"Something went wrong in Golden Thread, not in your files. {_kept(''.join(traceback.format_exception(error)))}",
        file=sys.stderr,
    )
    return Exit.OUR_FAULT


def _kept(details: str) -> str:
    """Write the details of a fault where the disk lets us; say where they are, or give them."""
    from tempfile import mkstemp

    with suppress(OSError):
        report = ROOT / "build" / "fault.txt"
        report.parent.mkdir(exist_ok=True)
        report.write_text(details, "utf-8")
        return f"Details: {report}"
    with suppress(OSError):
        handle, name = mkstemp(prefix="golden-thread-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
        return f"Details: {name}"
    return f"Details:\n{details}"


if __name__ == "__main__":
    try:
        set_up()
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read what is printed has gone, as in `build.py check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_READS)
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes here is our own fault
        sys.exit(fault(error))
