"""An invented repository, written by git itself (`git fast-import`), and what must be found in it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goldenthread.approvals.notes import Approval, Note
from goldenthread.approvals.verdict import State
from goldenthread.changes.canonical import digest, public_facts
from goldenthread.read.records import record_of

OFFICER = "M Specimen <m.specimen@ambleford.example>"  # holds the role that the rules ask for
COLLEAGUE = "C Colleague <c.colleague@ambleford.example>"  # holds none
WRITER = "W Writer <w.writer@ambleford.example>"
RULES = """\
since: 2031-01-01
messages_count: yes
roles:
  - id: officer
    name: Monitoring Officer
people:
  - name: M Specimen
    email: m.specimen@ambleford.example
    login: m-specimen
    roles: officer
rules:
  - acts: anything
    records: plans
    needs: officer
    why: An example.
"""
START = 1925000000  # 31 December 2030


@dataclass
class Plan:
    """A record as it stands, and what history must have of it: the subject and state of each version."""

    name: str
    words: str = ""
    note: int = 0  # a note for editors, which is no change
    draft: bool = False
    expected: list[tuple[str, State]] = field(default_factory=list)
    was: list[str] = field(default_factory=list)  # earlier words

    def text(self) -> str:
        """Give the file's text."""
        body = f"summary: |\n  {self.words}\nkind: service plan\nperiod: 2031\ndated: not recorded\ntitle: Plan\nid: {self.name}\n"
        padding = "".join(f"# {self.name.split('-')[0]} is kept with care, line {n}\n" for n in range(8))
        return f"{padding}# note {self.note}\n{'draft: yes' if self.draft else '# public'}\n{body}"

    def digest(self) -> str:
        """Give the digest of what the public reads."""
        record = record_of(self.text().encode(), f"plans/{self.name}")
        assert record is not None
        return digest(public_facts(record))

    @property
    def path(self) -> str:
        """Give the file's path."""
        return f"data/plans/{self.name}.yml"


@dataclass
class Maker:
    """Writes the stream that `git fast-import` reads."""

    stream: list[bytes] = field(default_factory=list)
    mark: int = 0
    main: int = 0
    commits: int = 0
    notes: list[tuple[int, str]] = field(default_factory=list)

    def commit(
        self,
        message: str,
        files: Mapping[str, str | None],
        *,
        by: str = WRITER,
        ref: str = "main",
        parents: tuple[int, ...] = (),
    ) -> int:
        """Write a commit; a file without text is taken out. Without parents it goes onto the main line."""
        self.mark, self.commits = self.mark + 1, self.commits + 1
        parents = parents or ((self.main,) if self.main else ())
        when = f"{START + 3600 * self.commits} +0000"
        said = message.encode()
        lines = [
            f"commit refs/heads/{ref}",
            f"mark :{self.mark}",
            f"author {by} {when}",
            f"committer {by} {when}",
        ]
        self.stream += [f"{line}\n".encode() for line in lines]
        self.stream += [f"data {len(said)}\n".encode(), said, b"\n"]
        for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
            self.stream.append(f"{word} :{parent}\n".encode())
        for path, text in files.items():
            if text is None:
                self.stream.append(f"D {path}\n".encode())
            else:
                raw = text.encode()
                self.stream += [f"M 100644 inline {path}\ndata {len(raw)}\n".encode(), raw, b"\n"]
        if ref == "main":
            self.main = self.mark
        return self.mark

    def write(self, root: Path) -> None:
        """Let git make the repository."""
        said = b"Notes"
        self.stream.append(b"commit refs/notes/approvals\ncommitter P <p@x> 1990000000 +0000\n")
        self.stream.append(f"data {len(said)}\n".encode() + said + b"\n")
        for mark, text in self.notes:
            raw = text.encode()
            self.stream += [f"N inline :{mark}\ndata {len(raw)}\n".encode(), raw, b"\n"]
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
        done = ["git", "fast-import", "--quiet", "--force"]
        subprocess.run(done, cwd=root, input=b"".join(self.stream), check=True, capture_output=True)
        subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=root, check=True)


