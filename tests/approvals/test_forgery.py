"""Every way that we know to forge an approval or to hide a change: each is caught, and named in words.

Eve may write to the repository. She wants readers to see words that nobody approved, or approvers not to see a change.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from corrected_report import POLICY, as_kept, corrected
from corrected_report import keep as keep_version
from council import PLAN, REPORT, REVIEW
from fake_github import REPOSITORY, Host, ask

from goldenthread.approvals.notes import REF, Approval, Note, keep
from goldenthread.approvals.signature import KEY
from goldenthread.common.errors import Exit
from goldenthread.common.git import git
from goldenthread.guide import MADE
from goldenthread.history.reader import changed_digests
from goldenthread.model.addresses import LEDGER

pytestmark = pytest.mark.slow  # two thousand runs of git

RULES = "data/approval-rules.yml"
REVIEWED = "reviews/2031-finance: "
OFFICER = "Approved-by: M Specimen <m.specimen@ambleford.example>"
SPARE = "id: 2031-spare\ntitle: Spare\nsummary: One.\nkind: service plan\nperiod: 2032\ndated: not recorded\n"
DIRECT = "put on the main line without a pull request"
CHANGED = "have changed without a correction"


class World:
    """The invented council on a code host; Ambleford keeps approvals since 1 October 2031, its files are older."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._env, self._capsys, self.pull = monkeypatch, capsys, 0
        for name, value in (("GITHUB_TOKEN", "not-a-real-token"), ("GITHUB_REPOSITORY", REPOSITORY)):
            monkeypatch.setenv(name, value)
        self.day("2031-09-01")
        self.folder, self.host = folder, Host(folder)
        self.council, self.root = self.host.council, self.host.root
        self.day("2031-11-20")

    def day(self, day: str) -> None:
        """Let git commit as on a day."""
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self._env.setenv(name, f"{day}T10:00:00+0000")

    def git(self, *words: str) -> str:
        return git(self.root, *words).decode().strip()

    def retitle(self, title: str = "Eve was here") -> World:
        """Change the title of the review, whatever it is."""
        path = self.root / REVIEW
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(
            "".join(f"title: {title}\n" if line.startswith("title: ") else line for line in lines), "utf-8"
        )
        return self

    def commit(self, message: str = "Tidy") -> str:
        return self.host.commit(message)

    def proposed(self, edit: Callable[[], object]) -> str:
        """Propose a change in a pull request; return its last commit."""
        self.pull += 1
        self.git("checkout", "--quiet", "-b", f"change-{self.pull}")
        edit()
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Say it better")
        head = self.git("rev-parse", "HEAD")
        self.git("push", "--quiet", "origin", f"HEAD:refs/pull/{self.pull}/head")
        self.git("checkout", "--quiet", "main")
        return head

    def merged(self, head: str, evil: Callable[[], object] | None = None) -> str:
        """Merge it; `evil` slips more into the merge itself."""
        self.git("merge", "--quiet", "--no-ff", "--no-commit", head)
        if evil:
            evil()
        return self.commit(f"Merge pull request #{self.pull} from ambleford/change")

    def host_knows(
        self, commits: list[str], head: str, *, by: str = "m-specimen", base: str = "main", **facts: Any
    ) -> None:
        """Let the host say that a pull request was approved and became these commits, the last of which was merged."""
        path = f"GET /pulls/{self.pull}"
        pull = {
            "number": self.pull, "html_url": f"https://code.example/pull/{self.pull}", "user": {"login": "b-officer"},
            "head": {"sha": head}, "base": {"ref": base}, "merged_by": {"login": "eve"},
            "merged_at": "2031-11-20T10:00:00Z", "merge_commit_sha": commits[-1], **facts,
        }  # fmt: skip
        review = {
            "user": {"login": by, "type": "User"}, "state": "APPROVED", "commit_id": head,
            "submitted_at": "2031-11-20T09:00:00Z", "author_association": "MEMBER",
        }  # fmt: skip
        self.host.answers |= {f"GET /commits/{commit}/pulls": [pull] for commit in commits}
        self.host.answers |= {
            path: pull, f"{path}/reviews": [review], f"{path}/commits": [{"author": {"login": "b-officer"}}],
        }  # fmt: skip

    def forge_note(self, commit: str, **facts: Any) -> None:
        """Write a note as the workflow does, and push it: whoever may write to the repository can."""
        approval = Approval("m-specimen", "c" * 40, "2031-11-20T09:00:00Z")
        digests = changed_digests(self.root, f"{commit}^1", commit)
        known: dict[str, Any] = {
            "pull_request": 77, "url": "https://code.example/pull/77", "author": "b-officer", "head": "c" * 40,
            "merged_at": "2031-11-20T10:00:00Z", "approvals": (approval,), "digests": digests,
        }  # fmt: skip
        keep(self.root, commit, Note(**known | facts))
        self.git("push", "--quiet", "--force", "origin", REF)

    def run(self, *words: str) -> str:
        """Run a command of build.py; return what it prints."""
        self._capsys.readouterr()
        self.code = ask(self.root, *words, connect=self.host.connect)
        shown = self._capsys.readouterr()
        return shown.out + shown.err

    def kept(self) -> str:
        """Let the publishing workflow record the approvals."""
        printed = self.run("keep-approvals")
        assert self.code == 0, printed
        return printed

    def new_key(self, name: str) -> tuple[str, str]:
        """Make a pair of keys; return the private and the public one."""
        path = self.folder / name
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True
        )
        return path.read_text("utf-8"), path.with_suffix(".pub").read_text("utf-8").strip()

    def sign_with(self, private: str) -> None:
        """Give the publishing workflow a key."""
        self._env.setenv(KEY, private)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> World:
    return World(tmp_path, monkeypatch, capsys)


