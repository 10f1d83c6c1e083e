"""The page that imports a paper: what it is, then what was read and what its columns mean, then what will be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from goldenthread.desk import uploads
from goldenthread.desk.forms import filled
from goldenthread.desk.steps import Given
from goldenthread.desk.tasks import page_of
from goldenthread.model.kinds import BY_NAME

if TYPE_CHECKING:
    from goldenthread.desk.app import Desk


def bring(desk: Desk, _: Request, given: Given | None) -> Response:
    """Import a paper: what it is, then what was read and what its columns mean, then what will be written."""
    content, step = desk.workspace.content, (given or {}).get("step", "")
    form = filled(uploads.QUESTIONS, given, content)
    name = (given or {}).get("upload", "")
    if given is not None and not name and given.get("pasted", "").strip():
        name = uploads.keep_pasted(desk.workspace.root, given["pasted"])
    if given is None or not form.is_complete or not name:
        fault = "Choose a file, or paste a table." if given is not None and not name else ""
        return desk.render(
            "import",
            422 if fault or form.faults else 200,
            title="Import a paper",
            form=form,
            fault=fault,
            upload=name,
        )
    outcome = uploads.read_upload(content, desk.workspace.today, name, form.answers, given)
    changes = {} if outcome.refused else outcome.changes
    seen = desk.workspace.digest(changes)
    if step == "save" and changes and given.get("seen") == seen:
        desk.workspace.save(f"Import {name}", changes)
        kind = BY_NAME[form.answers["kind"]]
        return RedirectResponse(f"{page_of(kind.folder, form.answers['id'])}?saved=1", 303)
    return desk.render(
        "imported",
        title="What was read",
        form=form,
        upload=name,
        outcome=outcome,
        changes=changes,
        seen=seen,
        columns=uploads.columns_of(form.answers["kind"], outcome),
        given=given,
    )
