"""`build.py import`: import what a council has, and list what was read, what was not, and what to do next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from goldenthread.acts.questions import Question, a_day, always
from goldenthread.acts.start_questions import offer_records, yes_or_no
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import answers
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Place, Problem, Severity, as_text
from goldenthread.deadlines import work_out
from goldenthread.deadlines.sentences import in_text
from goldenthread.editing.save import write
from goldenthread.editing.tree import CannotEdit
from goldenthread.importing.columns import COLUMNS, LEFT_OUT, bare, column_choices
from goldenthread.importing.detect import open_limited
from goldenthread.importing.document import Paper
from goldenthread.importing.importer import Outcome, bring
from goldenthread.importing.merging import Wish
from goldenthread.messages import problem
from goldenthread.model import NOT_RECORDED
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
        args.kind_of_record, args.id, args.today, args.partial, tuple(args.answers), leads, args.under, args.kind, args.as_at,
        dict(_column(column, args.kind_of_record) for column in args.column), args.add_leads, args.as_proposed,
    )  # fmt: skip
    try:
        paper = open_limited(args.file)
        wish, outcome = (
            _asked(content, paper, wish) if sys.stdin.isatty() else (wish, bring(content, paper, wish))
        )
    except CannotEdit as error:
        place = Place(f"data/{BY_NAME[wish.kind].folder}/{wish.id}.yml")
        raise CommandError(problem(error.code, place, **error.params), Exit.PROBLEMS) from error  # type: ignore[arg-type]
    print("\n".join(_report(args.file, outcome, wish)))
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


def _column(text: str, kind: str) -> tuple[str, str]:
    """Return a heading without marks, and the field that it means by the name of either the field or its heading."""
    heading, _, name = text.rpartition("=")
    columns = COLUMNS.get(kind, ())
    found = next((c.field for c in columns if name.strip() in (c.field, c.heading)), None)
    if not heading or found is None:
        known = ", ".join(column.field for column in columns)
        raise CommandError(f"--column “{text}” cannot be used. Write “Heading=field”. The fields: {known}.")
    return bare(heading), found


def _asked(content: Content, paper: Paper, wish: Wish) -> tuple[Wish, Outcome]:
    """Ask on a terminal for what the paper leaves open; give the wish with the answers, and what it would do."""
    if wish.kind == "action-plan" and not wish.answers and wish.id not in content.action_plans:
        wish = replace(wish, answers=tuple(_answer(_REVIEW, content).split()))
    outcome = bring(content, paper, wish)
    if chosen := {
        bare(h): field for h, near in outcome.unknown.items() if (field := _field_for(h, near, wish))
    }:
        wish = replace(wish, columns={**wish.columns, **chosen})
        outcome = bring(content, paper, wish)
    if outcome.undated and (day := _answer(_DAY, content)) != NOT_RECORDED:
        wish = replace(wish, as_at=date.fromisoformat(day))
        outcome = bring(content, paper, wish)
    if outcome.leads and not wish.add_leads and _answer(_leads(outcome.leads), content) == "yes":
        wish = replace(wish, add_leads=True)
        outcome = bring(content, paper, wish)
    if outcome.proposed and not wish.as_proposed and _answer(_proposals(outcome.proposed), content) == "yes":
        wish = replace(wish, as_proposed=True)
        outcome = bring(content, paper, wish)
    return wish, outcome


def _answer(question: Question, content: Content) -> str:
    return str(answers([question], {}, content)[question.name])


_REVIEW = Question("answers", "Which review does this plan answer?", choices=offer_records("review"))

_DAY = Question(
    "as_at",
    "What is the date of the plan? Its progress has none. (Press Enter if you do not know.)",
    default=always(NOT_RECORDED),
    read=a_day,
)


def _leads(leads: Sequence[str]) -> Question:
    names = "\n  ".join(leads)
    text = f"We do not know these leads. Add them to data/organisation.yml?\n  {names}"
    return Question("add_leads", text, default=always("yes"), choices=yes_or_no)


def _proposals(proposed: Sequence[str]) -> Question:
    lines = "\n  ".join(proposed)
    text = f"The plan’s own words seem to say this. Record it?\n  {lines}"
    return Question("as_proposed", text, default=always("yes"), choices=yes_or_no)


def _field_for(heading: str, near: str, wish: Wish) -> str:
    """Ask what a column contains that we do not know; empty to leave it out."""
    choices, default = column_choices(wish.kind, near), near or LEFT_OUT
    question = Question(
        "column", f"What is in the column “{heading}”?", default=always(default), choices=lambda *_: choices
    )
    found = str(answers([question], {}, None)["column"])
    return "" if found == LEFT_OUT else found


def _report(file: Path, outcome: Outcome, wish: Wish) -> Iterator[str]:
    """Yield what was read, what differs, and what is wrong or has no place."""
    if outcome.said:
        yield f"Read from {file.name}\n"
        yield from (f"  {line}" for line in outcome.said)
    if outcome.differences:
        yield f"\nWhat differs from {outcome.file}\n"
        yield from (f"  {line}" for line in outcome.differences)
    if outcome.gone:
        yield f"\nIn {outcome.file} but not in {file.name}: {', '.join(outcome.gone)}. They stay as they are."
    if outcome.proposed:
        yield "\nThe plan’s own words seem to say\n"
        yield from (f"  {line}" for line in outcome.proposed)
        yield "This is recorded. Check it." if wish.as_proposed else "Add --as-proposed to record this."
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
        f"\nLeft out: {', '.join(outcome.left_out)}. Check lists them as missing until you add them."
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
            "Add a summary in plain English to new recommendations, if you want one beside the exact words."
        )
    if outcome.is_new and wish.kind == "review":
        steps.append(
            f"Import the plan that answers it: {as_typed('import')} FILE --as action-plan --id ID --answers {wish.id}"
        )
    steps.append(f"Check whether everything can be published: {as_typed('check')}")
    return "\nNext\n\n" + "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, start=1))
