"""What the code host answers about a pull request, made into a note. It knows GitHub's words and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from goldenthread.approvals.notes import Approval, Note
from goldenthread.common.files import write_whole
from goldenthread.common.git import git
from goldenthread.github.client import GitHub, push

Answer = Mapping[str, Any]
_MEMBERS = ("OWNER", "MEMBER", "COLLABORATOR")


def note_of(
    pull: Answer, reviews: Sequence[Answer], commits: Sequence[Answer], digests: Mapping[str, str]
) -> Note:
    """Make the note of a merged pull request.

    `pull`, `reviews` and `commits` are the host's answers for `/pulls/N`, `/pulls/N/reviews` and `/pulls/N/commits`.
    """
    last = commits[-1] if commits else {}
    return Note(
        pull_request=int(pull["number"]),
        url=str(pull["html_url"]),
        author=_login(pull.get("user")),
        head=str(pull["head"]["sha"]),
        pushed_by=_login(last.get("committer")) or _login(last.get("author")) or _login(pull.get("user")),
        merged_by=_login(pull.get("merged_by")),
        merged_at=str(pull.get("merged_at") or ""),
        approvals=tuple(_approvals(reviews)),
        writers=tuple(dict.fromkeys(_writers(commits))),
        digests=dict(digests),
    )


def _writers(commits: Sequence[Answer]) -> Iterator[str]:
    """Name who wrote commits; a merge that only brings a branch up to date adds no words of its own."""
    for commit in commits:
        login = _login(commit.get("author"))
        if login and len(commit.get("parents") or ()) < 2:
            yield login


def _approvals(reviews: Sequence[Answer]) -> list[Approval]:
    """Return the approvals that count: a later refusal or a dismissal takes one away, a mere remark does not."""
    standing: dict[str, Answer] = {}
    for review in sorted(reviews, key=lambda review: str(review.get("submitted_at") or "")):
        login = _login(review.get("user"))
        if review.get("state") == "APPROVED":
            standing[login] = review
        elif review.get("state") in ("CHANGES_REQUESTED", "DISMISSED"):
            standing.pop(login, None)
    return [
        Approval(
            login=login,
            commit=str(review.get("commit_id") or ""),
            at=str(review.get("submitted_at") or ""),
            is_bot=(review.get("user") or {}).get("type") == "Bot",
            is_member=review.get("author_association") in _MEMBERS,
        )
        for login, review in standing.items()
    ]


def _login(user: Any) -> str:
    """Name a user; a deleted one has no name, and web edits are committed by the host itself."""
    login = str((user or {}).get("login") or "")
    return "" if login == "web-flow" else login


_PROGRAM = (
    "-c", "user.name=github-actions[bot]",
    "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com",
)  # fmt: skip


def propose_files(
    root: Path, hub: GitHub, branch: str, files: Mapping[str, bytes], facts: Mapping[str, str]
) -> int:
    """Propose files on a branch of their own, and return the pull request's number; one that is open is renewed.

    `facts` are its title and body. One with the same body stays as it is, so that an approval of it is not lost.
    """
    owner = hub.repository.partition("/")[0]
    pulls = hub.all(f"/pulls?state=open&head={owner}:{branch}")
    if pulls and pulls[0].get("body") == facts["body"]:
        return int(pulls[0]["number"])
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        tree = Path(folder) / "tree"
        git(root, "worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            for file, content in files.items():
                write_whole(tree / file, content)
            git(tree, "add", "--force", "--", *files)
            git(
                tree, *_PROGRAM, "commit", "--quiet", "--no-verify", "--file=-", given=facts["title"].encode()
            )
            push(tree, f"+HEAD:refs/heads/{branch}")
        finally:
            git(root, "worktree", "remove", "--force", str(tree))
    if pulls:
        hub.say("PATCH", f"/pulls/{pulls[0]['number']}", dict(facts))
        return int(pulls[0]["number"])
    base = hub.say("GET", "")["default_branch"]
    return int(hub.say("POST", "/pulls", {**facts, "head": branch, "base": base})["number"])
