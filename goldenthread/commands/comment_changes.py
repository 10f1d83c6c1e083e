"""`build.py comment-changes`: say in a pull request, once, what it means for the public and what check says.

What is proposed is fetched as files, and read as `check` reads every file; nothing of it is run. So this can be done with
the right to write comments, also for what comes from a stranger.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected

FINE, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 2, 3, 4
NAME = "changes"


def options(parser: argparse.ArgumentParser) -> None:
    """Say of which commit, and where its checks can be looked at."""
    parser.add_argument("commit", metavar="COMMIT", help="the last commit of the pull request, in full")
    parser.add_argument("--run", default="", help="the address of the run that made the site to look at")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return comment(args.root, args.today, args.commit, args.run)


def comment(root: Path, today: date, commit: str, run_address: str, connect: Connect = GitHub) -> int:
    """Write the comment of each open pull request that ends with a commit; give the exit code."""
    from goldenthread.common.git import GitFailed
    from goldenthread.github.remote import fetch

    if not re.fullmatch(r"[0-9a-f]{40}", commit):
        print("COMMIT is not the full name of a commit: 40 of the signs 0-9 and a-f.", file=sys.stderr)
        return WRONG_USE
    try:
        hub = connected(connect)
        pulls = [pull for pull in hub.all("/pulls?state=open") if pull["head"]["sha"] == commit]
        for pull in pulls:
            fetch(root, f"refs/pull/{int(pull['number'])}/head")
            hub.keep_comment(pull["number"], NAME, paper(root, today, commit, run_address))
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except (CannotAsk, GitFailed) as error:
        print(f"The comment could not be written: {error}", file=sys.stderr)
        return CANNOT_WRITE
    print(f"Pull requests told: {_numbers(pulls)}.")
    return FINE


def _numbers(pulls: list[dict[str, Any]]) -> str:
    return ", ".join(f"#{pull['number']}" for pull in pulls) or "none is open that ends with this commit"


def paper(root: Path, today: date, commit: str, run_address: str) -> str:
    """Write what changes for the public since the pull request left the main line, or why that cannot be said."""
    from goldenthread.changes.printers import as_markdown
    from goldenthread.commands.changes import CannotRead, changes
    from goldenthread.common.git import git

    base = git(root, "merge-base", "HEAD", commit).decode().strip()
    try:
        said = as_markdown(changes(root, today, base, commit))
    except CannotRead as error:
        said = f"## This cannot be published yet\n\n{as_block(str(error))}"
    look = (
        f"\n[See the checks, and the site as it would be]({run_address}): below “Artifacts”, for a day.\n"
        if run_address
        else ""
    )
    return f"{said}{look}\nAs at commit {commit[:10]}.\n"


def as_block(text: str) -> str:
    """Set a text in by four spaces, in which Markdown and HTML are only text."""
    return "".join(f"    {line}\n" for line in text.splitlines())
