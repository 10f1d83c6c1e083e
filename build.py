#!/usr/bin/env python3
"""Golden Thread's front door: `python build.py` builds the site, `python build.py VERB` does the rest."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from goldenthread.commands.cli import arguments

ROOT = Path(__file__).resolve().parent
WRONG_USE, OUR_FAULT, INTERRUPTED, NOBODY_READS = 2, 5, 130, 141


def today(chosen: date | None) -> date:
    """Ask once what day it is: `--today`, else SOURCE_DATE_EPOCH, else the clock in London."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return chosen or now.astimezone(ZoneInfo("Europe/London")).date()


def main(words: list[str] | None = None) -> int:
    """Do what the command line asks; give the exit code."""
    words = sys.argv[1:] if words is None else words
    args = arguments(ROOT).parse_args(words)
    if args.verb is None:
        args = arguments(ROOT).parse_args([*words, "build"])
    args.root, args.today, args.engine = args.root.resolve(), today(args.today), ROOT
    done: int = args.run(args)
    return done


def fault(error: Exception) -> int:
    """Own up to a mistake of the program's: no file of the council's may end in a traceback."""
    import traceback

    report = ROOT / "build" / "fault.txt"
    report.parent.mkdir(exist_ok=True)
    report.write_text("".join(traceback.format_exception(error)), "utf-8")
    print(
        f"Golden Thread itself has failed, not your files. The site was not changed. Details: {report}",
        file=sys.stderr,
    )
    return OUR_FAULT


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read what is printed has gone, as in `build.py check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_READS)
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes here is our own fault
        sys.exit(fault(error))
