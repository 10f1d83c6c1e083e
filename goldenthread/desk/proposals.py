"""A proposal: the saved changes as a branch with a commit, pushed to the host, or as a patch where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from goldenthread.common.errors import CommandError
from goldenthread.common.git import GitFailed, git
from goldenthread.common.inflection import slug

PREFIX = "desk/"  # of the branches that the desk makes
# What an officer's work is in. A change of anything else is a programmer's, and is not proposed here.
FILES = ("data", "content", "published", "urls.lock.yml")
PATCHES = "build/desk"
REMOTE = "origin"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the work is: its branch, the files that are saved and not proposed, and whether there is a host to push to.

    `author` is the name and address that git has for whoever works here; either may be empty.
    """

    branch: str
    files: tuple[str, ...]
    has_host: bool
    author: tuple[str, str]

    @property
    def is_proposal(self) -> bool:
        """Whether further changes are added to a proposal that was begun."""
        return self.branch.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that was made: its branch, the address where a pull request is opened, or the patch to hand on."""

    branch: str
    address: str = ""
    patch: str = ""


def standing(root: Path) -> Standing | None:
    """Return where the work is; None where the folder is no repository of git."""
    try:
        branch = git(root, "branch", "--show-current").decode().strip()
        printed = git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--", *FILES).decode()
        remotes = git(root, "remote").decode().split()
    except GitFailed:
        return None
    files = tuple(entry[3:] for entry in printed.split("\0") if len(entry) > 3)
    return Standing(
        branch, files, REMOTE in remotes, (_setting(root, "user.name"), _setting(root, "user.email"))
    )


def propose(root: Path, title: str, message: str, author: tuple[str, str], today: date) -> Proposed:
    """Commit the saved changes on a branch of their own, or on the proposal that was begun, and push it.

    Raise CommandError where there is nothing to propose, or where git or the host refuses; the files stay as they are.
    """
    now = standing(root)
    if now is None or not now.files:
        raise CommandError("There is nothing to propose: every saved change is in a proposal already.")
    branch = now.branch
    if not now.is_proposal:
        branch = _free_name(root, f"{PREFIX}{today.isoformat()}-{slug(title)[:40].strip('-') or 'change'}")
        git(root, "switch", "--quiet", "--create", branch)
    git(root, "add", "--", *(name for name in FILES if (root / name).exists()))
    name, address = author
    own = ("-c", f"user.name={name}", "-c", f"user.email={address}")
    git(root, *own, "commit", "--quiet", "--message", f"{title}\n\n{message}".strip(), "--", *_known(root))
    if not now.has_host:
        return Proposed(branch, patch=_patch(root, branch))
    git(root, "push", "--quiet", "--set-upstream", REMOTE, branch)
    return Proposed(branch, address=_compare_address(root, branch))


def start_again(root: Path) -> None:
    """Go back to the main branch, as the host has it. Raise CommandError where saved changes are not proposed yet."""
    now = standing(root)
    if now is None or now.files:
        raise CommandError(
            "Propose or undo your saved changes first. Then you can start from the published files."
        )
    main = published_branch(root)
    git(root, "switch", "--quiet", main)
    if now.has_host:
        git(root, "pull", "--quiet", "--ff-only", REMOTE, main)


def _known(root: Path) -> list[str]:
    """Return those of the files that git knows here; it refuses a name that it does not."""
    return [name for name in FILES if git(root, "ls-files", "--", name)]


def published_branch(root: Path) -> str:
    """Return the name of the branch that is published."""
    for name in ("main", "master"):
        if git(root, "branch", "--list", name).strip():
            return name
    raise CommandError("This repository has no branch “main”.")


def _free_name(root: Path, wanted: str) -> str:
    taken = set(git(root, "branch", "--all", "--format=%(refname:short)").decode().split())
    names = (wanted, *(f"{wanted}-{n}" for n in range(2, 1000)))
    return next(name for name in names if not {name, f"{REMOTE}/{name}"} & taken)


def _setting(root: Path, name: str) -> str:
    try:
        return git(root, "config", "--get", name).decode().strip()
    except GitFailed:  # it is not set
        return ""


def _patch(root: Path, branch: str) -> str:
    """Write the proposal as a patch, and return its path from the root."""
    file = f"{PATCHES}/{branch.removeprefix(PREFIX)}.patch"
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_bytes(git(root, "format-patch", "--stdout", f"{published_branch(root)}..{branch}"))
    return file


def _compare_address(root: Path, branch: str) -> str:
    """Return the address where the host opens a pull request; empty where the remote is no host on the web."""
    remote = git(root, "remote", "get-url", REMOTE).decode().strip()
    ssh = re.fullmatch(r"(?:ssh://)?git@([\w.-]+)[:/](.+?)(?:\.git)?/?", remote)
    web = re.fullmatch(r"https://(?:[^@/]+@)?([\w.-]+)/(.+?)(?:\.git)?/?", remote)
    if (match := ssh or web) is None:
        return ""
    host, path = match.groups()
    own = quote(branch, safe="/")
    if "gitlab" in host:
        return f"https://{host}/{path}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
    return f"https://{host}/{path}/compare/{published_branch(root)}...{own}?expand=1"