# To be approved by nobody, or by the wrong person


def plain(world: World) -> None:
    world.retitle().commit()


def subject_of_a_pull_request(world: World) -> None:
    world.retitle().commit("Tidy (#12)")


def lines_that_do_not_count(world: World) -> None:
    world.merged(world.proposed(world.retitle))
    world.git("commit", "--quiet", "--amend", "-m", f"Merge pull request #1 from a/b\n\n{OFFICER}")


def lines_on_a_plain_commit(world: World) -> None:
    world.council.change(RULES, "messages_count: no", "messages_count: yes")
    world.day("2031-09-02")
    world.commit("Let lines count")
    world.day("2031-11-20")
    world.retitle().commit(f"Tidy (#12)\n\n{OFFICER}")


def forged_note_where_notes_are_signed(world: World) -> None:
    private, public = world.new_key("council")
    world.council.change(RULES, "messages_count: no\n", f"messages_count: no\nsigned_by: {public}\n")
    world.day("2031-09-02")
    world.commit("Record the key")
    world.sign_with(private)
    world.kept()
    world.day("2031-11-20")
    world.forge_note(world.retitle().commit())


def key_of_her_own(world: World) -> None:
    forged_note_where_notes_are_signed(world)
    private, public = world.new_key("eve")
    text = (world.root / RULES).read_text("utf-8")
    lines = [f"signed_by: {public}" if line.startswith("signed_by") else line for line in text.splitlines()]
    (world.root / RULES).write_text("\n".join(lines) + "\n", "utf-8")
    world.forge_note(world.commit("Another key"))
    world.sign_with(private)
    from goldenthread.approvals.signature import sign

    sign(world.root)


def forged_note_compared_with_the_host(world: World) -> None:
    world.forge_note(world.retitle().commit())
    assert "the note was not what the code host says, and is replaced: no pull request" in world.kept()


def forged_digests_compared_with_the_host(world: World) -> None:
    head = world.proposed(lambda: world.retitle("Finance challenge 2031"))
    commit = world.merged(head, world.retitle)
    world.host_knows([commit], head)
    world.forge_note(commit, pull_request=1, head=head)
    assert "the note was not what the code host says, and is replaced: pull request 1" in world.kept()


def own_approval(world: World) -> None:
    head = world.proposed(world.retitle)
    world.host_knows([world.merged(head)], head, user={"login": "m-specimen"})
    world.kept()


def approval_before_the_last_change(world: World) -> None:
    head = world.proposed(world.retitle)
    world.host_knows([world.merged(head)], head)
    world.host.answers["GET /pulls/1/reviews"][0]["commit_id"] = "d" * 40
    world.kept()


def pull_request_to_another_branch(world: World) -> None:
    head = world.proposed(world.retitle)
    world.host_knows([world.merged(head)], head, base="side")
    world.git("commit", "--quiet", "--amend", "-m", "Merge branch")
    world.kept()


def dated_back(world: World) -> None:
    world.council.change(PLAN, "responds_to:\n", "# A note for editors.\nresponds_to:\n")
    world.commit("Data, later than she claims")
    world.day("2031-09-15")
    world.retitle().commit()


