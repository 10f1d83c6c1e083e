"""Keep a paper as readers have it: drawn from what is committed, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import commit_of, take_out
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.outputs.pack_page import Inside, kept_files
from goldenthread.outputs.pdf.report_pdfs import draw_reports
from goldenthread.publish.face import face_of
from goldenthread.publish.project_paths import Places
from goldenthread.publish.shell import Shell
from goldenthread.read import Content
from goldenthread.read.published_versions import FOLDER
from goldenthread.register import Register, build
from goldenthread.register.views import CabinetReportView
from goldenthread.rules import ContentHasErrors, sound_content
from goldenthread.rules.corrections import stood_since


@contextmanager
def published(root: Path) -> Iterator[Path]:
    """Yield a folder with the files as they are committed; outside a repository, the project's own.

    A text may have been changed by hand before the correction is recorded, so the files in the folder will not do.
    """
    if not (root / ".git").exists():
        yield root
        return
    with TemporaryDirectory(prefix="golden-thread-") as name:
        folder = Path(name).resolve()
        with explaining("The committed files cannot be read"):
            take_out(root, commit_of(root, "HEAD"), (), folder)
        yield folder


def content_of(folder: Path, today: date) -> Content:
    """Read and check the files of a folder."""
    try:
        return sound_content(folder, today)
    except ContentHasErrors as error:
        message = f"{error}The paper as it is published has errors, so it cannot be drawn."
        raise CommandError(message, Exit.CONFIGURATION) from error


def versions(
    root: Path, folder: Path, content: Content, names: Iterable[str], today: date
) -> dict[str, bytes]:
    """Draw each named report as in `folder`, unless that version is already kept; return files by path."""
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
    today, day = days
    places = replace(Places.of(folder, None), cache=root / "build" / "cache")
    register = build(content, today)
    report = next(view for view in register.cabinet_reports if view.facts.id == name)
    with explaining("The paper as it is published cannot be drawn"):
        inside = draw_alone(report, register, places, today)
    return kept_files(report, register.council, places.environment(), inside, day)


def draw_alone(report: CabinetReportView, register: Register, places: Places, day: date) -> Inside:
    """Return what a page of one paper carries: its PDF, the look of the site, and its files, as on a day."""
    alone = replace(register, cabinet_reports=(report,))
    pdf = draw_reports(alone, places.environment(), places.root, places.cache)[report.facts.id].content()
    return inside_of(register, places, pdf, day)


def inside_of(register: Register, places: Places, pdf: bytes, day: date) -> Inside:
    """Return what a page of papers carries beside its PDF: the look of the site, and its files, as on a day."""
    look = Shell.load(places.settings.parent, places.cache).dressed(face_of(register, places.root)).look()
    files = {file: (places.root / "content/files" / file).read_bytes() for file in register.files}
    return Inside(look, files, pdf, day)
