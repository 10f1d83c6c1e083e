"""Who cleared which section of a cabinet report, such as Finance or the monitoring officer: kept in git, never published.

A clearance is for words and figures, by their digest. It is one line of JSON in a note of git on the commit at which it
was recorded, so that the notes of two officers merge line by line. docs/decisions/approvals.md says what it proves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from goldenthread.approvals.approvers import roles_held
from goldenthread.approvals.cleared_sections import ClearableSection, clearable_sections
from goldenthread.approvals.notes import listed
from goldenthread.common.characters import has_forbidden
from goldenthread.common.dates import in_words
from goldenthread.common.git import GitFailed, commit_of, git, objects
from goldenthread.history.commits import Person, person
from goldenthread.model.approval_rules import ApprovalRules, Role
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding

REF = "refs/notes/clearances"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Clearance:
    """One post's clearance of one section: its words as they were then, and who recorded it, as git names them.

    `turn` counts a post's clearances of a section from 1: the last one counts, whatever the clock of a computer says.
    """

    report: str
    section: str
    heading: str
    post: str
    digest: str
    words: str
    name: str
    email: str
    day: date
    turn: int
    is_withdrawn: bool = False

    def as_line(self) -> str:
        """Write it as one line, always in the same form."""
        facts = {"version": VERSION, **asdict(self), "day": self.day.isoformat()}
        return json.dumps(facts, ensure_ascii=False, sort_keys=True)


class ClearanceState(StrEnum):
    """What a clearance is worth now."""

    CLEARED = "cleared"
    CHANGED = "void: changed since"
    GONE = "void: no longer in the paper"
    WITHDRAWN = "withdrawn"
    STRANGER = "not by a holder of the role"
    MISSING = "not cleared"


@dataclass(frozen=True, slots=True)
class Standing:
    """A section with one post whose clearance the format asks for, or that gave one; `last` is None where it gave none."""

    section: str
    heading: str
    post: str
    state: ClearanceState
    is_needed: bool
    words: str  # those of now; empty where the section is gone
    spot: Spot
    last: Clearance | None = None

    @property
    def is_open(self) -> bool:
        """Whether the format asks for a clearance that is not there."""
        return self.is_needed and self.state is not ClearanceState.CLEARED

    @property
    def sentence(self) -> str:
        """Return its state in words: “Financial Implications” has not been cleared (Finance)."""
        day = in_words(self.last.day) if self.last else ""
        fact = {
            ClearanceState.CLEARED: f"was cleared on {day}",
            ClearanceState.CHANGED: f"has changed since it was cleared on {day}",
            ClearanceState.GONE: f"was cleared on {day} and is no longer in the paper",
            ClearanceState.WITHDRAWN: f"is not cleared: the clearance was withdrawn on {day}",
            ClearanceState.STRANGER: f"was cleared on {day} by someone who did not hold the role",
            ClearanceState.MISSING: "has not been cleared",
        }[self.state]
        return f"“{self.heading}” {fact} ({self.post})."


def is_kept(root: Path) -> bool:
    """Whether this copy has any clearances: none are fetched by `git clone` alone, and none are kept without git."""
    try:
        return (root / ".git").exists() and bool(git(root, "rev-parse", "--verify", "--quiet", REF))
    except GitFailed:
        return False


def clearances(root: Path) -> tuple[Clearance, ...]:
    """Return all clearances of this copy, each post's of a section in their order; a withdrawal comes last in its turn."""
    if not is_kept(root):
        return ()
    blobs = listed(root, REF).values()
    lines = {line for raw in objects(root, blobs).values() for line in raw.splitlines()}
    kept = (clearance for line in lines if (clearance := _clearance_from(line)))
    return tuple(sorted(kept, key=lambda one: (one.turn, one.is_withdrawn, one.day, one.digest)))


def _clearance_from(line: bytes) -> Clearance | None:
    """Read one line; None when it is none of ours."""
    try:
        facts = json.loads(line)
        if facts.pop("version") != VERSION or has_forbidden("".join(map(str, facts.values()))):
            return None
        return TypeAdapter(Clearance).validate_python(facts)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def record_clearances(root: Path, new: Iterable[Clearance]) -> None:
    """Add clearances to the note on the last commit, as the officer whom git names. Raise GitFailed."""
    head = commit_of(root, "HEAD")
    blob = listed(root, REF).get(head)
    before = objects(root, [blob])[blob].decode().splitlines() if blob else []
    lines = sorted({*before, *(clearance.as_line() for clearance in new)})
    content = "".join(f"{line}\n" for line in lines).encode()
    git(root, "notes", f"--ref={REF}", "add", "--force", "--file=-", head, given=content)


