"""Public addresses, from the site's root, that are not those of a kind of record: each is spelt here once.

Those of records and their numbered parts are in `model/kinds.py`. All are stable for ever.
"""

from __future__ import annotations

from datetime import date

RECOMMENDATIONS = "recommendations/"
ACTIONS = "actions/"
PEOPLE = "people/"
DEADLINES = "deadlines/"
CHANGES = "changes/"
SEARCH = "search/"
OPEN_DATA = "open-data/"
ACCESSIBILITY = "accessibility/"
HOW_WE_PUBLISH = "how-we-publish/"


def as_at(plan: str, day: date) -> str:
    """Return the address of a plan as members saw it on a day; `plan` is its address."""
    return f"{plan}as-at/{day}/"


def pdf(report: str) -> str:
    """Return the address of the PDF of a cabinet report; `report` is its address."""
    return f"{report}{report.rstrip('/').rpartition('/')[2]}.pdf"


def version(report: str, day: date) -> str:
    """Return the address of a version of a cabinet report that was published on a day; `report` is its address."""
    return f"{report}versions/{day}/"


def office(name: str) -> str:
    """Return the address of a body, post or group."""
    return f"{PEOPLE}{name}/"


def actions_list(by: str, name: object) -> str:
    """Return the address of a part of the list of all actions: `by` status, year, review or committee."""
    return f"{ACTIONS}{by}/{name}/"


def recommendations_list(by: str, name: object) -> str:
    """Return the address of a part of the list of all recommendations: `by` year."""
    return f"{RECOMMENDATIONS}{by}/{name}/"
