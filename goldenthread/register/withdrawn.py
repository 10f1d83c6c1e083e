"""What no longer holds: its page stays, says so, and is not counted or waited for."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.dates import in_words
from goldenthread.model.common import Published, Withdrawal
from goldenthread.register.links import Public
from goldenthread.register.views import Happening, Link


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


def news(public: Public) -> list[Happening]:
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
