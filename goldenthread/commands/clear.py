"""`build.py clear` and `clearances`: who cleared which section of a report, and what has changed since."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from goldenthread.approvals.clearances import (
    REF,
    Clearance,
    ClearanceState,
    Standing,
    awaits_clearance,
    clearances,
    is_kept,
    may_clear,
    officer,
    record_clearances,
    role_of,
    standings,
)
from goldenthread.approvals.cleared_sections import ClearableSection, clearable_sections
from goldenthread.changes.word_diff import shortened, word_diff
from goldenthread.commands.cli import as_typed
from goldenthread.commands.prompts import report_named
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import GitFailed, git
from goldenthread.common.inflection import count, slug
from goldenthread.github.client import fetch, is_there, push
from goldenthread.messages import guess
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.read import Content
from goldenthread.rules import sound_content

_THEIRS = "refs/notes/clearances-of-others"


def run(args: argparse.Namespace) -> Exit:
    """Record a post's clearance of sections, in the words and figures that the files have now."""
    content = sound_content(args.root, args.today)
    report = report_named(content, args.report)
    _need_git(args.root)
    sections = clearable_sections(content, report)
    post = _post(content, sections, args.by)
    chosen = [_section(sections, name) for name in args.sections] or [
        section for section in sections if post in section.posts
    ]
    if not chosen:
        known = ", ".join(section.id for section in sections)
        raise CommandError(f"No section asks for {post}. Name the sections that are cleared, from: {known}.")
    with explaining("The clearance could not be recorded"):
        who = officer(args.root)
        if not may_clear(content.approval_rules, post, who.email, args.today):
            raise CommandError(
                f"{who.name} <{who.email}> does not hold the role “{post}” on this day (data/approval-rules.yml)."
            )
        kept = clearances(args.root)
        facts = Clearance(report.id, "", "", post, "", "", who.name, who.email, args.today, 1, args.withdraw)
        record_clearances(args.root, [_next(facts, section, kept) for section in chosen])
    print(
        f"{'Clearance withdrawn' if args.withdraw else 'Cleared'} by {post}, recorded by {who.name} <{who.email}>:"
    )
    for section in chosen:
        print(
            f"  {section.heading}: {count(len(section.as_text.split()), 'word')}, SHA-256 {section.digest[:12]}…"
        )
    print(f"This is internal: nothing of it is published. Share it: {as_typed('clearances', '--share')}")
    return Exit.FINE


def _next(facts: Clearance, section: ClearableSection, kept: Sequence[Clearance]) -> Clearance:
    """Return the clearance of one section, which comes after those of the same post."""
    before = [one.turn for one in kept if _key(one) == (facts.report, section.id, facts.post.casefold())]
    return replace(
        facts,
        section=section.id,
        heading=section.heading,
        digest=section.digest,
        words=section.as_text,
        turn=max(before, default=0) + 1,
    )


def _key(one: Clearance) -> tuple[str, str, str]:
    return one.report, one.section, one.post.casefold()


def _need_git(root: Path) -> None:
    if not (root / ".git").exists():
        raise CommandError(
            "Clearances are kept in git, and this folder is not a git repository.", Exit.CONFIGURATION
        )


def _post(content: Content, sections: Sequence[ClearableSection], typed: str) -> str:
    """Return a post as the format, the rules for approval or the organisation name it."""
    asked = {post.casefold(): post for section in sections for post in section.posts}
    role = role_of(content.approval_rules, typed)
    titles = {name.casefold(): name for name in content.organisation.names()}
    found = asked.get(typed.casefold()) or (role and role.name) or titles.get(typed.casefold())
    if found is None:
        known = [*asked.values(), *(one.name for one in content.approval_rules.roles)]
        raise CommandError(
            f"“{typed}” is not a post that this format asks, a role or a post of the council. "
            f"{guess(typed, [*known, *titles.values()])}The format asks: {', '.join(asked.values()) or 'nobody'}."
        )
    return found


def _section(sections: Sequence[ClearableSection], typed: str) -> ClearableSection:
    names = {section.id: section for section in sections}
    headings = {slug(section.heading): section for section in sections}
    found = names.get(typed) or headings.get(slug(typed))
    if found is None:
        raise CommandError(
            f"The report has no section “{typed}”. {guess(typed, names)}Choose from: {', '.join(names)}."
        )
    return found


def list_clearances(args: argparse.Namespace) -> Exit:
    """Print what is cleared, what is void with old and new words, and what is not cleared."""
    content = sound_content(args.root, args.today)
    _need_git(args.root)
    if args.share:
        _share(args.root)
    kept = clearances(args.root)
    reports = (
        [report_named(content, args.report)]
        if args.report
        else [
            report
            for report in content.cabinet_reports.values()
            if awaits_clearance(content, report, args.today)
        ]
    )
    found = {report: standings(content, report, kept) for report in reports}
    if args.format == "json":
        rows = [_row(report, one) for report, listed in found.items() for one in listed]
        print(json.dumps({"clearances": rows}, ensure_ascii=False, indent=2))
        return Exit.FINE
    if not is_kept(args.root):
        print(f"This copy has no clearances. Fetch those of others: {as_typed('clearances', '--share')}")
    for report, listed in found.items():
        sys.stdout.writelines(f"{line}\n" for line in _paper(report, listed))
    if not found:
        print("No report whose meeting is still to come asks for a clearance.")
    return Exit.FINE


def _paper(report: CabinetReport, found: Sequence[Standing]) -> Iterator[str]:
    """Yield a report's clearances as lines: what is open first, with the words that changed."""
    still = sum(one.is_open for one in found)
    yield f"{report.id}: {report.title}. {count(still, 'clearance')} still needed."
    for one in sorted(found, key=lambda one: not one.is_open):
        yield f"  {one.sentence}"
        if one.last and one.state is ClearanceState.CHANGED:
            yield from _side_by_side(one.last.words, one.words)


def _side_by_side(before: str, after: str) -> Iterator[str]:
    """Yield the words cleared and the words of now, each around what differs."""
    runs = list(shortened(word_diff(before, after)))
    for label, left_out in (("cleared", "new"), ("now", "gone")):
        text = " ".join(f"[{text}]" if kind != "same" else text for kind, text in runs if kind != left_out)
        yield f"      {label + ':':<9}{text}"


def _row(report: CabinetReport, one: Standing) -> dict[str, object]:
    last = one.last
    return {
        "report": report.id,
        "section": one.section,
        "heading": one.heading,
        "post": one.post,
        "needed": one.is_needed,
        "state": one.state.value,
        "day": last.day.isoformat() if last else None,
        "recorded_by": f"{last.name} <{last.email}>" if last else None,
        "words_cleared": last.words if last else None,
        "words_now": one.words,
    }


def _share(root: Path) -> None:
    """Take in the clearances that others recorded, line by line, and send ours."""
    with explaining("The clearances could not be shared"):
        if is_there(root, REF):
            fetch(root, f"+{REF}:{_THEIRS}")
            if is_kept(root):
                git(root, "notes", f"--ref={REF}", "merge", "--quiet", "--strategy=cat_sort_uniq", _THEIRS)
            else:
                git(root, "update-ref", REF, _THEIRS)
        if not is_kept(root):
            raise GitFailed("There are none yet, here or on the code host.")
        push(root, REF)
