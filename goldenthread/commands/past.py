"""What git knows of the past, for the pages: read when the project is a repository of its own, and else said to be unknown."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.changes.canonical import Facts
    from goldenthread.history.versions import History
    from goldenthread.model.action_plan import ActionPlan
    from goldenthread.read import Content
    from goldenthread.register.past import Past, Place

SHALLOW = (
    "This copy of the repository lacks the earlier part of its history; the pages say so. "
    "To have all of it: git fetch --unshallow"
)


def point(root: Path) -> str:
    """Name the commit and the approvals that a build stands on; empty outside a repository."""
    if not (root / ".git").exists():
        return ""
    from goldenthread.git import GitFailed, git

    try:
        return git(root, "show-ref", "--head", "HEAD", "refs/notes/approvals").decode()
    except GitFailed:
        return ""


def past_of(root: Path, content: Content, today: date) -> Past:
    """Read the past of every page that readers may see today; say aloud when part of it is missing here."""
    from goldenthread.approvals.audit import audit, trail
    from goldenthread.git import GitFailed
    from goldenthread.history.versions import history
    from goldenthread.register.past import NO_PAST, past
    from goldenthread.register.state import state

    if not point(root):
        return NO_PAST
    now = state(content, today).records
    try:
        found = history(root, content.vocabulary, root / "build" / "cache" / "history.json")
        judged = trail(root, found, content.approval_rules)
    except GitFailed as error:
        print(f"The history of the files cannot be read: {error}", file=sys.stderr)
        return NO_PAST
    if not found.is_complete:
        print(SHALLOW, file=sys.stderr)
    plans, begins = _plans_then(root, content, today, found)
    worked_out = past(
        judged,
        {key: place for key, facts in now.items() if (place := _place(key, facts))},
        audit(judged, now) if found.is_complete else (),
        is_complete=found.is_complete,
        keeps_approvals=content.approval_rules.since is not None,
    )
    return replace(worked_out, plans=plans, begins=begins)


def _place(key: str, facts: Facts) -> Place | None:
    """Give the page of a record; None for the settings, which have none, for the guide, and for what is mostly made."""
    from goldenthread.changes.naming import title_of
    from goldenthread.register.past import Place

    folder, _, name = key.partition("/")
    if folder == "settings" or name.startswith("guide/") or name in ("index", "open-data"):
        return None
    return Place(title_of(key, facts), f"{name}/" if folder == "pages" else f"{key}/")


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
