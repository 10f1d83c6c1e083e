"""What is asked of GitHub: to list, open and change issues, to comment, to read what was approved, to fetch and push.

https://docs.github.com/en/rest
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.git import GitFailed, git

API = "https://api.github.com"
LABEL = "deadline-reminder"  # only people of the project can give a label, so nobody else can fake a reminder
LONGEST = 60_000  # letters of a comment; the host takes 65,536
CUT = "\n\n… The rest is too long to be shown here.\n"
A_PAGE = 100
SECONDS = 30
REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")

Ask = Callable[[Request], tuple[int, bytes]]

_REFUSED = {
    301: "The repository {repository} has moved. Set GITHUB_REPOSITORY to its new name.",
    401: "GitHub does not accept the token in GITHUB_TOKEN. Use one that is still valid.",
    403: "GitHub does not allow this. Give the token the permission “issues: write” and the others that the workflow names, or try again in an hour.",
    404: "GitHub has no repository {repository} that this token may see. Check GITHUB_REPOSITORY and the token.",
    410: "Issues are switched off in {repository}. Switch them on in its settings.",
    422: "GitHub did not accept what was sent. Run with --dry-run, and look for a text that is very long.",
    429: "There were too many requests to GitHub. Try again in an hour.",
}
_REFUSED |= dict.fromkeys((307, 308), _REFUSED[301])
_OTHER = "GitHub answered with error {status}. Try again later: nothing is posted twice."


class HostRefused(CommandError):
    """GitHub could not be asked, or did not do what it was asked; the text says what to do."""

    exit_code = Exit.CANNOT_WRITE


class NotSetUp(CommandError):
    """Something that talking to GitHub needs is missing; the text says what."""

    exit_code = Exit.CONFIGURATION


class _NoRedirect(HTTPRedirectHandler):
    """Follow nothing: the token is meant for one address only."""

    def redirect_request(self, *_: Any) -> None:
        return None


def ask(request: Request) -> tuple[int, bytes]:
    """Send a request over the network; return the status and the answer."""
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()
    except (OSError, HTTPException) as error:
        raise HostRefused(
            f"GitHub cannot be reached ({getattr(error, 'reason', error)}). Try again later."
        ) from None


class GitHub:
    """One repository."""

    def __init__(self, token: str, repository: str, ask: Ask = ask, pause: float = 1.0) -> None:
        if not REPOSITORY.fullmatch(repository):
            raise HostRefused(
                f"“{repository}” is not the name of a repository. Write GITHUB_REPOSITORY as owner/name."
            )
        self.repository = repository
        self._token, self._ask, self._pause = token, ask, pause

    def issues(self, label: str = LABEL) -> list[dict[str, Any]]:
        """Return all issues with a label, open and closed: the reminders, when no other is named."""
        return self.all(f"/issues?state=all&labels={label}")

    def open(self, title: str, body: str, label: str = LABEL) -> None:
        """Open an issue."""
        self.say("POST", "/issues", {"title": title, "body": body, "labels": [label]})

    def comment(self, number: int, body: str) -> None:
        """Comment on an issue or a pull request; the people who watch it are notified."""
        self.say("POST", f"/issues/{number}/comments", {"body": body})

    def change(self, number: int, title: str, body: str, state: str) -> None:
        """Set the title, the body and the state of an issue: `open` or `closed`."""
        self.say("PATCH", f"/issues/{number}", {"title": title, "body": body, "state": state})

    def keep_comment(self, number: int, name: str, body: str) -> None:
        """Comment once: the program's own comment of this `name` is replaced, so there is only ever one."""
        words = _marker(name) + "\n" + (body if len(body) <= LONGEST else body[:LONGEST] + CUT)
        said = self._own_comment(number, name)
        if said is None:
            self.comment(number, words)
        else:
            self.say("PATCH", f"/issues/comments/{said}", {"body": words})

    def has_comment(self, number: int, name: str) -> bool:
        """Return whether the program has written its comment of this `name`."""
        return self._own_comment(number, name) is not None

    def _own_comment(self, number: int, name: str) -> int | None:
        for said in self.all(f"/issues/{number}/comments?"):
            # Anybody may write the marker; only a program's comment is ours to change.
            is_ours = (said.get("user") or {}).get("type") == "Bot"
            if is_ours and str(said.get("body")).startswith(_marker(name)):
                return int(said["id"])
        return None

    def all(self, path: str) -> list[dict[str, Any]]:
        """Return a whole list, page by page; `path` holds a question mark."""
        found: list[dict[str, Any]] = []
        joint = "" if path.endswith("?") else "&"
        for number in count(1):
            page = self.say("GET", f"{path}{joint}per_page={A_PAGE}&page={number}")
            found += page
            if len(page) < A_PAGE:
                break
        return found

    def say(self, method: str, path: str, facts: dict[str, Any] | None = None) -> Any:
        """Ask for, or change, what is below the repository's address; return the answer. Raises HostRefused."""
        request = Request(  # noqa: S310 - the address begins with API, which is https
            f"{API}/repos/{self.repository}{path}",
            data=json.dumps(facts).encode() if facts is not None else None,
            method=method,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "User-Agent": "golden-thread",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        if facts is not None:
            time.sleep(self._pause)  # GitHub asks for a second between changes
        status, answer = self._ask(request)
        if status >= 300:
            raise HostRefused(_REFUSED.get(status, _OTHER).format(repository=self.repository, status=status))
        try:
            return json.loads(answer)
        except ValueError:
            raise HostRefused("GitHub’s answer cannot be read. Try again later.") from None


def _marker(name: str) -> str:
    return f"<!-- golden-thread: {name} -->"


def connected() -> GitHub:
    """Return the repository that the environment names, with its token. Raises NotSetUp."""
    token, repository = (os.environ.get(name, "").strip() for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY"))
    if not token or not repository:
        missing = "GITHUB_REPOSITORY" if token else "GITHUB_TOKEN"
        raise NotSetUp(f"{missing} is not set. Set it, or use --dry-run to see what would be done.")
    return GitHub(token, repository)


_ASKED = '!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f'
# The token stays in the environment: git asks a small helper for it, so it is in no file and no list of programs.
_WITH_TOKEN = ("-c", "credential.helper=", "-c", f"credential.helper={_ASKED}")
REMOTE = "origin"


def fetch(root: Path, *refs: str) -> None:
    """Fetch what is named, such as `refs/pull/7/head`. Raises HostRefused when it is not there."""
    _ask_remote(root, "fetch", "--quiet", "--no-tags", REMOTE, *refs)


def push(root: Path, *refs: str) -> None:
    """Push what is named, such as `refs/notes/approvals`. Raises HostRefused."""
    _ask_remote(root, "push", "--quiet", REMOTE, *refs)


def is_there(root: Path, ref: str) -> bool:
    """Return whether there is such a branch or set of notes. Raises HostRefused when nobody answers."""
    return bool(_ask_remote(root, "ls-remote", REMOTE, ref).strip())


def _ask_remote(root: Path, *words: str) -> bytes:
    try:
        return git(root, *_WITH_TOKEN, *words)
    except GitFailed as error:
        raise HostRefused(error) from error
