"""What is asked of git: always of the program itself, with fixed settings, and never of its own config's aliases.

Files of a commit are read blob by blob. `git archive` and a checkout obey the attributes of the tree that they
write (`export-ignore`, `working-tree-encoding` and others): a proposed change could hide itself from the reader.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from goldenthread.common.errors import CommandError, Exit

# A user's own settings must not change what is read.
_SETTINGS = (
    "core.quotePath=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "i18n.logOutputEncoding=UTF-8",
)
# A replaced locale or pager would change what is printed, and a replaced object what is read.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_LINK, _MODULE = "120000", "160000"
_NEVER = frozenset({b"", b".", b"..", b".git"})
NOWHERE = ".a-link-that-is-not-followed"


class GitFailed(CommandError):
    """git could not answer; the text is its own, or says that it is missing."""

    exit_code = Exit.CONFIGURATION


def git(root: Path, *words: str, given: bytes | None = None) -> bytes:
    """Return what git prints when it is run in a folder; `given` is put to its input."""
    settings = [option for setting in _SETTINGS for option in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", *settings, *words],
            cwd=root,
            input=given,
            capture_output=True,
            check=True,
            env={**os.environ, **_ENVIRONMENT},
        )
    except FileNotFoundError as error:
        raise GitFailed("The program git is not installed here.") from error
    except subprocess.CalledProcessError as error:
        raise GitFailed(
            error.stderr.decode("utf-8", "replace").strip() or "git failed and gave no reason."
        ) from error
    return done.stdout


def commit_of(root: Path, name: str) -> str:
    """Return the full id of the commit that a name (a branch, a tag, part of an id) stands for."""
    if name.startswith("-"):
        raise GitFailed(f"“{name}” is not the name of a commit.")
    return (
        git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        .decode()
        .strip()
    )


def is_shallow(root: Path) -> bool:
    """Whether this copy holds only the last part of the history."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def objects(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """Return the contents of git's objects by their ids, read in one run; one that is not in this copy is left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    printed = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in wanted:
        end = printed.index(b"\n", start)
        head = printed[start:end].split(b" ")
        start = end + 1
        if head[-1] == b"missing":
            continue
        size = int(head[2])
        found[name] = printed[start : start + size]
        start += size + 1
    return found


def tracked(root: Path, folders: Sequence[str]) -> list[str]:
    """Return the paths below some folders that git keeps, in order; none where `root` is no repository's folder."""
    if not (root / ".git").exists():
        return []
    try:
        printed = git(root, "ls-files", "-z", "--", *folders)
    except GitFailed:
        return []
    return [name for name in printed.decode("utf-8", "replace").split("\0") if name]


def take_out(root: Path, commit: str, folders: Sequence[str], to: Path) -> None:
    """Write the files below `root` as they were at a commit into an empty folder, byte for byte.

    `folders` limits it to some files and folders; one that was not there is left out. A link is written as one that
    leads nowhere: whoever reads the folder sees that there is a link, and cannot be led out of it.
    """
    entries = list(files_at(root, commit, folders))
    blobs = objects(root, (blob for mode, blob, _ in entries if mode not in (_LINK, _MODULE)))
    for mode, blob, name in entries:
        path = to / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            path.symlink_to(NOWHERE)
        elif mode == _MODULE:
            path.mkdir()
        elif blob in blobs:
            path.write_bytes(blobs[blob])
        else:
            raise GitFailed(
                f"This copy of the repository does not have the file {os.fsdecode(name)!r} of {commit[:10]}."
            )


def files_at(root: Path, commit: str, folders: Sequence[str] = ()) -> Iterator[tuple[str, str, bytes]]:
    """Yield mode, blob and path of each file below `root` at a commit; paths are bytes, for git keeps names of any encoding."""
    printed = git(root, "ls-tree", "-r", "-z", commit, "--", *folders)
    for entry in printed.split(b"\0"):
        if entry:
            facts, _, name = entry.partition(b"\t")
            mode, _, blob = facts.decode().split(" ")
            if not _NEVER.isdisjoint(name.split(b"/")):  # only a forged tree has such names
                raise GitFailed(
                    f"The commit {commit[:10]} has a file with a name that is not allowed: {name!r}."
                )
            yield mode, blob, name
