"""`build.py build`: gather everything, check everything, then write anything.

Most imports are inside functions: a build that has nothing to do answers in 0.08 s, and with them at the top in 0.5 s.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from goldenthread.common.errors import Exit
from goldenthread.history.log import built_from
from goldenthread.publish.project_paths import Places, fingerprint, remember, remembered

if TYPE_CHECKING:
    from jinja2 import Environment

    from goldenthread.common.output import Output
    from goldenthread.outputs.pdf.report_pdfs import ReportPdf
    from goldenthread.register import Register


def run(args: argparse.Namespace) -> Exit:
    """Build the site as on the date of the command."""
    return build(args.root, args.site, args.today, search=not args.no_search, now=args.now)


def build(
    root: Path, site: Path | None, today: date, *, search: bool = True, now: date | None = None
) -> Exit:
    """Build the site of the project at `root` as on the date `today`, unless nothing has changed since the last time.

    `now` is the real day: of an earlier `today`, what is dated later is left out.
    """
    start = time.perf_counter()
    places = Places.of(root, site)
    now = max(today, now or today)
    digest = fingerprint(places.inputs, today.isoformat(), str(today < now), str(search), built_from(root))
    state = places.cache.parent / "last-build.json"
    memory = remembered(state, digest, places.site)
    if memory is not None:
        sys.stdout.write(memory["said"])
        print(f"Nothing has changed: “{near(places.site)}” is up to date ({_seconds(start)}).")
        return Exit.FINE
    return _build(
        places, today, now, search=search, start=start, keep=partial(remember, state, digest, places.site)
    )


def _build(
    places: Places, today: date, now: date, *, search: bool, start: float, keep: Callable[[str], None]
) -> Exit:
    from goldenthread.common.problems import Severity, as_text, summary
    from goldenthread.publish import publish
    from goldenthread.register import build as work_out
    from goldenthread.register.page_history import past_of
    from goldenthread.register.sample_reports import sample_register
    from goldenthread.rules import examine

    checked = examine(places.root, today, now)
    # Notices list what the papers leave open: something to work through with `check`, not news at every build.
    loud = [problem for problem in checked.problems if problem.severity is not Severity.NOTICE]
    said = as_text(loud) + summary(checked.problems) + "\n"
    if checked.left_out:
        said += f"{checked.left_out}\n".lstrip()
    sys.stdout.write(said)
    if checked.content is None:
        print(f"The site was not changed ({_seconds(start)}).")
        return Exit.PROBLEMS
    history = past_of(places.root, checked.content, today)
    if checked.left_out:
        history = history.on_day(today)
    if history.notice:
        print(history.notice, file=sys.stderr)
    register = work_out(checked.content, today, history)
    samples = sample_register(checked.content)
    pdfs: dict[str, ReportPdf] = {}
    without: list[str] = []
    with Progress() as progress:
        outputs = _outputs(register, samples, places, progress, pdfs, without)
        made = publish(outputs, places.site, after=_search(progress) if search else None)
    kept = "".join(f"{line}\n" for line in _about_editions(pdfs))
    sys.stdout.write(kept)
    said += kept
    if without:  # nothing is remembered, so that the next build tries again
        print("\n".join(without), file=sys.stderr)
    else:
        keep(said)
    print(
        f"Wrote {made.files} files, {made.bytes / 1e6:.1f} MB, to “{near(places.site)}” in {_seconds(start)}."
    )
    return Exit.FINE


def _about_editions(pdfs: Mapping[str, ReportPdf]) -> Iterator[str]:
    """Yield what an editor should know: papers that keep an older look, and papers that are not recorded."""
    from goldenthread.commands.cli import as_typed
    from goldenthread.common.inflection import count

    older = [name for name, pdf in pdfs.items() if pdf.published and pdf.published.form != pdf.form]
    if older:
        keeps, draws = ("keeps", "draws it") if len(older) == 1 else ("keep", "draws them")
        yield (
            f"{count(len(older), 'paper')} {keeps} the form in which {'it was' if len(older) == 1 else 'they were'} "
            f"published. This {draws} again: {as_typed('redraw', *older)}"
        )
    if new := sum(pdf.published is None for pdf in pdfs.values()):
        yield f"{count(new, 'paper')} not recorded as published yet. To record: {as_typed('record-published')}"


def _outputs(
    register: Register,
    samples: Register | None,
    places: Places,
    progress: Progress,
    drawn: dict[str, ReportPdf],
    without: list[str],
) -> Iterator[Output]:
    """Yield every file of the site, one at a time, so that memory does not grow with the site.

    `samples` holds the invented papers of the guide. `drawn` is filled with the PDF of each report by its id, and of
    each decision by its kind and id; `without` with the reasons why some have none.
    """
    from goldenthread.common.output import Output
    from goldenthread.common.urls import MANIFEST
    from goldenthread.model.kinds import DECISIONS
    from goldenthread.outputs.atom import feed, topic_feeds
    from goldenthread.outputs.discovery import found
    from goldenthread.outputs.icalendar import calendar
    from goldenthread.outputs.meeting_calendar import meeting_entries
    from goldenthread.outputs.open_data.writer import open_data
    from goldenthread.outputs.pages import list_downloads, list_indexes, pages
    from goldenthread.outputs.search import search_page
    from goldenthread.publish.face import face_of
    from goldenthread.publish.shell import Shell

    env = places.environment()
    with progress.step("Making the site’s frame …"):
        shell = Shell.load(places.settings.parent, places.cache).dressed(face_of(register, places.root))
    yield from shell.assets()
    with progress.step("Drawing cabinet reports …"):
        reports = _pdfs(register, env, places, without)
        invented = _pdfs(samples, env, places, without) if samples else {}
    notices = _notices(register, env, places, without)
    drawn |= {**reports, **{f"{DECISIONS.folder}/{name}": pdf for name, pdf in notices.items()}}
    register, samples = register.with_pdfs(reports, notices), samples and samples.with_pdfs(invented)
    yield from (pdf.output() for pdf in (*drawn.values(), *invented.values()))
    with progress.step("Writing pages …"):
        listed, findable = [], []
        for page in pages(register, env, reports, samples):
            if page.path != "404.html" and not page.unlisted:
                listed.append(page.path)
            if page.search is not None:
                findable.append(page.search)
            yield shell.pour(page)
        yield shell.pour(search_page(env, findable, register.council.synonyms))
    for version in (version for kept in register.versions.values() for version in kept):
        listed.append(version.url)
        for name in (*version.files, MANIFEST):
            yield Output(f"{version.url}{name}", (places.root / version.folder / name).read_bytes())
    for earlier in (one for replaced in register.earlier_pdfs.values() for one in replaced):
        yield Output(earlier.url, (places.root / earlier.file).read_bytes())
    yield from found(register, listed)
    for make in (list_indexes, list_downloads, open_data, feed, topic_feeds, calendar, meeting_entries):
        yield from make(register)
    for name in sorted(register.files):
        yield Output(f"files/{name}", (places.root / "content/files" / name).read_bytes())


def _pdfs(
    register: Register, env: Environment, places: Places, without: list[str]
) -> Mapping[str, ReportPdf]:
    """Return the PDFs of the reports; a report that takes too much has none, and costs the others nothing."""
    from goldenthread.outputs.pdf.report_pdfs import CannotRender, draw_reports

    try:
        return draw_reports(register, env, places.root, places.cache)
    except CannotRender as error:
        if not error.only_too_much:
            raise
        without.append(f"{error}\nPublished without a PDF.")
        return error.drawn


def _notices(
    register: Register, env: Environment, places: Places, without: list[str]
) -> Mapping[str, ReportPdf]:
    """Return the notices of decisions; where one takes too much, none is made, and the pages do without."""
    from goldenthread.outputs.pdf.decision_notices import draw_notices
    from goldenthread.outputs.pdf.report_pdfs import CannotRender

    try:
        return draw_notices(register, env, places.root, places.cache)
    except CannotRender as error:
        if not error.only_too_much:
            raise
        without.append(f"{error}\nPublished without a PDF.")
        return {}


def _search(progress: Progress) -> Callable[[Path], Iterator[Output]]:
    def index_of(staging: Path) -> Iterator[Output]:
        from goldenthread.outputs.search import index

        with progress.step("Making the search index …"):
            yield from index(staging)

    return index_of


def near(path: Path) -> str:
    """Return a path from where the command was given, when it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _seconds(start: float) -> str:
    return f"{time.perf_counter() - start:.1f} s"


class Progress:
    """Shows what is being done while it lasts more than a moment."""

    def __init__(self) -> None:
        self._status: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("Building …")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Show what is being done until it is done."""
        if self._status:
            self._status.update(words)
        yield
