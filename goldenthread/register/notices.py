"""What no longer holds, and what was put right after it was published: each page says so, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldenthread.common.dates import in_words
from goldenthread.model.common import Correction, Withdrawal
from goldenthread.model.kinds import CABINET_REPORTS, KINDS
from goldenthread.register.public import Public
from goldenthread.register.views import Happening, Link
from goldenthread.register.views.snapshots import VersionView


def withdrawals(public: Public) -> dict[str, Withdrawal]:
    """Give every withdrawal that readers may know of, by the address of what is withdrawn."""
    return {link.url: item.withdrawn for link, item in _pages(public) if item.withdrawn}


def withdrawal_events(public: Public) -> list[Happening]:
    """Tell each withdrawal as something that happened."""
    return [
        Happening(told.date, told.date, in_words(told.date), "Withdrawn", told.reason, link)
        for link, item in _pages(public)
        if (told := item.withdrawn)
    ]


def _pages(public: Public) -> Iterator[tuple[Link, Any]]:
    """Yield every record, and every numbered part of one, with the title and the address of its page."""
    for kind in KINDS:
        for record in public.folders[kind.folder].values():
            yield public.link(kind, record.id), record
            for part in kind.parts_of(record):
                yield public.link(kind, record.id, part.number), part


def corrections(public: Public) -> dict[str, tuple[Correction, ...]]:
    """Give every correction by the address of each page that shows it: the record's, and that of the part it is about."""
    found: dict[str, tuple[Correction, ...]] = {}
    for record_link, part_link, correction in _corrections(public):
        for url in dict.fromkeys((record_link.url, part_link.url)):
            found[url] = (*found.get(url, ()), correction)
    return found


def correction_events(public: Public) -> list[Happening]:
    """Tell each correction as something that happened to its record, or to the part that it is about."""
    return [
        Happening(
            correction.date,
            correction.date,
            in_words(correction.date),
            "Corrected",
            f"{correction.what.strip()}\n\nWhy: {correction.why.strip()}",
            link,
        )
        for _, link, correction in _corrections(public)
    ]


def _corrections(public: Public) -> Iterator[tuple[Link, Link, Correction]]:
    """Yield every correction with its record, and with the part that it is about, or else the record again."""
    for kind in KINDS:
        for record in public.folders[kind.folder].values():
            for correction in record.corrections:
                part_link = public.link(kind, record.id, correction.about)
                yield public.link(kind, record.id), part_link, correction


def versions(public: Public) -> dict[str, tuple[VersionView, ...]]:
    """Give the versions that are kept, the newest first, by the address of the report as it stands today."""
    found: dict[str, tuple[VersionView, ...]] = {}
    for kept in public.content.versions:
        if kept.report in public.cabinet_reports:
            url = CABINET_REPORTS.url(kept.report)
            view = VersionView(kept.day, kept.url, kept.folder, kept.found)
            found[url] = (*found.get(url, ()), view)
    return found
