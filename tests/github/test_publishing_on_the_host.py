"""What the publishing and commenting workflows do, against a host of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from council import PLAN, REVIEW
from fake_github import REPOSITORY, Host, ask

from goldenthread.approvals.notes import REF, notes
from goldenthread.commands import receipt as receipts
from goldenthread.common.git import git
from goldenthread.common.output import Output
from goldenthread.history.reader import changed_digests
from goldenthread.publish import publish

pytestmark = pytest.mark.slow
ADDRESS = "https://reviews.ambleford.example/"


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setenv("GITHUB_TOKEN", "not-a-real-token")
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    on(monkeypatch, "2031-09-01")
    host = Host(tmp_path)
    on(monkeypatch, "2032-01-09")
    return host


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let git commit as on a day; Ambleford keeps approvals since 1 October 2031."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, f"{day}T10:00:00+0000")


def pull(host: Host, words: str, number: int = 5) -> str:
    """Propose a change of the review's title, as the host keeps what is proposed; give the commit."""
    git(host.root, "checkout", "--quiet", "-b", f"change-{number}")
    host.council.change(REVIEW, "title: Finance peer challenge 2031", f"title: {words}")
    git(host.root, "commit", "--quiet", "--all", "-m", "Say it better")
    head = git(host.root, "rev-parse", "HEAD").decode().strip()
    git(host.root, "push", "--quiet", "origin", f"HEAD:refs/pull/{number}/head")
    git(host.root, "checkout", "--quiet", "main")
    return head


def merge(host: Host, head: str, number: int = 5) -> str:
    """Merge it, and let the host know what it then knows; give the merge."""
    git(host.root, "merge", "--quiet", "--no-ff", "-m", f"Merge pull request #{number}", head)
    git(host.root, "push", "--quiet", "origin", "HEAD:main")
    made = git(host.root, "rev-parse", "HEAD").decode().strip()
    facts = {
        "number": number,
        "html_url": f"https://github.com/{REPOSITORY}/pull/{number}",
        "user": {"login": "b-officer"},
        "head": {"sha": head},
        "base": {"ref": "main"},
        "merged_by": {"login": "m-specimen"},
        "merged_at": "2032-01-09T10:00:00Z",
        "merge_commit_sha": made,
    }
    host.answers |= {
        f"GET /commits/{made}/pulls": [facts],
        f"GET /pulls/{number}": facts,
        f"GET /pulls/{number}/commits": [{"committer": {"login": "b-officer"}}],
        f"GET /pulls/{number}/reviews": [
            {
                "user": {"login": "m-specimen", "type": "User"},
                "state": "APPROVED",
                "commit_id": head,
                "submitted_at": "2032-01-09T09:00:00Z",
                "author_association": "MEMBER",
            }
        ],
    }
    return made


