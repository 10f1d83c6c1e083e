"""`build.py deadlines`: what is or was due when, with the working."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

from goldenthread.common.dates import in_words
from goldenthread.common.problems import Severity, as_text
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines import Deadline, work_out
from goldenthread.model.kinds import REVIEWS
from goldenthread.read import Content
from goldenthread.rules import examine

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def sound(root: Path, today: date) -> Content | None:
    """Read the content; when it has errors, say them and give nothing."""
    checked = examine(root, today)
    if checked.content is None:
        errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
        sys.stderr.write(as_text(errors))
    return checked.content


def options(parser: argparse.ArgumentParser) -> None:
    """Say which deadlines, and how to print them."""
    parser.add_argument("--review", help="the id of a review: only its deadlines")
    parser.add_argument("--format", choices=("text", "json", "ics"), default="text", help="how to print it")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return deadlines(args.root, args.today, args.review, args.format)


def deadlines(root: Path, today: date, review: str | None, form: str) -> int:
    """Print all deadlines, or those of one review, as `text`, `json` or `ics`; give the exit code."""
    content = sound(root, today)
    if content is None:
        return PROBLEMS
    found = work_out(content, today)
    if review is not None:
        if review not in content.reviews:
            print(f"There is no review “{review}”.", file=sys.stderr)
            return WRONG_USE
        found = tuple(deadline for deadline in found if deadline.record == REVIEWS.url(review))
    if form == "json":
        from goldenthread.outputs.open_data.data_tables import deadline_row

        print(
            json.dumps(
                {"today": today.isoformat(), "deadlines": [deadline_row(d) for d in found]},
                ensure_ascii=False,
            )
        )
    elif form == "ics":
        from goldenthread.outputs.feeds.icalendar import write

        name = f"{content.council.name}: deadlines"
        sys.stdout.write(write(content.council, name, found).decode())
    else:
        sys.stdout.write(in_text(found) or "No deadlines: no rule set is named for any record here.\n")
    return FINE


def in_text(deadlines: Iterable[Deadline]) -> str:
    """Say deadlines in sentences that can be read aloud, record by record."""
    parts = []
    for title, group in groupby(deadlines, key=lambda deadline: deadline.record_title):
        parts.append(f"{title}\n\n" + "\n".join(_said(deadline) for deadline in group))
    return "\n".join(parts)


def _said(deadline: Deadline) -> str:
    when = f", {in_words(deadline.anchor_when)}" if deadline.anchor_when else ""
    lines = [
        f"  {deadline.what}: {deadline.outcome}.",
        f"    {deadline.reason}",
        f"    Rule: {deadline.rule}. Source: {deadline.source}.",
        f"    Counted from: {deadline.anchor}{when}.",
        *(f"      {with_weekday(step.day)}: {step.why}." for step in deadline.steps),
    ]
    return "\n".join(lines) + "\n"
