"""What the tests of corrections and of earlier versions share: an entry, and a repository of git."""

from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

from council import PLAN, REPORT, Council

from goldenthread.model.addresses import LEDGER

ID = "2031-10-04-finance"
ENTRY = """corrections:

  - date: {day}{about}{fields}
    what: |
      The number ended in 0; it ends in 1.
    why: |
      It was mistyped.
    approved_by: Clerk

"""


def corrected(
    council: Council,
    file: str,
    anchor: str,
    *,
    day: str = "2031-11-12",
    about: str = "",
    fields: tuple[str, ...] = (),
) -> Council:
    """Write a correction above a line of a file."""
    listed = "".join(f"\n      - {name}" for name in fields)
    entry = ENTRY.format(
        day=day,
        about=f"\n    about: {about}" if about else "",
        fields=f"\n    fields:{listed}" if fields else "",
    )
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
    git(council, "commit", "--allow-empty", "-qm", message, day=day)
    return council


def as_kept(page: bytes, pdf: bytes = b"") -> dict[str, bytes]:
    """Give the files of a kept version, as the program writes one."""
    files = {"index.html": page} | ({f"{ID}.pdf": pdf} if pdf else {})
    facts = {name: {"bytes": len(raw), "sha256": sha256(raw).hexdigest()} for name, raw in files.items()}
    return {**files, "manifest.json": json.dumps({"files": facts}).encode()}


POLICY = b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:">'


def keep(council: Council, day: str = "2031-10-04", page: bytes = b"<p>Paper</p>", pdf: bytes = b"") -> Path:
    """Put a kept version into the council's files."""
    folder = council.root / "published/cabinet-reports" / ID / day
    folder.mkdir(parents=True)
    for name, content in as_kept(POLICY + page, pdf).items():
        (folder / name).write_bytes(content)
    return folder


def record(council: Council, pdf: bytes, *, records: str, words: str = "c", why: str = "") -> str:
    """Record bytes as the report's PDF, newest first; `records` and `words` are a letter that stands for a digest."""
    digest = sha256(pdf).hexdigest()
    file = f"published/cabinet-reports/{ID}/2032-01-10-{digest[:8]}.pdf"
    (council.root / file).parent.mkdir(parents=True, exist_ok=True)
    (council.root / file).write_bytes(pdf)
    ledger = council.root / LEDGER
    rest = ledger.read_text().removeprefix("kept:\n") if ledger.exists() else ""
    entry = f"  - file: {file}\n    date: 2032-01-10\n    sha256: {digest}\n"
    entry += f"    records: {records * 64}\n    words: {words * 64}\n"
    ledger.write_text(f"kept:\n{entry}{f'    why: {why}{chr(10)}' if why else ''}{rest}")
    return file


def held_back(council: Council) -> Council:
    """Keep the report, and the plan that it brings, from readers until a day to come."""
    council.change(REPORT, "format: ambleford-2031\n", "format: ambleford-2031\npublish_on: 2032-02-01\n")
    return council.change(PLAN, "title: Finance", "publish_on: 2032-02-01\ntitle: Finance")
