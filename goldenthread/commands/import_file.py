"""`build.py import`: import what a council has, and list what was read, what was not, and what to do next."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Place, Problem, Severity, as_text
from goldenthread.deadlines import work_out
from goldenthread.deadlines.sentences import in_text
from goldenthread.editing.save import write
from goldenthread.editing.tree import CannotEdit
from goldenthread.importing.detect import open_limited
from goldenthread.importing.importer import Outcome, bring
from goldenthread.importing.merging import Wish
from goldenthread.messages import problem
from goldenthread.model.base import Number
from goldenthread.model.kinds import BY_NAME, REVIEWS
from goldenthread.read import Content, read
from goldenthread.rules import examine
from goldenthread.source import is_name


def run(args: argparse.Namespace) -> Exit:
    """Import one file, or only show what would happen."""
    leads = dict(_lead(lead) for lead in args.lead if "=" in lead)
    if not is_name(args.id) or len(leads) < len(args.lead):
        wrong = f"--id {args.id}" if not is_name(args.id) else "--lead"
        raise CommandError(
            f'{wrong} cannot be used. Write --id 2031-finance, or --lead "Cabinet and SLT=cabinet,slt".'
        )
    content, problems = read(args.root)
    if content is None:
        text = f"{as_text(problems)}Fix these errors first, so that what is imported can be checked."
        raise CommandError(text, Exit.PROBLEMS)
    wish = Wish(
        args.kind_of_record, args.id, args.today, args.partial, tuple(args.answers), leads, args.under, args.kind, args.as_at
    )  # fmt: skip
    try:
        outcome = bring(content, open_limited(args.file), wish)
    except CannotEdit as error:
        place = Place(f"data/{BY_NAME[wish.kind].folder}/{wish.id}.yml")
        raise CommandError(problem(error.code, place, **error.params), Exit.PROBLEMS) from error  # type: ignore[arg-type]
    print("\n".join(_report(args.file, outcome)))
    if outcome.refused:
        print(_refusal(outcome, wish))
        return Exit.PROBLEMS
    if outcome.changes and not args.dry_run:
        write(content.root, outcome.changes)
    print(_done(content, outcome, wish, dry_run=args.dry_run))
    return Exit.FINE


def _lead(text: str) -> tuple[str, tuple[str, ...]]:
    printed, _, ids = text.rpartition("=")
    return printed.strip(), tuple(one.strip() for one in ids.split(",") if one.strip())


def _report(file: Path, outcome: Outcome) -> Iterator[str]:
    """Yield what was read, what differs, and what is wrong or has no place."""
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
    titles = {
        Severity.ERROR: "Errors to fix",
        Severity.WARNING: "Check these",
        Severity.NOTICE: "For your information",
    }
    for severity, title in titles.items():
        if found := list(dict.fromkeys(p for p in problems if p.severity is severity)):
            yield title, found


def _refusal(outcome: Outcome, wish: Wish) -> str:
    errors = sum(p.severity is Severity.ERROR for p in dict.fromkeys(outcome.problems))
    things = "the error" if errors == 1 else f"the {errors} errors"
    partial = (
        "" if wish.partial else " Or add --partial to leave out the rows with errors and import the others."
    )
    return f"\nNothing was written. Fix {things} above first.{partial}"


def _done(content: Content, outcome: Outcome, wish: Wish, *, dry_run: bool) -> str:
    """Return what was written and what comes next."""
    if not outcome.changes:
        return f"\nNothing differs: {outcome.file} already has all of this. Nothing was written."
    files = "".join(f"\n  {name}" for name in outcome.changes)
    if dry_run:
        return f"\nThis would be written (nothing was, because of --dry-run):{files}"
    left = (
        f"\nLeft out: {_numbers(outcome.left_out)}. Check lists them as missing until you add them."
        if outcome.left_out
        else ""
    )
    draft = "\nIt is a draft: nobody sees it on the site yet." if outcome.is_new else ""
    return f"\nWritten:{files}{draft}{left}\n{_deadlines(content, wish)}{_next(outcome, wish)}"


def _deadlines(content: Content, wish: Wish) -> str:
    """Describe the deadlines of what was imported; for an action plan, those of the reviews that it answers too."""
    after = examine(content.root, wish.today).content
    if after is None:
        return ""
    plan = after.action_plans.get(wish.id) if wish.kind == "action-plan" else None
    places = {
        BY_NAME[wish.kind].url(wish.id),
        *(REVIEWS.url(name) for name in (plan.responds_to if plan else ())),
    }
    text = in_text(deadline for deadline in work_out(after, wish.today) if deadline.record in places)
    return f"\nThe deadlines that follow\n\n{text}" if text else ""


def _next(outcome: Outcome, wish: Wish) -> str:
    steps = ["Compare the file with the paper, and deal with everything listed above."]
    if outcome.is_new:
        steps.append(f"Open {outcome.file} and replace each “to be written”.")
        steps.append("When it is ready to be published, delete the line “draft: yes”.")
    if wish.kind == "review":
        steps.append(
            "Write the summaries of new recommendations in plain English: the exact words are kept too."
        )
    if outcome.is_new and wish.kind == "review":
        steps.append(
            f"Import the plan that answers it: {as_typed('import')} FILE --as action-plan --id ID --answers {wish.id}"
        )
    steps.append(f"Check whether everything can be published: {as_typed('check')}")
    return "\nNext\n\n" + "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, start=1))


def _numbers(numbers: list[Number]) -> str:
    return ", ".join(map(str, numbers))
