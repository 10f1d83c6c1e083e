"""`build.py VERB` for every act of `acts/recording.py`: names, asks, edits and saves by the act's own description."""

from __future__ import annotations

import argparse
import sys

from goldenthread.acts.act import Act
from goldenthread.acts.recording import ACTS
from goldenthread.acts.target import Target
from goldenthread.acts.what_follows import deadlines_that_follow
from goldenthread.commands.prompts import answers, save_edit, usage
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import named, named_action
from goldenthread.model.kinds import ACTION_PLANS


def run(args: argparse.Namespace) -> Exit:
    """Ask what is not given, and put the change into the record's file."""
    act = next(act for act in ACTS if act.name == args.described.name)
    target, typed = _named(args, act)
    given = vars(args) | ({act.typed.name: typed or None} if act.typed else {})
    for question in act.questions:
        if question.prose and given[question.name] == "-":
            given[question.name] = sys.stdin.read()
    act.refuse(target, given)
    edited = act.edited(target, answers(act.questions, given, target))
    return save_edit(
        args, edited, lambda *after: deadlines_that_follow(target, *after) if act.moves_deadlines else ""
    )


def _named(args: argparse.Namespace, act: Act) -> tuple[Target, str]:
    """Return what the act is done to, and the answer that follows its name."""
    if act.about == "action":
        found, rest = named_action(args.root, args.words)
    else:
        found, rest = named(args.root, args.words, first=ACTION_PLANS.folder if act.about == "plan" else "")
    typed = " ".join(rest)
    unasked = bool(act.typed) and not typed and not sys.stdin.isatty()
    if unasked or (rest and not act.typed) or (act.about == "plan" and found.loc):
        must = (question for question in act.questions if question.default is None and not question.typed)
        raise usage(act.name, act.words[0], *(f"{question.flag} …" for question in must))
    return Target(args.root, found, args.today), typed