def dated_back_where_no_data_changed_since(world: World) -> None:
    (world.root / "notes.txt").write_text("Nothing of the council's files.\n", "utf-8")
    world.commit("Later than she claims")
    world.day("2031-09-15")
    world.retitle().commit()


def dated_back_where_nothing_came_since(world: World) -> None:
    world.kept()
    world.day("2031-09-15")
    world.retitle().commit()
    assert "no pull request, first seen on 2032-01-10" in world.kept()


def note_of_an_earlier_day(world: World) -> None:
    private, _ = world.new_key("council")
    world.sign_with(private)
    world.kept()
    world.day("2031-09-15")
    keep(world.root, world.retitle().commit(), Note(seen="2031-09-15"))
    world.git("push", "--quiet", "--force", "origin", REF)
    assert "is replaced: no pull request, first seen on 2032-01-10" in world.kept()


def later_since_in_the_same_change(world: World) -> None:
    world.council.change(RULES, "since: 2031-10-01", "since: 2040-01-01")
    world.retitle().commit()


def no_since_in_the_same_change(world: World) -> None:
    world.council.change(RULES, "since: 2031-10-01", "since: not recorded")
    world.retitle().commit()


def later_since_put_back_with_the_change(world: World) -> None:
    world.council.change(RULES, "since: 2031-10-01", "since: 2040-01-01")
    world.commit("First")
    world.council.change(RULES, "since: 2040-01-01", "since: 2031-10-01")
    world.retitle().commit("Then")


def no_rules_any_more(world: World) -> None:
    (world.root / RULES).unlink()
    (world.root / ".github/CODEOWNERS").unlink()
    world.retitle().commit()


def _eve_has_the_roles(world: World) -> None:
    roles = "".join(f"      - {role}\n" for role in ("monitoring-officer", "democratic-services"))
    entry = f"people:\n\n  - name: Eve\n    email: eve@ambleford.example\n    login: eve\n    roles:\n{roles}"
    world.council.change(RULES, "people:\n", entry)


def roles_in_the_same_pull_request(world: World) -> None:
    def edit() -> None:
        _eve_has_the_roles(world)
        world.retitle()

    head = world.proposed(edit)
    world.host_knows([world.merged(head)], head, by="eve")
    world.kept()


def roles_in_an_earlier_commit_of_the_same_pull_request(world: World) -> None:
    _eve_has_the_roles(world)
    commits = [world.commit("Roles")]
    commits.append(world.retitle().commit("Words"))
    world.pull = 1
    world.git("push", "--quiet", "origin", "HEAD:refs/pull/1/head")
    world.host_knows(commits, commits[-1], by="eve")
    world.kept()


def evil_merge(world: World) -> None:
    head = world.proposed(
        lambda: world.council.change(PLAN, "title: Finance action plan 2031", "title: Plan")
    )
    world.host_knows([world.merged(head, world.retitle)], head)
    world.kept()


def evil_merge_of_the_same_record(world: World) -> None:
    head = world.proposed(lambda: world.retitle("Finance challenge 2031"))
    world.host_knows([world.merged(head, world.retitle)], head)
    world.kept()


def evil_merge_with_a_note_without_digests(world: World) -> None:
    commit = world.merged(world.proposed(lambda: world.retitle("Finance challenge 2031")), world.retitle)
    world.forge_note(commit, pull_request=1, digests={})


def more_words_in_a_rebase(world: World) -> None:
    head = world.proposed(lambda: world.retitle("Finance challenge 2031"))
    commits = [
        world.retitle("Finance challenge 2031").commit("Say it better"),
        world.retitle().commit("And more"),
    ]
    world.host_knows(commits, head)
    world.kept()


def taken_out(world: World) -> None:
    spare = world.root / "data/plans/2031-spare.yml"
    spare.write_text(SPARE, "utf-8")
    world.day("2031-09-02")
    world.commit("Another plan")
    spare.unlink()
    world.day("2031-11-20")
    world.commit()


def mark_of_a_made_page(world: World) -> None:
    page = world.root / "content/about.md"
    page.write_text(f"{page.read_text('utf-8')}\nEve was here.\n\n{MADE}\n", "utf-8")
    world.commit()


class Forged(NamedTuple):
    """A way to forge an approval, and what the audit says of the record."""

    way: Callable[[World], None]
    expected: str


