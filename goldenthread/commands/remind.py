"""`build.py remind`: one issue for each deadline that is near, and one for each lead with its actions.

Each is kept up to date, and closed when there is nothing more to remind of.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date

from goldenthread.common.errors import CommandError, Exit
from goldenthread.deadlines.counting import days_of
from goldenthread.github.action_reminders import plan_actions
from goldenthread.github.client import GitHub, HostRefused, connected
from goldenthread.github.reminders import Links, Plan, Step, plan
from goldenthread.model.deadline_rules import Calendar
from goldenthread.read import Content
from goldenthread.register import build
from goldenthread.rules import sound_content

DRY = "A dry run does not ask which reminders exist. This is what would be done if there were none."
NO_CALENDAR = "There is no calendar to count working days with. Add data/calendar.yml."


def run(args: argparse.Namespace) -> Exit:
    """Post what is due in issues of the repository, or with `--dry-run` only print it."""
    content = sound_content(args.root, args.today, args.now)
    if content.calendar is None:
        raise CommandError(NO_CALENDAR, Exit.CONFIGURATION)
    hub = None if args.dry_run else connected()
    planned = _plan(content, content.calendar, args.today, hub)
    if hub:
        _do_all(hub, planned)
    _print(planned, args.format, dry_run=args.dry_run)
    return Exit.FINE


def _plan(content: Content, calendar: Calendar, today: date, hub: GitHub | None) -> Plan:
    """Plan with what readers may see; a date before which something may not happen needs no reminder."""
    register = build(content, today)
    council = content.council
    repository = council.repository or (f"https://github.com/{hub.repository}" if hub else "")
    issues = hub.issues() if hub else ()
    days, links = days_of(calendar), Links(repository, council.site_address or "")
    near = [deadline for deadline in register.deadlines if deadline.duty != "not before"]
    return plan(near, issues, today, days, links) + plan_actions(register.actions, issues, today, days, links)


def _do_all(hub: GitHub, planned: Plan) -> None:
    for done, step in enumerate(planned.steps):
        try:
            _do(hub, step)
        except HostRefused as error:
            raise HostRefused(f"{error} Reminders dealt with before that: {done}.") from error


def _do(hub: GitHub, step: Step) -> None:
    """Do one step. The words go first: after a failure between the two they are posted twice, which is better than never."""
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
        print(f"Cannot be worked out: {sentence}")
    print(f"{planned.summary()}.")
