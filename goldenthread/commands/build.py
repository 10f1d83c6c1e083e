"""`build.py build`: gather everything, check everything, then write anything."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.commands.fingerprint import fingerprint, remember, remembered
from goldenthread.commands.past import past_of, point

# Everything else is imported where it is used: a build that has nothing to do answers at once.
if TYPE_CHECKING:
    from goldenthread.commands.progress import Progress
    from goldenthread.output import Output
    from goldenthread.register import Register

FINE, PROBLEMS, CONFIGURATION, CANNOT_WRITE = 0, 1, 3, 4
ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie. A project without templates or mkdocs.yml of its own takes the engine's."""

    root: Path
    site: Path
    templates: Path
    settings: Path
    cache: Path

    @classmethod
    def of(cls, root: Path, site: Path | None) -> Places:
        """Find the places of a project."""

        def own(name: str) -> Path:
            return root / name if (root / name).exists() else ENGINE / name

        return cls(root, site or root / "site", own("templates"), own("mkdocs.yml"), root / "build" / "cache")

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Give everything that decides what is built."""
        code = ENGINE / "goldenthread"
        return (
            self.root / "data",
            self.root / "content",
            self.root / "urls.lock.yml",
            self.root / "accessibility-tests.yml",
            self.root / "published",
            self.templates,
            self.settings,
            code,
        )


def options(parser: argparse.ArgumentParser) -> None:
    """Say where to build, and whether with search."""
    parser.add_argument("--site", type=Path, help="the folder to publish into (site)")
    parser.add_argument(
        "--no-search", action="store_true", help="leave the search index out, for a quick look"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return build(args.root, args.site, args.today, search=not args.no_search)


def build(root: Path, site: Path | None, today: date, *, search: bool = True) -> int:
    """Build the site of the project at `root` as on the day `today`; give the exit code."""
    start = time.perf_counter()
    places = Places.of(root, site)
    digest = fingerprint(places.inputs, today.isoformat(), str(search), point(root))
    state = places.cache.parent / "last-build.json"
    memory = remembered(state, digest, places.site)
    if memory is not None:
        sys.stdout.write(memory["said"])
        print(f"Nothing has changed: “{near(places.site)}” is up to date ({_seconds(start)}).")
        return FINE
    return _build(places, today, search=search, start=start, digest=digest, state=state)


def _build(places: Places, today: date, *, search: bool, start: float, digest: str, state: Path) -> int:
    from goldenthread.commands.check import examine, summary
    from goldenthread.commands.progress import Progress
    from goldenthread.outputs.pdf import PangoMissing
    from goldenthread.outputs.reports import CannotRender
    from goldenthread.problems import Severity, as_text
    from goldenthread.publish import CannotPublish, publish
    from goldenthread.register import build as work_out
    from goldenthread.shell_build import CannotMakeShell

    checked = examine(places.root, today)
    # Notices tell what the papers leave open: a list to work through with `check`, not news at every build.
    loud = [problem for problem in checked.problems if problem.severity is not Severity.NOTICE]
    said = as_text(loud) + summary(checked.problems) + "\n"
    sys.stdout.write(said)
    if checked.content is None:
        print(f"The site was not changed ({_seconds(start)}).")
        return PROBLEMS
    register = work_out(checked.content, today, past_of(places.root, checked.content, today))
    try:
        with Progress() as progress:
            made = publish(
                _outputs(register, places, progress), places.site, after=_search(progress) if search else None
            )
    except CannotPublish as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    except (CannotRender, CannotMakeShell, PangoMissing) as error:
        print(f"{error} The site was not changed.", file=sys.stderr)
        return CONFIGURATION
    remember(state, digest, places.site, said)
    print(
        f"Wrote {made.files} files, {made.bytes / 1e6:.1f} MB, to “{near(places.site)}” in {_seconds(start)}."
    )
    return FINE


def _outputs(register: Register, places: Places, progress: Progress) -> Iterator[Output]:
    """Give every file of the site, one at a time, so that memory does not grow with the site."""
    from goldenthread.output import Output
    from goldenthread.outputs.calendar_feed import calendar
    from goldenthread.outputs.feed import feed
    from goldenthread.outputs.found import found
    from goldenthread.outputs.open_data import open_data
    from goldenthread.outputs.pages import pages
    from goldenthread.outputs.reports import draw_reports
    from goldenthread.outputs.search import search_page
    from goldenthread.shell import Shell, face_of
    from goldenthread.source.kept import MANIFEST
    from goldenthread.templating import environment

    env = environment(places.templates, places.cache / "templates")
    with progress.step("Making the site’s frame …"):
        shell = Shell.load(places.settings.parent, places.cache).dressed(face_of(register))
    yield from shell.assets()
    with progress.step("Drawing cabinet reports …"):
        pdfs = draw_reports(register, env, places.root, places.cache)
    yield from (pdf.output() for pdf in pdfs.values())
    with progress.step("Writing pages …"):
        listed, findable = [], []
        for page in pages(register, env, pdfs):
            if page.path != "404.html" and not page.unlisted:
                listed.append(page.path)
            if page.search is not None:
                findable.append(page.search)
            yield shell.pour(page)
        yield shell.pour(search_page(env, findable))
    for version in (version for kept in register.versions.values() for version in kept):
        listed.append(version.url)
        for name in (*version.files, MANIFEST):
            yield Output(f"{version.url}{name}", (places.root / version.folder / name).read_bytes())
    yield from found(register, listed)
    yield from open_data(register)
    yield from feed(register)
    yield from calendar(register)
    for name in sorted(register.files):
        yield Output(f"files/{name}", (places.root / "content/files" / name).read_bytes())


def _search(progress: Progress) -> Callable[[Path], Iterator[Output]]:
    def index_of(staging: Path) -> Iterator[Output]:
        from goldenthread.outputs.search import index

        with progress.step("Making the search index …"):
            yield from index(staging)

    return index_of


def near(path: Path) -> str:
    """Show a path from where the command was given, when it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _seconds(start: float) -> str:
    return f"{time.perf_counter() - start:.1f} s"