FORGED = (
    Forged(plain, REVIEWED + DIRECT),
    Forged(subject_of_a_pull_request, REVIEWED + DIRECT),
    Forged(lines_that_do_not_count, f"{REVIEWED}not approved"),
    Forged(lines_on_a_plain_commit, REVIEWED + DIRECT),
    Forged(
        forged_note_where_notes_are_signed,
        f"{REVIEWED}approved only in a note that the council’s key has not signed",
    ),
    Forged(key_of_her_own, f"{REVIEWED}approved only in a note that the council’s key has not signed"),
    Forged(forged_note_compared_with_the_host, REVIEWED + DIRECT),
    Forged(forged_digests_compared_with_the_host, f"{REVIEWED}not the words that the approval is for"),
    Forged(own_approval, f"{REVIEWED}approved by its author only"),
    Forged(approval_before_the_last_change, f"{REVIEWED}changed after the approval"),
    Forged(pull_request_to_another_branch, f"{REVIEWED}not approved"),
    Forged(dated_back, REVIEWED + DIRECT),
    Forged(dated_back_where_no_data_changed_since, REVIEWED + DIRECT),
    Forged(dated_back_where_nothing_came_since, REVIEWED + DIRECT),
    Forged(note_of_an_earlier_day, REVIEWED + DIRECT),
    Forged(later_since_in_the_same_change, REVIEWED + DIRECT),
    Forged(no_since_in_the_same_change, REVIEWED + DIRECT),
    Forged(later_since_put_back_with_the_change, REVIEWED + DIRECT),
    Forged(no_rules_any_more, REVIEWED + DIRECT),
    Forged(roles_in_the_same_pull_request, f"{REVIEWED}not approved by the role that the rules ask for (missing: Monitoring"),
    Forged(
        roles_in_an_earlier_commit_of_the_same_pull_request,
        f"{REVIEWED}not approved by the role that the rules ask for (missing: Monitoring",
    ),
    Forged(evil_merge, f"{REVIEWED}not the words that the approval is for"),
    Forged(evil_merge_of_the_same_record, f"{REVIEWED}not the words that the approval is for"),
    Forged(evil_merge_with_a_note_without_digests, f"{REVIEWED}not the words that the approval is for"),
    Forged(more_words_in_a_rebase, f"{REVIEWED}not the words that the approval is for"),
    Forged(taken_out, f"plans/2031-spare: {DIRECT}"),
    Forged(mark_of_a_made_page, f"pages/about: {DIRECT}"),
)  # fmt: skip


@pytest.mark.parametrize("case", FORGED, ids=lambda case: case.way.__name__)
def test_who_forges_an_approval_is_named_by_the_audit(case: Forged, world: World) -> None:
    case.way(world)
    printed = world.run("audit")
    assert case.expected in printed, printed
    assert world.code == 1


# To change what readers see, and not be seen by those who approve


def _second_review(world: World) -> None:
    text = (world.root / REVIEW).read_text("utf-8").replace("2031-finance", "2031-secret")
    (world.root / "data/reviews/2031-secret.yml").write_text(text, "utf-8")


def attributes_beside_the_files(world: World) -> None:
    _second_review(world)
    (world.root / "data/reviews/.gitattributes").write_text("2031-secret.yml export-ignore\n", "utf-8")


def attributes_at_the_root(world: World) -> None:
    _second_review(world)
    text = "data/reviews/* export-ignore export-subst\n"
    (world.root / ".gitattributes").write_text(text, "utf-8")


def _page(world: World) -> Path:
    return world.root / "published/cabinet-reports/2031-10-04-finance/2031-10-04/index.html"


def kept_version_rewritten(world: World) -> None:
    keep_version(world.council)
    world.commit("Keep a version")
    _page(world).write_text("<p>Other words</p><script>alert(1)</script>", "utf-8")
    _page(world).with_name("manifest.json").write_text("{}", "utf-8")


def kept_version_taken_away(world: World) -> None:
    kept_version_rewritten(world)
    _page(world).unlink()


def forged_paper_in_the_cache(world: World) -> None:
    path = world.root / "build/cache/0123.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF forged")
    world.git("add", "--force", "build/cache/0123.pdf")


def correction_of_something_else(world: World) -> None:
    world.council.change(REPORT, "To act on what the peers found.", "To build a golden statue.")
    corrected(world.council, REPORT, "brings:\n", fields=("authors.1.phone",))


