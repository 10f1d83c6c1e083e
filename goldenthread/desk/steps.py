"""The steps of every task: its form, then what it will change, then saving; nothing that another has changed is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from starlette.responses import RedirectResponse, Response

from goldenthread.common.errors import CommandError
from goldenthread.desk.forms import filled, sent_texts
from goldenthread.desk.tasks import Task
from goldenthread.desk.workspace import Workspace

Given = Mapping[str, str]
NOTHING_NEW = "The record says that already, so there is nothing to save."


class Render(Protocol):
    """Returns a page of the desk, from the name of its template and its facts."""

    def __call__(self, template: str, status: int = 200, **facts: Any) -> Response:
        """Return the page."""


def take_step(task: Task, sent: Given | None, workspace: Workspace, render: Render) -> Response:
    """Show the form of a task; then what it will change; then save it. `sent` is None the first time."""
    given = dict(sent) if sent is not None else None
    step = given.pop("step", "look") if given is not None else ""
    was, clash = _merged(task, given if given is not None else {})
    form = filled(
        task.questions, given, task.about, hints=task.hints, initial=task.initial, verbatim=task.verbatim
    )
    facts: dict[str, Any] = {"task": task, "form": form, "was": json.dumps(was)}
    first = {"title": task.title, "fault": "", "looked": None, **facts}
    if given is None or step == "change" or not form.is_complete:
        return render("form", 422 if form.faults else 200, **first)
    if clash:
        return render("form", 422, **first | {"fault": clash})
    try:
        task.refuse(given)
        files, note = task.made(form.answers)
    except CommandError as error:
        return render("form", 422, **first | {"fault": str(error)})
    if all(workspace.bytes_of(file) == new for file, new in files.items()):
        return render("form", 422, **first | {"fault": NOTHING_NEW})
    looked = workspace.look_over(files, note, task.target)
    if looked.errors:
        return render("form", 422, **first | {"looked": looked})
    if step == "save" and given.get("seen") == looked.seen:
        workspace.save(": ".join(filter(None, (task.title, task.lead))), files)
        return RedirectResponse(f"{task.done(form.answers)}?saved=1", 303)
    return render("look_over", title="Look over your change", looked=looked, is_late=step == "save", **facts)


def _merged(task: Task, given: dict[str, str]) -> tuple[dict[str, str], str]:
    """Let what others have changed since the form was opened be, and return what fields held then, and what clashes.

    `given` takes the newer text of each field that was left as it was. Two changes of one field are a clash.
    """
    sent = sent_texts(given, "was")
    was = {name: sent.get(name, now) for name, now in task.initial.items()}
    clash = ""
    for name, old in was.items():
        now, text = task.initial[name], given.get(name, old).replace("\r\n", "\n").strip()
        if now != old.strip() and text == old.strip():
            given[name] = now
        elif now not in (old, text):
            clash = f"Someone has changed this since you opened the form. It now says: {now}"
    return was, clash
