"""What is fetched from the place where the files are kept, and what is put there, with the token of the workflow.

The token stays in the environment: git asks a small helper for it, so it stands in no file and no list of programs.
"""

from __future__ import annotations

from pathlib import Path

from goldenthread.common.git import git

_ASKED = '!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f'
_WITH_TOKEN = ("-c", "credential.helper=", "-c", f"credential.helper={_ASKED}")
REMOTE = "origin"


def fetch(root: Path, *refs: str) -> None:
    """Fetch what is named, such as `refs/pull/7/head`. Raises GitFailed when it is not there."""
    git(root, *_WITH_TOKEN, "fetch", "--quiet", "--no-tags", REMOTE, *refs)


def push(root: Path, *refs: str) -> None:
    """Put there what is named, such as `refs/notes/approvals`. Raises GitFailed when that is refused."""
    git(root, *_WITH_TOKEN, "push", "--quiet", REMOTE, *refs)


def is_there(root: Path, ref: str) -> bool:
    """Say whether there is such a branch or set of notes. Raises GitFailed when nobody answers."""
    return bool(git(root, *_WITH_TOKEN, "ls-remote", REMOTE, ref).strip())
