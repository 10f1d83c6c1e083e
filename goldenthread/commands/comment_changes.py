"""`build.py comment-changes`: comment on a pull request, once, with what it means for the public and what check says.

What is proposed is fetched as files, and read as `check` reads every file; nothing of it is run. So this can be done with
the right to write comments, also for what comes from a stranger.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from goldenthread.changes.printers import as_markdown
from goldenthread.commands.changes import CannotCompare, changes
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import git
from goldenthread.github.client import connected, fetch

NAME = "changes"


def run(args: argparse.Namespace) -> Exit:
    """Write the comment of each open pull request that ends with a commit."""
    if not re.fullmatch(r"[0-9a-f]{40}", args.commit):
        raise CommandError("COMMIT is not the full name of a commit: 40 characters from 0-9 and a-f.")
    with explaining("The comment could not be written"):
        hub = connected()
        pulls = [pull for pull in hub.all("/pulls?state=open") if pull["head"]["sha"] == args.commit]
        for pull in pulls:
            fetch(args.root, f"refs/pull/{int(pull['number'])}/head")
            hub.keep_comment(pull["number"], NAME, _comment(args.root, args.today, args.commit, args.run))
    numbers = ", ".join(f"#{pull['number']}" for pull in pulls)
    print(f"Commented on: {numbers or 'no pull request is open that ends with this commit'}.")
    return Exit.FINE


def _comment(root: Path, today: date, commit: str, run_address: str) -> str:
    """Return what changes for the public since the pull request left the main line, or why that is not known."""
    base = git(root, "merge-base", "HEAD", commit).decode().strip()
    try:
        text = as_markdown(changes(root, today, base, commit))
    except CannotCompare as error:
        text = f"## This cannot be published yet\n\n{_as_block(str(error))}"
    look = (
        f"\n[See the checks and a preview of the site]({run_address}) (under “Artifacts”, for one day).\n"
        if run_address
        else ""
    )
    return f"{text}{look}\nAs at commit {commit[:10]}.\n"


def _as_block(text: str) -> str:
    """Indent a text by four spaces, in which Markdown and HTML are only text."""
    return "".join(f"    {line}\n" for line in text.splitlines())
