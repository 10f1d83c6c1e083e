"""`build.py deadlines`: what is or was due when, with the working."""

from __future__ import annotations

import argparse
import json
import sys

from goldenthread.common.errors import CommandError, Exit
from goldenthread.deadlines import work_out
from goldenthread.deadlines.sentences import in_text
from goldenthread.messages import guess
from goldenthread.model.kinds import REVIEWS
from goldenthread.outputs.icalendar import write
from goldenthread.outputs.open_data.data_tables import deadline_row
from goldenthread.rules import sound_content


def run(args: argparse.Namespace) -> Exit:
    """Print all deadlines, or those of one review."""
    content = sound_content(args.root, args.today, args.now)
    chosen = work_out(content, args.today)
    if args.review is not None:
        if args.review not in content.reviews:
            raise CommandError(
                f"There is no review “{args.review}”. {guess(args.review, content.reviews)}".strip()
            )
        chosen = tuple(deadline for deadline in chosen if deadline.record == REVIEWS.url(args.review))
    if args.format == "json":
        facts = {
            "today": args.today.isoformat(),
            "deadlines": [deadline_row(deadline) for deadline in chosen],
        }
        print(json.dumps(facts, ensure_ascii=False))
    elif args.format == "ics":
        sys.stdout.write(write(content.council, f"{content.council.name}: deadlines", chosen).decode())
    else:
        sys.stdout.write(in_text(chosen) or "No deadlines: no record here names a rule set.\n")
    return Exit.FINE
