"""The audit: every published record with how its words came to be approved, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from goldenthread.approvals.approvers import writers
from goldenthread.approvals.notes import REF, Note, listed, notes
from goldenthread.approvals.signature import signed_notes
from goldenthread.approvals.verdict import State, Verdict, judge
from goldenthread.changes.canonical import Facts, digest
from goldenthread.changes.differences import Way
from goldenthread.common.git import objects
from goldenthread.history.commits import Person
from goldenthread.history.versions import History, Version
from goldenthread.model import NOT_RECORDED
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.read.records import record_of

_RULES = "settings/approval-rules"
_NO_RULES = ApprovalRules.model_validate({"since": NOT_RECORDED})


@dataclass(frozen=True, slots=True)
class Judged:
    """One version of a record with the judgement on it."""

    version: Version
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One published record in the audit: its key, its digest here, its state, and which version is why.

    A record that was removed without approval has a line too, without a digest.
    """

    record: str
    digest: str
    state: State
    last: Judged | None  # None: it is in no commit
    cause: Judged | None = None


def trail(root: Path, past: History, rules: ApprovalRules) -> dict[str, tuple[Judged, ...]]:
    """Judge every version of every record, the oldest first, by the rules in force before it.

    `rules` are those of today. They judge the first commit, which has none before it, and nothing else.
    """
    court = _Court(root, rules, notes(root), writers(root, past.head))
    court.read_rules(past.records.get(_RULES, ()))
    return {record: tuple(court.judged(versions)) for record, versions in past.records.items()}


@dataclass(frozen=True, slots=True)
class _Period:
    """Rules, and the commit that brought them: its place on the line, and its pull request, 0 where there is none."""

    rules: ApprovalRules
    place: int
    pull_request: int


@dataclass(slots=True)
class _Court:
    """What a judgement needs. Rules that nobody approved, and those of the same pull request, are never in force."""

    root: Path
    today: ApprovalRules
    notes: Mapping[str, Note]
    writers: Mapping[str, tuple[Person, ...]]
    periods: list[_Period] = field(default_factory=list)
    _signed: dict[str, frozenset[str]] = field(default_factory=dict)
    _commits: dict[int, list[str]] = field(default_factory=dict)  # by the pull request that brought them

    def __post_init__(self) -> None:
        for commit, note in self.notes.items():
            self._commits.setdefault(note.pull_request, []).append(commit)

    def read_rules(self, versions: Sequence[Version]) -> None:
        """Work out from which commit on which rules are in force."""
        blobs = objects(self.root, (version.snapshot.record for version in versions if version.digest))
        for end, version in enumerate(versions, start=1):
            is_first = not version.commit.parents
            if is_first or _still_open(self.judged(versions[:end])) is None:
                rules = record_of(blobs.get(version.snapshot.record, b""), _RULES) if version.digest else None
                number = self._pull_request(version)
                found = rules if isinstance(rules, ApprovalRules) else _NO_RULES
                self.periods.append(_Period(found, version.place, number))

    def judged(self, versions: Sequence[Version]) -> list[Judged]:
        """Judge the versions of one record."""
        return [Judged(version, self._verdict(version, versions)) for version in versions]

    def _verdict(self, version: Version, versions: Sequence[Version]) -> Verdict:
        made, rules = version.commit, self._in_force(version)
        kept = self.notes.get(made.id)
        note = kept if kept and self._is_proved(made.id, rules) else None
        brought = self.writers.get(made.id, ())
        day = max(version.line_day, kept.day) if kept else version.line_day
        verdict = judge(made, note, brought, version.changes, rules, day)
        if verdict.state is State.NOT_KEPT and self.today.since is not None:
            return Verdict(State.BEFORE)
        if kept and kept.pull_request and note is None and not verdict.state.is_sound:
            return replace(verdict, state=State.UNSIGNED, pull_request=kept.url)
        if verdict.state is State.APPROVED and note and not self._is_for(note, versions, rules):
            return Verdict(State.DIGEST, verdict.approvers, pull_request=verdict.pull_request)
        return verdict

    def _in_force(self, version: Version) -> ApprovalRules:
        if not version.commit.parents:
            return self.today
        own, name = self._pull_request(version), version.commit.id
        for period in reversed(self.periods):
            is_own = own and period.pull_request == own and self._is_proved(name, period.rules)
            if period.place < version.place and not is_own:
                return period.rules
        return _NO_RULES

    def _pull_request(self, version: Version) -> int:
        note = self.notes.get(version.commit.id)
        return note.pull_request if note else 0

    def _is_proved(self, commit: str, rules: ApprovalRules) -> bool:
        """Whether the key of the rules, where they name one, has signed the note of a commit."""
        key = rules.signed_by
        if key is None:
            return True
        if key not in self._signed:
            now = listed(self.root, REF)
            signed = signed_notes(self.root, key)
            self._signed[key] = frozenset(of for of, blob in signed.items() if now.get(of) == blob)
        return commit in self._signed[key]

    def _is_for(self, note: Note, versions: Sequence[Version], rules: ApprovalRules) -> bool:
        """Whether the words that a pull request left in a record are those that its last commit proposed.

        Of several commits by one pull request only the last has the digests, whatever records it touched itself.
        """
        final = [one for one in versions if self._pull_request(one) == note.pull_request][-1]
        return any(
            self.notes[commit].digests.get(final.key) == final.digest and self._is_proved(commit, rules)
            for commit in self._commits[note.pull_request]
        )


def audit(judged: Mapping[str, tuple[Judged, ...]], now: Mapping[str, Facts]) -> tuple[Line, ...]:
    """Compare what would be published now with the judged versions: `now` has the public facts by key."""
    lines = [_line(record, digest(facts), judged.get(record, ())) for record, facts in now.items()]
    for record, versions in judged.items():
        last = versions[-1]
        if record not in now and not last.version.digest and not last.verdict.state.is_sound:
            lines.append(Line(record, "", last.verdict.state, last, last))
    return tuple(sorted(lines, key=lambda line: line.record))


def _line(record: str, shown: str, versions: Sequence[Judged]) -> Line:
    last = versions[-1] if versions else None
    if last is None or not last.version.digest:
        return Line(record, shown, State.UNAPPROVED, None)
    if last.version.digest != shown:
        return Line(record, shown, State.CHANGED, last)
    cause = _still_open(versions) or last
    return Line(record, shown, cause.verdict.state, last, cause)


def _still_open(versions: Sequence[Judged]) -> Judged | None:
    """Return the first version with a change that was not approved and is still in force.

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
