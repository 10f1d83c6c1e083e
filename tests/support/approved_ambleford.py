"""The invented council with an invented trail of approvals: what a page shows when the rules for approval are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from paths import AMBLEFORD

from goldenthread.approvals.approval_trail import Judged, audit
from goldenthread.approvals.verdict import State, Verdict
from goldenthread.changes.canonical import digest
from goldenthread.changes.public_state import state
from goldenthread.history.commits import Commit, Person
from goldenthread.history.reader import Snapshot
from goldenthread.history.versions import History, Version
from goldenthread.register import Register, build
from goldenthread.register.page_history import past, place_of
from goldenthread.rules import examine

TODAY = date(2032, 1, 10)
# By folder: who approved, and on which day of November 2031; folders that are not named were published before.
APPROVED = {
    "reviews": ("Democratic Services", 3),
    "action-plans": ("Director of Finance, Democratic Services", 4),
    "cabinet-reports": ("Democratic Services, Monitoring Officer", 5),
    "decisions": ("Democratic Services", 12),
}


def approved_register(unapproved: str = "") -> Register:
    """Return the register of Ambleford with the trail; the record with the key `unapproved` has no approval."""
    content = examine(AMBLEFORD, TODAY).content
    assert content is not None
    now = state(content, TODAY).records
    judged = {key: (_judged(key, digest(facts), key == unapproved),) for key, facts in now.items()}
    shown = {key: place for key, facts in now.items() if (place := place_of(key, facts))}
    known = past(judged, shown, History("", True, {}), audit(judged, now), keeps_approvals=True)
    return build(content, TODAY, replace(known, editions={}, changed=()))


def _judged(key: str, shown: str, is_unapproved: bool) -> Judged:
    roles, day = APPROVED.get(key.partition("/")[0], ("", 1))
    when = datetime(2031, 11, day, tzinfo=UTC)
    nobody = Person("A", "a")
    made = Commit("a" * 40, (), nobody, nobody, when, "Publish")
    version = Version(key, made, shown, (), Snapshot(), when.date(), when.date())
    request = f"https://example.org/ambleford/reviews/pull/{day}"
    if is_unapproved:
        return Judged(version, Verdict(State.UNAPPROVED, pull_request=request))
    if not roles:
        return Judged(version, Verdict(State.BEFORE))
    held = tuple(roles.split(", "))
    return Judged(version, Verdict(State.APPROVED, ("D Sample",), held, request, day=when.date()))
