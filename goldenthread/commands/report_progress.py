"""`build.py report-progress`: a draft report of what changed in action plans since a body last met."""

from __future__ import annotations

import argparse
from datetime import date

from goldenthread.acts.questions import Answers, WrongAnswer
from goldenthread.acts.report_progress import PLANS, QUESTIONS, progress_report, progress_since
from goldenthread.acts.start_record import NewRecord, format_for
from goldenthread.commands.new import describe_deadlines, describe_files
from goldenthread.commands.prompts import answers
from goldenthread.common.dates import in_words
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.inflection import count, joined
from goldenthread.common.problems import as_text
from goldenthread.editing.save import save
from goldenthread.messages import guess
from goldenthread.model.cabinet_report import ProgressSince
from goldenthread.read import Content
from goldenthread.register.since_last_met import preview
from goldenthread.register.views import ActionView, SinceLastMet
from goldenthread.report.formats import has_section
from goldenthread.rules import examine, sound_content


def run(args: argparse.Namespace) -> Exit:
    """Ask what is not given, write the draft, and show how many actions are in each list."""
    content = sound_content(args.root, args.today)
    answered = _answered(args, content)
    appendix = progress_since(answered, args.today)
    seen = _seen(content, appendix, args.today)
    body = next(office.name for office in content.organisation.offices if office.id == answered["body"])
    record = progress_report(content, answered, appendix, *_to_decide(seen, body))
    files = {path: text.encode() for path, text in record.files().items()}
    kept = [path for path in files if (args.root / path).exists()]
    if kept and all(
        (args.root / path).is_file() and (args.root / path).read_bytes() == files[path] for path in files
    ):
        print(f"{record.file} already says that. Nothing was changed.")
        return Exit.FINE
    if kept:
        raise WrongAnswer(f"There is already a file {kept[0]}. Choose another ID with --id.")
    if errors := save(args.root, files, args.today):
        raise CommandError(as_text(errors), Exit.PROBLEMS)
    after = examine(args.root, args.today)
    print(
        describe_deadlines(after.content or content, record, args.today)
        + describe_files(record, {}, after.problems)
    )
    print(_next_steps(record, seen))
    return Exit.FINE


def _answered(args: argparse.Namespace, content: Content) -> Answers:
    """Return every answer, with the format that is in use on the day of the meeting."""
    for name in args.plan:
        if name not in content.action_plans:
            raise WrongAnswer(
                f"There is no action plan “{name}”. {guess(name, content.action_plans)}".strip()
            )
    answered = answers((PLANS, *QUESTIONS), vars(args) | {"plan": args.plan or None}, content)
    if not answered["plan"]:
        raise WrongAnswer(f"Name at least one action plan: {joined(list(content.action_plans), 'or')}.")
    answered["format"] = format_for(content, answered)
    if not answered["format"]:
        day = in_words(date.fromisoformat(answered["meeting"]))
        raise WrongAnswer(
            f"No format in data/report-formats.yml is in use on {day}. Add the format of that date."
        )
    if not has_section(content, answered["format"], "appendices"):
        raise WrongAnswer(
            f"The format “{answered['format']}” has no section for appendices, so it has no place for the lists."
        )
    return answered


def _seen(content: Content, appendix: dict[str, object], today: date) -> SinceLastMet:
    """Work out the lists; refuse what has nothing to compare."""
    facts = ProgressSince.model_validate(
        {name: value for name, value in appendix.items() if value is not None}
    )
    if facts.since >= facts.day:
        raise WrongAnswer(
            f"--since: {in_words(facts.since)} is not before {in_words(facts.day)}, the last day that can count."
        )
    seen = preview(content, today, facts)
    known = {plan.url for plan in seen.plans}
    hidden = [name for name in facts.plans if not any(url.endswith(f"/{name}/") for url in known)]
    if hidden:
        raise WrongAnswer(
            f"The action plan “{hidden[0]}” is not public yet, so a report cannot show its progress."
        )
    if not seen.total and not seen.left:
        raise WrongAnswer(
            f"Nothing to report: no action was on the list of {joined([plan.title for plan in seen.plans])} on either day."
        )
    return seen


def _to_decide(seen: SinceLastMet, body: str) -> tuple[list[str], list[str]]:
    """Name the actions of which a request for more time is still to be decided, and those that the body has still to close."""
    found = [one for part in seen.lists for one in part.actions if not one.is_done]
    waiting = [_name(one.now, seen) for one in found if one.is_waiting]
    return waiting, [_name(one.now, seen) for one in found if one.now.status.awaits == body]


def _name(action: ActionView, seen: SinceLastMet) -> str:
    return f"action {action.facts.number}{f' of the {action.plan.title}' if len(seen.plans) > 1 else ''}"


def _next_steps(record: NewRecord, seen: SinceLastMet) -> str:
    left = f" {count(len(seen.left), 'action')} left it." if seen.left else ""
    steps = (
        f"Open {record.file} and write what is still to do. The appendix needs nothing: it is drawn from the records.",
        "If progress is recorded before the paper is published, change the line “day” in the appendix.",
        "When it is ready to be published, delete the line “draft: yes”.",
    )
    listed = f"On the list: {count(seen.total, 'action')}" + (f" ({seen.counted})" if seen.total else "")
    return f"{listed}.{left}\nNext:\n" + "\n".join(f"  {n}. {step}" for n, step in enumerate(steps, start=1))
