"""`build.py new`: a new review, action plan, cabinet report or plan from a few answers; or a whole new council."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.acts.questions import CannotAsk
from goldenthread.acts.start_questions import QUESTIONS
from goldenthread.commands import new_council
from goldenthread.commands.cli import TODAY
from goldenthread.commands.prompts import add_flags, answers
from goldenthread.model.kinds import ACTION_PLANS, REVIEWS

if TYPE_CHECKING:
    from goldenthread.acts.start_record import NewRecord
    from goldenthread.common.problems import Problem
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import Content

FINE, PROBLEMS, WRONG_USE, CANNOT_WRITE = 0, 1, 2, 4
MOST_SHOWN = 12
HELP = {
    "review": "a review: who came, when, and what they recommended",
    "action-plan": "an action plan: one action for each recommendation of a review",
    "cabinet-report": "a cabinet report in the format of its meeting’s day",
    "plan": "another plan, such as a productivity plan",
}


def options(parser: argparse.ArgumentParser) -> None:
    """Describe each kind of record that can be made, with a flag for each question."""
    kinds = parser.add_subparsers(dest="kind_of_record", metavar="WHAT", required=True)
    for kind, questions in QUESTIONS.items():
        about = f"{HELP[kind]}. What no flag says is asked, when there is a terminal to ask on."
        add_flags(_of_kind(kinds, kind, HELP[kind], f"Make {about}"), questions)
    about = "a fresh project for another council, with no records of this one"
    new_council.options(_of_kind(kinds, "council", about, f"Make {about}."))


def _of_kind(kinds: Any, kind: str, about: str, description: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(kind, help=about, description=description)
    parser.add_argument("--today", type=date.fromisoformat, default=argparse.SUPPRESS, help=TODAY)
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    try:
        if args.kind_of_record == "council":
            return new_council.new_council(args.engine, args.today, args)
        return new(args.root, args.today, args.kind_of_record, args)
    except CannotAsk as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return WRONG_USE
    except (EOFError, KeyboardInterrupt):
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return WRONG_USE


def new(root: Path, today: date, kind: str, given: argparse.Namespace) -> int:
    """Ask what is not given, write the files of one draft, and show what follows from it; give the exit code."""
    from goldenthread.commands.deadlines import sound
    from goldenthread.common.problems import as_text
    from goldenthread.editing.save import CannotWrite, save
    from goldenthread.rules import examine

    content = sound(root, today)
    if content is None:
        print("Mend this first: a new record must fit the others. Nothing was written.", file=sys.stderr)
        return PROBLEMS
    record = _made(kind, content, given)
    linked = _linked(root, content, record)
    try:
        errors = save(root, {path: text.encode() for path, text in record.files().items()} | linked, today)
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    if errors:
        print(f"{as_text(errors)}Nothing was written.", file=sys.stderr)
        return PROBLEMS
    after = examine(root, today)
    print(_deadlines(after.content or content, record, today) + _written(record, linked, after.problems))
    print(_next(kind, content, record, linked))
    return FINE


def _made(kind: str, content: Content, given: argparse.Namespace) -> NewRecord:
    from goldenthread.acts import start_record as new
    from goldenthread.acts import start_report as new_report
    from goldenthread.model.base import TO_WRITE

    if kind == "action-plan" and not content.reviews:
        raise CannotAsk("There is no review to answer yet. Make one first: build.py new review")
    found = answers(QUESTIONS[kind], vars(given), content)
    if kind == "cabinet-report" and not found["format"]:
        raise CannotAsk(
            f"No format of data/report-formats.yml holds on {found['meeting']}. Say which to use: --format"
        )
    if kind == "cabinet-report" and not found["decision"]:
        found["decision"] = [TO_WRITE]
    makers = {
        "review": new.review,
        "action-plan": new.action_plan,
        "cabinet-report": new_report.cabinet_report,
        "plan": new.plan,
    }
    record = makers[kind](content, found)
    for path in record.files():
        if (content.root / path).exists():
            raise CannotAsk(f"There is already a file {path}. Choose another name with --id.")
    return record


def _linked(root: Path, content: Content, record: NewRecord) -> dict[str, bytes]:
    """Let the plans that a new report brings say so, as long as they are drafts like the report."""
    from goldenthread.editing.splice import set_value
    from goldenthread.model.action_plan import ActionPlan

    return {
        path: set_value((root / path).read_bytes(), ("decided_in",), record.values["id"], ActionPlan)
        for path, plan in _brought(content, record).items()
        if plan.draft
    }


def _brought(content: Content, record: NewRecord) -> dict[str, ActionPlan]:
    """Give the plans that a new report brings and that name no report yet, by their files."""
    names = [appendix.get("action_plan") for appendix in record.values.get("appendices") or ()]
    plans = {name: content.action_plans[name] for name in names if name}
    return {ACTION_PLANS.file(name): plan for name, plan in plans.items() if plan.decided_in is None}


def _deadlines(after: Content, record: NewRecord, today: date) -> str:
    """Say the deadlines of a new record; for an action plan, those of the reviews that it answers."""
    from goldenthread.commands.deadlines import in_text
    from goldenthread.deadlines import work_out

    places = {record.address, *(REVIEWS.url(name) for name in record.values.get("responds_to", ()))}
    said = in_text(deadline for deadline in work_out(after, today) if deadline.record in places)
    return f"\nThe deadlines that follow\n\n{said}\n" if said else "\nNo deadlines follow from it.\n\n"


def _written(record: NewRecord, linked: Mapping[str, bytes], problems: Sequence[Problem]) -> str:
    files = "".join(f"  {path}\n" for path in record.files())
    files += "".join(f"  {path} (the line “decided_in”)\n" for path in linked)
    lines = [f"  {p.place.file}:{p.place.line}  {p.what}" for p in problems if p.place.file in record.files()]
    more = len(lines) - MOST_SHOWN
    if more > 0:
        lines[MOST_SHOWN:] = [f"  … and {more} more; `build.py check` shows all of them"]
    left = "Still to do in it:\n" + "\n".join(lines) + "\n" if lines else ""
    return f"Written:\n{files}It is a draft: nobody sees it on the site yet.\n{left}"


def _next(kind: str, content: Content, record: NewRecord, linked: Mapping[str, bytes]) -> str:
    """Say what an officer does next."""
    name = record.values["id"]
    steps = [
        f"Open {record.file} and write what is still to do; each field says what it is for.",
        "Take away the line “draft: yes” when it is ready to be seen.",
    ]
    if kind == "review":
        steps.append(f"Make the plan that answers it: build.py new action-plan --review {name}")
    elif kind == "action-plan":
        steps.append(f"Make the report that brings it: build.py new cabinet-report --action-plan {name}")
    steps += [
        f"Then add this line to {file}, so that the plan’s page leads here: decided_in: {name}"
        for file in sorted(_brought(content, record).keys() - linked.keys())
    ]
    return "Next:\n" + "\n".join(f"  {n}. {step}" for n, step in enumerate(steps, start=1))
