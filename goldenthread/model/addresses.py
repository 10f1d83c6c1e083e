"""Every address that was ever published, so that no kept link can break in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from goldenthread.model.base import Day, Line, Prose, Record, Sha256, shown

# The list of all addresses that were ever published, kept beside `data/` because a program writes it.
LEDGER = "urls.lock.yml"
_LINE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2}) (?P<address>[a-z0-9./-]+)")


@dataclass(frozen=True, slots=True)
class FirstPublished:
    """An address, from the site's root, and the first day on which it was published."""

    day: date
    address: str


def _first_published(value: Any) -> FirstPublished:
    match = _LINE.fullmatch(value) if isinstance(value, str) else None
    try:
        if match:
            return FirstPublished(date.fromisoformat(match["day"]), match["address"])
    except ValueError:
        pass  # 30 February
    raise PydanticCustomError("not-a-published-address", "refused", {"value": str(value)})


class Moved(Record):
    """An address whose page has moved: the old address redirects permanently."""

    old: Line = shown("The old address, from the site's root.", "reviews/2031-money/")
    new: Line = shown("The new address, from the site's root.", "reviews/2031-finance/")


class Gone(Record):
    """An address whose page was removed: it shows a notice permanently."""

    address: Line = shown("The address, from the site's root.", "reviews/2031-money/")
    date: Day = shown("The date when it was removed.", "2032-01-05", dated=True)
    reason: Prose = shown("Why, for a reader.", "It was published twice.")
    approved_by: Line | None = shown("The post or body that approved that.", "Monitoring Officer", None)


class Kept(Record):
    """A file of `published/` with its digest. What is published can be compared with it, whatever changes in the folder."""

    file: Line = shown(
        "The file, from the project’s root.",
        "published/cabinet-reports/2031-10-04-finance/2031-10-04-1a2b3c4d.pdf",
    )
    date: Day = shown("The day on which it was recorded.", "2031-10-04", dated=True)
    sha256: Sha256 = shown(
        "The SHA-256 of its bytes.", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )
    records: Sha256 | None = shown(
        "Of a report’s PDF: the digest of the records that it prints.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        None,
    )
    words: Sha256 | None = shown(
        "Of a report’s PDF: the digest of its words, whatever its look.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        None,
    )
    form: Sha256 | None = shown(
        "Of a report’s PDF: the digest of all that it was drawn from, its look too.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        None,
    )
    why: Prose | None = shown(
        "Why a PDF was drawn again although its words are the same.", "The type was too small to read.", None
    )


class Addresses(Record):
    """`urls.lock.yml`: kept by `build.py addresses`; a person adds what moved and what is gone."""

    moved: tuple[Moved, ...] = shown("Addresses that redirect to another.", "- old: reviews/2031-money/", ())
    gone: tuple[Gone, ...] = shown("Addresses that show a notice.", "- address: reviews/2031-money/", ())
    kept: tuple[Kept, ...] = shown(
        "The files of `published/`, newest first, added by “build.py record-published”.",
        "- file: published/…",
        (),
    )
    published: tuple[Annotated[FirstPublished, BeforeValidator(_first_published)], ...] = shown(
        "Every address ever published, after its first day. The program adds lines; never remove one.",
        "- 2031-10-04 reviews/2031-finance/",
        (),
    )


HEAD = """\
# Every address that was ever published. “build.py addresses” adds lines at the end; never remove one.
# A page that moves or is removed needs an entry, or check refuses it:
#   moved:                              gone:
#     - old: reviews/2031-money/          - address: reviews/2031-money/
#       new: reviews/2031-finance/          date: 2032-01-05
#                                           reason: |
#                                             It was published twice.
published:
"""


def first_list(addresses: Iterable[str], today: date) -> str:
    """Write the file for the first time, with the addresses that are published on the day `today`."""
    return HEAD + as_lines(addresses, today)


def as_lines(addresses: Iterable[str], today: date) -> str:
    """Write one line for each new address."""
    return "".join(f"  - {today.isoformat()} {address}\n" for address in addresses)
