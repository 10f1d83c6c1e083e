"""`build.py move-date`: record that an action's timeline has moved, why, and who approved it.

What the plan printed stays as it is: a move is a dated update, and the page shows every one of them.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

from goldenthread.acts.questions import MOVE_DATE, WrongAnswer, always
from goldenthread.commands.prompts import Edited, answers, cleaned, save_edit, usage
from goldenthread.commands.update import with_update
from goldenthread.common.dates import NO_DATE_SET
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import named_action
from goldenthread.model.progress import is_done, last_update, outline, timeline_in_force
from goldenthread.read.records import read_vocabulary


def run(args: argparse.Namespace) -> Exit:
    """Put the move into the plan's file."""
    found, rest = named_action(args.root, args.words)
    timeline = cleaned(" ".join(rest))
    if not timeline:
        raise usage("move-date PLAN NUMBER TIMELINE --reason …")
    action, printed = outline(found.record), str(found.record.get("timeline", ""))
    until_now = timeline_in_force(action) or ""
    if timeline == until_now:
        raise WrongAnswer(f"The timeline is already “{timeline}”.")
    last = last_update(action)
    status = (last and last.status) or ""
    args.vocabulary, _ = read_vocabulary(args.root)
    if args.status is None and args.vocabulary and is_done(last, args.vocabulary):
        raise WrongAnswer(
            f"The action is recorded as “{status}”. If it is open again, give its status with --status."
        )
    # The status is only asked for when no update gives one yet.
    questions = [
        replace(question, default=always(status), asked=False)
        if status and question.name == "status"
        else question
        for question in MOVE_DATE
    ]
    update = answers(questions, vars(args), args)
    update["note"] = update["note"] or _moved(until_now, timeline)
    update["timeline"] = timeline
    note = f"What the plan prints, “{printed}”, stays as it is; the page shows both, and the reason."
    if not update["approved_by"]:
        note += "\nYou have not said who approved it. Readers see that, and check reports it. Add --approved-by if you can."
    return save_edit(args, Edited(found, with_update(args.root, found, update), note))


def _moved(until_now: str, timeline: str) -> str:
    """Return the note of a move for which nobody wrote one."""
    if not until_now:
        return f"The timeline was set to “{timeline}”; until then none was recorded."
    if timeline == NO_DATE_SET:
        return f"The timeline “{until_now}” no longer applies, and no new date is set."
    return f"The timeline moved from “{until_now}” to “{timeline}”."
