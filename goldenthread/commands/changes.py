"""`build.py changes`: what a change means for the public, in words that an approver can decide on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.approvals.verdict import needed
from goldenthread.changes.canonical import Facts
from goldenthread.changes.differences import compare
from goldenthread.changes.machinery import machinery
from goldenthread.changes.printers import as_json, as_markdown, as_text
from goldenthread.changes.public_state import State, state, state_at
from goldenthread.changes.summary import Gone, Need, Summary
from goldenthread.changes.wording import Change, in_sentences
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.problems import Problem, Severity
from goldenthread.common.problems import as_text as problems_as_text
from goldenthread.history.reader import file_of
from goldenthread.read import read


class CannotCompare(CommandError):
    """One of the two states cannot be read at all; the text is that of `check`."""

    exit_code = Exit.PROBLEMS


def run(args: argparse.Namespace) -> Exit:
    """Print what differs for the public."""
    summary = changes(args.root, args.today, args.base, args.head)
    sys.stdout.write({"text": as_text, "markdown": as_markdown, "json": as_json}[args.format](summary))
    return Exit.FINE


def changes(root: Path, today: date, base: str, head: str | None) -> Summary:
    """Compare what the public sees at two commits, or at one and in the folder; both as on `today`.

    Records whose day is still to come are compared as well: nobody approves them a second time.
    """
    with explaining("The two states cannot be compared"):
        one = _side(state_at(root, base, today, until=date.max), f"The files at {base}")
        ours = state_at(root, head, today, until=date.max) if head else _state_here(root, today)
        other = _side(ours, f"The files at {head}" if head else "The files in this folder")
    left_out = {**other.unread, **one.unread}
    before = _renamed(_readable(one.state.records, left_out), other.state.moved)
    after = _readable(other.state.records, left_out)
    described = in_sentences(compare(before, after), before, after, other.state.vocabulary)
    return Summary(
        changes=described,
        added=tuple(sorted(other.state.addresses - one.state.addresses)),
        gone=_gone(one.state, other.state),
        needs=_needs(described, one.state),
        left_out=left_out,
        machinery=machinery(root, base, head, frozenset(change.record for change in described)),
        drafts=len(dict(one.state.drafts.items() ^ other.state.drafts.items())),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two states, and the files that could not be read, each with the reason."""

    state: State
    unread: Mapping[str, str]


def _state_here(root: Path, today: date) -> tuple[State | None, list[Problem]]:
    content, problems = read(root, whole=False)
    return state(content, today, until=date.max) if content else None, problems


def _side(read_state: tuple[State | None, list[Problem]], which: str) -> _Side:
    """Return a state and its unread files; CannotCompare when nothing could be read."""
    one, problems = read_state
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if one is None:
        raise CannotCompare(f"{which} have errors:\n{problems_as_text(errors)}")
    unread: dict[str, str] = {}
    for error in errors:
        unread.setdefault(
            error.place.file, f"{which.lower()} have an error on line {error.place.line}. {error.what}"
        )
    return _Side(one, unread)


def _readable(records: Mapping[str, Facts], left_out: Mapping[str, str]) -> dict[str, Facts]:
    """Leave out records that one side cannot read, or whose text it cannot: they would seem new, or gone."""
    return {
        key: facts
        for key, facts in records.items()
        if file_of(key) not in left_out and facts.get("text") not in left_out
    }


def _renamed(records: dict[str, Facts], moved: Mapping[str, str]) -> dict[str, Facts]:
    """File records under the names to which their addresses have moved."""
    return {moved.get(f"{key}/", key).rstrip("/"): facts for key, facts in records.items()}


def _gone(before: State, after: State) -> tuple[Gone, ...]:
    lost = sorted(before.addresses - after.addresses)
    return tuple(Gone(url, after.moved.get(url, ""), url in after.noticed) for url in lost)


def _needs(described: tuple[Change, ...], before: State) -> tuple[Need, ...] | None:
    """Return who must approve: by the rules as they were, so that no change lets itself in."""
    if not before.rules.rules or before.rules.since is None:
        return None
    names = {role.id: role.name for role in before.rules.roles}
    found = dict.fromkeys((rule.needs, rule.why) for rule in needed(described, before.rules))
    return tuple(Need(names.get(role, role), " ".join(why.split())) for role, why in found)
