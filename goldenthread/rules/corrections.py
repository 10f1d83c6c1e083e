"""Rules about corrections, and about the published versions that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from goldenthread.common.dates import in_words
from goldenthread.common.inflection import count
from goldenthread.model.addresses import LEDGER, Kept
from goldenthread.model.base import Number
from goldenthread.model.common import Published
from goldenthread.model.kinds import BY_FOLDER, BY_MODEL, CABINET_REPORTS, DRAWN, Kind
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.read.published_versions import FOLDER
from goldenthread.rules.finding import Finding


def corrections_are_in_order(content: Content, today: date) -> Iterator[Finding]:
    """Corrections are newest first, and none has a date after today."""
    for file, record in content.published():
        for place, correction in enumerate(record.corrections):
            spot = Spot(file, ("corrections", place, "date"))
            if correction.date > today:
                yield Finding("correction-in-future", spot, {"date": in_words(correction.date)})
            if place and correction.date > record.corrections[place - 1].date:
                yield Finding("corrections-out-of-order", spot)


def corrections_are_about_something(content: Content) -> Iterator[Finding]:
    """A correction that names a recommendation or an action names one in its record."""
    for file, record in content.published():
        numbers = _numbers(record)
        for place, correction in enumerate(record.corrections):
            if correction.about is not None and correction.about not in numbers:
                spot = Spot(file, ("corrections", place, "about"))
                yield Finding("correction-nowhere", spot, {"number": correction.about})


def _numbers(record: Published) -> set[Number]:
    return {part.number for part in BY_MODEL[type(record)].parts_of(record)}


def stood_since(content: Content, name: str, today: date) -> date:
    """Return since when readers have a cabinet report in its present words, as far as the records tell.

    That is its newest correction, or that of a plan or review that it holds as an appendix; else the day from which it
    was public: as its file says, or as the list of addresses does. A paper that is new today counts from `today`.
    """
    report = content.cabinet_reports[name]
    held: list[Published] = [report]
    for appendix in report.appendices:
        held += [content.action_plans[plan] for plan in appendix.plans if plan in content.action_plans]
        held += [content.reviews[name] for name in content.reviews if name == appendix.review]
    if days := [correction.date for record in held for correction in record.corrections]:
        return max(days)
    first = (item.day for item in content.addresses.published if item.address == CABINET_REPORTS.url(name))
    return report.publish_on or next(first, today)


def kept_versions_stay_as_they_were(content: Content) -> Iterator[Finding]:
    """The files of each version that is kept are the ones that were published, byte for byte."""
    for version in content.versions:
        for fault in version.faults():
            yield Finding("kept-version-changed", Spot(version.manifest, line=1), {"fault": fault})
    listed = [item.file for item in content.addresses.kept]
    for place, item in enumerate(content.addresses.kept):
        if content.kept.get(item.file) != item.sha256 and not is_taken_down(content, item.file):
            fault = f"{item.file} {'was changed' if item.file in content.kept else 'is missing'}"
            yield Finding("kept-version-changed", Spot(LEDGER, ("kept", place, "sha256")), {"fault": fault})
        if item.file in listed[:place]:  # a second entry could give old bytes for new words
            fault = f"{item.file} is listed twice"
            yield Finding("kept-version-changed", Spot(LEDGER, ("kept", place, "file")), {"fault": fault})


def kept_pages_run_nothing(content: Content) -> Iterator[Finding]:
    """The page of each kept version has its content security policy, and nothing that runs or redirects by itself."""
    for version in content.versions:
        if version.page_faults:
            found = ", ".join(version.page_faults)
            yield Finding("kept-page-active", Spot(f"{version.folder}/index.html", line=1), {"found": found})


def what_is_published_is_recorded(content: Content) -> Iterator[Finding]:
    """Every file in `published/` is in the list of published files, either itself or through its manifest."""
    if new := not_recorded(content):
        yield Finding("published-not-recorded", Spot(LEDGER), {"count": len(new), "first": new[0]})


def not_recorded(content: Content) -> list[str]:
    """Return the files of `published/` that are not in the list, neither themselves nor by the manifest of their version."""
    listed = {item.file for item in content.addresses.kept}
    by_manifest = {f"{version.folder}/{name}" for version in content.versions for name in version.found}
    return sorted(content.kept.keys() - listed - by_manifest)


def published_papers_are_recorded(content: Content, today: date) -> Iterator[Finding]:
    """The PDF of every public report and decision is recorded in its present words, so that its bytes stay."""
    new = []
    for kind, name, record in drawn(content):
        newest = next((item.date for _, item in editions(content, kind, name)), None)
        if record.is_public(today) and (newest is None or newest < _words_since(content, kind, name, newest)):
            new.append((kind.file(name), f"{kind.singular} “{record.title}”"))
    if new:
        others = f" and {count(len(new) - 1, 'other')}" if len(new) > 1 else ""
        file, first = new[0]
        yield Finding("pdf-not-recorded", Spot(file), {"records": f"{first}{others}"})


def drawn(content: Content) -> Iterator[tuple[Kind, str, Published]]:
    """Yield each record that is also a PDF, with its kind and its name."""
    for kind in DRAWN:
        for name, record in content.folders[kind.folder].items():
            yield kind, name, record


def _words_since(content: Content, kind: Kind, name: str, otherwise: date) -> date:
    """Return since when readers have a paper in its present words."""
    if kind is CABINET_REPORTS:
        return stood_since(content, name, otherwise)
    corrections = content.folders[kind.folder][name].corrections
    return max((correction.date for correction in corrections), default=otherwise)


def editions_have_a_reason(content: Content) -> Iterator[Finding]:
    """A PDF is made again only when its words change, or for a recorded reason."""
    for kind, name, _ in drawn(content):
        newest_first = list(editions(content, kind, name))
        for (place, new), (_, old) in pairwise(newest_first):
            is_same = (new.records or new.words) == (old.records or old.words)
            if is_same and new.sha256 != old.sha256 and not new.why:
                yield Finding("edition-without-reason", Spot(LEDGER, ("kept", place)), {"report": name})


def editions(content: Content, kind: Kind, name: str) -> Iterator[tuple[int, Kept]]:
    """Yield the recorded PDFs of a report or a decision, newest first, each with its place in the list."""
    folder = f"{FOLDER}/{kind.folder}/{name}/"
    for place, item in enumerate(content.addresses.kept):
        if (item.records or item.words) and item.file.startswith(folder):
            yield place, item


def is_taken_down(content: Content, file: str) -> bool:
    """Whether a file of `published/` belongs to a record at whose address a notice says that it is gone."""
    _, folder, name, *rest = (*file.split("/"), "", "")
    gone = {item.address for item in content.addresses.gone}
    return bool(rest) and folder in BY_FOLDER and BY_FOLDER[folder].url(name) in gone