class MadeHistory:
    """A repository in which everything happens that happens to repositories."""

    def __init__(self, root: Path, files: dict[str, str], commits: int) -> None:
        """Make it with so many commits; `files` are there from the beginning."""
        self.maker, self.chance, self.pull = Maker(), random.Random(7), 0  # noqa: S311 - the same repository each time
        self.plans: dict[str, Plan] = {}
        self.gone: dict[str, Plan] = {}
        self.maker.commit("Begin", {**files, "data/approval-rules.yml": RULES})
        acts: list[tuple[Callable[[], None], int]] = [
            (self.squash, 1), (self.merge, 14), (self.publish, 4), (self.reformat, 3), (self.direct, 1), (self.own, 1),
            (self.no_role, 1), (self.rename, 2), (self.revert, 2), (self.abandoned, 2), (self.noted, 3),
            (self.stale, 1), (self.as_draft, 1), (self.take_out, 1), (self.brought_up_to_date, 1),
        ]  # fmt: skip
        for _ in range(8):
            self.publish()
        while self.maker.commits < commits:
            self.chance.choices([act for act, _ in acts], [often for _, often in acts])[0]()
        self.maker.write(root)

    def squash(self) -> None:
        """Put a pull request on the main line as one commit, without a note: its message proves nothing."""
        plan = self._plan()
        plan.words = self._new_words()
        subject = self._subject("Squash")
        self.maker.commit(f"{subject}\n\nApproved-by: {OFFICER}", {plan.path: plan.text()})
        plan.expected.append((subject, State.DIRECT))

    def publish(self) -> None:
        """Publish a plan."""
        number = len(self.plans) + len(self.gone)
        plan = Plan(f"{chr(97 + number % 26)}{number}-first")
        self.plans[plan.name] = plan
        self._change(plan, self._new_words(), f"Reviewed-by: {OFFICER}", State.APPROVED)

    def merge(self) -> None:
        """Merge a branch of several commits; only where it ends counts."""
        plan = self._plan()
        last = self.maker.main
        for step in range(self.chance.randint(1, 3)):
            plan.words = f"{self._new_words()} step {step}"
            last = self.maker.commit("Work", {plan.path: plan.text()}, ref="work", parents=(last,))
        self._merged(plan, last, f"Approved-by: {OFFICER}", State.APPROVED)

    def own(self) -> None:
        """Merge a branch that the approver wrote a part of."""
        plan = self._plan()
        start = self.maker.main
        plan.words = self._new_words()
        one = self.maker.commit("Mine", {plan.path: plan.text()}, by=OFFICER, ref="work", parents=(start,))
        plan.words = self._new_words()
        last = self.maker.commit("Theirs", {plan.path: plan.text()}, ref="work", parents=(one,))
        self._merged(plan, last, f"Approved-by: {OFFICER}", State.SELF)

    def brought_up_to_date(self) -> None:
        """Merge a branch into which the main line had been merged before."""
        plan, other = self._plan(), self._plan()
        one = self.maker.commit(
            "Work", {"notes.txt": self._new_words()}, ref="work", parents=(self.maker.main,)
        )
        if other is not plan:
            self._change(other, self._new_words(), f"Approved-by: {OFFICER}", State.APPROVED)
        two = self.maker.commit(
            "Up to date", {other.path: other.text()}, ref="work", parents=(one, self.maker.main)
        )
        plan.words = self._new_words()
        last = self.maker.commit("Work", {plan.path: plan.text()}, ref="work", parents=(two,))
        self._merged(plan, last, f"Approved-by: {OFFICER}", State.APPROVED)

    def reformat(self) -> None:
        """Change how a file is written, straight on the main line: no change of what it says."""
        plan = self._plan()
        plan.note += 1
        self.maker.commit("Tidy", {plan.path: plan.text()})

    def direct(self) -> None:
        """Push a change without a pull request, with a line that claims an approval."""
        plan = self._plan()
        plan.words = self._new_words()
        subject = f"Direct {self.maker.commits}"
        self.maker.commit(f"{subject}\n\nApproved-by: {OFFICER}", {plan.path: plan.text()})
        plan.expected.append((subject, State.DIRECT))

    def no_role(self) -> None:
        """Approve without the role."""
        self._change(self._plan(), self._new_words(), f"Approved-by: {COLLEAGUE}", State.ROLE)

    def rename(self) -> None:
        """Give a plan another id, and so another file name."""
        plan = self._plan()
        old = plan.path
        del self.plans[plan.name]
        plan.name = f"{plan.name.rsplit('-', 1)[0]}-n{self.maker.commits}"
        self.plans[plan.name] = plan
        subject = self._subject("Rename")
        files = {old: None, plan.path: plan.text()}
        self._pulled(f"{subject}\n\nApproved-by: {OFFICER}", files)
        plan.expected.append((subject, State.APPROVED))

    def revert(self) -> None:
        """Bring earlier words back."""
        plan = self._plan()
        if plan.was and plan.was[-1] != plan.words:
            self._change(plan, plan.was[-1], f"Approved-by: {OFFICER}", State.APPROVED)

    def abandoned(self) -> None:
        """Leave commits behind that a force-push took off every line that counts."""
        plan = self._plan()
        stray = Plan(plan.name, "These words were never published.")
        self.maker.commit("Abandoned", {plan.path: stray.text()}, ref="abandoned", parents=(self.maker.main,))

    def noted(self) -> None:
        """Merge with a note of what the host knew."""
        self._noted("d" * 40, State.APPROVED)

    def stale(self) -> None:
        """Approve, then change, then merge."""
        self._noted("e" * 40, State.STALE)

    def as_draft(self) -> None:
        """Make a plan a draft, change it unseen, and publish it again."""
        plan = self._plan()
        plan.draft = True
        subject = self._subject("Draft")
        self._pulled(f"{subject}\n\nApproved-by: {OFFICER}", {plan.path: plan.text()})
        plan.expected.append((subject, State.APPROVED))
        plan.words = self._new_words()
        self.maker.commit("Unseen", {plan.path: plan.text()})
        plan.draft = False
        self._change(plan, self._new_words(), f"Approved-by: {OFFICER}", State.APPROVED)

    def take_out(self) -> None:
        """Take a plan out."""
        if len(self.plans) < 8:
            return
        plan = self._plan()
        subject = self._subject("Take out")
        self._pulled(f"{subject}\n\nApproved-by: {OFFICER}", {plan.path: None})
        plan.expected.append((subject, State.APPROVED))
        self.gone[plan.name] = self.plans.pop(plan.name)

    def _plan(self) -> Plan:
        return self.plans[self.chance.choice(sorted(self.plans))]

    def _new_words(self) -> str:
        return f"Words of commit {self.maker.commits}, {self.chance.random()}."

    def _subject(self, what: str) -> str:
        self.pull += 1
        return f"{what} (#{self.pull})"

    def _change(self, plan: Plan, words: str, trailer: str, state: State) -> None:
        plan.was.append(plan.words) if plan.words else None
        plan.words = words
        subject = self._subject("Change")
        self._pulled(f"{subject}\n\nWhy.\n\n{trailer}", {plan.path: plan.text()})
        plan.expected.append((subject, state))

    def _pulled(self, message: str, files: Mapping[str, str | None]) -> None:
        """Merge a branch of one commit."""
        last = self.maker.commit("Work", files, ref="work", parents=(self.maker.main,))
        self.maker.commit(message, files, parents=(self.maker.main, last))

    def _merged(self, plan: Plan, last: int, trailer: str, state: State) -> None:
        self.pull += 1
        subject = f"Merge pull request #{self.pull} from ambleford/work"
        files = {plan.path: plan.text()}
        self.maker.commit(f"{subject}\n\n{trailer}", files, parents=(self.maker.main, last))
        plan.expected.append((subject, state))

    def _noted(self, commit: str, state: State) -> None:
        plan = self._plan()
        plan.words = self._new_words()
        subject = self._subject("Noted")
        mark = self.maker.commit(subject, {plan.path: plan.text()})
        plan.expected.append((subject, state))
        approval = Approval("m-specimen", commit, "2031-02-01T10:00:00Z")
        url = f"https://code.example/pull/{self.pull}"
        people = ("w-writer", "d" * 40, "w-writer", "p")
        digests = {f"plans/{plan.name}": plan.digest()}
        note = Note(self.pull, url, *people, "2031-12-01T10:00:00Z", (approval,), digests)
        self.maker.notes.append((mark, note.as_json()))
