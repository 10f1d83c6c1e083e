"""What each lead is asked about: its actions that are overdue, due soon or without an update, once for every output."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.model import standing
from goldenthread.register.views import ActionView, Link

NO_LEAD = Link("No lead that we know", "")
OVERDUE, DUE_SOON, SILENT = PARTS = (standing.OVERDUE.label, standing.DUE_SOON.label, "Without an update")


def open_by_lead(actions: Iterable[ActionView]) -> list[tuple[Link, list[ActionView]]]:
    """Return the actions that are not finished by each body or post that leads them, by name; the last without a lead.

    An action with several leads is with each. A row that only points to another is left out.
    """
    found: dict[Link, list[ActionView]] = {}
    for action in actions:
        if action.is_listed and action.same_as is None and not action.status.word.done:
            for lead in action.leads or (NO_LEAD,):
                found.setdefault(lead, []).append(action)
    return sorted(found.items(), key=lambda item: (item[0] == NO_LEAD, item[0].title.lower()))


def part_of(action: ActionView) -> str:
    """Return under which heading an action is put to its lead; empty when there is nothing to ask."""
    if action.is_overdue:
        return OVERDUE
    if action.is_due_soon:
        return DUE_SOON
    return SILENT if action.is_silent else ""


def progress_form(repository: str | None) -> str:
    """Return the address of the form “Report progress on an action” on the code host; empty where none is recorded."""
    return f"{repository.rstrip('/')}/issues/new?template=progress.yml" if repository else ""
