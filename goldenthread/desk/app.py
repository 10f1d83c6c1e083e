"""The desk's pages: which address does what. Every form works without script, by keyboard and in a narrow window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from mimetypes import guess_type
from threading import Lock
from typing import Any

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from goldenthread.changes.summary import Summary
from goldenthread.common.errors import CommandError
from goldenthread.common.inflection import slug
from goldenthread.desk import importing_page, proposals, proposing_page, tasks, uploads
from goldenthread.desk.front_page import SHOWN, counted, deadlines, entries
from goldenthread.desk.guard import Guard
from goldenthread.desk.model_forms import label_of, leaves, part_fields, plain_fields
from goldenthread.desk.preview import Preview
from goldenthread.desk.record_tasks import add_task, correct_task, edit_task, ready_task, text_task
from goldenthread.desk.steps import Given, take_step
from goldenthread.desk.tasks import Task, act_task, find, new_task, page_of
from goldenthread.desk.workspace import Workspace
from goldenthread.editing.splice import kind_at
from goldenthread.model.kinds import BY_FOLDER, BY_NAME, CABINET_REPORTS, KINDS
from goldenthread.model.settings import SETTINGS

View = Callable[[Request, Given | None], Response]
LARGEST = 20_000_000  # bytes of a file, or of a text
STARTED = ("review", "action-plan", "cabinet-report", "decision", "plan")


@dataclass
class Desk:
    """The desk of one council. `summarise` compares the saved files with what is committed, as `build.py changes` does."""

    workspace: Workspace
    env: Environment
    summarise: Callable[[], Summary]

    def __post_init__(self) -> None:
        """Prepare what is made once."""
        self.preview = Preview(self.workspace)
        self.lock = Lock()  # one change at a time

    def app(self, token: str) -> Guard:
        """Return the desk for a web server; only whoever has the token of this start is let in."""
        record, row = "/{folder}/{name}/", "/{folder}/{name}/{number}/"
        routes = [
            self._route("/", self.front),
            self._route("/records/", self.records),
            self._route("/problems/", self.problems),
            self._route("/propose/", partial(proposing_page.propose, self)),
            self._route("/start-again/", partial(proposing_page.start_again, self)),
            self._route("/undo/", self.undo),
            self._route("/new/{kind}/", self.new),
            self._route("/import/", partial(importing_page.bring, self)),
            self._route("/text/{path:path}", self.text),
            *(self._route(f"/correct{place}", self.correct) for place in (record, row)),
            self._route("/ready/{folder}/{name}/", self.ready),
            *(
                self._route(f"/{verb}/{{what}}{place}", view)
                for verb, view in (("do", self.act), ("edit", self.edit), ("add", self.add))
                for place in (record, row)
            ),
            *(self._route(f"/records{place}", self.record) for place in (record, row)),
            self._route("/preview/pdf/{name}.pdf", self.pdf),
            self._route("/preview/{path:path}", self.page),
            self._route("/assets/{path:path}", self.asset),
        ]
        wrong = {404: self._not_found, Exception: self._failed}
        return Guard(Starlette(routes=routes, exception_handlers=wrong), token)

    def _not_found(self, _: Request, __: Exception) -> Response:
        return self.render("stopped", 404, title="Page not found", error="There is no page at this address.")

    def _failed(self, _: Request, __: Exception) -> Response:
        """Return a page that says so; what went wrong is printed where the desk was started."""
        return self.render("stopped", 500, title="Something went wrong", error=OUR_FAULT)

    def _route(self, path: str, view: View) -> Route:
        """Serve a view on GET and POST, one request at a time; what cannot be done is explained in the desk's own page."""

        async def answer(request: Request) -> Response:
            given: dict[str, str] | None = None
            if request.method == "POST":
                async with request.form(max_files=1, max_part_size=LARGEST) as form:
                    given = {
                        name: "\n".join(one for one in form.getlist(name) if isinstance(one, str) and one)
                        for name in form
                    }
                    upload = form.get("file")
                    if isinstance(upload, UploadFile) and upload.filename:
                        raw = await upload.read(LARGEST)
                        given["upload"] = uploads.keep_upload(self.workspace.root, upload.filename, raw)
            return await run_in_threadpool(self._answer, view, request, given)

        endpoint: Callable[[Request], Awaitable[Response]] = answer
        return Route(path, endpoint, methods=["GET", "POST"])

    def _answer(self, view: View, request: Request, given: Given | None) -> Response:
        with self.lock:
            try:
                return view(request, given)
            except CommandError as error:
                return self.render("stopped", 409, title="That was not possible", error=str(error))

    def render(self, template: str, status: int = 200, **facts: Any) -> Response:
        """Return a page of the desk with facts of its own and those that every page has."""
        content, problems = self.workspace.read()
        facts |= {
            "council": content.council if content else None,
            "counts": counted(problems),
            "label_of": label_of,
            "page_of": page_of,
        }
        return HTMLResponse(self.env.get_template(f"desk/{template}.html").render(root="/", **facts), status)

    # Pages to look at

    def front(self, request: Request, _: Given | None) -> Response:
        """Answer what is due, what is overdue, what waits, what is a draft and what is wrong."""
        overdue, coming = deadlines(self.workspace)
        listed = list(entries(self.workspace))
        return self.render(
            "front",
            title="Today",
            today=self.workspace.today,
            overdue=overdue,
            coming=coming[:SHOWN],
            more=len(coming) - SHOWN,
            drafts=[one for one in listed if one.state == "draft"],
            waiting=[one for one in listed if one.state == "waiting"],
            standing=proposals.standing(self.workspace.root),
            problems=self._worst(),
            saved=self._saved(request),
            kinds=[(name, BY_NAME[name].singular) for name in STARTED],
        )

    def _worst(self) -> list[Any]:
        return [problem for problem in self.workspace.read()[1] if problem.severity.value == "error"][:SHOWN]

    def records(self, _: Request, __: Given | None) -> Response:
        """List every record, kind by kind, and the settings."""
        listed = list(entries(self.workspace))
        groups = [(kind, [one for one in listed if one.kind is kind]) for kind in KINDS]
        settings = [one for one in SETTINGS if (self.workspace.root / one.file).is_file()]
        return self.render("records", title="Records", groups=groups, settings=settings)

    def record(self, request: Request, _: Given | None) -> Response:
        """Show a record or a row of it: its fields, its rows, and what can be done."""
        folder, name, number = _place(request)
        found = find(self.workspace, folder, name, number)
        kind = BY_FOLDER.get(folder)
        owner = kind_at(found.kind, found.loc)
        numbered = kind.numbered if kind and kind.numbered and not number else None
        held = set(found.record)
        rows = found.record.get(numbered.field, ()) if numbered else ()
        own = f"data/{folder}/{name}.yml" if kind else f"data/{name}.yml"
        return self.render(
            "record",
            title=tasks.heading(found),
            found=found,
            folder=folder,
            name=name,
            number=number,
            kind=kind,
            numbered=numbered,
            rows=[(str(row["number"]), slug(str(row["number"])), _sentence(row)) for row in rows],
            text=str(found.record.get("text", "")).removeprefix("content/") if not number else "",
            has_corrections="corrections" in found.kind.model_fields and found.data.get("draft") != "yes",
            is_draft=found.data.get("draft") == "yes",
            leaves=list(leaves(found, without=numbered.field if numbered else "")),
            empty=[one for one in plain_fields(owner) if one not in held and one != "id"] if owner else [],
            addable=[one for one, _ in part_fields(owner)] if owner else [],
            acts=tasks.acts_for(folder, has_number=bool(number)),
            problems=[problem for problem in self.workspace.read()[1] if problem.place.file == own],
            preview=kind.part_url(name, number) if kind and number else kind.url(name) if kind else "",
            has_pdf=kind is CABINET_REPORTS and not number,
            saved=self._saved(request),
        )

    def problems(self, _: Request, __: Given | None) -> Response:
        """List everything that is wrong, what stops publishing first."""
        return self.render("problems", title="What is wrong", problems=self.workspace.read()[1])

    def page(self, request: Request, _: Given | None) -> Response:
        """Show the preview of a page, or a file that it loads."""
        path = request.path_params["path"]
        content = self.preview.asset(path)
        if content is not None:
            return Response(content, media_type=guess_type(path)[0])
        page = self.preview.page(path)
        if page is None:
            return self.render("stopped", 404, title="No preview here", error=NO_PREVIEW)
        return Response(page.content, media_type="text/html")

    def pdf(self, request: Request, _: Given | None) -> Response:
        """Show the preview of a paper's PDF."""
        content = self.preview.pdf(request.path_params["name"])
        if content is None:
            return self.render("stopped", 404, title="No preview here", error=NO_PREVIEW)
        return Response(content, media_type="application/pdf")

    def asset(self, request: Request, _: Given | None) -> Response:
        """Send a file that the desk's own pages load: those of the site, and the desk's stylesheet."""
        path = f"assets/{request.path_params['path']}"
        if path == "assets/desk.css":
            return Response(self.env.get_template("desk/desk.css").render(), media_type="text/css")
        content = self.preview.asset(path)
        if content is None:
            return Response("Not found\n", 404)
        return Response(content, media_type=guess_type(path)[0])

    # Things to do

    def act(self, request: Request, given: Given | None) -> Response:
        """Do an act of the terminal."""
        return self._step(act_task(self.workspace, request.path_params["what"], *_place(request)), given)

    def new(self, request: Request, given: Given | None) -> Response:
        """Start a record."""
        return self._step(new_task(self.workspace, request.path_params["kind"]), given)

    def edit(self, request: Request, given: Given | None) -> Response:
        """Change a field."""
        return self._step(edit_task(self.workspace, *_place(request), request.path_params["what"]), given)

    def add(self, request: Request, given: Given | None) -> Response:
        """Add a part to a list."""
        return self._step(add_task(self.workspace, *_place(request), request.path_params["what"]), given)

    def correct(self, request: Request, given: Given | None) -> Response:
        """Add a correction, which readers see."""
        return self._step(correct_task(self.workspace, *_place(request)), given)

    def text(self, request: Request, given: Given | None) -> Response:
        """Edit a text in Markdown."""
        return self._step(text_task(self.workspace, request.path_params["path"]), given)

    def ready(self, request: Request, given: Given | None) -> Response:
        """End a draft."""
        folder, name, _ = _place(request)
        return self._step(
            ready_task(self.workspace, folder, name), given if given and "ready" in given else None
        )

    def _step(self, task: Task, given: Given | None) -> Response:
        return take_step(task, given, self.workspace, self.render)

    def undo(self, _: Request, given: Given | None) -> Response:
        """Undo the last saved change."""
        if given is None:
            return RedirectResponse("/", 303)
        return self.render("done", title="Undone", sentence=f"Undone: {self.workspace.undone()}.")

    def _saved(self, request: Request) -> str:
        entries = self.workspace.journal() if "saved" in request.query_params else []
        return entries[-1].title if entries else ""


def _sentence(row: Mapping[str, Any]) -> str:
    """Return what a row of a record says, for a list of the rows."""
    return next(
        (str(row[name]) for name in ("response_summary", "response", "summary", "text") if name in row), ""
    )


OUR_FAULT = "Something went wrong in Golden Thread, not in your files. Please report it: the terminal has the details."
NO_PREVIEW = (
    "There is nothing to preview at this address. Previews are of records; other links lead nowhere here."
)


def _place(request: Request) -> tuple[str, str, str]:
    """Return the folder, the name and the number of what an address is about; settings have the folder `settings`."""
    given = request.path_params
    return given["folder"], given["name"], given.get("number", "")
