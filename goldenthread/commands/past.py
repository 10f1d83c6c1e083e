"""What git knows of the past, for the pages: read when the project is a repository of its own, and else said to be unknown."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.history.versions import History
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import Content
    from goldenthread.register.past import Past

SHALLOW = (
    "This copy of the repository lacks the earlier part of its history; the pages say so. "
    "To have all of it: git fetch --unshallow"
)


def point(root: Path) -> str:
    """Name the commit and the approvals that a build stands on; empty outside a repository."""
    from goldenthread.git import GitFailed, git

    if not (root / ".git").exists():
        return ""
    try:
        return git(root, "for-each-ref", "--format=%(objectname)", "refs/notes/approvals").decode() + _head(
            root
        )
    except GitFailed:
        return ""


def _head(root: Path) -> str:
    from goldenthread.git import commit_of

    return commit_of(root, "HEAD")


def past_of(root: Path, content: Content, today: date) -> Past:
    """Read the past of every page that readers may see today; say aloud when part of it is missing here."""
    from goldenthread.approvals.audit import trail
    from goldenthread.git import GitFailed
    from goldenthread.history.versions import history
    from goldenthread.register.links import Public
    from goldenthread.register.past import NO_PAST, past

    if not point(root):
        return NO_PAST
    shown = [
        f"{folder}/{name}"
        for folder, names in Public(content, today).only().folders().items()
        for name in names
    ]
    try:
        found = history(root, content.vocabulary, root / "build" / "cache" / "history.json")
        judged = trail(root, found, content.approval_rules)
    except GitFailed as error:
        print(f"The history of the files cannot be read: {error}", file=sys.stderr)
        return NO_PAST
    if not found.is_complete:
        print(SHALLOW, file=sys.stderr)
    plans, begins = _plans_then(root, content, today, found)
    return replace(past(judged, shown, is_complete=found.is_complete), plans=plans, begins=begins)


def _plans_then(
    root: Path, content: Content, today: date, found: History
) -> tuple[dict[tuple[str, date], ActionPlan], dict[str, date]]:
    """Read each action plan as the main line had it at the end of each meeting's day, and say since when git has it."""
    from goldenthread.history.log import objects
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import record_of
    from goldenthread.rules.meetings import meetings

    wanted: dict[tuple[str, date], str] = {}
    begins: dict[str, date] = {}
    for name, met in meetings(content, today).items():
        versions = found.records.get(f"action-plans/{name}", ())
        if shown := [version.commit.when.date() for version in versions if version.digest]:
            begins[name] = min(shown)
        for meeting in met:
            until = [version for version in versions if version.commit.when.date() <= meeting.day]
            if until and until[-1].digest:
                wanted[name, meeting.day] = until[-1].snapshot.record
    blobs = objects(root, wanted.values()) if wanted else {}
    plans = {
        key: record_of(blobs[blob], f"action-plans/{key[0]}") for key, blob in wanted.items() if blob in blobs
    }
    return {key: plan for key, plan in plans.items() if isinstance(plan, ActionPlan)}, begins
