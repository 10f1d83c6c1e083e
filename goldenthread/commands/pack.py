"""`build.py pack`: one report, or the papers of a meeting, as a folder and a zip for the committee system.

A paper goes on the agenda before it is public, so a pack shows what readers may see on the day named by `publish_on`.
A draft is nobody's paper yet and is refused. docs/decisions/packs.md gives the reasons.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread import __version__
from goldenthread.approvals.clearances import awaits_clearance, clearances, is_kept, standings
from goldenthread.commands.build import near
from goldenthread.commands.cli import as_typed
from goldenthread.commands.pack_meeting import pack_meeting
from goldenthread.commands.prompts import report_named
from goldenthread.common.dates import in_words
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.output import Output
from goldenthread.common.problems import Severity, as_text
from goldenthread.common.urls import MANIFEST
from goldenthread.common.working_days import with_weekday
from goldenthread.deadlines import Deadline, work_out
from goldenthread.deadlines.sentences import due_day
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.outputs.pack_page import pack_page
from goldenthread.publish.keep_version import draw_alone
from goldenthread.publish.pack_files import Packed, write_pack
from goldenthread.publish.project_paths import Places
from goldenthread.read import Content
from goldenthread.register import Register, build
from goldenthread.register.published_files import size_in_words
from goldenthread.register.views import AppendixView, CabinetReportView
from goldenthread.rules import Checked, examine

PUBLISHED_FROM = ("site", "content", "data", "templates")  # folders of a project that a pack must not be in


def run(args: argparse.Namespace) -> Exit:
    """Write the pack of a report, and say what to do with it."""
    home = args.to or args.root / "build" / "packs"
    if any(home.resolve().is_relative_to(args.root / folder) for folder in PUBLISHED_FROM):
        raise CommandError(
            "A pack must not be in the folders that the site is made from or in. Choose another one."
        )
    checked = examine(args.root, args.today)
    if checked.content is None:
        errors = as_text([p for p in checked.problems if p.severity is Severity.ERROR])
        raise CommandError(f"{errors}Fix these errors first.", Exit.PROBLEMS)
    if bool(args.report) == bool(args.meeting):
        raise CommandError(
            "Name a report, or a meeting with --meeting, such as: --meeting cabinet 2031-10-04"
        )
    if args.meeting:
        return pack_meeting(args.root, checked.content, args.meeting, home, args.today)
    _refuse(checked.content, args.report)
    order = _order(checked.content, args.report, args.today)
    outputs = list(_outputs(order, Places.of(args.root, None)))
    packed = write_pack(args.report, outputs, _facts(order), order.day, home)
    notes = [
        *open_clearances(checked.content, args.report, args.today),
        *_warnings(checked, order.report.facts),
    ]
    sys.stdout.write(summary(order, packed, outputs, notes))
    return Exit.FINE


def _refuse(content: Content, name: str) -> None:
    """Refuse a report that is not there, or a draft."""
    report = report_named(content, name)
    if report.draft:
        raise CommandError(
            f"“{report.title}” is a draft. When it is signed off, delete the line “draft: yes” in "
            f"{CABINET_REPORTS.file(name)}. To keep it off the site until the agenda is published, write that date "
            "there instead, such as: publish_on: 2031-09-24",
            Exit.PROBLEMS,
        )


def _order(content: Content, name: str, today: date) -> Order:
    """Return what readers may see on the day from which the paper is public, or today when that is past."""
    opens = content.cabinet_reports[name].publish_on or today
    register = build(content, max(opens, today))
    report = next(view for view in register.cabinet_reports if view.facts.id == name)
    deadlines = work_out(content.having(CabinetReport, {name: content.cabinet_reports[name]}), today)
    own = tuple(deadline for deadline in deadlines if deadline.record == report.url)
    return Order(report, register, own, today)


def _outputs(order: Order, places: Places) -> Iterator[Output]:
    """Yield the files of the pack: the PDF, the page, the appendices."""
    name, council = order.report.facts.id, order.register.council
    inside = draw_alone(order.report, order.register, places, order.day)
    yield Output(f"{name}.pdf", inside.pdf)
    yield Output(f"{name}.html", pack_page(order.report, council, places.environment(), inside))
    for file in {appendix.file.name: None for appendix in order.report.appendices if appendix.file}:
        yield Output(f"appendices/{file}", inside.files[file])


def _facts(order: Order) -> dict[str, str | None]:
    """Return what the manifest says of the pack."""
    facts, home = order.report.facts, order.register.council.home
    return {
        "title": facts.title,
        "council": order.register.council.name,
        "body": order.report.body.title,
        "meeting": facts.meeting.isoformat() if facts.meeting else None,
        "not_before": order.day.isoformat() if order.is_early else None,
        "page": f"{home}{order.report.url}" if home else None,
        "made_for": order.day.isoformat(),
        "made_with": f"Golden Thread {__version__}",
    }


def open_clearances(content: Content, name: str, today: date) -> list[str]:
    """Return which sections of a paper are not cleared, for whoever packs it: none of it is in the pack."""
    report = content.cabinet_reports[name]
    if not awaits_clearance(content, report, today):
        return []
    if not is_kept(content.root):
        share = as_typed("clearances", "--share")
        return [f"This copy has no clearances, so we cannot say what is cleared. To fetch them: {share}"]
    return [one.sentence for one in standings(content, report, clearances(content.root)) if one.is_open]


def _warnings(checked: Checked, report: CabinetReport) -> list[str]:
    """Return what check warns of in the report's own files."""
    files = (CABINET_REPORTS.file(report.id), report.text)
    return [
        f"{p.what} {p.fix}"
        for p in checked.problems
        if p.place.file in files and p.severity is Severity.WARNING
    ]


