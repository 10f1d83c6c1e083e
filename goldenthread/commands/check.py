"""`build.py check`: list everything that is wrong with the content, and change nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.approvals.clearances import uncleared
from goldenthread.changes.uncorrected import uncorrected_since
from goldenthread.common.errors import Exit, explaining
from goldenthread.common.git import GitFailed, commit_of, git
from goldenthread.common.problems import PRINTERS, Problem, has_errors, in_order, summary
from goldenthread.model.addresses import LEDGER
from goldenthread.read import Content
from goldenthread.read.passages import Spot
from goldenthread.rules import examine
from goldenthread.rules.corrections import drawn, editions
from goldenthread.rules.finding import Finding, said


def run(args: argparse.Namespace) -> Exit:
    """Print all problems, with what is not cleared; with `--since`, also published wording changed without a correction."""
    checked = examine(args.root, args.today, args.now)
    problems = checked.problems
    if checked.content is not None:
        open_sections = [said(checked.content, found) for found in uncleared(checked.content, args.today)]
        problems = tuple(in_order([*problems, *open_sections]))
    if args.since and checked.content is not None:
        with explaining(f"Cannot compare the files with “{args.since}”"):
            uncorrected = uncorrected_since(args.root, checked.content, args.today, args.since)
            foreign = list(_not_drawn_here(args, checked.content))
        problems = tuple(in_order([*problems, *uncorrected, *foreign]))
    sys.stdout.write(PRINTERS[args.format](problems))
    if args.format != "json":
        print(summary(problems))
    return Exit.PROBLEMS if has_errors(problems) else Exit.FINE


def _not_drawn_here(args: argparse.Namespace, content: Content) -> Iterator[Problem]:
    """Yield each PDF that was recorded since a commit and is not the one that this program draws from the same files.

    Builds publish a recorded PDF as it is, so whoever approves must know where it does not come from here.
    """
    new = dict(_recorded_since(args, content))
    if not new:
        return
    from goldenthread.outputs.pdf.decision_notices import draw_notices
    from goldenthread.outputs.pdf.report_pdfs import draw_reports
    from goldenthread.publish.project_paths import Places
    from goldenthread.register import build

    places = Places.of(args.root, None)
    register = build(content, args.today)
    papers = tuple(view for view in register.cabinet_reports if view.url in new)
    decisions = tuple(view for view in register.decisions if view.url in new)
    alone = replace(register, cabinet_reports=papers, decisions=decisions, editions={})
    there = (alone, places.environment(), places.root, places.cache)
    for pdf in (*draw_reports(*there).values(), *draw_notices(*there).values()):
        url = f"{pdf.path.rpartition('/')[0]}/"
        if content.addresses.kept[new[url]].sha256 != pdf.sha256:
            spot, record = Spot(LEDGER, ("kept", new[url], "sha256")), url.split("/")[1]
            yield said(content, Finding("edition-not-drawn-here", spot, {"report": record}))


def _recorded_since(args: argparse.Namespace, content: Content) -> Iterator[tuple[str, int]]:
    """Yield the address of each record whose newest PDF is not in the list of the commit, with its place in the list of now."""
    try:
        base = git(args.root, "merge-base", commit_of(args.root, args.since), "HEAD").decode().strip()
        before = git(args.root, "show", f"{base}:./{LEDGER}")
    except GitFailed:
        before = b""  # there was no list
    for kind, name, _ in drawn(content):
        newest = next(editions(content, kind, name), None)
        if newest and newest[1].file.encode() not in before:
            yield kind.url(name), newest[0]
