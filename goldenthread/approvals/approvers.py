"""Who spoke for a change: each approval with the roles held on its day, and why one does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from goldenthread.approvals.notes import Approval, Note
from goldenthread.common.git import git
from goldenthread.history.commits import Commit, Person, person
from goldenthread.model.approval_rules import ApprovalRules, Approver

TRAILERS = ("Approved-by", "Reviewed-by")
Fault: TypeAlias = Literal["LATE", "STALE", "SELF", "BOT", "STRANGER"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A person who approved: as git or the host names them, with the roles held on that day.

    `day` is None where the host gives no date that can be read.
    """

    name: str
    roles: frozenset[str]
    day: date | None
    fault: Fault | None = None  # why this approval does not count


def of_note(note: Note, rules: ApprovalRules) -> list[Voice]:
    """Return the approvals that the host knew of."""
    voices = []
    for approval in note.approvals:
        login = approval.login.casefold()
        who = [one for one in rules.people if one.login and one.login.casefold() == login]
        name = who[0].name if who else approval.login or "a person whose account is gone"
        day = _day(approval.at)
        voices.append(Voice(name, roles_held(who, day), day, _fault(approval, note, who)))
    return voices


def _fault(approval: Approval, note: Note, who: Sequence[Approver]) -> Fault | None:
    own = {login.casefold() for login in (note.author, note.pushed_by, *note.writers)}
    if approval.is_bot:
        return "BOT"
    # The host does not always tell a program who belongs to an organisation; the council's own list does.
    if not approval.login or not (approval.is_member or who):
        return "STRANGER"
    if approval.login.casefold() in own:
        return "SELF"
    if approval.commit != note.head:
        return "STALE"
    return "LATE" if note.merged_at and approval.at > note.merged_at else None


def of_trailers(made: Commit, writers: Sequence[Person], rules: ApprovalRules) -> list[Voice]:
    """Return the approvals that the message of a commit names; one without an address is nobody's."""
    voices = []
    for line in (line for name in TRAILERS for line in made.trailers(name)):
        said = person(line)
        fault: Fault | None = "SELF" if any(said.is_same(writer) for writer in writers) else None
        who = [one for one in rules.people if one.email.casefold() == said.email.casefold()]
        day = made.when.date()
        voices.append(Voice(said.name, roles_held(who, day), day, fault if said.email else "STRANGER"))
    return voices


def _day(at: str) -> date | None:
    try:
        return date.fromisoformat(at[:10])
    except ValueError:
        return None


def roles_held(who: Sequence[Approver], day: date | None) -> frozenset[str]:
    """Return the roles that someone held on a day: there is an entry for each time in office."""
    if day is None:
        return frozenset()
    held = (
        one.roles
        for one in who
        if (one.first_day is None or one.first_day <= day) and (one.last_day is None or day <= one.last_day)
    )
    return frozenset(role for roles in held for role in roles)


def writers(root: Path, head: str) -> dict[str, tuple[Person, ...]]:
    """Return, for each merge on the line of first parents, the authors of the commits that it brought in."""
    printed = git(root, "log", "--topo-order", "-z", "--format=%H%n%P%n%an%n%ae", head).decode(
        "utf-8", "replace"
    )
    rows = [row.split("\n") for row in printed.split("\0") if row]
    parents = {row[0]: row[1].split() for row in rows}
    authors = {row[0]: Person(row[2], row[3]) for row in rows}
    seen: set[str] = set()
    found = {}
    for commit in _line(head, parents):
        seen.add(commit)
        brought = _new(parents[commit][1:], parents, seen)
        if brought:
            found[commit] = tuple(dict.fromkeys(authors[name] for name in brought))
    return found


def _line(head: str, parents: dict[str, list[str]]) -> list[str]:
    """Return the line of first parents, the oldest first."""
    line = [head]
    while parents.get(line[-1]) and parents[line[-1]][0] in parents:
        line.append(parents[line[-1]][0])
    return line[::-1]


def _new(starts: list[str], parents: dict[str, list[str]], seen: set[str]) -> list[str]:
    """Return the commits reachable from `starts` that no earlier step brought in."""
    found, waiting = [], list(starts)
    while waiting:
        commit = waiting.pop()
        if commit not in seen and commit in parents:
            seen.add(commit)
            found.append(commit)
            waiting += parents[commit]
    return found
