"""`build.py notice`: a notice about a paper as text to paste, refused until it gives all that the law asks for."""

from __future__ import annotations

import argparse
import sys
from typing import Any, get_args

from goldenthread.acts.propose_notice import contradictions, notice_values
from goldenthread.acts.start_record import NewRecord
from goldenthread.commands.prompts import report_named
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.inflection import slug
from goldenthread.common.problems import as_text
from goldenthread.editing.save import save
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS, NOTICES
from goldenthread.model.notice import Notice, NoticeWord
from goldenthread.register.public import Public
from goldenthread.register.statutory_notices import notice_view
from goldenthread.rules import sound_content
from goldenthread.rules.called_meetings import missing_particulars

KINDS: dict[str, NoticeWord] = {slug(word): word for word in get_args(NoticeWord)}
GIVEN = (
    "published period reasons representations response informed agreed_by agreed_on".split()
)  # options that fill a field


def run(args: argparse.Namespace) -> Exit:
    """Print the notice; with `--save`, write it to its file too."""
    content = sound_content(args.root, args.today)
    report = report_named(content, args.report)
    given = {name: getattr(args, name) for name in GIVEN}
    given["publish_on"] = given.pop("published")
    values = notice_values(content, report, KINDS[args.kind], given)
    notice = _complete(report, values)
    if args.save:
        _save(args, values)
    sys.stdout.write(notice_view(Public(content, args.today), notice).text + "\n")
    return Exit.FINE


def _complete(report: CabinetReport, values: dict[str, Any]) -> Notice:
    """Return the notice; refuse it with one message when it lacks a particular."""
    matter = [] if "summary" in values else ["the matter"]
    values = {"summary": report.title, **values}
    notice = Notice.model_validate(_as_typed(values))
    missing = [*contradictions(report, notice), *matter, *missing_particulars(notice)]
    if missing:
        listed = "".join(f"  - {words}\n" for words in missing)
        raise CommandError(
            f"This notice ({notice.kind}) is not complete. The law ({notice.of.law}) also asks for:\n{listed}"
            f"Add this to {CABINET_REPORTS.file(report.id)}, data/council.yml or data/organisation.yml, "
            "or give it with an option.",
            Exit.PROBLEMS,
        )
    return notice


def _as_typed(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as text, as a file would have them."""
    return {name: list(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}


def _save(args: argparse.Namespace, values: dict[str, Any]) -> None:
    record = NewRecord(NOTICES.folder, _as_typed(values))
    if "publish_on" not in values:
        raise CommandError("To save a notice, say when it is published, such as: --published 2031-09-01")
    if (args.root / record.file).exists():
        raise CommandError(f"There is already a file {record.file}. Change it there.")
    changes: dict[str, bytes | None] = {path: text.encode() for path, text in record.files().items()}
    if errors := save(args.root, changes, args.today):
        raise CommandError(as_text(errors), Exit.PROBLEMS)
    print(f"Written: {record.file}\n", file=sys.stderr)
