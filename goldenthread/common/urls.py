"""Public addresses, from the site's root, that are not those of a kind of record: each is spelt here once.

Those of records and their numbered parts are in `model/kinds.py`. All are stable for ever.
Here is also what an address elsewhere may be, wherever someone writes one.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

# A host that the public can reach has a dot, in letters of any language; no name or password may come before it.
_HOST = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?"
_WEB_ADDRESS = rf"https?://{_HOST}(?::[1-9][0-9]{{0,4}})?(?:[/?#][^\s<>\"\\^`{{|}}]*)?"
_EMAIL = (
    rf"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*@{_HOST}"  # no signs that mean more in a link, such as ?bcc=
)

RECOMMENDATIONS = "recommendations/"
ACTIONS = "actions/"
PEOPLE = "people/"
DEADLINES = "deadlines/"
CHANGES = "changes/"
GET_UPDATES = "get-updates/"
SEARCH = "search/"
OPEN_DATA = "open-data/"
ACCESSIBILITY = "accessibility/"
CONTACT = "contact/"
PRIVACY = "privacy/"
GUIDE = "guide/"
HOW_WE_PUBLISH = "how-we-publish/"
APPROVALS = "how-we-publish/approvals/"
MANIFEST = "manifest.json"  # of a site, a pack or a kept version: each file with its size and SHA-256


def leads_here(address: str) -> bool:
    """Whether an address, or `//` and a host, names this computer. Raise ValueError where it cannot be read."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost")


def is_web_address(text: str) -> bool:
    """Whether a reader can follow a text as it is: http or https, a host, and nothing that a link cannot hold."""
    return len(text) <= 2000 and re.fullmatch(_WEB_ADDRESS, text) is not None


def is_email(text: str) -> bool:
    """Whether a reader can write to an address (RFC 5321, without quoted names and signs)."""
    return len(text) <= 254 and re.fullmatch(_EMAIL, text) is not None


def as_at(plan: str, day: date) -> str:
    """Return the address of a plan as members saw it on a day; `plan` is its address."""
    return f"{plan}as-at/{day}/"


def whole(record: str) -> str:
    """Return the address at which a record that has several pages is on one, to read or to print."""
    return f"{record}print/"


def theme(record: str, name: str) -> str:
    """Return the address of a theme of a review or of a group of a plan; `record` is the address of the record."""
    return f"{record}themes/{name}/"


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
    """Return the address of a part of the list of all recommendations: `by` year, priority or review."""
    return f"{RECOMMENDATIONS}{by}/{name}/"
