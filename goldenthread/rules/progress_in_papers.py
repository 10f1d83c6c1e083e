"""Rules about the progress that a cabinet report prints: it is that of a day, and stays so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.model.cabinet_report import CabinetReport, ProgressSince
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.report.formats import format_of
from goldenthread.rules.finding import Finding


def progress_is_of_a_day(content: Content) -> Iterator[Finding]:
    """A report that prints the progress of its plan says when its meeting is: what was known then is printed."""
    for stem, report in content.cabinet_reports.items():
        form = format_of(content, report)
        for place, appendix in enumerate(report.appendices):
            printed = appendix.progress or (form is not None and form.plan_progress)
            if form and appendix.action_plan and printed and report.meeting is None:
                spot = Spot(CABINET_REPORTS.file(stem), ("appendices", place))
                yield Finding("progress-without-meeting", spot)


def progress_since_runs_forward(content: Content) -> Iterator[Finding]:
    """Progress since the last meeting is counted to a later day, no later than the meeting, and the next meeting is after it."""
    for spot, report, since in _progress_since(content):
        limits = [("day", since.day > since.since, "must be after", since.since)]
        if report.meeting:
            limits.append(("day", since.day <= report.meeting, "cannot be after", report.meeting))
        if since.next:
            last = max(since.day, report.meeting or since.day)
            limits.append(("next", since.next > last, "must be after", last))
        for field, holds, relation, other in limits:
            if not holds:
                words = {"field": field, "date": in_words(getattr(since, field)), "relation": relation}
                where = Spot(spot.file, (*spot.loc, field))
                yield Finding("progress-since-backwards", where, {**words, "other": in_words(other)})


def progress_since_is_of_a_day_that_came(content: Content, today: date) -> Iterator[Finding]:
    """A report that readers can see counts progress up to a day that has come."""
    for spot, report, since in _progress_since(content):
        if report.is_public(today) and since.day > today:
            where = Spot(spot.file, (*spot.loc, "day"))
            yield Finding("progress-since-to-come", where, {"date": in_words(since.day)})


def _progress_since(content: Content) -> Iterator[tuple[Spot, CabinetReport, ProgressSince]]:
    for stem, report in content.cabinet_reports.items():
        for place, appendix in enumerate(report.appendices):
            if appendix.progress_since:
                spot = Spot(CABINET_REPORTS.file(stem), ("appendices", place, "progress_since"))
                yield spot, report, appendix.progress_since
