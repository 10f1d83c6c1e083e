"""The past of every page: its versions with their days, what changed in words, and how each was approved.

Names of those who approved stay inside; readers see the role. Words that were removed do not come back here:
a version says what changed, and the earlier words are only where the council itself keeps them.
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
from goldenthread.common.dates import in_words
from goldenthread.common.urls import is_web_address
from goldenthread.model.action_plan import ActionPlan
from goldenthread.model.kinds import ACTION_PLANS, BY_FOLDER, KINDS

if TYPE_CHECKING:
    from goldenthread.changes.canonical import Facts
    from goldenthread.history.versions import History
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import Content


# The parts of a record that have pages of their own.
_PARTS = tuple(kind.numbered.field for kind in KINDS if kind.numbered)


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
    """

    editions: Mapping[str, tuple[Edition, ...]]
    is_known: bool = True  # False: there is no history here to read
    is_complete: bool = True  # False: this copy of the repository lacks the earlier part
    keeps_approvals: bool = False  # False: the council has not recorded that it keeps approvals
    plans: Mapping[tuple[str, date], ActionPlan] = field(default_factory=dict)
    begins: Mapping[str, date] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    proofs: tuple[Proof, ...] = ()
    notice: str = ""  # for whoever builds: what part of the history could not be read

    def on_day(self, day: date) -> Past:
        """Return what was known on an earlier day. Approvals are of the words of now, so none are given."""
        editions = {
            url: tuple(one for one in known if one.day <= day) for url, known in self.editions.items()
        }
        changed = tuple(item for item in self.changed if item.edition.day <= day)
        return replace(self, editions=editions, changed=changed, proofs=())

    def of(self, address: str) -> tuple[Edition, ...]:
        """Return the versions of the page at an address."""
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
    is_link = is_web_address(verdict.pull_request)
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
    verdict = last.verdict if last and line.state is State.APPROVED else Verdict(line.state)
    edition = _edition(last, last.version.changes) if last else None
    folder = line.record.partition("/")[0]
    group = BY_FOLDER[folder].title if folder in BY_FOLDER else "Other pages"
    return Proof(
        page, group, line.digest, line.state.value, line.state.is_sound, verdict.roles, verdict.day, edition
    )


def _approval(verdict: Verdict) -> str:
    if verdict.state is State.APPROVED:
        return f"Approved by: {', '.join(verdict.roles) or 'a person other than the author'}."
    if verdict.state is State.BEFORE:
        return "Published before approvals were kept here."
    return "" if verdict.state is State.NOT_KEPT else "No approval is recorded."


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
        audit(judged, now) if found.is_complete else (),
        is_complete=found.is_complete,
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
