"""`build.py import`: bring in what a council has, and say what was read, what was not, and what to do next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.importing.importer import READERS
from goldenthread.model.kinds import BY_NAME, REVIEWS

if TYPE_CHECKING:
    from goldenthread.common.problems import Problem
    from goldenthread.importing.importer import Outcome
    from goldenthread.importing.request import Wish
    from goldenthread.read import Content

FINE, PROBLEMS, WRONG_USE, CANNOT_WRITE = 0, 1, 2, 4


def options(parser: argparse.ArgumentParser) -> None:
    """Describe what can be said about the file."""
    add = parser.add_argument
    add("file", type=Path, help="a Word (.docx), Excel (.xlsx), CSV or text file")
    add("--as", dest="kind_of_record", choices=tuple(READERS), required=True, help="what the file holds")
    add(
        "--id", required=True, help="the record’s name, such as 2031-finance: a new one, or one that is there"
    )
    add("--dry-run", action="store_true", help="say what would happen, and change nothing")
    add("--partial", action="store_true", help="leave out the rows that are wrong, and import the others")
    add(
        "--answers",
        nargs="+",
        default=[],
        metavar="REVIEW",
        help="the reviews that a plan answers, in its order",
    )
    add("--lead", action="append", default=[], metavar="PRINTED=ID,ID", help="whom a lead as printed means")
    add(
        "--as-at",
        type=date.fromisoformat,
        metavar="DAY",
        help="the day for which the plan’s statuses are given",
    )
    add("--under", default="", metavar="HEADING", help="the heading under which the recommendations stand")
    add("--kind", default="", help="the kind of a new review, such as peer challenge")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.common.problems import as_text
    from goldenthread.importing.document import CannotRead
    from goldenthread.importing.request import Wish
    from goldenthread.read import read
    from goldenthread.source import is_name

    leads = dict(_lead(lead) for lead in args.lead if "=" in lead)
    if not is_name(args.id) or len(leads) < len(args.lead):
        wrong = f"--id {args.id}" if not is_name(args.id) else "--lead"
        print(
            f'{wrong} cannot be used. Write --id 2031-finance, or --lead "Cabinet and SLT=cabinet,slt".',
            file=sys.stderr,
        )
        return WRONG_USE
    content, problems = read(args.root)
    if content is None:
        print(
            f"{as_text(problems)}Mend this first: what is imported must fit the rest. Nothing was written.",
            file=sys.stderr,
        )
        return PROBLEMS
    wish = Wish(
        args.kind_of_record, args.id, args.today, args.partial, tuple(args.answers), leads, args.under, args.kind, args.as_at
    )  # fmt: skip
    try:
        return import_file(content, args.file, wish, dry_run=args.dry_run)
    except CannotRead as error:
        print(f"{error.problem}\nNothing was written.", file=sys.stderr)
        return PROBLEMS


def _lead(words: str) -> tuple[str, tuple[str, ...]]:
    printed, _, ids = words.rpartition("=")
    return printed.strip(), tuple(one.strip() for one in ids.split(",") if one.strip())


def import_file(content: Content, file: Path, wish: Wish, *, dry_run: bool) -> int:
    """Import one file, or only say what would happen; give the exit code."""
    from goldenthread.common.problems import Place
    from goldenthread.editing.save import CannotWrite, write
    from goldenthread.editing.tree import CannotEdit
    from goldenthread.importing.detect import open_paper
    from goldenthread.importing.importer import bring
    from goldenthread.messages import problem

    try:
        outcome = bring(content, open_paper(file), wish)
        print("\n".join(_told(file, outcome)))
        if outcome.refused:
            print(_refusal(outcome, wish))
            return PROBLEMS
        if outcome.changes and not dry_run:
            write(content.root, outcome.changes)
    except CannotEdit as error:
        place = Place(f"data/{BY_NAME[wish.kind].folder}/{wish.id}.yml")
        print(f"{problem(error.code, place, **error.words)}\nNothing was written.", file=sys.stderr)  # type: ignore[arg-type]
        return PROBLEMS
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    print(_done(content, outcome, wish, dry_run=dry_run))
    return FINE


def _told(file: Path, outcome: Outcome) -> Iterator[str]:
    """Say what was read, what differs, and what is wrong or found no place."""
    if outcome.said:
        yield f"Read from {file.name}\n"
        yield from (f"  {line}" for line in outcome.said)
    if outcome.differences:
        yield f"\nWhat differs from {outcome.file}\n"
        yield from (f"  {line}" for line in outcome.differences)
    if outcome.gone:
        yield f"\nIn {outcome.file} but not in {file.name}: {_numbers(outcome.gone)}. They stay as they are."
    for title, problems in _sorted(outcome.problems):
        yield f"\n{title}\n"
        yield from (f"  {problem}" for problem in problems)


def _sorted(problems: list[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    from goldenthread.common.problems import Severity

    titles = {
        Severity.ERROR: "To mend",
        Severity.WARNING: "To look at",
        Severity.NOTICE: "For your information",
    }
    for severity, title in titles.items():
        if found := list(dict.fromkeys(p for p in problems if p.severity is severity)):
            yield title, found


def _refusal(outcome: Outcome, wish: Wish) -> str:
    from goldenthread.common.problems import Severity

    errors = sum(p.severity is Severity.ERROR for p in dict.fromkeys(outcome.problems))
    things = "one thing is" if errors == 1 else f"{errors} things are"
    partial = (
        "" if wish.partial else " With --partial, rows that are wrong are left out and the others imported."
    )
    return f"\nNothing was written: {things} to be mended first.{partial}"


def _done(content: Content, outcome: Outcome, wish: Wish, *, dry_run: bool) -> str:
    """Say what was written and what comes next."""
    if not outcome.changes:
        return f"\nNothing differs: {outcome.file} holds all of this already. Nothing was written."
    files = "".join(f"\n  {name}" for name in outcome.changes)
    if dry_run:
        return f"\nThis would be written; nothing was, as you asked:{files}"
    left = (
        f"\nLeft out: {_numbers(outcome.left_out)}. Check asks for them until they are there."
        if outcome.left_out
        else ""
    )
    draft = "\nIt is a draft: nobody sees it on the site yet." if outcome.is_new else ""
    return f"\nWritten:{files}{draft}{left}\n{_deadlines(content, wish)}{_next(outcome, wish)}"


def _deadlines(content: Content, wish: Wish) -> str:
    """Say the deadlines of what was imported; for an action plan, those of the reviews that it answers too."""
    from goldenthread.commands.deadlines import in_text
    from goldenthread.deadlines import work_out
    from goldenthread.rules import examine

    after = examine(content.root, wish.today).content
    if after is None:
        return ""
    plan = after.action_plans.get(wish.id) if wish.kind == "action-plan" else None
    places = {
        f"{BY_NAME[wish.kind].folder}/{wish.id}/",
        *(REVIEWS.url(name) for name in (plan.responds_to if plan else ())),
    }
    said = in_text(deadline for deadline in work_out(after, wish.today) if deadline.record in places)
    return f"\nThe deadlines that follow\n\n{said}" if said else ""


def _next(outcome: Outcome, wish: Wish) -> str:
    steps = ["Look at the file beside the paper; what is listed above needs you."]
    if outcome.is_new:
        steps.append(f"Open {outcome.file} and write what says “to be written”.")
        steps.append("Take away the line “draft: yes” when it is ready to be seen.")
    if wish.kind == "review":
        steps.append(
            "Write the summaries of new recommendations in plain English: the exact words stand there too."
        )
    if outcome.is_new and wish.kind == "review":
        steps.append(
            f"Import the plan that answers it: build.py import FILE --as action-plan --id ID --answers {wish.id}"
        )
    steps.append("Ask build.py check whether everything can be published.")
    return "\nNext\n\n" + "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, start=1))


def _numbers(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
