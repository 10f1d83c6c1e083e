"""`build.py plan-meeting`: what has to be done by when for a meeting."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines import Deadline, plan_meeting, sentences
from goldenthread.deadlines.subjects import body_rules
from goldenthread.outputs.icalendar import write
from goldenthread.outputs.open_data.data_tables import deadline_row
from goldenthread.rules import sound_content


def run(args: argparse.Namespace) -> Exit:
    """Print every date that matters for a meeting, soonest first.

    Ends with 1 when a date cannot be worked out, as in a year that the calendar does not cover.
    """
    content = sound_content(args.root, args.today)
    names = {office.id: office.name for office in content.organisation.offices}
    if not body_rules(content, args.body):
        kept = ", ".join(entry.body for entry in content.deadline_rules.bodies)
        raise CommandError(
            f"There are no rules for the body “{args.body}” in data/deadline-rules.yml. "
            f"Name one of these, or add it there under “bodies”: {kept}."
        )
    days = plan_meeting(content, args.meeting, args.body, args.today)
    heading = f"{names[args.body]}, {with_weekday(args.meeting)}"
    if args.format == "json":
        print(_json(days, args.meeting, args.body, args.today))
    elif args.format == "ics":
        sys.stdout.write(write(content.council, heading, days, planned=True).decode())
        sys.stderr.writelines(f"{day.what}: {day.reason}\n" for day in days if not day.last)
    else:
        print(f"{heading}\n")
        print("\n".join(_text(day, args.today) for day in days))
    return Exit.FINE if all(day.last for day in days) else Exit.PROBLEMS


def _json(days: Iterable[Deadline], meeting: date, body: str, today: date) -> str:
    """Return the deadlines with the same names as in the open data's `deadlines.json`."""
    about = {"today": today.isoformat(), "body": body, "meeting": meeting.isoformat()}
    return json.dumps({**about, "deadlines": [deadline_row(d) for d in days]}, ensure_ascii=False)


def _text(deadline: Deadline, today: date) -> str:
    """Return one date: what, by when, by which rule, and each day that was counted or not."""
    lines = (sentences.for_meeting(deadline, today), *sentences.working(deadline, "  "))
    return "\n".join(lines) + "\n"
