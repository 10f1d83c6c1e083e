"""The few things that reminders ask of GitHub: list issues, open one, say something in one, change one.

https://docs.github.com/en/rest/issues/issues
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

API = "https://api.github.com"
LABEL = (
    "deadline-reminder"  # only people of the project can give a label, so nobody else can pose as a reminder
)
A_PAGE = 100
SECONDS = 30
REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")

Ask = Callable[[Request], tuple[int, bytes]]

_REFUSED = {
    301: "The repository {repository} has moved. Set GITHUB_REPOSITORY to its new name.",
    401: "GitHub does not accept the token in GITHUB_TOKEN. Give one that is still valid.",
    403: "GitHub does not allow this now. Give the token the right “issues: write”, or try again in an hour.",
    404: "GitHub knows no repository {repository} that this token may see. Check GITHUB_REPOSITORY and the token.",
    410: "Issues are switched off in {repository}. Switch them on in its settings.",
    422: "GitHub did not take what was sent. Run with --dry-run, and look for a text that is very long.",
    429: "GitHub was asked too often. Try again in an hour.",
}
_REFUSED |= dict.fromkeys((307, 308), _REFUSED[301])
_OTHER = "GitHub answered with error {status}. Try again later: what has been said is not said twice."


class CannotAsk(Exception):
    """GitHub could not be asked, or did not do what it was asked; the sentence says what to do."""


class _NoRedirect(HTTPRedirectHandler):
    """Follow nothing: the token is meant for one address only."""

    def redirect_request(self, *_: Any) -> None:
        return None


def ask(request: Request) -> tuple[int, bytes]:
    """Send a request over the network; give the status and the answer."""
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()
    except (OSError, HTTPException) as error:
        raise CannotAsk(
            f"GitHub cannot be reached ({getattr(error, 'reason', error)}). Try again later."
        ) from None


class GitHub:
    """The issues of one repository."""

    def __init__(self, token: str, repository: str, ask: Ask = ask, pause: float = 1.0) -> None:
        if not REPOSITORY.fullmatch(repository):
            raise CannotAsk(
                f"“{repository}” is no name of a repository. Write GITHUB_REPOSITORY as owner/name."
            )
        self.repository = repository
        self._token, self._ask, self._pause = token, ask, pause

    def issues(self) -> list[dict[str, Any]]:
        """Give all reminders, open and closed."""
        found: list[dict[str, Any]] = []
        for number in count(1):
            page = self._say("GET", f"?state=all&labels={LABEL}&per_page={A_PAGE}&page={number}")
            found += page
            if len(page) < A_PAGE:
                break
        return found

    def open(self, title: str, body: str) -> None:
        """Open an issue."""
        self._say("POST", "", {"title": title, "body": body, "labels": [LABEL]})

    def comment(self, number: int, body: str) -> None:
        """Say something in an issue; those who follow it are told."""
        self._say("POST", f"/{number}/comments", {"body": body})

    def change(self, number: int, title: str, body: str, state: str) -> None:
        """Give an issue a title, a body and a state: `open` or `closed`."""
        self._say("PATCH", f"/{number}", {"title": title, "body": body, "state": state})

    def _say(self, method: str, path: str, facts: dict[str, Any] | None = None) -> Any:
        request = Request(  # noqa: S310 - the address begins with API, which is https
            f"{API}/repos/{self.repository}/issues{path}",
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
            raise CannotAsk(_REFUSED.get(status, _OTHER).format(repository=self.repository, status=status))
        try:
            return json.loads(answer)
        except ValueError:
            raise CannotAsk("GitHub’s answer cannot be read. Try again later.") from None
