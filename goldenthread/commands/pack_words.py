"""What `build.py pack` says: what to upload where, what to know before, and how to check later."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.commands.build import near
from goldenthread.dates import in_words
from goldenthread.deadlines import Deadline
from goldenthread.output import Output
from goldenthread.publish.manifest import MANIFEST
from goldenthread.publish.pack import Packed
from goldenthread.register import Register
from goldenthread.register.attachments import size_in_words
from goldenthread.register.views import AppendixView, CabinetReportView
from goldenthread.working_days import with_weekday

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
        """Give the day for which the pack is made: today, or the later day from which the paper is public."""
        return self.register.today

    @property
    def is_early(self) -> bool:
        """Say whether nobody outside may see the paper yet."""
        return self.day > self.today


def said(order: Order, packed: Packed, outputs: Sequence[Output], warnings: Sequence[str]) -> str:
    """Say it all as the officer needs it: what to upload, what to heed first, how to check it later."""
    report = order.report
    notes = [*_timing(order), *_appendices(report), *warnings]
    lines = [report.heading, f"{report.body.title}, {_meeting(report)}", "", "What to upload:"]
    lines += [f"  {_file(report, output)}" for output in outputs]
    lines += [
        "",
        f"The files lie in {near(packed.folder)}. {near(packed.zip)} holds them all, with {MANIFEST}.",
    ]
    if notes:
        lines += ["", "Before you upload:", *(f"  - {note}" for note in notes)]
    check = shlex.join(["build.py", "verify", near(packed.zip), "--seal", packed.seal])
    lines += ["", *_digests(report), "To see later that nothing was altered, keep this line:", f"  {check}"]
    return "\n".join(lines) + "\n"


def _meeting(report: CabinetReportView) -> str:
    return with_weekday(report.facts.meeting) if report.facts.meeting else "date of meeting not recorded"


def _file(report: CabinetReportView, output: Output) -> str:
    """Say what a file is for."""
    size = size_in_words(len(output.content))
    if output.path.startswith("appendices/"):
        numbers = [
            a.facts.number for a in report.appendices if a.file and f"appendices/{a.file.name}" == output.path
        ]
        return f"{output.path} ({size}): as appendix {' and '.join(map(str, numbers))}"
    if output.path.endswith(".pdf"):
        return f"{output.path} ({size}): as the report of this agenda item"
    return f"{output.path} ({size}): beside it, for readers who need a web page; it works without a network"


def _timing(order: Order) -> Iterator[str]:
    facts = order.report.facts
    if order.is_early:
        yield f"Nobody outside may see this paper before {with_weekday(order.day)}. Set that day in the committee system."
        yield from _too_late(order)
    if facts.meeting is None:
        yield "The paper does not say when the meeting is. Add “meeting:” to its file."
    elif facts.meeting >= order.today:
        days = [
            (d.last, f"{d.what}: {with_weekday(d.last)}. {d.reason}")
            for d in order.deadlines
            if d.last and not d.done
        ]
        yield from (words for _, words in sorted(days))
    elif not facts.decision:
        yield f"The meeting was on {in_words(facts.meeting)}, and no decision is recorded."
    if not order.register.council.site_address:
        yield "The address of the site is not recorded in data/council.yml, so the web page leads to no other page."


def _too_late(order: Order) -> Iterator[str]:
    """Say it when readers may see the paper only after the day by which it has to be published."""
    for deadline in order.deadlines:
        if deadline.id.endswith(PUBLISH_PAPERS) and deadline.last and deadline.last < order.day:
            yield (
                f"That is too late: {deadline.what}, at the latest on {with_weekday(deadline.last)} ({deadline.rule}). "
                "Write an earlier day in “publish_on”."
            )


def _appendices(report: CabinetReportView) -> Iterator[str]:
    for appendix in report.appendices:
        named = f"Appendix {appendix.facts.number}, “{appendix.facts.title}”,"
        if appendix.facts.exempt:
            yield f"{named} is exempt: the pack holds the public notice only. Give members the text in the usual way."
        elif appendix.facts.not_supplied:
            yield f"{named} was not supplied and is not in the pack."


def _digests(report: CabinetReportView) -> Iterator[str]:
    """Give the lines that let `check` notice an exchanged file, where they are not yet recorded."""
    new: list[AppendixView] = [a for a in report.appendices if a.file and not a.facts.sha256]
    if new:
        yield f"To have it noticed when a file changes, add to data/cabinet-reports/{report.facts.id}.yml:"
        for appendix in new:
            assert appendix.file is not None  # noqa: S101 - as above
            yield f"  below “file: {appendix.file.name}” write  sha256: {appendix.file.sha256}"
        yield ""
