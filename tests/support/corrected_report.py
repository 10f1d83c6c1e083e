"""What the tests of corrections and of earlier versions share: an entry, and a repository of git."""

from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

from council import PLAN, REPORT, Council

ID = "2031-10-04-finance"
ENTRY = """corrections:

  - date: {day}{about}
    what: |
      The number ended in 0; it ends in 1.
    why: |
      It was mistyped.
    approved_by: Clerk

"""


def corrected(
    council: Council, file: str, anchor: str, *, day: str = "2031-11-12", about: str = ""
) -> Council:
    """Write a correction above a line of a file."""
    entry = ENTRY.format(day=day, about=f"\n    about: {about}" if about else "")
    return council.change(file, anchor, f"{entry}{anchor}")


def git(council: Council, *words: str, day: str = "2032-01-10") -> None:
    """Run git in the council's folder, as on a day."""
    who = (
        "-c",
        "user.name=A Clerk",
        "-c",
        "user.email=clerk@ambleford.example",
        "-c",
        "commit.gpgsign=false",
    )
    when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00", "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00"}
    subprocess.run(
        ["git", *who, *words], cwd=council.root, check=True, capture_output=True, env={**os.environ, **when}
    )


def repository(council: Council, day: str = "2032-01-10") -> Council:
    """Make a repository of the council's files, all in one commit of a day."""
    git(council, "init", "-q", "-b", "main")
    return committed(council, "Publish", day)


def committed(council: Council, message: str, day: str) -> Council:
    """Commit everything."""
    git(council, "add", "-A")
    git(council, "commit", "-qm", message, day=day)
    return council


def as_kept(page: bytes) -> dict[str, bytes]:
    """Give the files of a kept version, as the program writes one."""
    facts = {"files": {"index.html": {"bytes": len(page), "sha256": sha256(page).hexdigest()}}}
    return {"index.html": page, "manifest.json": json.dumps(facts).encode()}


def keep(council: Council, day: str = "2031-10-04") -> Path:
    """Put a kept version into the council's files."""
    folder = council.root / "published/cabinet-reports" / ID / day
    folder.mkdir(parents=True)
    for name, content in as_kept(b"<p>Paper</p>").items():
        (folder / name).write_bytes(content)
    return folder


def held_back(council: Council) -> Council:
    """Keep the report, and the plan that it brings, from readers until a day to come."""
    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2032-02-01\n")
    return council.change(PLAN, "title: Finance", "publish_on: 2032-02-01\ntitle: Finance")
