"""What was put right after it was published, and the versions that are kept as readers had them."""

from __future__ import annotations

from goldenthread.dates import in_words
from goldenthread.model.common import Correction
from goldenthread.register.kept import VersionView
from goldenthread.register.links import Public
from goldenthread.register.views import Happening, Link

# The records within a record that have pages of their own, by the folder of the record.
_PARTS = {"reviews": "recommendations", "action-plans": "actions"}


def corrections(public: Public) -> dict[str, tuple[Correction, ...]]:
    """Give every correction by the address of each page that shows it: the record's, and that of the part it is about."""
    found: dict[str, tuple[Correction, ...]] = {}
    for folder, records in public.only().folders().items():
        for name, record in records.items():
            for correction in record.corrections:
                for url in _pages(folder, name, correction):
                    found[url] = (*found.get(url, ()), correction)
    return found


def _pages(folder: str, name: str, correction: Correction) -> list[str]:
    pages = [f"{folder}/{name}/"]
    if correction.about is not None:
        pages.append(f"{folder}/{name}/{_PARTS[folder]}/{correction.about}/")
    return pages


def news(public: Public) -> list[Happening]:
    """Tell each correction as something that happened to its record, or to the part that it is about."""
    return [
        Happening(
            correction.date,
            correction.date,
            in_words(correction.date),
            "Corrected",
            f"{correction.what.strip()}\n\nWhy: {correction.why.strip()}",
            Link(_title(record.title, folder, correction), _pages(folder, name, correction)[-1]),
        )
        for folder, records in public.only().folders().items()
        for name, record in records.items()
        for correction in record.corrections
    ]


def _title(title: str, folder: str, correction: Correction) -> str:
    what = f"{_PARTS[folder][:-1].capitalize()} {correction.about}, " if correction.about else ""
    return what + title


def versions(public: Public) -> dict[str, tuple[VersionView, ...]]:
    """Give the versions that are kept, the newest first, by the address of the report as it stands today."""
    found: dict[str, tuple[VersionView, ...]] = {}
    for kept in public.content.versions:
        if kept.report in public.cabinet_reports:
            url = f"cabinet-reports/{kept.report}/"
            view = VersionView(kept.day, kept.url, kept.folder, kept.found)
            found[url] = (*found.get(url, ()), view)
    return found
