"""Previews: the page and the PDF of a record as readers will see them, drafts too, each marked DRAFT; never in `site/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from goldenthread.common.output import Output, Page
from goldenthread.desk.workspace import Workspace, as_shown
from goldenthread.model.kinds import ACTION_PLANS, CABINET_REPORTS, DECISIONS, MEETINGS, PLANS, REVIEWS
from goldenthread.outputs.pages.action_plans import action_plan_pages
from goldenthread.outputs.pages.meeting_pages import meeting_pages
from goldenthread.outputs.pages.record_pages import paper_pages, record_pages
from goldenthread.outputs.pages.renderer import Painter
from goldenthread.outputs.pages.review_pages import review_pages
from goldenthread.publish.face import face_of
from goldenthread.publish.keep_version import draw_alone
from goldenthread.publish.project_paths import Places
from goldenthread.publish.shell import Shell
from goldenthread.register import build
from goldenthread.register.views import Register

MARK = "DRAFT. This is a preview on your computer. Nobody else can see it, and nothing is published."


def _papers(painter: Painter) -> Iterator[Page]:
    return paper_pages(painter, {})


_PAGES: Mapping[str, Callable[[Painter], Iterator[Page]]] = {
    REVIEWS.folder: review_pages,
    ACTION_PLANS.folder: action_plan_pages,
    CABINET_REPORTS.folder: _papers,
    DECISIONS.folder: _papers,
    PLANS.folder: _papers,
    MEETINGS.folder: meeting_pages,
}


class Preview:
    """Draws previews from a workspace; what is slow to make is made once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._places = Places.of(workspace.root, None)
        self._env = self._places.environment()
        self._assets: dict[str, bytes] = {}
        self._register: tuple[object, Register] | None = None

    @cached_property
    def _shell(self) -> Shell:
        return Shell.load(self._places.settings.parent, self._places.cache)

    def asset(self, path: str) -> bytes | None:
        """Return a file that every page needs: the stylesheet, scripts, the typeface."""
        if not self._assets:
            self._assets = {output.path: output.content for output in self._shell.assets()}
        return self._assets.get(path)

    def page(self, path: str) -> Output | None:
        """Return the page at an address of the site, from its root; None where there is none."""
        register = self._current()
        pages = _PAGES.get(path.partition("/")[0], record_pages)
        painter = Painter(register, self._env)
        page = next((page for page in pages(painter) if page.path == path), None)
        if page is None:
            return None
        face = replace(face_of(register, self._workspace.root), notice=MARK)
        return self._shell.dressed(face).pour(replace(page, search=None, unlisted=True, edit=None))

    def pdf(self, report: str) -> bytes | None:
        """Return the PDF of a cabinet report; None where there is no such report."""
        register = self._current()
        view = next((one for one in register.cabinet_reports if one.facts.id == report), None)
        if view is None:
            return None
        return draw_alone(view, register, self._places, self._workspace.today).pdf

    def _current(self) -> Register:
        content = self._workspace.content
        if self._register is None or self._register[0] is not content:
            self._register = (content, build(as_shown(content), self._workspace.today))
        return self._register[1]
