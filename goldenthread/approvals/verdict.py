"""Whether a change was approved as the council's rules ask: a judgement on one commit, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.approvals.notes import Note
from goldenthread.changes.words import Change
from goldenthread.history.commits import Commit, Person, person
from goldenthread.model.approval_rules import ApprovalRules, Approver

TRAILERS = ("Approved-by", "Reviewed-by")


class State(StrEnum):
    """How a published record stands."""

    APPROVED = "approved"
    BEFORE = "published before approvals were kept"
    CHANGED = "changed since approval"
    DIRECT = "put on the main line without a pull request"
    UNAPPROVED = "not approved"
    SELF = "approved by its author only"
    STALE = "changed after the approval"
    BOT = "approved by a program only"
    STRANGER = "approved only by somebody who may not approve here"
    ROLE = "not approved by the role that the rules ask for"
    DIGEST = "not the words that the approval is for"

    @property
    def is_sound(self) -> bool:
        """Say whether no rule is broken."""
        return self in (State.APPROVED, State.BEFORE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a commit: how it stands, who approved, in which roles, and what is missing."""

    state: State
    approvers: tuple[str, ...] = ()  # names, for the audit; no output may show them
    roles: tuple[str, ...] = ()  # names of roles, for readers
    pull_request: str = ""  # its address, or its number where that is all that is known
    missing: tuple[str, ...] = ()  # names of roles


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who approved: as git or the host names them, with the roles held on that day."""

    name: str
    email: str
    login: str
    roles: frozenset[str]
    fault: State | None = None  # why this approval does not count


def judge(
    made: Commit,
    note: Note | None,
    writers: Iterable[Person],
    changes: Sequence[Change],
    rules: ApprovalRules,
) -> Verdict:
    """Judge a commit: `writers` are all whose commits it brought in, `changes` what it changed in a record."""
    when = made.when.date()
    if rules.since is None or when < rules.since:
        return Verdict(State.BEFORE)
    voices = _voices(made, note, writers, rules)
    sound = [voice for voice in voices if voice.fault is None]
    pull = (note and note.url) or (f"#{made.pull_request}" if made.pull_request else "")
    if not sound:
        return Verdict(_why_not(voices, is_direct=not pull), tuple(v.name for v in voices), pull_request=pull)
    held = frozenset[str]().union(*(voice.roles for voice in sound))
    missing = [role for role in needed(changes, rules) if role not in held]
    names = {role.id: role.name for role in rules.roles}
    return Verdict(
        State.ROLE if missing else State.APPROVED,
        tuple(voice.name for voice in sound),
        tuple(names.get(role, role) for role in sorted(held)),
        pull,
        tuple(names.get(role, role) for role in missing),
    )


def _voices(made: Commit, note: Note | None, writers: Iterable[Person], rules: ApprovalRules) -> list[Voice]:
    """Give everybody who approved; what the host knew goes before what a message claims."""
    if note:
        return _of_note(note, rules)
    return _of_trailers(made, [made.author, *writers], rules) if rules.messages_count else []


def needed(changes: Iterable[Change], rules: ApprovalRules) -> tuple[str, ...]:
    """Give the roles that must approve these changes, in the order of the rules."""
    found = [(change.act.value, change.record.partition("/")[0]) for change in changes]
    roles = [
        rule.needs
        for rule in rules.rules
        if any(
            _fits(act, rule.acts, "anything") and _fits(folder, rule.records, "any") for act, folder in found
        )
    ]
    return tuple(dict.fromkeys(roles))


def _fits(word: str, words: Sequence[str], all_of_them: str) -> bool:
    return word in words or all_of_them in words


def _why_not(voices: Sequence[Voice], *, is_direct: bool) -> State:
    """Give the fault of the approval that came nearest; where there is none at all, how the change came in."""
    order = (State.STALE, State.SELF, State.BOT, State.STRANGER)
    faults = {voice.fault for voice in voices}
    found = next((fault for fault in order if fault in faults), None)
    return found or (State.DIRECT if is_direct else State.UNAPPROVED)


def _of_note(note: Note, rules: ApprovalRules) -> list[Voice]:
    by_login = {who.login.casefold(): who for who in rules.people if who.login}
    voices = []
    for approval in note.approvals:
        fault = None
        if approval.is_bot:
            fault = State.BOT
        elif not approval.is_member:
            fault = State.STRANGER
        elif approval.login.casefold() in (note.author.casefold(), note.pushed_by.casefold()):
            fault = State.SELF
        elif approval.commit != note.head:
            fault = State.STALE
        who = by_login.get(approval.login.casefold())
        roles = _roles(who, date.fromisoformat(approval.at[:10]) if approval.at else None)
        name, email = (who.name, who.email) if who else (approval.login, "")
        voices.append(Voice(name, email, approval.login, roles, fault))
    return voices


def _of_trailers(made: Commit, writers: Sequence[Person], rules: ApprovalRules) -> list[Voice]:
    by_email = {who.email.casefold(): who for who in rules.people}
    voices = []
    for line in (line for name in TRAILERS for line in made.trailers(name)):
        said = person(line)
        who = by_email.get(said.email.casefold())
        own = any(said.is_same(writer) for writer in writers) or not said.email
        roles = _roles(who, made.when.date())
        voices.append(Voice(said.name, said.email, "", roles, State.SELF if own else None))
    return voices


def _roles(who: Approver | None, day: date | None) -> frozenset[str]:
    """Give the roles that somebody held on a day."""
    if who is None or day is None:
        return frozenset()
    begun = who.first_day is None or who.first_day <= day
    over = who.last_day is not None and who.last_day < day
    return frozenset(who.roles) if begun and not over else frozenset()
