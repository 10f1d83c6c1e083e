"""All changes between two states of the site in one: what an approver has to know before saying yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.changes.differences import Act
from goldenthread.changes.machinery import Machinery
from goldenthread.changes.wording import Change

# What an approver should look at first comes first.
ORDER = (
    (Act.WORDING, "Published words change: please read each one"),
    (Act.CORRECT, "Corrections"),
    (Act.WITHDRAW, "Withdrawn"),
    (Act.PUBLISH, "New on the site"),
    (Act.DECISION, "Decisions"),
    (Act.TIMELINE, "Timelines that move"),
    (Act.PROGRESS, "Progress"),
    (Act.EVENT, "Events"),
    (Act.PAGE, "Pages of the site"),
    (Act.SETTINGS, "Settings"),
)
NO_CHANGE = "Nothing changes for the public: no word, no page, no address."


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that is no longer there: what a reader who kept it finds."""

    address: str
    to: str = ""  # the address to which it leads now
    has_notice: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A person whose approval the council's rules ask for, and why."""

    role: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What changes for the public, what happens to addresses that readers may keep, and who must approve.

    `machinery` has what changes as well as the words: kept versions, the design, the program.
    `needs` is None where the council has no rules for approval. `left_out` has the files that cannot be compared,
    and why. `drafts` counts the drafts that change, which nobody sees.
    """

    changes: tuple[Change, ...]
    added: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    needs: tuple[Need, ...] | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    drafts: int = 0
    machinery: tuple[Machinery, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the public would see no difference."""
        return not (self.changes or self.added or self.gone or any(part.area.one for part in self.machinery))

    def in_short(self) -> str:
        """Count the changes by kind of act: "1 change of published words, 2 updates of progress"."""
        counts = [(sum(change.act is act for change in self.changes), *_COUNTED[act]) for act, _ in ORDER]
        parts = [
            f"{count} {one if count == 1 else many}"
            for count, one, many in counts + self._addresses() + self._machinery()
            if count
        ]
        return f"{', '.join(parts)}." if parts else NO_CHANGE

    def _machinery(self) -> list[tuple[int, str, str]]:
        return [(len(part.files), part.area.one, part.area.many) for part in self.machinery if part.area.one]

    def _addresses(self) -> list[tuple[int, str, str]]:
        redirects = sum(bool(item.to) for item in self.gone)
        notices = sum(item.has_notice for item in self.gone)
        return [
            (len(self.added), "page added", "pages added"),
            (redirects, "address withdrawn with a redirect", "addresses withdrawn with redirects"),
            (notices, "address withdrawn with a notice", "addresses withdrawn with notices"),
            (len(self.gone) - redirects - notices, "address lost", "addresses lost"),
        ]


_COUNTED = {
    Act.WORDING: ("change of published words", "changes of published words"),
    Act.CORRECT: ("correction", "corrections"),
    Act.WITHDRAW: ("withdrawal", "withdrawals"),
    Act.PUBLISH: ("new record or part of one", "new records or parts of them"),
    Act.DECISION: ("decision", "decisions"),
    Act.TIMELINE: ("timeline moves", "timelines move"),
    Act.PROGRESS: ("update of progress", "updates of progress"),
    Act.EVENT: ("event", "events"),
    Act.PAGE: ("page of the site changes", "changes of pages of the site"),
    Act.SETTINGS: ("setting changes", "settings change"),
}
