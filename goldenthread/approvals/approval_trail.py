"""The audit: every published record with how its words came to be approved, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goldenthread.approvals.approvers import writers
from goldenthread.approvals.notes import notes
from goldenthread.approvals.verdict import State, Verdict, judge
from goldenthread.changes.canonical import Facts, digest
from goldenthread.changes.differences import Way
from goldenthread.history.versions import History, Version
from goldenthread.model.approval_rules import ApprovalRules


@dataclass(frozen=True, slots=True)
class Judged:
    """One version of a record with the judgement on it."""

    version: Version
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One published record in the audit: its key, its digest as it lies here, how it stands, and which version is why."""

    record: str
    digest: str
    state: State
    last: Judged | None  # None: it is in no commit
    cause: Judged | None = None


def trail(root: Path, past: History, rules: ApprovalRules) -> dict[str, tuple[Judged, ...]]:
    """Judge every version of every record, the oldest first."""
    kept, brought = notes(root), writers(root, past.head)

    def judged(version: Version) -> Judged:
        made = version.commit
        note = kept.get(made.id)
        verdict = judge(made, note, brought.get(made.id, ()), version.changes, rules, version.line_day)
        signed = note.digests.get(version.key) if note else None
        if verdict.state is State.APPROVED and signed is not None and signed != version.digest:
            verdict = Verdict(State.DIGEST, verdict.approvers, pull_request=verdict.pull_request)
        return Judged(version, verdict)

    return {record: tuple(map(judged, versions)) for record, versions in past.records.items()}


def audit(judged: Mapping[str, tuple[Judged, ...]], now: Mapping[str, Facts]) -> tuple[Line, ...]:
    """Hold what would be published now against the judged versions: `now` has the public facts by key."""
    return tuple(
        _line(record, digest(facts), judged.get(record, ())) for record, facts in sorted(now.items())
    )


def _line(record: str, shown: str, versions: Sequence[Judged]) -> Line:
    last = versions[-1] if versions else None
    if last is None or not last.version.digest:
        return Line(record, shown, State.UNAPPROVED, None)
    if last.version.digest != shown:
        return Line(record, shown, State.CHANGED, last)
    cause = _still_open(versions) or last
    return Line(record, shown, cause.verdict.state, last, cause)


def _still_open(versions: Sequence[Judged]) -> Judged | None:
    """Give the first version with a change that was not approved and still stands.

    Who approves a change approves that change: words that came in unseen before it stay unseen.
    """
    unseen: dict[Way, Judged] = {}
    for judged in versions:
        for change in judged.version.changes:
            for way in [way for way in unseen if way[: len(change.way)] == change.way]:
                del unseen[way]
            if not judged.verdict.state.is_sound:
                unseen[change.way] = judged
    return next(iter(unseen.values()), None)
