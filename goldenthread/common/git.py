"""What is asked of git: always of the program itself, with fixed settings, and never of its own config's aliases."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


class GitFailed(Exception):
    """git could not answer; the words are its own, or say that it is missing."""


def git(root: Path, *words: str, given: bytes | None = None) -> bytes:
    """Run git in a folder and give what it prints; `given` is put to its input."""
    settings = (
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showSignature=false",
        "-c",
        "i18n.logOutputEncoding=UTF-8",
    )
    # A replaced locale or pager would change what is printed.
    env = {**os.environ, "LC_ALL": "C.UTF-8", "GIT_PAGER": "cat", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *settings, *words], cwd=root, input=given, capture_output=True, check=True, env=env
        )
    except FileNotFoundError as error:
        raise GitFailed("The program git is not installed here.") from error
    except subprocess.CalledProcessError as error:
        raise GitFailed(
            error.stderr.decode("utf-8", "replace").strip() or "git failed without a word."
        ) from error
    return done.stdout


def commit_of(root: Path, name: str) -> str:
    """Give the full id of the commit that a name (a branch, a tag, part of an id) stands for."""
    if name.startswith("-"):
        raise GitFailed(f"“{name}” is not the name of a commit.")
    return (
        git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        .decode()
        .strip()
    )


def is_shallow(root: Path) -> bool:
    """Say whether this copy holds only the last part of the history."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def take_out(root: Path, commit: str, folders: Sequence[str], to: Path) -> None:
    """Write the folders below `root` as they stood at a commit into an empty folder; one that was not there is left out."""
    there = git(root, "ls-tree", "--name-only", "-z", commit, "--", *folders).decode().split("\0")
    wanted = [name for name in there if name]
    if not wanted:
        return
    import tarfile  # only here: a build that has nothing to do must not wait for it

    packed = git(root, "archive", "--format=tar", commit, "--", *wanted)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(to, filter="data")
