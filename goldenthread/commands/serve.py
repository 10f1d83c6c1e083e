"""`build.py serve`: build, show the site on this computer, and build again on every change."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

from goldenthread.commands.build import build
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import describe_refusal
from goldenthread.publish.livereload import LiveSite, cannot_listen
from goldenthread.publish.project_paths import Places

LOOK_MILLISECONDS = 100
QUIET_MILLISECONDS = 200  # an editor writes a file in several steps; wait for the last one


def run(args: argparse.Namespace) -> Exit:
    """Build, show the site on this computer, and build again on every change."""
    places = Places.of(args.root, None)
    watched = [path for path in places.inputs if path.exists()]
    return serve(lambda: build(args.root, None, args.today, now=args.now), places.site, watched, args.port)


def serve(build: Callable[[], Exit], site: Path, watch: Sequence[Path], port: int) -> Exit:
    """Build and show the site until Ctrl-C; build again when something changes in or at one of the paths to `watch`.

    A build that finds problems prints them, and the old site goes on being shown.
    """
    try:
        server = LiveSite(site, port)
    except OSError as error:
        raise cannot_listen(port, error) from error
    with server, _running(server):
        try:
            changes = _changes(watch)
            next(changes)  # from here on it keeps watch, also while a build runs
            _again(build)
            print(f"The site is at {server.address} (only on this computer). Stop with Ctrl-C.", flush=True)
            for changed in filter(None, changes):
                _say_what(changed)
                if _again(build):
                    server.changed()
        except KeyboardInterrupt:
            print("\nStopped.")
    return Exit.FINE


def _again(build: Callable[[], Exit]) -> bool:
    """Build; return whether there is a new site. An error is shown, and the old site goes on being shown."""
    try:
        return build() is Exit.FINE
    except CommandError as error:
        print(f"{error} The site was not changed.", file=sys.stderr)
        return False
    except OSError as error:
        if not (reason := describe_refusal(error, Path.cwd())):
            raise
        print(reason, file=sys.stderr)
        return False


def _say_what(changed: set[str]) -> None:
    names = sorted(os.path.relpath(path) for path in changed)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    print(f"\nChanged: {names[0]}{more}. Building again …", flush=True)
    if any(name.endswith(".py") for name in names):
        print("Golden Thread itself has changed: stop it and start it again to use the change.", flush=True)


@contextmanager
def _running(server: LiveSite) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _changes(paths: Sequence[Path]) -> Iterator[set[str]]:
    """Yield the paths that changed, again and again; most often none."""
    from watchfiles import watch

    often = partial(watch, debounce=QUIET_MILLISECONDS, rust_timeout=LOOK_MILLISECONDS, yield_on_timeout=True)
    in_folders = often(*(path for path in paths if path.is_dir()))
    # Many editors put a new file in place of the old one, so it is the file's folder that must be watched.
    files = {str(path.resolve()) for path in paths if not path.is_dir()}
    folders = {Path(file).parent for file in files}
    of_files = often(*folders, recursive=False, watch_filter=lambda _, path: path in files)
    for one, other in zip(in_folders, of_files, strict=True):
        yield {path for _, path in one | other}
