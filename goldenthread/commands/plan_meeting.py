"""`build.py plan-meeting`: what has to be done by when for a meeting."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from goldenthread.commands.deadlines import FINE, PROBLEMS, WRONG_USE, sound
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines import Deadline
from goldenthread.deadlines import plan_meeting as work_out
from goldenthread.deadlines.subjects import body_rules


def options(parser: argparse.ArgumentParser) -> None:
    """Say which meeting, and how to print it."""
    parser.add_argument(
        "meeting", type=date.fromisoformat, metavar="DATE", help="the day of the meeting, such as 2031-12-09"
    )
    parser.add_argument("--body", default="cabinet", help="the id of the body that meets (cabinet)")
    parser.add_argument("--format", choices=("text", "json", "ics"), default="text", help="how to print it")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return plan_meeting(args.root, args.today, args.meeting, args.body, args.format)


def plan_meeting(root: Path, today: date, meeting: date, body: str, form: str) -> int:
    """Print every day that matters for a meeting, soonest first, as `text`, `json` or `ics`; give the exit code.

    Ends with 1 when a day cannot be worked out, as in a year that the calendar does not cover.
    """
    content = sound(root, today)
    if content is None:
        return PROBLEMS
    names = {office.id: office.name for office in content.organisation.offices}
    if not body_rules(content, body):
        print(f"data/deadline-rules.yml names no rules for the body “{body}”.", file=sys.stderr)
        return WRONG_USE
    found = work_out(content, meeting, body, today)
    if form == "json":
        print(_json(found, meeting, body, today))
    elif form == "ics":
        from goldenthread.outputs.feeds.icalendar import write

        name = f"{names[body]}, {with_weekday(meeting)}"
        sys.stdout.write(write(content.council, name, found, planned=True).decode())
        sys.stderr.writelines(f"{d.what}: {d.reason}\n" for d in found if not d.last)
    else:
        print(f"{names[body]}, {with_weekday(meeting)}\n")
        print("\n".join(_said(deadline, today) for deadline in found))
    return FINE if all(deadline.last for deadline in found) else PROBLEMS


def _json(found: Iterable[Deadline], meeting: date, body: str, today: date) -> str:
    """Give the deadlines with the same names as in the open data's `deadlines.json`."""
    from goldenthread.outputs.open_data.data_tables import deadline_row

    about = {"today": today.isoformat(), "body": body, "meeting": meeting.isoformat()}
    return json.dumps({**about, "deadlines": [deadline_row(d) for d in found]}, ensure_ascii=False)


def _said(deadline: Deadline, today: date) -> str:
    """Say one day: what, by when, by which rule, and each day that was counted or not."""
    lines = [
        f"{deadline.what}: {_day(deadline, today)}",
        f"  Rule: {deadline.rule}. Source: {deadline.source}.",
    ]
    lines.append(f"  Counted from: {deadline.anchor}, {deadline.anchor_when}.")
    lines += [f"    {with_weekday(step.day)}: {step.why}." for step in deadline.steps]
    return "\n".join(lines) + "\n"


def _day(deadline: Deadline, today: date) -> str:
    if deadline.last is None:
        return f"{deadline.reason}"
    past = " This day is past." if deadline.last < today else ""
    return f"{with_weekday(deadline.last)}.{past}"
