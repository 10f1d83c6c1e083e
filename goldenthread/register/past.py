"""The past of every page: its versions with their days, what changed in words, and how each was approved.

Names of those who approved stay inside; readers see the role. Words that were taken out do not come back here:
a version says what changed, and the earlier words stand only where the council itself keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.approvals.audit import Judged
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
    approval: str  # how it was approved, in a sentence
    request: str  # the address of the pull request; empty where there is none to show
    digest: str  # SHA-256 of the record's public content; empty while it was not shown


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of earlier versions: by the address of the page, the newest first.

    `plans` has action plans as git had them at the end of a day, by id and day; `begins` the day from which git has each.
    """

    editions: Mapping[str, tuple[Edition, ...]]
    is_known: bool = True  # False: there is no history here to read
    is_complete: bool = True  # False: this copy of the repository lacks the earlier part
    plans: Mapping[tuple[str, date], ActionPlan] = field(default_factory=dict)
    begins: Mapping[str, date] = field(default_factory=dict)

    def of(self, address: str) -> tuple[Edition, ...]:
        """Give the versions of the page at an address."""
        return self.editions.get(address, ())


NO_PAST = Past({}, is_known=False)


def past(trail: Mapping[str, Sequence[Judged]], shown: Sequence[str], *, is_complete: bool) -> Past:
    """Work out the past of every page of the records in `shown`, which holds their keys."""
    found: dict[str, list[Edition]] = {}
    for record in shown:
        for judged in trail.get(record, ()):
            for address, changes in _pages(record, judged.version.changes):
                found.setdefault(address, []).append(_edition(judged, changes))
    return Past(
        {address: tuple(reversed(list_)) for address, list_ in found.items()}, is_complete=is_complete
    )


def _pages(record: str, changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Share out a version's changes: all to the record's own page, and each to the page of its part."""
    yield f"{record}/", list(changes)
    parts: dict[str, list[Change]] = {}
    for change in changes:
        if change.way and change.way[0].field in _PARTS and change.way[0].item:
            parts.setdefault(f"{record}/{change.way[0].field}/{change.way[0].item}/", []).append(change)
    yield from parts.items()


def _edition(judged: Judged, changes: Sequence[Change]) -> Edition:
    made = judged.version.commit
    day = made.when.date()
    verdict = judged.verdict
    is_link = verdict.pull_request.startswith("https://")
    return Edition(
        day=day,
        when=in_words(day),
        said=tuple(change.sentence for change in changes),
        approval=_approval(verdict),
        request=verdict.pull_request if is_link else "",
        digest=judged.version.digest,
    )


def _approval(verdict: Verdict) -> str:
    if verdict.state is State.APPROVED:
        return f"Approved by: {', '.join(verdict.roles) or 'somebody other than the author'}."
    if verdict.state is State.BEFORE:
        return "Published before approvals were kept here."
    return "No approval is recorded."
