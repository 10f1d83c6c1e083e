"""What no longer holds, and what was put right after it was published: each page says so, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.common.dates import in_words
from goldenthread.model.common import Correction, Published, Withdrawal
from goldenthread.register.public import Public
from goldenthread.register.views import Happening, Link
from goldenthread.register.views.snapshots import VersionView


def withdrawals(public: Public) -> dict[str, Withdrawal]:
    """Give every withdrawal that readers may know of, by the address of what is withdrawn."""
    found = {url: record.withdrawn for url, record in _records(public).items()}
    found |= {
        f"reviews/{name}/recommendations/{item.number}/": item.withdrawn
        for name, review in public.reviews.items()
        for item in review.recommendations
    }
    found |= {
        f"action-plans/{name}/actions/{item.number}/": item.withdrawn
        for name, plan in public.action_plans.items()
        for item in plan.actions
    }
    return {url: told for url, told in found.items() if told}


def withdrawal_events(public: Public) -> list[Happening]:
    """Tell each withdrawal as something that happened."""
    return [
        Happening(
            told.date, told.date, in_words(told.date), "Withdrawn", told.reason, Link(_name(public, url), url)
        )
        for url, told in withdrawals(public).items()
    ]


def _records(public: Public) -> dict[str, Published]:
    shelves: dict[str, Mapping[str, Published]] = {
        "reviews": public.reviews,
        "action-plans": public.action_plans,
        "cabinet-reports": public.cabinet_reports,
        "plans": public.plans,
    }
    return {
        f"{folder}/{name}/": record for folder, shelf in shelves.items() for name, record in shelf.items()
    }


def _name(public: Public, url: str) -> str:
    folder, name, *row = url.rstrip("/").split("/")
    title = _records(public)[f"{folder}/{name}/"].title
    return f"{row[0][:-1].capitalize()} {row[1]}, {title}" if row else title


# The records within a record that have pages of their own, by the folder of the record.
_PARTS = {"reviews": "recommendations", "action-plans": "actions"}


def corrections(public: Public) -> dict[str, tuple[Correction, ...]]:
    """Give every correction by the address of each page that shows it: the record's, and that of the part it is about."""
    found: dict[str, tuple[Correction, ...]] = {}
    for folder, records in public.only().folders.items():
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


def correction_events(public: Public) -> list[Happening]:
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
        for folder, records in public.only().folders.items()
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
