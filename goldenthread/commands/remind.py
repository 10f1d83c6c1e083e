"""`build.py remind`: one issue for each deadline that comes near, kept up to date and closed when it is met."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from goldenthread.commands.deadlines import sound
from goldenthread.deadlines.counting import days_of
from goldenthread.deadlines.work_out import worked
from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected
from goldenthread.github.reminder_text import Links
from goldenthread.github.reminders import Plan, Step, plan
from goldenthread.model.deadline_rules import Calendar
from goldenthread.read import Content
from goldenthread.register import build

FINE, PROBLEMS, CONFIGURATION, CANNOT_WRITE = 0, 1, 3, 4
DRY = "A dry run asks nobody which reminders exist: this is what would be done if there were none."
NO_CALENDAR = "There is no calendar to count working days with. Write data/calendar.yml."


def options(parser: argparse.ArgumentParser) -> None:
    """Say whether only to print, and how."""
    parser.add_argument(
        "--dry-run", action="store_true", help="only print what would be done, without any network"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return remind(args.root, args.today, args.format, dry_run=args.dry_run)


def remind(root: Path, today: date, form: str, *, dry_run: bool, connect: Connect = GitHub) -> int:
    """Say what is due in issues of the repository, or with `dry_run` only print it; give the exit code."""
    content = sound(root, today)
    if content is None:
        return PROBLEMS
    if content.calendar is None:
        print(NO_CALENDAR, file=sys.stderr)
        return CONFIGURATION
    done = 0
    try:
        hub = None if dry_run else connected(connect)
        planned = _plan(content, content.calendar, today, hub)
        if hub:
            for step in planned.steps:
                _do(hub, step)
                done += 1
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except CannotAsk as error:
        print(f"{error} Reminders dealt with before that: {done}.", file=sys.stderr)
        return CANNOT_WRITE
    _print(planned, form, dry_run=dry_run)
    return FINE


def _plan(content: Content, calendar: Calendar, today: date, hub: GitHub | None) -> Plan:
    """Plan with what readers may see; a day before which something may not happen is nothing to remind of."""
    register = build(content, today)
    wanted = {deadline.id for _, rule, deadline in worked(content, today) if rule.duty != "not before"}
    council = content.council
    repository = council.repository or (f"https://github.com/{hub.repository}" if hub else "")
    return plan(
        [deadline for deadline in register.deadlines if deadline.id in wanted],
        hub.issues() if hub else (),
        today,
        days_of(calendar),
        Links(repository, council.site_address or ""),
    )


def _do(hub: GitHub, step: Step) -> None:
    """Do one step. The words go first: after a failure between the two they come twice, which is better than never."""
    if step.number is None:
        hub.open(step.title, step.body)
        return
    hub.comment(step.number, step.comment)
    hub.change(step.number, step.title, step.body, "closed" if step.act == "close" else "open")


def _print(planned: Plan, form: str, *, dry_run: bool) -> None:
    if form == "json":
        facts = asdict(planned) | {"summary": planned.summary(), "dry_run": dry_run}
        print(json.dumps(facts, ensure_ascii=False))
        return
    if dry_run:
        print(DRY)
    for step in planned.steps:
        where = f" issue {step.number}" if step.number else ""
        print(f"{step.act}{where}: {step.title}")
        if dry_run:
            print("".join(f"    {line}\n" if line else "\n" for line in step.body.splitlines()))
    for sentence in planned.cannot:
        print(f"Cannot be counted: {sentence}")
    print(f"{planned.summary()}.")