# How data/deadline-rules.yml calls the rule by which an agenda and its papers have to be public.
PUBLISH_PAPERS = "/publish-papers"


@dataclass(frozen=True, slots=True)
class Order:
    """What is packed: the report, all that readers may see on the day when it is public, and its deadlines as on `today`."""

    report: CabinetReportView
    register: Register
    deadlines: tuple[Deadline, ...]
    today: date

    @property
    def day(self) -> date:
        """Return the day for which the pack is made: today, or the later day from which the paper is public."""
        return self.register.today

    @property
    def is_early(self) -> bool:
        """Return whether nobody outside may see the paper yet."""
        return self.day > self.today


def summary(order: Order, packed: Packed, outputs: Sequence[Output], warnings: Sequence[str]) -> str:
    """Return it all as the officer needs it: what to upload, what to check first, how to verify it later."""
    report = order.report
    notes = [*_timing(order), *_appendices(report), *warnings]
    lines = [report.heading, f"{report.body.title}, {_meeting(report)}", "", "What to upload:"]
    lines += [f"  {_file(report, output)}" for output in outputs]
    lines += [
        "",
        f"The files are in {near(packed.folder)}. {near(packed.zip)} has them all, with {MANIFEST}.",
    ]
    if notes:
        lines += ["", "Before you upload:", *(f"  - {note}" for note in notes)]
    check = as_typed("verify", near(packed.zip), "--seal", packed.seal)
    lines += ["", *_digests(report), "To check later that nothing was altered, keep this line:", f"  {check}"]
    return "\n".join(lines) + "\n"


def _meeting(report: CabinetReportView) -> str:
    return with_weekday(report.facts.meeting) if report.facts.meeting else "date of meeting not recorded"


def _file(report: CabinetReportView, output: Output) -> str:
    """Describe what a file is for."""
    size = size_in_words(len(output.content))
    if output.path.startswith("appendices/"):
        numbers = [
            a.facts.number for a in report.appendices if a.file and f"appendices/{a.file.name}" == output.path
        ]
        return f"{output.path} ({size}): as appendix {' and '.join(map(str, numbers))}"
    if output.path.endswith(".pdf"):
        return f"{output.path} ({size}): as the report of this agenda item"
    return f"{output.path} ({size}): with the report, for readers who need a web page; it works offline"


def _timing(order: Order) -> Iterator[str]:
    facts = order.report.facts
    if order.is_early:
        yield f"This paper must not be public before {with_weekday(order.day)}. Set that date in the committee system."
        yield from _too_late(order)
    if facts.meeting is None:
        yield "The date of the meeting is not recorded. Add “meeting:” to the report’s file."
    elif facts.meeting >= order.today:
        days = [
            (d.last, f"{d.what}: {due_day(d)}. {d.reason}") for d in order.deadlines if d.last and not d.done
        ]
        yield from (text for _, text in sorted(days))
    elif not facts.decision:
        yield f"The meeting was on {in_words(facts.meeting)}, and no decision is recorded."
    if not order.register.council.site_address:
        yield "The site’s address is not recorded in data/council.yml, so the web page has no links to other pages."


def _too_late(order: Order) -> Iterator[str]:
    """Yield a warning when readers may see the paper only after the day by which it has to be published."""
    for deadline in order.deadlines:
        if deadline.id.endswith(PUBLISH_PAPERS) and deadline.last and deadline.last < order.day:
            yield (
                f"That is too late: {deadline.what}, no later than {due_day(deadline)} ({deadline.rule}). "
                "Write an earlier date in “publish_on”."
            )


def _appendices(report: CabinetReportView) -> Iterator[str]:
    for appendix in report.appendices:
        named = f"Appendix {appendix.facts.number}, “{appendix.facts.title}”,"
        if appendix.facts.exempt:
            yield f"{named} is exempt: the pack has the public notice only. Give members the text in the usual way."
        elif appendix.facts.not_supplied:
            yield f"{named} was not supplied and is not in the pack."


def _digests(report: CabinetReportView) -> Iterator[str]:
    """Yield the lines that let `check` notice a replaced file, where they are not yet recorded."""
    new: list[AppendixView] = [a for a in report.appendices if a.file and not a.facts.sha256]
    if new:
        yield f"To be warned when a file changes, add to {CABINET_REPORTS.file(report.facts.id)}:"
        for appendix in new:
            assert appendix.file is not None  # noqa: S101 - as above
            yield f"  below “file: {appendix.file.name}”, write  sha256: {appendix.file.sha256}"
        yield ""
