#!/usr/bin/env python3
"""Golden Thread's front door: `python build.py` builds the site, `python build.py VERB` does the rest."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from goldenthread.commands.arguments import arguments

ROOT = Path(__file__).resolve().parent
WRONG_USE, OUR_FAULT, INTERRUPTED = 2, 5, 130


def today(chosen: date | None) -> date:
    """Ask once what day it is: `--today`, else SOURCE_DATE_EPOCH, else the clock in London."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return chosen or now.astimezone(ZoneInfo("Europe/London")).date()


def main(words: list[str] | None = None) -> int:
    """Do what the command line asks; give the exit code."""
    args = arguments(ROOT).parse_args(words)
    root, day = args.root.resolve(), today(args.today)
    if args.verb == "check":
        from goldenthread.commands.check import check

        return check(root, day, args.format)
    if args.verb == "serve":
        from goldenthread.commands.build import site_server

        return site_server(root, day, args.port)
    if args.verb == "test":
        from goldenthread.commands.run_tests import run_tests

        return run_tests(ROOT)
    if args.verb == "deadlines":
        from goldenthread.commands.deadlines import deadlines

        return deadlines(root, day, args.review, args.format)
    if args.verb == "plan-meeting":
        from goldenthread.commands.plan_meeting import plan_meeting

        return plan_meeting(root, day, args.meeting, args.body, args.format)
    if args.verb == "remind":
        from goldenthread.commands.remind import remind

        return remind(root, day, args.format, dry_run=args.dry_run)
    from goldenthread.commands.build import build

    return build(root, getattr(args, "site", None), day, search=not getattr(args, "no_search", False))


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
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes here is our own fault
        sys.exit(fault(error))
