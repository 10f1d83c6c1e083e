"""The past of every page: what changed on each day, with the old and the new words, and how it was approved.

Names of those who approved stay inside; readers see the role. What was taken off a page is named without its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.approvals.approval_trail import Judged, Line
from goldenthread.approvals.verdict import State, Verdict
from goldenthread.changes.wording import Change
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, KINDS
from goldenthread.register.revisions import Edition, edition_of

if TYPE_CHECKING:
    from goldenthread.changes.canonical import Facts
    from goldenthread.history.versions import History
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import Content


# The parts of a record that have pages of their own.
_PARTS = tuple(kind.numbered.field for kind in KINDS if kind.numbered)


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
    """How the words that a page shows now came to be approved; `edition` is None when git does not have them.

    `group` is what such records are called; `day` that of the last approval, where there is one.
    """

    page: Place
    group: str
    digest: str
    state: str
    is_sound: bool
    roles: tuple[str, ...]
    day: date | None
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of earlier versions: by the address of the page, the newest first.

    `plans` has action plans as git had them at the end of a day, by id and day; `begins` the day from which git has each.
    `changed` has the versions of all pages in one list, the newest first; `proofs` the state of approval of each page.
    `entered` has, by the address of a record and the name of what happened, the day since when it can be read here.
    """

    editions: Mapping[str, tuple[Edition, ...]]
    is_known: bool = True  # False: there is no history here to read
    is_complete: bool = True  # False: this copy of the repository lacks the earlier part
    keeps_approvals: bool = False  # False: the council has not recorded that it keeps approvals
    plans: Mapping[tuple[str, date], ActionPlan] = field(default_factory=dict)
    begins: Mapping[str, date] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    proofs: tuple[Proof, ...] = ()
    entered: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    notice: str = ""  # for whoever builds: what part of the history could not be read

    def on_day(self, day: date) -> Past:
        """Return what was known on an earlier day. Approvals are of the words of now, so none are given."""
        editions = {
            url: tuple(one for one in known if one.day <= day) for url, known in self.editions.items()
        }
        changed = tuple(item for item in self.changed if item.edition.day <= day)
        entered = {
            url: {name: since for name, since in known.items() if since <= day}
            for url, known in self.entered.items()
        }
        return replace(self, editions=editions, changed=changed, proofs=(), entered=entered)

    def of(self, address: str) -> tuple[Edition, ...]:
        """Return the versions of the page at an address."""
        return self.editions.get(address, ())

    def entered_on(self, address: str, fact: str) -> date | None:
        """Return since when readers can see here what happened; None where that is not known."""
        parts = address.split("/")  # of a record, or of a part of it
        owners = ("/".join((*parts[:end], "")) for end in range(len(parts) - 1, 0, -1))
        return next((self.entered[url].get(fact) for url in owners if url in self.entered), None)


NO_PAST = Past({}, is_known=False)


def past(
    trail: Mapping[str, Sequence[Judged]],
    shown: Mapping[str, Place],
    found: History,
    lines: Sequence[Line] = (),
    *,
    keeps_approvals: bool = False,
    shows_words: bool = True,
) -> Past:
    """Work out the past of every page of the records in `shown`, by their keys; `lines` are those of the audit."""
    editions: dict[str, list[Edition]] = {}
    changed = []
    for record, page in shown.items():
        known, place = found.by_day.get(record, ()), 0
        # What came before a record was taken off the site does not come back with it.
        bare = max((n for n, day in enumerate(known) if not day.versions[-1].digest), default=-1)
        for number, day in enumerate(known):
            judged = trail[record][place : place + len(day.versions)]
            place += len(day.versions)
            for address, changes in _pages(page.url, day.changes):
                edition = edition_of(judged, changes, shows_words=shows_words and number > bare)
                if edition.changes:
                    editions.setdefault(address, []).append(edition)
                    if address == page.url:
                        changed.append(Changed(page, edition))
    # Of one page on one day, the last change comes first.
    changed.reverse()
    changed.sort(key=lambda item: item.edition.day, reverse=True)
    return Past(
        {address: tuple(reversed(known)) for address, known in editions.items()},
        is_complete=found.is_complete,
        keeps_approvals=keeps_approvals,
        changed=tuple(changed),
        proofs=tuple(_proof(line, shown[line.record]) for line in lines if line.record in shown),
        entered={page.url: _entered(found, record) for record, page in shown.items()},
    )