def officer(root: Path) -> Person:
    """Return who works here, as git is set up. Raise GitFailed where it names nobody."""
    printed = git(root, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT").decode()
    return person(printed.rsplit(" ", 2)[0])


def role_of(rules: ApprovalRules, post: str) -> Role | None:
    """Return the role of the rules for approval that a post names by id or by name; None for any other post."""
    names = (role for role in rules.roles if post.casefold() in (role.id, role.name.casefold()))
    return next(names, None)


def may_clear(rules: ApprovalRules, post: str, email: str, day: date) -> bool:
    """Whether someone may clear for a post on a day: for a role of the rules, only who holds it."""
    role = role_of(rules, post)
    who = [one for one in rules.people if one.email.casefold() == email.casefold()]
    return role is None or role.id in roles_held(who, day)


def standings(content: Content, report: CabinetReport, kept: Sequence[Clearance]) -> tuple[Standing, ...]:
    """Return what is cleared of a report, what is void and what is not cleared, in printed order."""
    last: dict[tuple[str, str], tuple[Clearance, ...]] = {}  # those with the highest turn
    for one in (one for one in kept if one.report == report.id):
        key = one.section, one.post.casefold()
        same = (before for before in last.get(key, ()) if before.turn == one.turn)
        last[key] = (*same, one)
    sections = clearable_sections(content, report)
    found = [standing for section in sections for standing in _standings(content, section, last)]
    names = {section.id for section in sections}
    spot = Spot(CABINET_REPORTS.file(report.id))
    gone = (turn[-1] for (name, _), turn in last.items() if name not in names and not turn[-1].is_withdrawn)
    found += [
        Standing(one.section, one.heading, one.post, ClearanceState.GONE, False, "", spot, one)
        for one in gone
    ]
    return tuple(found)


def _standings(
    content: Content, section: ClearableSection, last: Mapping[tuple[str, str], Sequence[Clearance]]
) -> Iterator[Standing]:
    posts = {post.casefold(): post for post in section.posts}
    for (of, name), turn in last.items():
        if of == section.id:
            posts.setdefault(name, turn[-1].post)
    for name, post in posts.items():
        clearance = _in_force(last.get((section.id, name), ()), section)
        state = _state(content.approval_rules, section, clearance)
        is_needed, words = post in section.posts, section.as_text
        yield Standing(section.id, section.heading, post, state, is_needed, words, section.spot, clearance)


def _in_force(turn: Sequence[Clearance], section: ClearableSection) -> Clearance | None:
    """Return the clearance that counts of those with the same turn, which two copies can give before they are shared."""
    for_these_words = [one for one in turn if one.digest == section.digest and not turn[-1].is_withdrawn]
    return next(iter((*for_these_words, *turn[-1:])), None)


def _state(rules: ApprovalRules, section: ClearableSection, clearance: Clearance | None) -> ClearanceState:
    if clearance is None:
        return ClearanceState.MISSING
    if clearance.is_withdrawn:
        return ClearanceState.WITHDRAWN
    if not may_clear(rules, clearance.post, clearance.email, clearance.day):
        return ClearanceState.STRANGER
    is_same = clearance.digest == section.digest
    return ClearanceState.CLEARED if is_same else ClearanceState.CHANGED


def awaits_clearance(content: Content, report: CabinetReport, today: date) -> bool:
    """Whether a report’s meeting is still to come and its format asks for a clearance of a section that it fills."""
    return bool(
        report.meeting
        and report.meeting >= today
        and any(section.posts for section in clearable_sections(content, report))
    )


def uncleared(content: Content, today: date) -> Iterator[Finding]:
    """Yield each section that is not cleared, of the papers whose meeting is still to come.

    It is an error only in a paper that readers can see, where the council publishes none before it is cleared.
    """
    papers = content.cabinet_reports.values()
    waiting = [report for report in papers if awaits_clearance(content, report, today)]
    if not waiting:
        return  # git is not asked
    kept, is_here = clearances(content.root), is_kept(content.root)
    for report in waiting:
        must = content.approval_rules.clear_before_publishing and report.is_public(today)
        if not is_here:
            code = "published-without-clearances" if must else "clearances-not-here"
            yield Finding(code, Spot(CABINET_REPORTS.file(report.id)), {"report": report.id})
            continue
        for one in standings(content, report, kept):
            if one.is_open:
                code = "published-not-cleared" if must else "not-cleared"
                words = {"sentence": one.sentence, "report": report.id, "section": one.section}
                yield Finding(code, one.spot, words | {"post": one.post})
