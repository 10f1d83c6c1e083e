"""`build.py take-progress`: turn an issue that reports an action's progress into a pull request.

Nothing of the issue is run: it is read as text, put into the action's file by the code of `build.py update`, and
checked by the same rules. The result is only proposed; people approve it as they do every change.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from goldenthread.acts.record_progress import with_update
from goldenthread.changes.printers import as_markdown, safe
from goldenthread.commands.changes import changes
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import commit_of, git
from goldenthread.common.problems import Problem, summary
from goldenthread.editing.lookup import Named, named_action
from goldenthread.editing.save import would_bring
from goldenthread.editing.tree import CannotEdit
from goldenthread.github.client import GitHub, connected, push
from goldenthread.github.progress_form import read_form
from goldenthread.read.records import read_vocabulary
from goldenthread.rules import examine

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


def run(args: argparse.Namespace) -> Exit:
    """Propose what an issue reports, or say in the issue what is missing."""
    issue = issue_of(args.event)
    if issue is None:
        raise CommandError(f"“{args.event}” does not describe an issue.")
    if not (issue.is_open and issue.may_propose):
        print(
            "Nothing to do: the issue is closed, or a member still has to give it the label “accepted”. "
            "After an edit, the label must be taken off and given again."
        )
        return Exit.FINE
    proposal, faults = propose(args.root, args.today, issue)
    with explaining("The change could not be proposed"):
        hub = None if args.dry_run else connected()
        reply = _done(args.root, args.today, issue, proposal, hub) if proposal else _faults_reply(faults)
        if hub:
            hub.keep_comment(issue.number, COMMENT, reply)
    print(reply)
    return Exit.FINE


def issue_of(event: Path) -> Issue | None:
    """Read the code host's description; None when it is not that of an issue."""
    try:
        facts: Mapping[str, Any] = json.loads(event.read_bytes())
        issue: Mapping[str, Any] = facts["issue"]
        user = issue["user"]
        # What was accepted is what the issue said when it got the label; what it says later, nobody has read.
        is_accepted = facts.get("action") == "labeled" and facts["label"]["name"] == ACCEPTED
        return Issue(
            number=int(issue["number"]),
            login=user["login"] if _LOGIN.fullmatch(user["login"]) else "ghost",
            user=int(user["id"]),
            body=str(issue["body"] or ""),
            may_propose=issue["author_association"] in MEMBERS or is_accepted,
            is_open=issue["state"] == "open",
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def propose(root: Path, today: date, issue: Issue) -> tuple[Proposal | None, tuple[str, ...]]:
    """Put what was reported into its place; return None, and what is wrong, when that is not possible."""
    vocabulary, problems = read_vocabulary(root)
    if vocabulary is None:
        return None, tuple(_plain(problems))
    form, faults = read_form(issue.body, vocabulary, today)
    if form is None:
        return None, faults
    try:
        found, _ = named_action(root, list(form.words))
        after = with_update(root, found, form.update)
    except CannotEdit as error:
        return None, (str(error),)
    errors = would_bring(root, {found.file: after}, today)
    return (None, tuple(_plain(errors))) if errors else (Proposal(found, after, form.update), ())


def _plain(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield problems without their places, which mean nothing to someone who filled in a form."""
    for problem in problems:
        yield f"{problem.what} {problem.fix}"


def _faults_reply(faults: Sequence[str]) -> str:
    """Return the reply that says what is missing, and what to do."""
    points = "\n".join(f"- {safe(' '.join(sentence.split()))}" for sentence in faults)
    return (
        f"Thank you. We cannot use this yet:\n\n{points}\n\n"
        "Please edit your first message above: choose “Edit” in its menu, and keep the headings. "
        "It is then read again: at once if you are a member here, or when a member gives the label “accepted” again.\n"
    )


def _done(root: Path, today: date, issue: Issue, proposal: Proposal, hub: GitHub | None) -> str:
    """Propose the change on the host, or with no host only say what would be proposed; return the reply."""
    branch = f"progress/issue-{issue.number}"
    with committed(root, issue, proposal) as tree:
        text = paper(root, tree, today, issue, proposal)
        if hub is None:
            return f"{proposal.title}\n\n{text}"
        owner = hub.repository.partition("/")[0]
        pulls = hub.all(f"/pulls?state=open&head={owner}:{branch}")
        if pulls and len(hub.all(f"/pulls/{pulls[0]['number']}/commits?")) > 1:
            return f"Other people have changed #{pulls[0]['number']} since. Please add this as a comment there, so that nothing is lost.\n"
        push(tree, f"+HEAD:refs/heads/{branch}")
    facts = {"title": proposal.title, "body": text}
    if pulls:
        hub.say("PATCH", f"/pulls/{pulls[0]['number']}", facts)
        return f"Thank you. #{pulls[0]['number']} now has what you wrote.\n"
    base = hub.say("GET", "")["default_branch"]
    made = hub.say("POST", "/pulls", facts | {"head": branch, "base": base})
    return f"Thank you. #{made['number']} proposes this change. It is published once it has been approved.\n"


@contextmanager
def committed(root: Path, issue: Issue, proposal: Proposal) -> Iterator[Path]:
    """Yield a folder of its own with the change committed in the name of the person who reported it.

    With another name there, that person could approve their own words.
    """
    name = ("-c", f"user.name={issue.login}")
    mail = ("-c", f"user.email={issue.user}+{issue.login}@users.noreply.github.com")
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        tree = Path(folder) / "tree"
        git(root, "worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            (tree / proposal.found.file).write_bytes(proposal.after)
            message = f"{proposal.title}\n\nReported in #{issue.number}.\n".encode()
            git(tree, *name, *mail, "commit", "--quiet", "--no-verify", "--all", "--file=-", given=message)
            yield tree
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def paper(root: Path, tree: Path, today: date, issue: Issue, proposal: Proposal) -> str:
    """Return the text of the pull request: what changes, what check says, and what its approver looks at."""
    head = commit_of(tree, "HEAD")
    before, now = examine(root, today).problems, examine(tree, today).problems
    known = {(problem.code, problem.what) for problem in before}
    new = [problem for problem in now if (problem.code, problem.what) not in known]
    points = "".join(f"- {safe(str(problem))}\n" for problem in new)
    return (
        f"@{issue.login} reported this in #{issue.number}, with the progress form.\n\n"
        f"{as_markdown(changes(root, today, 'HEAD', head))}\n"
        f"## The update\n\n{_quoted(proposal.update)}\n"
        f"## What check says\n\n{points or 'This change adds no new problems.'}\n"
        f"All files together: {summary(now)}\n\n"
        "## Before you approve\n\n"
        "- [ ] The person who reported this may speak for the action.\n"
        "- [ ] The evidence can be found, and shows what the note says.\n"
        "- [ ] The note names only people who hold a public office.\n\n"
        "The code host does not start checks on changes that a program proposes. "
        "To start them, choose “Close pull request”, then “Reopen pull request”.\n\n"
        f"Closes #{issue.number}\n"
    )


def _quoted(update: Mapping[str, str]) -> str:
    """Return what was reported, indented by four spaces, in which Markdown and HTML are only text."""
    lines = [
        line
        for name in ("note", "evidence")
        if update[name]
        for line in (f"{name}:", *update[name].splitlines())
    ]
    return "".join(f"    {line}\n" for line in lines)
