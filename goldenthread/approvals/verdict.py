"""Whether a change was approved as the council's rules ask: a judgement on one commit, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.approvals.approvers import Voice, of_note, of_trailers
from goldenthread.approvals.notes import Note
from goldenthread.changes.wording import Change
from goldenthread.history.commits import Commit, Person
from goldenthread.model.approval_rules import ApprovalRule, ApprovalRules


class State(StrEnum):
    """The state of approval of a published record."""

    APPROVED = "approved"
    BEFORE = "published before approvals were kept"
    NOT_KEPT = "published; no approvals are kept here"
    CHANGED = "changed since approval"
    DIRECT = "put on the main line without a pull request"
    UNAPPROVED = "not approved"
    SELF = "approved by its author only"
    STALE = "changed after the approval"
    LATE = "approved only after it was published"
    BOT = "approved by a program only"
    STRANGER = "approved only by a person who may not approve here"
    ROLE = "not approved by the role that the rules ask for"
    DIGEST = "not the words that the approval is for"
    UNSIGNED = "approved only in a note that the council’s key has not signed"

    @property
    def is_sound(self) -> bool:
        """Whether no rule is broken."""
        return self in (State.APPROVED, State.BEFORE, State.NOT_KEPT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a commit: its status, who approved, in which roles, and what is missing."""

    state: State
    approvers: tuple[str, ...] = ()  # names, for the audit; no output may show them
    roles: tuple[str, ...] = ()  # names of roles, for readers
    pull_request: str = ""  # its address, or its number where that is all that is known
    missing: tuple[str, ...] = ()  # names of roles
    day: date | None = None  # of the last approval that counts


def judge(
    made: Commit,
    note: Note | None,
    writers: Iterable[Person],
    changes: Sequence[Change],
    rules: ApprovalRules,
    day: date | None = None,
) -> Verdict:
    """Judge a commit: `writers` are all whose commits it brought in, `changes` what it changed in a record.

    `day` is the latest day that any commit before it claims. A commit of one parent came by a pull request only
    where a note says so: anybody can write “(#12)” into its subject.
    """
    if rules.since is None:
        return Verdict(State.NOT_KEPT)
    if max(day or date.min, made.when.date(), note.day if note else date.min) < rules.since:
        return Verdict(State.BEFORE)
    note = note if note and note.pull_request else None
    is_direct = note is None and len(made.parents) < 2
    voices = [] if is_direct else _voices(made, note, writers, rules)
    sound = [voice for voice in voices if voice.fault is None]
    number = "" if is_direct or not made.pull_request else f"#{made.pull_request}"
    pull = note.url if note else number
    if not sound:
        state = State.DIRECT if is_direct else _why_not(voices)
        return Verdict(state, tuple(voice.name for voice in voices), pull_request=pull)
    held = frozenset[str]().union(*(voice.roles for voice in sound))
    missing = [
        role for role in dict.fromkeys(rule.needs for rule in needed(changes, rules)) if role not in held
    ]
    names = {role.id: role.name for role in rules.roles}
    return Verdict(
        State.ROLE if missing else State.APPROVED,
        tuple(voice.name for voice in sound),
        tuple(names.get(role, role) for role in sorted(held)),
        pull,
        tuple(names.get(role, role) for role in missing),
        max((voice.day for voice in sound if voice.day), default=None),
    )


def _voices(made: Commit, note: Note | None, writers: Iterable[Person], rules: ApprovalRules) -> list[Voice]:
    """Return everybody who approved; what the host knew goes before what a message claims."""
    if note:
        return of_note(note, rules)
    return of_trailers(made, [made.author, *writers], rules) if rules.messages_count else []


def needed(changes: Iterable[Change], rules: ApprovalRules) -> tuple[ApprovalRule, ...]:
    """Return the rules that say who must approve these changes, in the order in which the council wrote them."""
    found = {(change.act.value, change.record.partition("/")[0]) for change in changes}
    return tuple(
        rule
        for rule in rules.rules
        if any(
            _fits(act, rule.acts, "anything") and _fits(folder, rule.records, "any") for act, folder in found
        )
    )


def _fits(word: str, words: Sequence[str], all_of_them: str) -> bool:
    return word in words or all_of_them in words


def _why_not(voices: Sequence[Voice]) -> State:
    """Return the fault of the approval that came nearest; that nobody approved when there is none at all."""
    faults = {voice.fault for voice in voices}
    return next(
        (State[name] for name in ("LATE", "STALE", "SELF", "BOT", "STRANGER") if name in faults),
        State.UNAPPROVED,
    )
