"""Rules about approval: we know who must approve each change, and each role is filled.

The list of owners that the code host reads is made here too: it asks one owner of each file to approve. Which role must
approve which kind of change is finer than that, and `build.py audit` judges it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.messages import guess
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.kinds import BY_FOLDER, CABINET_REPORTS
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules.finding import Finding
from goldenthread.source import Loc

FILE = "data/approval-rules.yml"


def roles_are_listed(content: Content) -> Iterator[Finding]:
    """Each role that a rule or a person refers to is listed, and each person has a role."""
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
                "known": ", ".join(known) or "there are none yet",
            }
            yield Finding("role-not-listed", Spot(FILE, loc), words)


def days_in_office_run_forward(content: Content) -> Iterator[Finding]:
    """Nobody leaves a role before the date they start in it."""
    for place, who in enumerate(content.approval_rules.people):
        if who.first_day and who.last_day and who.last_day < who.first_day:
            words = {"name": who.name, "first": in_words(who.first_day), "last": in_words(who.last_day)}
            yield Finding("office-ends-before-it-begins", Spot(FILE, ("people", place, "last_day")), words)


def somebody_holds_each_role(content: Content, today: date) -> Iterator[Finding]:
    """Once approvals are kept, every role that a rule requires has someone in it."""
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
    """The code host’s list of owners matches the rules for approval."""
    rules, path = content.approval_rules, content.root / OWNERS
    if {rule.needs for rule in rules.rules} - {role.id for role in rules.roles}:
        return  # that is reported already; the owners come right with it
    wanted = codeowners(rules)
    there = path.read_text("utf-8", "replace") if path.is_file() else None
    if there != wanted and (there is not None or "@" in wanted):
        yield Finding("owners-out-of-date", Spot(OWNERS, line=1))


OWNERS = ".github/CODEOWNERS"
_HEAD = """\
# Made by “build.py codeowners” from data/approval-rules.yml. Do not edit it by hand.
# The code host asks an owner of each changed file to approve. The last line that fits a file counts.
"""
_NOBODY = """
# There are no owners yet: the rules for approval name no team of the code host.
# Name a “team” for each role and a “machinery_team”, then run “build.py codeowners” again.
"""


def codeowners(rules: ApprovalRules) -> str:
    """Write `.github/CODEOWNERS`: the files of each kind of record with the teams whose approval their changes need."""
    lines = [f"{path:<28} {' '.join(teams)}" for path, teams in _owned(rules) if teams]
    return _HEAD + ("\n" + "\n".join(lines) + "\n" if lines else _NOBODY)


def _owned(rules: ApprovalRules) -> Iterator[tuple[str, list[str]]]:
    machinery = [rules.machinery_team] if rules.machinery_team else []
    settings = _teams(rules, "settings")
    yield "*", machinery
    yield "/content/", _teams(rules, "pages")
    yield (
        "/content/files/",
        list(dict.fromkeys(team for folder in BY_FOLDER for team in _teams(rules, folder))),
    )
    yield "/data/", settings
    for kind in BY_FOLDER:
        yield f"/data/{kind}/", _teams(rules, kind)
        yield f"/content/{kind}/", _teams(rules, kind)
    yield "/published/", _teams(rules, CABINET_REPORTS.folder)
    # Who may approve, and what is checked and published, is never a matter of the records alone.
    yield "/data/approval-rules.yml", list(dict.fromkeys([*settings, *machinery]))


def _teams(rules: ApprovalRules, kind: str) -> list[str]:
    """Return the teams of all roles that some change to a kind of record needs."""
    team = {role.id: role.team for role in rules.roles}
    needed = dict.fromkeys(
        rule.needs
        for rule in rules.rules
        if (kind in rule.records or "any" in rule.records) and any(_concerns(act, kind) for act in rule.acts)
    )
    return list(dict.fromkeys(found for role in needed if (found := team.get(role))))


def _concerns(act: str, kind: str) -> bool:
    """Whether an act can happen to a kind: settings and pages have one act each."""
    own = {"settings": "change a setting", "pages": "change a page"}
    return act == "anything" or (act == own[kind] if kind in own else act not in own.values())