def _entered(found: History, record: str) -> Mapping[str, date]:
    """Return since when each thing can be read; of what the earliest version here has, a part of the history cannot say."""
    known = found.entered.get(record, {})
    if found.is_complete:
        return known
    first = min((day.versions[0].first_day for day in found.by_day.get(record, ())), default=date.max)
    return {name: since for name, since in known.items() if since > first}


def _pages(url: str, changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Share out a version's changes: all to the record's own page, and each to the page of its part."""
    yield url, list(changes)
    parts: dict[str, list[Change]] = {}
    for change in changes:
        if change.way and change.way[0].field in _PARTS and change.way[0].item:
            parts.setdefault(f"{url}{change.way[0].field}/{change.way[0].item}/", []).append(change)
    yield from parts.items()


def _proof(line: Line, page: Place) -> Proof:
    last = line.last
    verdict = last.verdict if last and line.state is State.APPROVED else Verdict(line.state)
    edition = edition_of((last,), last.version.changes) if last else None
    folder = line.record.partition("/")[0]
    group = BY_FOLDER[folder].title if folder in BY_FOLDER else "Other pages"
    return Proof(
        page, group, line.digest, line.state.value, line.state.is_sound, verdict.roles, verdict.day, edition
    )


SHALLOW = (
    "This copy of the repository lacks the earlier part of its history; the pages say so. "
    "To have all of it: git fetch --unshallow"
)


def past_of(root: Path, content: Content, today: date) -> Past:
    """Read the past of every page that readers may see today; note when part of it is missing here."""
    from goldenthread.approvals.approval_trail import audit, trail
    from goldenthread.changes.public_state import state
    from goldenthread.common.git import GitFailed
    from goldenthread.history.log import built_from
    from goldenthread.history.versions import history

    if not built_from(root):
        return NO_PAST
    now = state(content, today).records
    try:
        found = history(root, content.vocabulary, root / "build" / "cache" / "history.json")
        judged = trail(root, found, content.approval_rules)
    except GitFailed as error:
        return replace(NO_PAST, notice=f"The history of the files cannot be read: {error}")
    plans, begins = _plans_then(root, content, today, found)
    worked_out = past(
        judged,
        {key: place for key, facts in now.items() if (place := place_of(key, facts))},
        found,
        audit(judged, now) if found.is_complete else (),
        shows_words=content.council.show_old_words,
        keeps_approvals=content.approval_rules.since is not None,
    )
    notice = "" if found.is_complete else SHALLOW
    return replace(worked_out, plans=plans, begins=begins, notice=notice)


def place_of(key: str, facts: Facts) -> Place | None:
    """Return the page of a record; None for the settings, which have none, for the guide, and for what is mostly made."""
    from goldenthread.changes.naming import title_of

    folder, _, name = key.partition("/")
    if folder == "settings" or name.startswith("guide/") or name in ("index", "open-data"):
        return None
    url = f"{name}/" if folder == "pages" else BY_FOLDER[folder].url(name)
    return Place(title_of(key, facts), url)


def _plans_then(
    root: Path, content: Content, today: date, found: History
) -> tuple[dict[tuple[str, date], ActionPlan], dict[str, date]]:
    """Read each action plan as the main line had it at the end of each meeting's day, and say since when git has it."""
    from goldenthread.common.git import objects
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read.meetings import meetings
    from goldenthread.read.records import record_of

    wanted: dict[tuple[str, date], str] = {}
    begins: dict[str, date] = {}
    for name, met in meetings(content, today).items():
        versions = found.records.get(f"{ACTION_PLANS.folder}/{name}", ())
        if shown := [version.commit.when.date() for version in versions if version.digest]:
            begins[name] = min(shown)
        for meeting in met:
            until = [version for version in versions if version.commit.when.date() <= meeting.day]
            if until and until[-1].digest:
                wanted[name, meeting.day] = until[-1].snapshot.record
    blobs = objects(root, wanted.values()) if wanted else {}
    plans = {
        key: record_of(blobs[blob], f"{ACTION_PLANS.folder}/{key[0]}")
        for key, blob in wanted.items()
        if blob in blobs
    }
    return {key: plan for key, plan in plans.items() if isinstance(plan, ActionPlan)}, begins
