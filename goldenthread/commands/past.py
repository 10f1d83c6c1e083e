"""What git knows of the past, for the pages: read when the project is a repository of its own, and else said to be unknown."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    return past(judged, shown, is_complete=found.is_complete)
