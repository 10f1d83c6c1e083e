"""The command line of `build.py`: its verbs and what each can be told."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

TODAY = "the day to work for, such as 2031-12-01 (today)"


def arguments(root: Path) -> argparse.ArgumentParser:
    """Describe the command line of the project at `root`."""
    parser = argparse.ArgumentParser(
        prog="build.py", description="Publish reviews, action plans and cabinet reports."
    )
    parser.add_argument("--root", type=Path, default=root, help="the project's folder (this one)")
    parser.add_argument("--today", type=date.fromisoformat, help=TODAY)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    build = verbs.add_parser(
        "build", aliases=["site"], help="check everything, then build the website and the PDFs (the default)"
    )
    build.add_argument("--site", type=Path, help="the folder to publish into (site)")
    build.add_argument(
        "--no-search", action="store_true", help="leave the search index out, for a quick look"
    )
    check = verbs.add_parser("check", help="say what is wrong with the files, and change nothing")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="how to print it")
    serve = verbs.add_parser(
        "serve", help="build, show the site on this computer, and build again on every change"
    )
    serve.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (8000)")
    verbs.add_parser("test", help="run all tests, fast and slow")
    _deadlines(verbs.add_parser("deadlines", help="say what is or was due when, with the working"))
    _plan_meeting(verbs.add_parser("plan-meeting", help="say what has to be done by when for a meeting"))
    _remind(verbs.add_parser("remind", help="say what is nearly due or late in issues of the repository"))
    return parser


def _deadlines(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--today", type=date.fromisoformat, default=argparse.SUPPRESS, help=TODAY)
    verb.add_argument("--review", help="the id of a review: only its deadlines")
    verb.add_argument("--format", choices=("text", "json", "ics"), default="text", help="how to print it")


def _plan_meeting(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--today", type=date.fromisoformat, default=argparse.SUPPRESS, help=TODAY)
    verb.add_argument(
        "meeting", type=date.fromisoformat, metavar="DATE", help="the day of the meeting, such as 2031-12-09"
    )
    verb.add_argument("--body", default="cabinet", help="the id of the body that meets (cabinet)")
    verb.add_argument("--format", choices=("text", "json", "ics"), default="text", help="how to print it")


def _remind(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--today", type=date.fromisoformat, default=argparse.SUPPRESS, help=TODAY)
    verb.add_argument(
        "--dry-run", action="store_true", help="only print what would be done, without any network"
    )
    verb.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")