def test_who_approved_which_words_is_kept_in_git_and_sent_there(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    made = merge(host, pull(host, "Finance challenge 2031"))
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    assert "Approvals recorded: 1." in capsys.readouterr().out
    kept = notes(host.origin)[made]  # as it lies there, not only here
    assert (kept.pull_request, [approval.login for approval in kept.approvals]) == (5, ["m-specimen"])
    assert list(kept.digests) == ["reviews/2031-finance"]


def test_a_second_run_and_a_new_copy_write_nothing_anew(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(host, pull(host, "Finance challenge 2031"))
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    first = host.there("rev-parse", REF)
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", str(host.origin), str(copy))
    assert notes(copy) == {}
    assert ask(copy, "keep-approvals", connect=host.connect) == 0
    assert "Approvals recorded: 0." in capsys.readouterr().out
    assert host.there("rev-parse", REF) == first


def test_a_run_that_was_left_out_is_made_up_for(host: Host) -> None:
    first = merge(host, pull(host, "Finance challenge 2031"))
    host.council.change(REVIEW, "title: Finance challenge 2031", "title: Finance peer challenge 2031")
    host.commit("Straight to main")
    second = merge(host, pull(host, "Challenge of finance 2031", 6), 6)
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    assert set(notes(host.origin)) == {first, second}


def test_the_digest_is_that_of_the_words_that_were_approved(host: Host) -> None:
    head = pull(host, "Finance challenge 2031")
    git(host.root, "merge", "--quiet", "--no-ff", "--no-commit", head)
    host.council.change(REVIEW, "title: Finance challenge 2031", "title: Something quite different")
    git(host.root, "commit", "--quiet", "--all", "-m", "Merge with a word of my own")
    made = merge(host, "HEAD")
    host.answers["GET /pulls/5"]["head"]["sha"] = head
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    kept = notes(host.origin)[made].digests
    assert kept == changed_digests(host.root, f"{made}^1", head)
    assert kept != changed_digests(host.root, f"{made}^1", made)


def audited(host: Host, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """Give what the audit ends with, and the state of each record."""
    capsys.readouterr()
    code = ask(host.root, "audit", "--format", "json")
    rows = json.loads(capsys.readouterr().out)["records"]
    return code, {row["record"]: row["state"] for row in rows}


def test_what_was_approved_passes_the_audit_once_it_is_written_down(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(host, pull(host, "Finance challenge 2031"))
    code, states = audited(host, capsys)
    assert (code, states["reviews/2031-finance"]) == (1, "not approved")
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    code, states = audited(host, capsys)
    assert states["reviews/2031-finance"] == "approved"
    assert code == 0


def test_a_merge_that_brings_other_words_than_were_approved_is_not_published(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    head = pull(host, "Finance challenge 2031")
    git(host.root, "merge", "--quiet", "--no-ff", "--no-commit", head)
    host.council.change(REVIEW, "title: Finance challenge 2031", "title: Something quite different")
    git(host.root, "commit", "--quiet", "--all", "-m", "Merge pull request #5")
    merge(host, "HEAD")
    host.answers["GET /pulls/5"]["head"]["sha"] = head
    host.answers["GET /pulls/5/reviews"][0]["commit_id"] = head
    assert ask(host.root, "keep-approvals", connect=host.connect) == 0
    code, states = audited(host, capsys)
    assert (code, states["reviews/2031-finance"]) == (1, "not the words that the approval is for")


def test_a_host_that_cannot_be_reached_is_said(
    host: Host, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(host.root, "remote", "set-url", "origin", str(host.root / "nowhere"))
    assert ask(host.root, "keep-approvals", "--only-fetch") == 4
    assert "The approvals could not be recorded" in capsys.readouterr().err


def told(host: Host, head: str) -> str:
    """Give the comment that the host gets for the pull request with this last commit."""
    host.answers["GET /pulls"] = [
        {"number": 4, "head": {"sha": "0" * 40}},
        {"number": 5, "head": {"sha": head}},
    ]
    assert (
        ask(host.root, "comment-changes", head, "--run", "https://github.com/run/1", connect=host.connect)
        == 0
    )
    (facts,) = host.told("POST /issues/5/comments")
    assert host.told("POST /issues/4/comments") == []
    return str(facts["body"])


def test_a_pull_request_is_told_what_it_changes_and_not_what_main_did_since(host: Host) -> None:
    head = pull(host, "Finance challenge 2031")
    host.council.change(PLAN, "title: Finance action plan 2031", "title: Plan of action 2031")
    host.commit("Meanwhile on main")
    said = told(host, head)
    assert said.startswith("<!-- golden-thread: changes -->\n## What changes for the public")
    assert "<del>peer</del>" in said
    assert "Plan of action" not in said
    assert "(https://github.com/run/1)" in said


def test_files_that_cannot_be_read_are_told_and_nothing_of_them_is_run(host: Host) -> None:
    git(host.root, "checkout", "--quiet", "-b", "bad")
    (host.root / "build.py").write_text("raise SystemExit('this ran')", "utf-8")
    (host.root / "data/vocabulary.yml").write_text("a: &x <b>\n", "utf-8")
    git(host.root, "add", "--all")
    git(host.root, "commit", "--quiet", "-m", "Bad")
    head = git(host.root, "rev-parse", "HEAD").decode().strip()
    git(host.root, "push", "--quiet", "origin", "HEAD:refs/pull/5/head")
    git(host.root, "checkout", "--quiet", "main")
    said = told(host, head)
    assert "## This cannot be published yet" in said
    assert "vocabulary.yml:1:4" in said


def test_no_file_of_a_stranger_is_opened_while_there_is_a_token(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("a file of a stranger was opened")

    for name in ("pdf_facts", "picture_facts"):
        monkeypatch.setattr(f"goldenthread.read.attachments.{name}", opened)
    git(host.root, "checkout", "--quiet", "-b", "bad")
    for name in ("evil.pdf", "evil.png", "a` **Approved** @org `b.txt"):
        (host.root / "content/files" / name).write_bytes(b"%PDF-1.7 crafted")
    git(host.root, "add", "--all")
    git(host.root, "commit", "--quiet", "-m", "Files")
    head = git(host.root, "rev-parse", "HEAD").decode().strip()
    git(host.root, "push", "--quiet", "origin", "HEAD:refs/pull/5/head")
    git(host.root, "checkout", "--quiet", "main")
    said = told(host, head)
    assert "- A file beside the words: content/files/evil.pdf is added." in said
    assert "content/files/a\\` \\*\\*Approved\\*\\* @\u2060org \\`b.txt is added." in said


@pytest.mark.parametrize("commit", ["main", "--help", "$(id)", "A" * 40, ""])
def test_a_commit_is_named_in_full(host: Host, commit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(host.root, "comment-changes", "--", commit, connect=host.connect) == 2
    assert "not the full name of a commit" in capsys.readouterr().err
    assert host.sent == []


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a published site of three files."""
    site = tmp_path / "site"
    files = ("index.html", "reviews/2031-finance/index.html", "cabinet-reports/2031-10-04-finance/index.html")
    publish([Output(name, b"<p>Page</p>") for name in files], site)
    return site


def test_the_receipt_says_where_when_what_and_how_long_before_the_deadline(
    host: Host, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = (site / "manifest.json").read_bytes()
    asked: list[str] = []

    def fetched(address: str) -> bytes:
        asked.append(address)
        return manifest if len(asked) > 2 else b""

    monkeypatch.setattr(receipts, "SECONDS", 0)
    monkeypatch.setattr(receipts, "fetched", fetched)
    merge(host, pull(host, "Finance challenge 2031"))
    assert ask(host.root, "receipt", site, "--address", ADDRESS, connect=host.connect) == 0
    assert asked == [f"{ADDRESS}manifest.json"] * 3
    (facts,) = host.told("POST /issues/5/comments")
    said = facts["body"]
    assert said.startswith(
        "<!-- golden-thread: receipt -->\n## Published\n\n- **Address:** <https://reviews."
    )
    assert "the live site serves this manifest" in said
    row = json.loads(manifest)["files"]["reviews/2031-finance/index.html"]
    assert f"| [reviews/2031-finance/]({ADDRESS}reviews/2031-finance/) | `{row['sha256']}` |" in said
    assert "cabinet-reports/" not in said
    assert (
        "- Publish the action plan (Finance challenge 2031): due between 26 September 2031 and "
        "26 October 2031. The files do not say that it is done.\n"
    ) in said
    assert "(Finance challenge 2031): Cannot be worked out: the date when" in said
    assert said.partition("\n")[2].strip() == capsys.readouterr().out.strip()


def test_a_change_whose_run_was_left_out_gets_its_receipt_with_the_next(
    host: Host, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "fetched", lambda _: (site / "manifest.json").read_bytes())
    titles = ("Finance challenge 2031", "Challenge of finance", "Finances challenged")
    before = "Finance peer challenge 2031"
    for number, title in enumerate(titles, start=4):
        host.council.change(REVIEW, f"title: {before}", "title: Finance peer challenge 2031")
        git(host.root, "commit", "--quiet", "--all", "--allow-empty", "-m", "Straight to main")
        merge(host, pull(host, title, number), number)
        before = title
    host.answers["GET /issues/4/comments"] = [
        {"id": 1, "user": {"type": "Bot"}, "body": "<!-- golden-thread: receipt -->\n## Published"}
    ]
    assert ask(host.root, "receipt", site, "--address", ADDRESS, connect=host.connect) == 0
    assert [key for key, _ in host.sent] == ["POST /issues/6/comments", "POST /issues/5/comments"]
    commits = [facts["body"].partition("commit ")[2][:40] for _, facts in host.sent]
    assert len(set(commits)) == 2


def test_a_site_that_is_not_seen_yet_is_not_said_to_be(
    host: Host, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(receipts, "SECONDS", 0)
    monkeypatch.setattr(receipts, "fetched", lambda _: b"<h1>404</h1>")
    assert ask(host.root, "receipt", site, "--address", ADDRESS, "--dry-run", connect=host.connect) == 0
    assert "**Not verified yet:**" in capsys.readouterr().out
    assert host.sent == []


def test_two_sites_are_compared_file_by_file(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    publish([Output("index.html", b"<p>Page</p>"), Output("new.html", b"")], other)
    assert ask(tmp_path, "compare", site, site) == 0
    assert ask(tmp_path, "compare", site, other) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "cabinet-reports/2031-10-04-finance/index.html: not the same in both",
        "new.html: not the same in both",
        "reviews/2031-finance/index.html: not the same in both",
        "3 files, 3 differences.",
    ]
    (other / "index.html").write_bytes(b"<p>Pagf</p>")
    assert ask(tmp_path, "compare", other, other) == 1
    assert ask(tmp_path, "compare", site, tmp_path) == 2


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, "3 days before that day"),
        (1, "1 day before that day"),
        (0, "on that day"),
        (-2, "2 days after that day"),
    ],
)
def test_days_before_or_after_are_said_in_words(days: int, words: str) -> None:
    from goldenthread.deadlines.sentences import _apart

    assert _apart(days) == words
