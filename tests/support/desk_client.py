"""An officer at the desk, without a browser: asks for pages, fills in their forms as a browser without script would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

from council import TODAY
from starlette.testclient import TestClient

from goldenthread.commands.changes import changes
from goldenthread.desk.app import Desk
from goldenthread.desk.workspace import Workspace
from goldenthread.publish.project_paths import Places

ADDRESS = "http://127.0.0.1:8001"
TOKEN = "token-of-this-start"  # noqa: S105 - of a test
_CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)


def desk_of(root: Path, today: date = TODAY) -> Desk:
    """Return the desk of a council's folder."""
    workspace = Workspace(root, lambda: today)
    return Desk(
        workspace, Places.of(root, None).environment(), lambda: changes(root, workspace.today, "HEAD", None)
    )


class Officer:
    """Somebody at the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = TestClient(desk.app(TOKEN), base_url=ADDRESS, headers={"origin": ADDRESS})
        self.client.get(f"/?token={TOKEN}")
        self.page = ""
        self.status = 0
        self.at = ""

    def opens(self, address: str) -> str:
        """Open a page, and return it."""
        return self._took(self.client.get(address))

    def sends(self, **values: str) -> str:
        """Fill in the form of the page and send it; what is not given stays as the page has it."""
        return self._took(self.client.post(self.at, data={**fields_of(self.page), "step": "look", **values}))

    def saves(self) -> str:
        """Press “Save”."""
        assert "Look over your change" in self.page, heard(self.page)
        return self.sends(step="save")

    def does(self, address: str, values: Mapping[str, str], then: Mapping[str, str] | None = None) -> str:
        """Do a task from its form to “Saved”; `then` is what the second part of its form asks."""
        self.opens(address)
        self.sends(**values)
        if then is not None:
            self.sends(**then)
        return self.saves()

    def _took(self, answer: object) -> str:
        self.page, self.status = answer.text, answer.status_code  # type: ignore[attr-defined]
        self.at = str(answer.url).removeprefix(ADDRESS)  # type: ignore[attr-defined]
        return self.page


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the page's last form."""
    form = page.rpartition("<form")[2]
    found: dict[str, str] = {}
    for kind, attributes, inside in _CONTROL.findall(form):
        facts = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', attributes)}
        name, value = facts.get("name"), facts.get("value", "")
        if name is None or (facts.get("type") in ("radio", "checkbox") and " checked" not in attributes):
            continue
        if kind == "textarea":
            value = unescape(inside.removeprefix("\n"))
        elif kind == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(
                r'value="([^"]*)"', inside
            )
            value = unescape(chosen[1]) if chosen else ""
        found[name] = (
            f"{found[name]}\n{value}".strip("\n") if name in found else value
        )  # a browser sends both
    return found


def records_of(root: Path) -> dict[str, bytes]:
    """Return everything that a council keeps in git, by path: what a change must leave as it was."""
    kept = (
        path
        for folder in ("data", "content")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    )
    return {str(path.relative_to(root)): path.read_bytes() for path in kept}


def heard(page: str) -> str:
    """Return the words of a page, as a person takes them in."""
    main = page.partition("<main")[2].partition(">")[2]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))
