"""`build.py new`: a new review, action plan, cabinet report or plan from a few answers; or a whole new council."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from goldenthread.acts import start_council
from goldenthread.acts.new_record import linked_plans, new_record, presented_plans
from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.start_questions import QUESTIONS
from goldenthread.acts.start_record import NewRecord
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import answers
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Problem, as_text
from goldenthread.deadlines import work_out
from goldenthread.deadlines.sentences import in_text
from goldenthread.editing.save import save
from goldenthread.model.kinds import REVIEWS
from goldenthread.read import Content
from goldenthread.rules import examine, sound_content

MOST_SHOWN = 12


def run(args: argparse.Namespace) -> Exit:
    """Ask what is not given, write the files of one draft, and show what follows from it."""
    if args.kind_of_record == "council":
        return _start_council(args)
    content = sound_content(args.root, args.today)
    record = _record(args, content)
    linked = linked_plans(content, record)
    changes = {path: text.encode() for path, text in record.files().items()} | linked
    if errors := save(args.root, changes, args.today):
        raise CommandError(as_text(errors), Exit.PROBLEMS)
    after = examine(args.root, args.today)
    print(
        describe_deadlines(after.content or content, record, args.today)
        + describe_files(record, linked, after.problems)
    )
    print(_next_steps(args.kind_of_record, content, record, linked))
    return Exit.FINE


def _record(args: argparse.Namespace, content: Content) -> NewRecord:
    """Return the record that the answers make."""
    kind = args.kind_of_record
    if kind == "action-plan" and not content.reviews:
        raise WrongAnswer(f"There is no review to answer yet. Start one first: {as_typed('new', 'review')}\n")
    return new_record(kind, content, answers(QUESTIONS[kind], vars(args), content))


def describe_deadlines(after: Content, record: NewRecord, today: date) -> str:
    """Describe the deadlines of a new record; for an action plan, those of the reviews that it answers."""
    places = {record.address, *(REVIEWS.url(name) for name in record.values.get("responds_to", ()))}
    text = in_text(deadline for deadline in work_out(after, today) if deadline.record in places)
    return f"\nThe deadlines that follow\n\n{text}\n" if text else "\nNo deadlines follow from it.\n\n"


def describe_files(record: NewRecord, linked: Mapping[str, bytes], problems: Sequence[Problem]) -> str:
    """List what was written, and what is still to do in it."""
    files = "".join(f"  {path}\n" for path in record.files())
    files += "".join(f"  {path} (the line “decided_in”)\n" for path in linked)
    lines = [f"  {p.place.file}:{p.place.line}  {p.what}" for p in problems if p.place.file in record.files()]
    more = len(lines) - MOST_SHOWN
    if more > 0:
        lines[MOST_SHOWN:] = [f"  … and {more} more. To list all of them: {as_typed('check')}"]
    left = "Still to do in it:\n" + "\n".join(lines) + "\n" if lines else ""
    return f"Written:\n{files}It is a draft: nobody sees it on the site yet.\n{left}"


def _next_steps(kind: str, content: Content, record: NewRecord, linked: Mapping[str, bytes]) -> str:
    """List what an officer does next."""
    name = record.values["id"]
    steps = [
        f"Open {record.file} and write what is still to do. Each field explains what it is for.",
        "When it is ready to be published, delete the line “draft: yes”.",
    ]
    if kind == "review":
        steps.append(f"Start the plan that answers it: {as_typed('new', 'action-plan', '--review', name)}")
    elif kind == "action-plan":
        steps.append(
            f"Start the report that presents it: {as_typed('new', 'cabinet-report', '--action-plan', name)}"
        )
    elif kind == "decision":
        steps.append(
            f"When its notice is published, record that: {as_typed('record', record.address.rstrip('/'), 'decision published')}"
        )
    steps += [
        f"Then add this line to {file}, so that the plan’s page links to the report: decided_in: {name}"
        for file in sorted(presented_plans(content, record).keys() - linked.keys())
    ]
    return "Next:\n" + "\n".join(f"  {n}. {step}" for n, step in enumerate(steps, start=1))


def _start_council(args: argparse.Namespace) -> Exit:
    """Ask what is not given, and write a whole project or nothing."""
    folder: Path = args.to.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongAnswer(f"“{folder}” already exists and is not empty. Choose another folder with --to.")
    answered = answers(QUESTIONS["council"], vars(args), args.engine)
    answered["body"] = answered["body"] or (
        ["Cabinet", "Council"] if answered["governance"] == "cabinet" else ["Council"]
    )
    try:
        start_council.write_project(args.engine, folder, answered, args.today)
        if args.git:
            subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CommandError(f"The project could not be written: {error}.", Exit.CANNOT_WRITE) from error
    print(_first_steps(folder, answered))
    return Exit.FINE


def _first_steps(folder: Path, answered: Answers) -> str:
    private = "\n  Keep the repository private: its drafts and its history are for the council only."
    closing = private if answered["visibility"] == "private" else ""
    return (
        f"Written: {folder}\n"
        f"It has the program and the lists and rules that councils share, and nothing about any other council.\n"
        f"Next:\n"
        f"  1. Go there: cd {folder}\n"
        f"  2. See the empty site: make serve\n"
        f"  3. Compare data/report-formats.yml with your own reports, and read content/about.md.\n"
        f"  4. Add more posts that lead actions to data/organisation.yml; README.md explains how.\n"
        f"  5. Start your first review: .venv/bin/python build.py new review (README.md explains the rest){closing}"
    )
