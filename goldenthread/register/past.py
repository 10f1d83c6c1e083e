"""The past of every page: its versions with their days, what changed in words, and how each was approved.

Names of those who approved stay inside; readers see the role. Words that were taken out do not come back here:
a version says what changed, and the earlier words stand only where the council itself keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.approvals.audit import Judged, Line
from goldenthread.approvals.verdict import State, Verdict
from goldenthread.changes.words import Change
from goldenthread.dates import in_words
from goldenthread.model.action_plan import ActionPlan

# The parts of a record that have pages of their own.
_PARTS = ("actions", "recommendations")


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of what a page says."""

    day: date
    when: str
    said: tuple[str, ...]  # what changed, a sentence each
    approval: str  # how it was approved, in a sentence; empty where the council keeps no approvals
    request: str  # the address of the pull request; empty where there is none to show
    digest: str  # SHA-256 of the record's public content; empty while it was not shown


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the site: its title and its address from the root."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A version of a page among those of all pages."""

    page: Place
    edition: Edition


@dataclass(frozen=True, slots=True)
class Proof:
    """How the words that a page shows now came to be approved; `edition` is None when git does not have them."""

    page: Place
    digest: str
    state: str
    is_sound: bool
    roles: tuple[str, ...]
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of earlier versions: by the address of the page, the newest first.

    `plans` has action plans as git had them at the end of a day, by id and day; `begins` the day from which git has each.
    `changed` has the versions of all pages in one list, the newest first; `proofs` how each page stands.
    """

    editions: Mapping[str, tuple[Edition, ...]]
    is_known: bool = True  # False: there is no history here to read
    is_complete: bool = True  # False: this copy of the repository lacks the earlier part
    keeps_approvals: bool = False  # False: the council has not said that it keeps approvals
    plans: Mapping[tuple[str, date], ActionPlan] = field(default_factory=dict)
    begins: Mapping[str, date] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    proofs: tuple[Proof, ...] = ()

    def of(self, address: str) -> tuple[Edition, ...]:
        """Give the versions of the page at an address."""
        return self.editions.get(address, ())


NO_PAST = Past({}, is_known=False)


def past(
    trail: Mapping[str, Sequence[Judged]],
    shown: Mapping[str, Place],
    lines: Sequence[Line] = (),
    *,
    is_complete: bool,
    keeps_approvals: bool = False,
) -> Past:
    """Work out the past of every page of the records in `shown`, by their keys; `lines` are those of the audit."""
    found: dict[str, list[Edition]] = {}
    changed = []
    for record, page in shown.items():
        for judged in trail.get(record, ()):
            for address, changes in _pages(page.url, judged.version.changes):
                found.setdefault(address, []).append(_edition(judged, changes))
            changed.append(Changed(page, found[page.url][-1]))
    # Of one page on one day, the last change comes first.
    changed.reverse()
    changed.sort(key=lambda item: item.edition.day, reverse=True)
    return Past(
        {address: tuple(reversed(editions)) for address, editions in found.items()},
        is_complete=is_complete,
        keeps_approvals=keeps_approvals,
        changed=tuple(changed),
        proofs=tuple(_proof(line, shown[line.record]) for line in lines if line.record in shown),
    )


def _pages(url: str, changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Share out a version's changes: all to the record's own page, and each to the page of its part."""
    yield url, list(changes)
    parts: dict[str, list[Change]] = {}
    for change in changes:
        if change.way and change.way[0].field in _PARTS and change.way[0].item:
            parts.setdefault(f"{url}{change.way[0].field}/{change.way[0].item}/", []).append(change)
    yield from parts.items()


def _edition(judged: Judged, changes: Sequence[Change]) -> Edition:
    version, verdict = judged.version, judged.verdict
    gap = ("Versions before this one cannot be read any more.",) if version.follows_unread else ()
    is_link = verdict.pull_request.startswith("https://")
    return Edition(
        day=version.first_day,
        when=in_words(version.first_day),
        said=(*(change.brief for change in changes), *gap),
        approval=_approval(verdict),
        request=verdict.pull_request if is_link else "",
        digest=version.digest,
    )


def _proof(line: Line, page: Place) -> Proof:
    last = line.last
    roles = last.verdict.roles if last and line.state is State.APPROVED else ()
    edition = _edition(last, last.version.changes) if last else None
    return Proof(page, line.digest, line.state.value, line.state.is_sound, roles, edition)


def _approval(verdict: Verdict) -> str:
    if verdict.state is State.APPROVED:
        return f"Approved by: {', '.join(verdict.roles) or 'somebody other than the author'}."
    if verdict.state is State.BEFORE:
        return "Published before approvals were kept here."
    return "" if verdict.state is State.NOT_KEPT else "No approval is recorded."
