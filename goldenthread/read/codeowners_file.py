"""The list of owners that the code host reads: whom it asks to approve a change to which files.

The host asks one owner of each file. Which role must approve which kind of change is finer than that, and
`build.py audit` judges it; the owners see to it that the right people are asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.kinds import BY_FOLDER

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
    # Who may approve, and what is checked and published, is never a matter of the records alone.
    yield "/data/approval-rules.yml", list(dict.fromkeys([*settings, *machinery]))


def _teams(rules: ApprovalRules, kind: str) -> list[str]:
    """Give the teams of all roles that some change to a kind of record needs."""
    team = {role.id: role.team for role in rules.roles}
    needed = dict.fromkeys(
        rule.needs
        for rule in rules.rules
        if (kind in rule.records or "any" in rule.records) and any(_concerns(act, kind) for act in rule.acts)
    )
    return list(dict.fromkeys(found for role in needed if (found := team.get(role))))


def _concerns(act: str, kind: str) -> bool:
    """Say whether an act can happen to a kind: settings and pages have one act each."""
    own = {"settings": "change a setting", "pages": "change a page"}
    return act == "anything" or (act == own[kind] if kind in own else act not in own.values())
