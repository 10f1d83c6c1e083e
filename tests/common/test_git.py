"""What is read from git: the bytes that are in it, whatever the tree says of itself or a user has set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from council import TODAY, Council
from typical_pull_requests import git

from goldenthread.commands.changes import changes
from goldenthread.common.git import GitFailed, commit_of, objects, take_out
from goldenthread.common.git import git as ask
from goldenthread.history.log import entries

pytestmark = pytest.mark.slow


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Return the invented council in a repository of one commit."""
    made = Council(tmp_path / "c", addresses=True)
    git(made.root, "init", "-q", "-b", "main")
    git(made.root, "add", "-A")
    git(made.root, "commit", "-q", "-m", "Begin")
    return made


def commit(council: Council) -> None:
    git(council.root, "add", "-A")
    git(council.root, "commit", "-q", "-m", "Tidy")


def taken_out(council: Council, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    take_out(council.root, commit_of(council.root, "HEAD"), ("data", "content"), folder)
    return folder


HIDDEN = "data/reviews/2031-secret.yml"


def add_secret_review(council: Council) -> None:
    text = (council.root / "data/reviews/2031-finance.yml").read_text("utf-8")
    text = text.replace("id: 2031-finance", "id: 2031-secret").replace("2031-finance 1", "2031-secret 1")
    (council.root / HIDDEN).write_text(text, "utf-8")


def test_a_file_cannot_be_hidden_from_the_approver_by_an_attribute(council: Council) -> None:
    add_secret_review(council)
    (council.root / "data/reviews/.gitattributes").write_text("2031-secret.yml export-ignore\n")
    commit(council)
    told = changes(council.root, TODAY, "HEAD~1", "HEAD")
    assert "reviews/2031-secret/" in told.added


@pytest.mark.parametrize(
    "attribute", ["export-subst", "working-tree-encoding=UTF-16", "ident", "eol=crlf", "filter=x"]
)
def test_the_bytes_are_those_in_git_whatever_an_attribute_says(
    council: Council, tmp_path: Path, attribute: str
) -> None:
    page = council.root / "content/about.md"
    page.write_bytes(b"# About\n\n$Format:%an$ $Id$\n")
    commit(council)
    (council.root / "content/.gitattributes").write_text(f"*.md {attribute}\n")
    git(council.root, "add", "content/.gitattributes")
    git(council.root, "commit", "-q", "-m", "Attributes")
    assert (
        taken_out(council, tmp_path) / "content/about.md"
    ).read_bytes() == b"# About\n\n$Format:%an$ $Id$\n"


def test_a_link_is_seen_and_never_followed(council: Council, tmp_path: Path) -> None:
    (council.root / "data/reviews/x.yml").symlink_to("/etc/passwd")
    (council.root / "data/more").symlink_to("../../../..")
    commit(council)
    folder = taken_out(council, tmp_path)
    for name in ("data/reviews/x.yml", "data/more"):
        assert (folder / name).is_symlink()
        assert not (folder / name).exists()
    told = changes(council.root, TODAY, "HEAD~1", "HEAD")
    assert "data/reviews/x.yml" in told.left_out


def test_a_name_that_is_no_text_is_taken_out_too(council: Council, tmp_path: Path) -> None:
    (council.root / os.fsdecode(b"data/reviews/\xff.yml")).write_text("id: x\n")
    commit(council)
    folder = taken_out(council, tmp_path)
    assert os.fsdecode(b"\xff.yml") in [path.name for path in (folder / "data/reviews").iterdir()]


def test_a_replaced_object_is_not_read_in_place_of_what_was_approved(council: Council) -> None:
    first = commit_of(council.root, "HEAD")
    add_secret_review(council)
    commit(council)
    git(council.root, "replace", "HEAD", first)
    assert HIDDEN in ask(council.root, "ls-tree", "-r", "HEAD", "--name-only").decode().split()


def test_a_users_setting_does_not_hide_the_first_commit(council: Council) -> None:
    git(council.root, "config", "log.showRoot", "false")
    assert [entry.commit for entry in entries(council.root)] == [commit_of(council.root, "HEAD")]


def test_a_tree_with_an_impossible_name_is_refused(council: Council, tmp_path: Path) -> None:
    blob = ask(council.root, "rev-parse", "HEAD:data/council.yml").decode().strip()
    tree = ask(council.root, "mktree", given=f"100644 blob {blob}\t..\n".encode()).decode().strip()
    top = ask(council.root, "mktree", given=f"040000 tree {tree}\tdata\n".encode()).decode().strip()
    forged = ask(council.root, "commit-tree", top, "-m", "x").decode().strip()
    with pytest.raises(GitFailed, match="not allowed"):
        take_out(council.root, forged, ("data",), tmp_path)


def test_objects_that_are_not_here_are_left_out(council: Council) -> None:
    assert objects(council.root, ["0" * 40]) == {}
