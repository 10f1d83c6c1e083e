"""`build.py take-progress`: turn an issue that tells of an action's progress into a pull request.

Nothing of the issue is run: it is read as text, put into the action's file by the same hands as `build.py update`, and
held against the same rules. What comes of it is only proposed; people approve it as they do every change.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected

if TYPE_CHECKING:
    from goldenthread.common.problems import Problem
    from goldenthread.editing.lookup import Named

FINE, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 2, 3, 4
MEMBERS = ("OWNER", "MEMBER", "COLLABORATOR")
ACCEPTED = "accepted"  # a label that only people of the project can give
COMMENT = "progress"
_LOGIN = re.compile(r"[A-Za-z0-9-]{1,39}(\[bot\])?")


@dataclass(frozen=True, slots=True)
class Issue:
    """What is needed of an issue: who wrote it, under which number, and what it says."""

    number: int
    login: str
    user: int
    body: str
    may_propose: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that can be proposed: the action, and the bytes of its file with the update in them."""

    found: Named
    after: bytes
    update: Mapping[str, str]

    @property
    def title(self) -> str:
        """Name the change in one line."""
        return f"Progress on action {self.found.record['number']} of {Path(self.found.file).stem}"


def options(parser: argparse.ArgumentParser) -> None:
    """Say where the issue stands."""
    parser.add_argument(
        "event", type=Path, metavar="EVENT", help="the file in which the host describes what happened"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only print what would be answered, without any network"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return take(args.root, args.today, args.event, dry_run=args.dry_run)


def take(root: Path, today: date, event: Path, *, dry_run: bool, connect: Connect = GitHub) -> int:
    """Propose what an issue tells, or say in the issue what is missing; give the exit code."""
    from goldenthread.common.git import GitFailed

    issue = issue_of(event)
    if issue is None:
        print(f"“{event}” does not describe an issue.", file=sys.stderr)
        return WRONG_USE
    if not (issue.is_open and issue.may_propose):
        print("Nothing to do: the issue is closed, or a member has still to give it the label “accepted”.")
        return FINE
    proposal, wrong = propose(root, today, issue)
    try:
        hub = None if dry_run else connected(connect)
        said = _done(root, today, issue, proposal, hub) if proposal else answer(wrong)
        if hub:
            hub.keep_comment(issue.number, COMMENT, said)
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except (CannotAsk, GitFailed) as error:
        print(f"The change could not be proposed: {error}", file=sys.stderr)
        return CANNOT_WRITE
    print(said)
    return FINE


def issue_of(event: Path) -> Issue | None:
    """Read the host's description; None when it is not that of an issue."""
    try:
        issue: Mapping[str, Any] = json.loads(event.read_bytes())["issue"]
        user = issue["user"]
        labels = {label["name"] for label in issue["labels"]}
        return Issue(
            number=int(issue["number"]),
            login=user["login"] if _LOGIN.fullmatch(user["login"]) else "ghost",
            user=int(user["id"]),
            body=str(issue["body"] or ""),
            may_propose=issue["author_association"] in MEMBERS or ACCEPTED in labels,
            is_open=issue["state"] == "open",
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def propose(root: Path, today: date, issue: Issue) -> tuple[Proposal | None, tuple[str, ...]]:
    """Put what was told into its place; give None, and what to say, when that cannot be."""
    from goldenthread.commands.edit_command import said, the_action
    from goldenthread.commands.update import with_update
    from goldenthread.editing.save import would_bring
    from goldenthread.editing.tree import CannotEdit
    from goldenthread.github.progress_form import told
    from goldenthread.read.records import read_vocabulary

    vocabulary, problems = read_vocabulary(root)
    if vocabulary is None:
        return None, tuple(_plain(problems))
    wish, wrong = told(issue.body, vocabulary, today)
    if wish is None:
        return None, wrong
    try:
        found, _ = the_action(root, list(wish.words))
        after = with_update(root, found, dict(wish.update))
    except CannotEdit as error:
        return None, (said(error).strip(),)
    errors = would_bring(root, {found.file: after}, today)
    return (None, tuple(_plain(errors))) if errors else (Proposal(found, after, wish.update), ())


def _plain(problems: Sequence[Problem]) -> Iterator[str]:
    """Say problems without the places, which mean nothing to somebody who filled in a form."""
    for problem in problems:
        yield f"{problem.what} {problem.fix}"


def answer(wrong: Sequence[str]) -> str:
    """Say to the person what is missing, and what to do."""
    from goldenthread.changes.printers import safe

    points = "\n".join(f"- {safe(' '.join(sentence.split()))}" for sentence in wrong)
    return (
        f"Thank you. This cannot be taken over yet:\n\n{points}\n\n"
        "Please edit your first message above: choose “Edit” in its menu, and keep the headings. "
        "It is then read again by itself.\n"
    )


def _done(root: Path, today: date, issue: Issue, proposal: Proposal, hub: GitHub | None) -> str:
    """Propose the change on the host, or with no host only say what would be proposed; give the answer."""
    branch = f"progress/issue-{issue.number}"
    with committed(root, issue, proposal) as tree:
        words = paper(root, tree, today, issue, proposal)
        if hub is None:
            return f"{proposal.title}\n\n{words}"
        owner = hub.repository.partition("/")[0]
        pulls = hub.all(f"/pulls?state=open&head={owner}:{branch}")
        if pulls and len(hub.all(f"/pulls/{pulls[0]['number']}/commits?")) > 1:
            return f"Others have worked on #{pulls[0]['number']} since. Please tell it there, so that nothing is lost.\n"
        _push(tree, branch)
    facts = {"title": proposal.title, "body": words}
    if pulls:
        hub.say("PATCH", f"/pulls/{pulls[0]['number']}", facts)
        return f"Thank you. #{pulls[0]['number']} now says what you wrote.\n"
    base = hub.say("GET", "")["default_branch"]
    made = hub.say("POST", "/pulls", facts | {"head": branch, "base": base})
    return f"Thank you. #{made['number']} proposes it; it is published when it has been approved.\n"


def _push(tree: Path, branch: str) -> None:
    from goldenthread.github.remote import push

    push(tree, f"+HEAD:refs/heads/{branch}")


@contextmanager
def committed(root: Path, issue: Issue, proposal: Proposal) -> Iterator[Path]:
    """Give a folder of its own with the change committed in the name of who told it.

    With another name there, that person could approve their own words.
    """
    from goldenthread.common.git import git

    name = ("-c", f"user.name={issue.login}")
    mail = ("-c", f"user.email={issue.user}+{issue.login}@users.noreply.github.com")
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        tree = Path(folder) / "tree"
        git(root, "worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            (tree / proposal.found.file).write_bytes(proposal.after)
            message = f"{proposal.title}\n\nTold in #{issue.number}.\n".encode()
            git(tree, *name, *mail, "commit", "--quiet", "--no-verify", "--all", "--file=-", given=message)
            yield tree
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def paper(root: Path, tree: Path, today: date, issue: Issue, proposal: Proposal) -> str:
    """Write what the pull request says: what changes, what the check says, and what its approver looks at."""
    from goldenthread.changes.printers import as_markdown, safe
    from goldenthread.commands.changes import changes
    from goldenthread.common.git import commit_of
    from goldenthread.common.problems import summary
    from goldenthread.rules import examine

    head = commit_of(tree, "HEAD")
    before, now = examine(root, today).problems, examine(tree, today).problems
    known = {(problem.code, problem.what) for problem in before}
    new = [problem for problem in now if (problem.code, problem.what) not in known]
    points = "".join(f"- {safe(str(problem))}\n" for problem in new)
    return (
        f"@{issue.login} told this in #{issue.number}, with the form for progress.\n\n"
        f"{as_markdown(changes(root, today, 'HEAD', head))}\n"
        f"## The words\n\n{_quoted(proposal.update)}\n"
        f"## What the check says\n\n{points or 'This change brings no new problem.'}\n"
        f"All files together: {summary(now)}\n\n"
        "## Before you approve\n\n"
        "- [ ] Whoever told this may speak for the action.\n"
        "- [ ] The evidence can be found, and shows what the note says.\n"
        "- [ ] The note names nobody who does not hold a public office.\n\n"
        "The host starts no checks on what a program proposes. "
        "To start them, choose “Close pull request”, then “Reopen pull request”.\n\n"
        f"Closes #{issue.number}\n"
    )


def _quoted(update: Mapping[str, str]) -> str:
    """Show what was told, set in by four spaces, in which Markdown and HTML are only text."""
    lines = [
        line
        for name in ("note", "evidence")
        if update[name]
        for line in (f"{name}:", *update[name].splitlines())
    ]
    return "".join(f"    {line}\n" for line in lines)
