"""Keep a paper as readers have it: drawn from what is committed, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.publish.project_paths import Places

if TYPE_CHECKING:
    from goldenthread.read import Content


class CannotKeep(Exception):
    """The paper as it is published cannot be drawn; the words say why."""


@contextmanager
def published(root: Path) -> Iterator[Path]:
    """Give a folder with the files as they are committed; outside a repository, those that lie here.

    A text may have been changed by hand before the correction is recorded, so the files that lie here will not do.
    """
    from goldenthread.common.git import GitFailed, commit_of, take_out

    if not (root / ".git").exists():
        yield root
        return
    with TemporaryDirectory(prefix="golden-thread-") as name:
        folder = Path(name).resolve()
        try:
            take_out(root, commit_of(root, "HEAD"), (), folder)
        except GitFailed as error:
            raise CannotKeep(f"The committed files cannot be read: {error}") from error
        yield folder


def content_of(folder: Path, today: date) -> Content:
    """Read and check the files of a folder; CannotKeep where they have errors."""
    from goldenthread.common.problems import Severity, as_text
    from goldenthread.rules import examine

    checked = examine(folder, today)
    if checked.content is None:
        errors = as_text([p for p in checked.problems if p.severity is Severity.ERROR])
        raise CannotKeep(f"{errors}The paper as it is published has errors, so it cannot be drawn.")
    return checked.content


def versions(
    root: Path, folder: Path, content: Content, names: Iterable[str], today: date
) -> dict[str, bytes]:
    """Draw each named report as it stands in `folder`, unless that version is kept already; give files by path."""
    from goldenthread.read.published_versions import FOLDER
    from goldenthread.rules.corrections import stood_since

    made: dict[str, bytes] = {}
    for name in names:
        day = stood_since(content, name, today)
        place = f"{FOLDER}/{CABINET_REPORTS.folder}/{name}/{day}"
        if not (root / place).exists():
            drawn = _drawn(root, folder, content, name, (today, day))
            made |= {f"{place}/{file}": raw for file, raw in drawn.items()}
    return made


def _drawn(
    root: Path, folder: Path, content: Content, name: str, days: tuple[date, date]
) -> dict[str, bytes]:
    """Draw a report on the first of the days, as the version of the second."""
    from goldenthread.outputs.pack_page import Inside, kept_files
    from goldenthread.outputs.pdf.report_pdfs import CannotRender, draw_reports
    from goldenthread.outputs.pdf.weasyprint_engine import PangoMissing
    from goldenthread.outputs.templating import environment
    from goldenthread.publish.mkdocs_shell import CannotMakeShell
    from goldenthread.publish.shell import Shell, face_of
    from goldenthread.register import build

    today, day = days
    places = replace(Places.of(folder, None), cache=root / "build" / "cache")
    register = build(content, today)
    report = next(view for view in register.cabinet_reports if view.facts.id == name)
    env = environment(places.templates, places.cache / "templates")
    alone = replace(register, cabinet_reports=(report,))
    try:
        pdf = draw_reports(alone, env, folder, places.cache)[name].content()
        look = Shell.load(places.settings.parent, places.cache).dressed(face_of(register)).look()
    except (CannotRender, CannotMakeShell, PangoMissing) as error:
        raise CannotKeep(f"The paper as it is published cannot be drawn: {error}") from error
    files = {file: (folder / "content/files" / file).read_bytes() for file in register.files}
    return kept_files(report, register.council, env, Inside(look, files, pdf, today), day)
