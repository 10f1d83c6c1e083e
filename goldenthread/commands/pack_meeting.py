"""`build.py pack --meeting`: all papers of a meeting as one web page and one PDF, in the order of the agenda."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goldenthread import __version__
from goldenthread.commands.build import near
from goldenthread.commands.cli import as_typed
from goldenthread.commands.verbs import a_day
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.output import Output
from goldenthread.common.urls import MANIFEST
from goldenthread.common.working_days import with_weekday
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS, MEETINGS
from goldenthread.outputs.pack_page import Inside, meeting_page
from goldenthread.outputs.pdf.meeting_bundle import draw_bundle
from goldenthread.outputs.pdf.report_pdfs import draw_reports
from goldenthread.publish.keep_version import inside_of
from goldenthread.publish.pack_files import Packed, write_pack
from goldenthread.publish.project_paths import Places
from goldenthread.read import Content
from goldenthread.register import Register, build
from goldenthread.register.published_files import size_in_words
from goldenthread.register.views import MeetingView


@dataclass(frozen=True, slots=True)
class MeetingOrder:
    """What is packed: the meeting, and all that readers may see on the day from which its papers are public."""

    meeting: MeetingView
    register: Register
    held: tuple[CabinetReport, ...]  # papers that name the meeting, the drafts among them
    today: date

    @property
    def name(self) -> str:
        """Return the name of the pack, under which the meeting would have its record."""
        return f"{self.meeting.day}-{self.meeting.facts.body}"

    @property
    def drafts(self) -> tuple[CabinetReport, ...]:
        """Return the papers that nobody has signed off, which are left out."""
        return tuple(report for report in self.held if report.draft)


def pack_meeting(root: Path, content: Content, words: Sequence[str], home: Path, today: date) -> Exit:
    """Write the pack of a meeting, given by its body and date or by its ID, and say what is in it."""
    order = _order(content, *_named(words), today)
    outputs = list(_outputs(order, Places.of(root, None)))
    packed = write_pack(order.name, outputs, _facts(order), order.register.today, home)
    sys.stdout.write("\n".join(_summary(order, packed, outputs)) + "\n")
    return Exit.FINE


def _named(words: Sequence[str]) -> tuple[str, date]:
    """Return the body and the day that the words of the command name: `cabinet 2031-10-04`, or `2031-10-04-cabinet`."""
    day, body = words[-1], words[0]
    if len(words) == 1:
        day, body = words[0][:10], words[0][11:]
    try:
        return body, a_day(day)
    except ArgumentTypeError as error:
        raise CommandError(str(error)) from error


def _order(content: Content, body: str, day: date, today: date) -> MeetingOrder:
    """Return the meeting as on the day from which all its papers but the drafts are public, or today when that is past."""
    held = tuple(r for r in content.cabinet_reports.values() if (r.body, r.meeting) == (body, day))
    opens = max((r.publish_on for r in held if r.publish_on and not r.draft), default=today)
    register = build(content, max(opens, today))
    url = MEETINGS.url(f"{day}-{body}")
    meeting = next((meeting for meeting in register.meetings if meeting.url == url), None)
    if meeting is None:
        known = sorted(f"{m.facts.body} {m.day}" for m in register.meetings)
        raise CommandError(
            f"No paper or record names a meeting of “{body}” on {day}. Choose from: {', '.join(known)}."
        )
    if meeting.moved_to:
        raise CommandError(f"This meeting was moved. Pack it under its new date: {meeting.moved_to.title}.")
    if not meeting.papers:
        raise CommandError(f"No paper for this meeting can be packed yet: {_why_none(held)}.", Exit.PROBLEMS)
    return MeetingOrder(meeting, register, held, today)


def _why_none(held: Sequence[CabinetReport]) -> str:
    return f"{', '.join(r.id for r in held)} is still a draft" if held else "none names it"


def _outputs(order: MeetingOrder, places: Places) -> Iterator[Output]:
    """Yield the files of the pack: the bundle, the page, the appendices that are files."""
    register, meeting, env = order.register, order.meeting, places.environment()
    alone = replace(register, cabinet_reports=meeting.papers)
    pdfs = {n: pdf.content() for n, pdf in draw_reports(alone, env, places.root, places.cache).items()}
    bundle = draw_bundle(meeting, pdfs, register, env, places.root)
    inside: Inside = inside_of(register, places, bundle, register.today)
    yield Output(f"{order.name}.pdf", bundle)
    yield Output(f"{order.name}.html", meeting_page(meeting, register.council, env, inside))
    files = [a.file.name for paper in meeting.papers for a in paper.appendices if a.file]
    for file in dict.fromkeys(files):
        yield Output(f"appendices/{file}", inside.files[file])


def _facts(order: MeetingOrder) -> dict[str, str | None]:
    meeting, council, day = order.meeting, order.register.council, order.register.today
    return {
        "title": meeting.facts.title,
        "council": council.name,
        "body": meeting.body.title,
        "meeting": meeting.day.isoformat(),
        "not_before": day.isoformat() if day > order.today else None,
        "page": f"{council.home}{meeting.url}" if council.home else None,
        "made_for": day.isoformat(),
        "made_with": f"Golden Thread {__version__}",
        "of": "meeting",
    }


def _summary(order: MeetingOrder, packed: Packed, outputs: Sequence[Output]) -> Iterator[str]:
    """Yield what the officer needs: the papers in order, the files, what to check first, how to verify it later."""
    meeting = order.meeting
    yield f"{meeting.body.title}, {with_weekday(meeting.day)}\n\nIn the order of the agenda:"
    yield from (
        f"  {item.number or '–'} {item.title}{'' if item.paper else ' (no paper)'}" for item in meeting.items
    )
    yield "\nThe pack:"
    yield from (f"  {output.path} ({size_in_words(len(output.content))})" for output in outputs)
    yield f"\nThe files are in {near(packed.folder)}. {near(packed.zip)} has them all, with {MANIFEST}."
    if notes := list(_notes(order)):
        yield "\nBefore you send it:"
        yield from (f"  - {note}" for note in notes)
    yield "\nTo check later that nothing was altered, keep this line:"
    yield f"  {as_typed('verify', near(packed.zip), '--seal', packed.seal)}"


def _notes(order: MeetingOrder) -> Iterator[str]:
    if order.register.today > order.today:
        yield f"These papers must not be public before {with_weekday(order.register.today)}."
    for report in order.drafts:
        yield f"“{report.title}” is a draft and is left out: {CABINET_REPORTS.file(report.id)}."
    for paper in order.meeting.papers:
        for appendix in paper.appendices:
            if appendix.facts.exempt:
                yield f"Appendix {appendix.number} of “{paper.heading}” is exempt: the pack has the public notice only."
            elif appendix.facts.not_supplied:
                yield f"Appendix {appendix.number} of “{paper.heading}” was not supplied and is not in the pack."
            elif appendix.file:
                yield f"Appendix {appendix.number} of “{paper.heading}” is the file appendices/{appendix.file.name}."
