"""Rules about corrections, and about the versions of papers that are kept as they were published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.model.common import Published
from goldenthread.model.kinds import BY_MODEL, CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.spots import Spot
from goldenthread.rules.finding import Finding


def corrections_are_in_order(content: Content, today: date) -> Iterator[Finding]:
    """Corrections stand newest first, and none is dated after today."""
    for file, record in content.published():
        for place, correction in enumerate(record.corrections):
            spot = Spot(file, ("corrections", place, "date"))
            if correction.date > today:
                yield Finding("correction-in-future", spot, {"date": in_words(correction.date)})
            if place and correction.date > record.corrections[place - 1].date:
                yield Finding("corrections-out-of-order", spot)


def corrections_are_about_something(content: Content) -> Iterator[Finding]:
    """A correction that names a recommendation or an action names one that the record has."""
    for file, record in content.published():
        numbers = _numbers(record)
        for place, correction in enumerate(record.corrections):
            if correction.about is not None and correction.about not in numbers:
                spot = Spot(file, ("corrections", place, "about"))
                yield Finding("correction-nowhere", spot, {"number": correction.about})


def _numbers(record: Published) -> set[int]:
    return {part.number for part in BY_MODEL[type(record)].parts_of(record)}


def stood_since(content: Content, name: str, today: date) -> date:
    """Say since when readers have a cabinet report in its present words, as far as the records tell.

    That is its newest correction, or that of a plan or review that it holds as an appendix; else the day from which it
    was public: as its file says, or as the list of addresses does. A paper that is new today stands since `today`.
    """
    report = content.cabinet_reports[name]
    held: list[Published] = [report]
    for appendix in report.appendices:
        shelves = ((content.action_plans, appendix.action_plan), (content.reviews, appendix.review))
        held += [shelf[key] for shelf, key in shelves if key and key in shelf]
    if days := [correction.date for record in held for correction in record.corrections]:
        return max(days)
    first = (item.day for item in content.addresses.published if item.address == CABINET_REPORTS.url(name))
    return report.publish_on or next(first, today)


def kept_versions_stay_as_they_were(content: Content) -> Iterator[Finding]:
    """The files of a version that is kept are those that were published, byte for byte."""
    for version in content.versions:
        for fault in version.faults():
            yield Finding("kept-version-changed", Spot(version.manifest, line=1), {"fault": fault})
