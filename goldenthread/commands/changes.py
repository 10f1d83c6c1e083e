"""`build.py changes`: what a change means for the public, in words that an approver can decide on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.changes.canonical import Facts
    from goldenthread.changes.public_state import State
    from goldenthread.changes.summary import Gone, Need, Summary
    from goldenthread.changes.wording import Change

FINE, PROBLEMS, CONFIGURATION = 0, 1, 3
WHAT = ("data", "content", "published", "urls.lock.yml")


class CannotRead(Exception):
    """One of the two states cannot be read at all; the words are those of `check`."""


def options(parser: argparse.ArgumentParser) -> None:
    """Say between which two states, and how to print the changes."""
    parser.add_argument(
        "base", metavar="BASE", help="the state before: a branch, a tag or a commit, such as main"
    )
    parser.add_argument(
        "head", metavar="HEAD", nargs="?", help="the state after (the files as they lie here)"
    )
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="how to print it"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.changes.printers import as_json, as_markdown, as_text
    from goldenthread.common.git import GitFailed

    try:
        summary = changes(args.root, args.today, args.base, args.head)
    except GitFailed as error:
        print(f"The two states cannot be compared: {error}", file=sys.stderr)
        return CONFIGURATION
    except CannotRead as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    sys.stdout.write({"text": as_text, "markdown": as_markdown, "json": as_json}[args.format](summary))
    return FINE


def changes(root: Path, today: date, base: str, head: str | None) -> Summary:
    """Compare what the public sees at two commits, or at one and in the folder as it lies; both as on `today`.

    Records whose day is still to come are compared as well: nobody approves them a second time.
    """
    from goldenthread.changes.differences import compare
    from goldenthread.changes.summary import Summary
    from goldenthread.changes.wording import in_sentences

    one = _at(root, today, base)
    other = _at(root, today, head) if head else _side(root, today, "The files as they lie here")
    left_out = {**other.unread, **one.unread}
    before = _renamed(_readable(one.state.records, left_out), other.state.moved)
    after = _readable(other.state.records, left_out)
    said = in_sentences(compare(before, after), before, after, other.state.vocabulary)
    return Summary(
        changes=said,
        added=tuple(sorted(other.state.addresses - one.state.addresses)),
        gone=_gone(one.state, other.state),
        needs=_needs(said, one.state),
        left_out=left_out,
        drafts=len(dict(one.state.drafts.items() ^ other.state.drafts.items())),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two states, and the files that could not be read, each with the reason."""

    state: State
    unread: Mapping[str, str]


def _at(root: Path, today: date, name: str) -> _Side:
    from goldenthread.common.git import commit_of, take_out

    commit = commit_of(root, name)
    with TemporaryDirectory() as folder:
        take_out(root, commit, WHAT, Path(folder))
        return _side(Path(folder), today, f"The files at {name}")


def _side(root: Path, today: date, which: str) -> _Side:
    from goldenthread.changes.public_state import state
    from goldenthread.common.problems import Severity, as_text
    from goldenthread.read import read

    content, problems = read(root, whole=False)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if content is None:
        raise CannotRead(f"{which} have errors, so they cannot be compared:\n{as_text(errors)}")
    unread: dict[str, str] = {}
    for error in errors:
        unread.setdefault(
            error.place.file, f"{which.lower()} have an error on line {error.place.line}. {error.what}"
        )
    return _Side(state(content, today, until=date.max), unread)


def _readable(records: Mapping[str, Facts], left_out: Mapping[str, str]) -> dict[str, Facts]:
    """Leave out records that one side cannot read, or whose text it cannot: they would seem new, or gone."""
    from goldenthread.history.reader import file_of

    return {
        key: facts
        for key, facts in records.items()
        if file_of(key) not in left_out and facts.get("text") not in left_out
    }


def _renamed(records: dict[str, Facts], moved: Mapping[str, str]) -> dict[str, Facts]:
    """File records under the names to which their addresses have moved."""
    return {moved.get(f"{key}/", key).rstrip("/"): facts for key, facts in records.items()}


def _gone(before: State, after: State) -> tuple[Gone, ...]:
    from goldenthread.changes.summary import Gone

    lost = sorted(before.addresses - after.addresses)
    return tuple(Gone(url, after.moved.get(url, ""), url in after.noticed) for url in lost)


def _needs(said: tuple[Change, ...], before: State) -> tuple[Need, ...] | None:
    """Say who must approve: by the rules as they were, so that no change lets itself in."""
    from goldenthread.approvals.verdict import needed
    from goldenthread.changes.summary import Need

    if not before.rules.rules or before.rules.since is None:
        return None
    names = {role.id: role.name for role in before.rules.roles}
    found = dict.fromkeys((rule.needs, rule.why) for rule in needed(said, before.rules))
    return tuple(Need(names.get(role, role), " ".join(why.split())) for role, why in found)
