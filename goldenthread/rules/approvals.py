"""Rules about approval: who must approve what can be told, and somebody is there to do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.messages import guess
from goldenthread.read import Content
from goldenthread.read.codeowners_file import OWNERS, codeowners
from goldenthread.read.spots import Spot
from goldenthread.rules.finding import Finding
from goldenthread.source import Loc

FILE = "data/approval-rules.yml"


def roles_are_listed(content: Content) -> Iterator[Finding]:
    """Each role that a rule or a person names is listed, and each person has one."""
    rules = content.approval_rules
    known = [role.id for role in rules.roles]
    named: list[tuple[Loc, str]] = [
        (("rules", place, "needs"), rule.needs) for place, rule in enumerate(rules.rules)
    ]
    for place, who in enumerate(rules.people):
        named += [(("people", place, "roles", n), role) for n, role in enumerate(who.roles)]
        if not who.roles:
            yield Finding("approver-without-role", Spot(FILE, ("people", place, "roles")), {"name": who.name})
    for loc, role in named:
        if role not in known:
            words = {
                "role": role,
                "guess": guess(role, known),
                "known": ", ".join(known) or "none is there yet",
            }
            yield Finding("role-not-listed", Spot(FILE, loc), words)


def days_in_office_run_forward(content: Content) -> Iterator[Finding]:
    """Nobody leaves office before the first day in it."""
    for place, who in enumerate(content.approval_rules.people):
        if who.first_day and who.last_day and who.last_day < who.first_day:
            words = {"name": who.name, "first": in_words(who.first_day), "last": in_words(who.last_day)}
            yield Finding("office-ends-before-it-begins", Spot(FILE, ("people", place, "last_day")), words)


def somebody_holds_each_role(content: Content, today: date) -> Iterator[Finding]:
    """Once approvals are kept, somebody holds each role that a rule asks for."""
    rules = content.approval_rules
    if rules.since is None:
        return
    held = {
        role
        for who in rules.people
        for role in who.roles
        if (who.first_day or today) <= today <= (who.last_day or today)
    }
    needed = {rule.needs for rule in rules.rules}
    for place, role in enumerate(rules.roles):
        if role.id in needed - held:
            yield Finding("role-without-holder", Spot(FILE, ("roles", place, "id")), {"role": role.name})


def owners_are_as_the_rules_say(content: Content) -> Iterator[Finding]:
    """The list of owners that the code host reads is the one that the rules for approval give."""
    rules, path = content.approval_rules, content.root / OWNERS
    if {rule.needs for rule in rules.rules} - {role.id for role in rules.roles}:
        return  # that is told already; the owners come right with it
    wanted = codeowners(rules)
    there = path.read_text("utf-8", "replace") if path.is_file() else None
    if there != wanted and (there is not None or "@" in wanted):
        yield Finding("owners-out-of-date", Spot(OWNERS, line=1))
