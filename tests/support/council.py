"""A copy of the invented council that a test may break, and what is said about it then."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from functools import cache
from hashlib import sha256
from pathlib import Path

from paths import AMBLEFORD

from goldenthread.read import Content
from goldenthread.register import Register, build
from goldenthread.rules import Checked, examine

TODAY = date(2032, 1, 10)

REVIEW = "data/reviews/2031-finance.yml"
PLAN = "data/action-plans/2031-finance.yml"
REPORT = "data/cabinet-reports/2031-10-04-finance.yml"
TEXT = "content/cabinet-reports/2031-10-04-finance.md"
PROGRESS = "data/cabinet-reports/2032-01-09-progress.yml"
LATER = ("2032-01-09-*",)  # papers to later meetings, in any folder
SERVICE = "data/plans/2031-service.yml"

# What was worked out before, by the digest of a council's files and the day: most tests look at the same council.
_WORKED_OUT: dict[tuple[str, date], Register] = {}
_CHECKED: dict[str, Checked] = {}  # by the digest of the files, on the council's day


@cache
def _files(example: Path, left_out: tuple[str, ...]) -> dict[Path, dict[str, bytes]]:
    """Return the files of an example by folder and name, without those of some names and what a build by hand left."""
    found: dict[Path, dict[str, bytes]] = {}
    for path in sorted(example.rglob("*")):
        name = path.relative_to(example)
        is_left_out = name.parts[0] in ("build", "site") or any(fnmatch(name.name, of) for of in left_out)
        if path.is_file() and not is_left_out:
            found.setdefault(name.parent, {})[name.name] = path.read_bytes()
    return found


_REQUESTS = re.compile(r"    extensions:\n(?:\n| {6}.*\n)+(?=  - )")  # of one action


class Council:
    """A council's files in a folder of the test's own."""

    def __init__(
        self,
        root: Path,
        example: Path = AMBLEFORD,
        *,
        addresses: bool = False,
        decisions: bool = False,
        whole: bool = False,
    ) -> None:
        """Copy the files; published addresses and decisions, which mind what a test takes away, only when asked for.

        Later papers are there where addresses are, or where the council is to be `whole`: most tests are about one paper.
        """
        self.root = root
        later = () if addresses or whole else LATER
        for folder, files in _files(example, later).items():
            (root / folder).mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (root / folder / name).write_bytes(content)
        if not addresses:
            (root / "urls.lock.yml").unlink(missing_ok=True)
        if not (decisions or addresses or whole):
            self._take_decisions_away()

    def _take_decisions_away(self) -> None:
        """Take away what bodies decided: the records of it, and the requests for more time."""
        for path in (self.root / "data/decisions").glob("*.yml"):
            path.unlink()
        plan = self.root / PLAN
        if plan.exists():
            text = plan.read_text("utf-8")
            plan.write_text(_REQUESTS.sub("", text), "utf-8")

    def change(self, file: str, old: str, new: str) -> Council:
        """Replace words that stand in a file exactly once."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")
        return self

    def said(self, *severities: str) -> list[str]:
        """Give what check says, one line a problem: only errors and warnings unless others are named."""
        wanted = severities or ("error", "warning")
        return [str(p) for p in self.checked().problems if p.severity.value in wanted]

    def content(self) -> Content:
        """Give the content; the test fails when it has errors."""
        content = self.checked().content
        assert content is not None, "\n".join(self.said())
        return replace(content, root=self.root)

    def checked(self) -> Checked:
        """Check the files; those of councils with the same files only once."""
        digest = self.digest()
        if digest not in _CHECKED:
            _CHECKED[digest] = examine(self.root, TODAY)
        return _CHECKED[digest]

    def register(self, today: date = TODAY) -> Register:
        """Give the public view; councils with the same files share one, for nothing in it can be changed."""
        known = (self.digest(), today)
        if known not in _WORKED_OUT:
            _WORKED_OUT[known] = build(self.content(), today)
        return _WORKED_OUT[known]

    def digest(self) -> str:
        """Give a digest of the names and bytes of all files."""
        made = sha256()
        for folder, folders, files in os.walk(self.root):
            folders.sort()
            for name in sorted(files):
                content = Path(folder, name).read_bytes()
                made.update(f"{folder[len(str(self.root)) :]}/{name}\0{len(content)}\0".encode() + content)
        return made.hexdigest()
