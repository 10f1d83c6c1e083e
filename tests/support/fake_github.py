"""A code host of a test's own: a place where the files are kept, a working copy of it, and answers as GitHub gives them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from urllib.request import Request

from council import TODAY, Council

from goldenthread.common.git import git
from goldenthread.github import client
from goldenthread.github.client import API, GitHub

REPOSITORY = "ambleford/reviews"

_FOLDER = TemporaryDirectory(ignore_cleanup_errors=True)  # where each begun repository is


@cache
def _begun(day: str) -> Path:
    """Return a working copy and its origin, begun on a day that git reads from the environment: copy them."""
    folder = Path(_FOLDER.name) / (day or "today")
    root = Council(folder / "here").root
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "there.git")
    git(root, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "A Example"), ("user.email", "a@ambleford.example")):
        git(root, "config", name, value)
    git(root, "remote", "add", "origin", str(folder / "there.git"))
    _commit(root, "Begin")
    return folder


def _commit(root: Path, message: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)
    git(root, "push", "--quiet", "origin", "HEAD:main")
    return git(root, "rev-parse", "HEAD").decode().strip()


class Host:
    """Answers by method and path, such as `GET /pulls`; keeps what it was told in `sent`."""

    def __init__(self, folder: Path) -> None:
        begun = _begun(os.environ.get("GIT_COMMITTER_DATE", ""))
        self.council = Council(folder / "here", begun / "here", addresses=True)  # with all that is there
        self.root, self.origin = self.council.root, folder / "there.git"
        shutil.copytree(begun / "there.git", self.origin)
        git(self.root, "remote", "set-url", "origin", str(self.origin))
        self.answers: dict[str, Any] = {"GET ": {"default_branch": "main"}}
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def commit(self, message: str) -> str:
        """Put all files under version control and bring them to the origin; give the commit."""
        return _commit(self.root, message)

    def there(self, *words: str) -> str:
        """Ask git at the origin."""
        return git(self.origin, *words).decode()

    def connect(self, token: str, repository: str) -> GitHub:
        return GitHub(token, repository, self.ask, pause=0)

    def ask(self, request: Request) -> tuple[int, bytes]:
        path = urlsplit(request.full_url.removeprefix(f"{API}/repos/{REPOSITORY}")).path
        key = f"{request.get_method()} {path}"
        if request.data is not None:
            assert isinstance(request.data, bytes)
            self.sent.append((key, json.loads(request.data)))
        answer = self.answers.get(key, [] if key.startswith("GET") else {})
        return 200, json.dumps(answer).encode()

    def told(self, key: str) -> list[dict[str, Any]]:
        """Give what was sent to a method and path."""
        return [facts for sent, facts in self.sent if sent == key]


def ask(root: Path, *words: object, connect: Callable[[str, str], GitHub] = GitHub) -> int:
    """Run a command of build.py as on the council's day, with GitHub as `connect` makes it; return the exit code."""
    from build import main

    with patch.object(client, "GitHub", connect):
        return main(["--root", str(root), "--today", TODAY.isoformat(), *map(str, words)])
