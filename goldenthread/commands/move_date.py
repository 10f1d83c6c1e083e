"""`build.py move-date`: record that an action's timeline has moved, why, and who approved it.

What the plan printed stays as it is: a move is a dated update, and the page shows every one of them.
"""

from __future__ import annotations

import argparse
from typing import Any

from goldenthread.acts.questions import CannotAsk, Question, a_day
from goldenthread.commands import edit_command
from goldenthread.commands.prompts import add_flags, answers
from goldenthread.commands.update import About, with_update, words_of
from goldenthread.model.progress import is_done, last_update, outline, timeline_in_force

WORDS = "PLAN NUMBER TIMELINE"


def _nothing(_: Any, __: Any) -> str:
    return ""


def _today(about: Any, _: Any) -> str:
    return str(about.today.isoformat())


def _questions(status: str) -> tuple[Question, ...]:
    """Give the questions; how far the action has got is only asked when no update says so yet."""
    return (
        Question("reason", "Why has the timeline moved?"),
        Question("approved_by", "Who approved that, and when? (Enter alone: not known.)", default=_nothing),
        Question(
            "status",
            "How far has the action got?",
            default=(lambda _, __: status) if status else None,
            choices=words_of("statuses"),
            asked=not status,
        ),
        Question("date", "On which day was that decided?", default=_today, read=a_day),
        Question("note", "What was done so far, in one or two sentences?", default=_nothing, asked=False),
    )


def options(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked. What no flag says is asked, when there is a terminal to ask on."""
    edit_command.options(parser, WORDS, "such as: 2021-finance 12 'March 2022'")
    add_flags(parser, _questions(""))


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return edit_command.carry_out(args, make)


def make(args: argparse.Namespace) -> edit_command.Edited:
    """Put the move into the bytes of the plan's file."""
    found, rest = edit_command.the_action(args.root, args.words)
    timeline = edit_command.cleaned(" ".join(rest))
    if not timeline:
        raise CannotAsk(f"Say it as: build.py move-date {WORDS} --reason …")
    action, printed = outline(found.record), str(found.record.get("timeline", ""))
    until_now = timeline_in_force(action) or ""
    if timeline == until_now:
        raise CannotAsk(f"The timeline is “{timeline}” already.")
    last, about = last_update(action), About(args)
    status = last.status if last else ""
    if args.status is None and about.vocabulary and is_done(last, about.vocabulary):
        raise CannotAsk(
            f"The action is recorded as “{status}”. If it is open again, say how far it is with --status."
        )
    update = answers(_questions(status), vars(args), about)
    update["note"] = update["note"] or _told(until_now, timeline)
    update["timeline"] = timeline
    note = f"What the plan prints, “{printed}”, stays as it is; the page shows both, and the reason."
    if not update["approved_by"]:
        note += "\nNobody is named who approved it: readers see that, and check says so. Better give --approved-by."
    return edit_command.Edited(found, with_update(args.root, found, update), note)


def _told(until_now: str, timeline: str) -> str:
    if not until_now:
        return f"The timeline was set to “{timeline}”; until then none was recorded."
    return f"The timeline moved from “{until_now}” to “{timeline}”."