def correction_without_a_field(world: World) -> None:
    world.council.change(REPORT, "To act on what the peers found.", "To build a golden statue.")
    corrected(world.council, REPORT, "brings:\n")


def correction_of_another_action(world: World) -> None:
    world.council.change(PLAN, "timeline: November 2031", "timeline: December 2039")
    corrected(world.council, PLAN, "groups:\n", about="2", fields=("timeline",))


def correction_that_was_there(world: World) -> None:
    corrected(world.council, REPORT, "brings:\n", fields=("reason",))
    world.commit("An earlier correction")
    world.council.change(REPORT, "To act on what the peers found.", "To build a golden statue.")


def _rewritten(path: str, text: str = "words of Eve\n") -> Callable[[World], None]:
    """Return a way that puts a file into the repository, or other bytes into one that is there."""

    def rewritten(world: World) -> None:
        (world.root / path).parent.mkdir(parents=True, exist_ok=True)
        with (world.root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return rewritten


def _replaced(path: str, old: str, new: str) -> Callable[[World], None]:
    """Return a way that changes words of a setting."""

    def replaced(world: World) -> None:
        world.council.change(path, old, new)

    return replaced


def made_page(world: World) -> None:
    page = world.root / "content/about.md"
    page.write_text(f"{page.read_text('utf-8')}\nEve was here.\n\n{MADE}\n", "utf-8")


def made_page_of_the_guide(world: World) -> None:
    _rewritten("content/guide/eve.md", f"# Eve\n\nEve was here.\n\n{MADE}\n")(world)


NEW_REVIEW = "Review “Finance peer challenge 2031” is new"
HIDDEN: dict[str, tuple[Callable[[World], None], str, str]] = {
    "attributes beside the files": (attributes_beside_the_files, "changes", NEW_REVIEW),
    "attributes beside the files, by name": (
        attributes_beside_the_files,
        "changes",
        "data/reviews/.gitattributes is added.",
    ),
    "attributes at the root": (attributes_at_the_root, "changes", NEW_REVIEW),
    "attributes at the root, by name": (attributes_at_the_root, "changes", ".gitattributes is added."),
    "kept version rewritten": (
        kept_version_rewritten,
        "changes",
        "A version that readers were told is kept: published/cabinet-reports/2031-10-04-finance/2031-10-04/index.html is changed.",
    ),
    "kept version taken away": (kept_version_taken_away, "changes", "2031-10-04/index.html is removed."),
    "forged paper in the cache": (forged_paper_in_the_cache, "check", "[kept-in-git]"),
    "correction of something else": (correction_of_something_else, "check", CHANGED),
    "correction without a field": (correction_without_a_field, "check", CHANGED),
    "correction of another action": (correction_of_another_action, "check", CHANGED),
    "correction that was there": (correction_that_was_there, "check", CHANGED),
    "template": (
        _rewritten("templates/pages/layout.html"),
        "changes",
        "The design of pages or papers: templates/pages/layout.html is added.",
    ),
    "menu": (_rewritten("mkdocs.yml"), "changes", "The design of pages or papers: mkdocs.yml is added."),
    "accessibility tests": (
        _rewritten("accessibility-tests.yml", "# other results\n"),
        "changes",
        "The design of pages or papers: accessibility-tests.yml is changed.",
    ),
    "program": (
        _rewritten("goldenthread/x.py"),
        "changes",
        "The program itself changes: 1 file of goldenthread/.",
    ),
    "what the program needs": (_rewritten("requirements/site.txt"), "changes", "1 file of requirements/."),
    "front door": (_rewritten("build.py"), "changes", "The program itself changes: build.py."),
    "workflow": (_rewritten(".github/workflows/x.yml"), "changes", ".github/workflows/x.yml is added."),
    "heading of a format": (
        _replaced("data/report-formats.yml", "heading: Risk Assessment", "heading: No Risk"),
        "changes",
        "The heading of section “No Risk”",
    ),
    "name of a body": (
        _replaced("data/organisation.yml", "name: Senior Team\n", "name: Team of Eve\n"),
        "changes",
        "The name of office “Team of Eve”",
    ),
    "label of a word": (
        _replaced("data/vocabulary.yml", "label: Accepted\n", "label: Refused\n"),
        "changes",
        "The label of acceptance “accepted”",
    ),
    "made page": (made_page, "changes", "Eve was here."),
    "made page of the guide": (made_page_of_the_guide, "changes", "content/guide/eve.md is added."),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_who_hides_a_change_is_told_of(name: str, world: World) -> None:
    way, command, expected = HIDDEN[name]
    way(world)
    world.commit("Tidy")
    words = ("changes", "HEAD~1", "HEAD") if command == "changes" else ("check", "--since", "HEAD~1")
    printed = world.run(*words)
    assert expected in printed, printed


def test_a_kept_version_that_was_altered_is_listed_by_the_audit(world: World) -> None:
    folder = keep_version(world.council)
    assert world.run("addresses") == "" or world.code == 0
    world.commit("Keep a version")
    for name, content in as_kept(POLICY + b"<p>Words of Eve</p>").items():
        (folder / name).write_bytes(content)
    (world.root / LEDGER).unlink()
    world.run("addresses")
    world.commit("Tidy")
    page = _page(world).relative_to(world.root).as_posix()
    assert f"{page}: not as it was published. Restore it: git checkout " in world.run("audit")
    assert world.code == Exit.PROBLEMS
    listed = json.loads(world.run("audit", "--format", "json"))["altered"]
    assert {row["file"] for row in listed} == {page, page.replace("index.html", "manifest.json")}
    assert {len(row["commit"]) for row in listed} == {40}


def test_a_key_that_cannot_be_read_is_refused(world: World) -> None:
    world.council.change(RULES, "messages_count: no\n", "messages_count: no\nsigned_by: ssh-nothing\n")
    printed = world.run("check")
    assert "“ssh-nothing” is not a public key of SSH." in printed
    assert world.code == Exit.PROBLEMS


def test_comments_and_spaces_are_no_change(world: World) -> None:
    world.council.change(PLAN, "responds_to:\n", "# A note for editors.\n\nresponds_to:\n")
    world.council.change("data/vocabulary.yml", "label: Accepted\n", "label:   'Accepted'\n")
    world.commit("Tidy")
    assert (
        world.run("changes", "HEAD~1", "HEAD")
        == "Nothing changes for the public: no word, no page, no address.\n"
    )


# What holds for those who are honest


def test_what_was_approved_passes_with_a_key_and_after_a_change_of_keys(world: World) -> None:
    def new_key(public: str) -> Callable[[], object]:
        text = (world.root / RULES).read_text("utf-8")
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith("signed_by")]
        with_key = "".join(lines).replace("since: 2031-10-01\n", f"since: 2031-10-01\nsigned_by: {public}\n")
        return lambda: (world.root / RULES).write_text(with_key, "utf-8")

    def approved(edit: Callable[[], object]) -> None:
        head = world.proposed(edit)
        world.host_knows([world.merged(head)], head)
        world.kept()

    keys = [world.new_key("first"), world.new_key("second")]
    for place, (private, public) in enumerate(keys):
        approved(new_key(public))  # the earlier key, where there is one, signs the approval of the next
        world.sign_with(private)
        approved(partial(world.retitle, f"Finance challenge {place}"))
    printed = world.run("audit", "--offline")
    assert world.code == 0, printed
    assert "All 4 notes of approval are signed with the council’s key" in printed


def test_what_came_before_the_first_rules_was_published_before_approvals_were_kept(world: World) -> None:
    world.day("2031-09-02")
    for words in ("since: not recorded", "since: 2031-10-01"):
        text = (world.root / RULES).read_text("utf-8")
        lines = [words if line.startswith("since: ") else line for line in text.splitlines()]
        (world.root / RULES).write_text("\n".join(lines) + "\n", "utf-8")
        world.retitle(f"Finance challenge, {len(words)}").commit(words)
    printed = world.run("audit")
    assert (world.code, f"{REVIEWED}published before approvals were kept" in printed) == (0, True), printed


def test_a_copy_alone_is_enough_to_verify(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise AssertionError("the audit asked the network")

    head = world.proposed(world.retitle)
    world.host_knows([world.merged(head)], head)
    world.kept()
    copy = world.folder / "copy"
    git(world.folder, "clone", "--quiet", str(world.host.origin), str(copy))
    git(copy, "fetch", "--quiet", "origin", "refs/notes/*:refs/notes/*")
    git(copy, "remote", "remove", "origin")
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.setattr("socket.socket.connect", unreachable)
    world.root = copy
    printed = world.run("audit", "--offline")
    assert world.code == 0, printed
    assert f"{REVIEWED}approved by M Specimen" in printed
    assert "The 1 notes of approval are not signed." in printed
