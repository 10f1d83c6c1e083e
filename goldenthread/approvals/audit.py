"""The audit: every published record with how its words came to be approved, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goldenthread.approvals.notes import notes
from goldenthread.approvals.verdict import State, Verdict, judge
from goldenthread.approvals.writers import writers
from goldenthread.changes.canonical import Facts, digest
from goldenthread.history.versions import History, Version
from goldenthread.model.approval_rules import ApprovalRules


@dataclass(frozen=True, slots=True)
class Judged:
    """One version of a record with the judgement on it."""

    version: Version
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One published record in the audit: its key, its digest as it lies here, and how it stands."""

    record: str
    digest: str
    state: State
    last: Judged | None  # None: never put under version control


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
    lines = []
    for record, facts in sorted(now.items()):
        shown = digest(facts)
        last = (judged.get(record) or (None,))[-1]
        if last is None or not last.version.digest:
            state = State.UNAPPROVED
        elif last.version.digest != shown:
            state = State.CHANGED
        else:
            state = last.verdict.state
        lines.append(Line(record, shown, state, last))
    return tuple(lines)
