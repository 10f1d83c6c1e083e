"""The page that proposes the saved changes: in words, with who must approve, and then to the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from goldenthread.acts.address_list import list_addresses
from goldenthread.changes.uncorrected import uncorrected_since
from goldenthread.common.problems import Problem
from goldenthread.desk import proposals
from goldenthread.desk.steps import Given
from goldenthread.editing.save import write
from goldenthread.model.addresses import LEDGER
from goldenthread.rules import sound_content

if TYPE_CHECKING:
    from goldenthread.desk.app import Desk


def propose(desk: Desk, _: Request, given: Given | None) -> Response:
    """Show the saved changes in words, and propose them."""
    root = desk.workspace.root
    standing = proposals.standing(root)
    waits = standing is not None and bool(standing.files)
    uncorrected = _uncorrected(desk) if waits else []
    fault = ""
    if given is not None:
        title, message, *author = (
            given.get(name, "").strip() for name in ("title", "message", "name", "email")
        )
        if uncorrected:
            fault = "Tell readers first what was corrected."
        elif not title or not all(author):
            fault = "Give the change a title, and say who you are: approvers see both."
        else:
            _list_addresses(desk)
            made = proposals.propose(root, title, message, (author[0], author[1]), desk.workspace.today)
            return desk.render("proposed", title="Proposed", made=made)
    return desk.render(
        "propose",
        422 if fault else 200,
        title="Propose your changes",
        standing=standing,
        summary=desk.summarise() if waits else None,
        uncorrected=uncorrected,
        given=given or {},
        fault=fault,
    )


def _uncorrected(desk: Desk) -> list[tuple[Problem, str]]:
    """Return published words that have changed and that no correction names, each with the address to add it at."""
    root = desk.workspace.root
    since = proposals.published_branch(root)
    found = uncorrected_since(root, desk.workspace.content, desk.workspace.today, since)
    return [
        (problem, f"/correct/{problem.place.file.removeprefix('data/').removesuffix('.yml')}/")
        for problem in found
    ]


def _list_addresses(desk: Desk) -> None:
    """Add the addresses that the change makes public to the list, as `build.py addresses` does."""
    root, today = desk.workspace.root, desk.workspace.today
    if listed := list_addresses(sound_content(root, today), today):
        write(root, {LEDGER: listed.ledger})


def start_again(desk: Desk, _: Request, given: Given | None) -> Response:
    """Go back to the published files, for work that has nothing to do with the proposal."""
    if given is None:
        return RedirectResponse("/propose/", 303)
    proposals.start_again(desk.workspace.root)
    return desk.render("done", title="Ready for new work", sentence="You are back at the published files.")
