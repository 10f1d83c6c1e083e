"""`build.py export`: an action plan or a review as CSV, Excel or Word, to send round and to import again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.importing.columns import COLUMNS
from goldenthread.model.kinds import BY_NAME

if TYPE_CHECKING:
    from goldenthread.exporting.rows import Sheet
    from goldenthread.read import Content

FINE, PROBLEMS, WRONG_USE, CANNOT_WRITE = 0, 1, 2, 4
ENDINGS = (".csv", ".xlsx", ".docx")


def options(parser: argparse.ArgumentParser) -> None:
    """Say what to export, and into which file."""
    parser.add_argument("kind", choices=tuple(COLUMNS), help="what to export")
    parser.add_argument("id", help="its id, such as 2031-finance")
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file to write; its ending says what: .csv, .xlsx or .docx",
    )
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")
    parser.add_argument("--draft", action="store_true", help="export it though readers may not see it yet")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.commands.deadlines import sound
    from goldenthread.exporting.rows import sheet

    content = sound(args.root, args.today)
    if content is None:
        print("Mend this first. Nothing was written.", file=sys.stderr)
        return PROBLEMS
    if refusal := _refusal(args, content):
        print(f"{refusal} Nothing was written.", file=sys.stderr)
        return WRONG_USE
    table = sheet(args.kind, content.folders[BY_NAME[args.kind].folder][args.id], content)  # type: ignore[arg-type]
    try:
        for path, raw in _files(table, args.to).items():
            path.write_bytes(raw)
            print(f"Wrote {path}")
    except OSError as error:
        print(f"{args.to} cannot be written: {error.strerror}.", file=sys.stderr)
        return CANNOT_WRITE
    newest = " Of each action’s updates, the newest is in the table." if args.kind == "action-plan" else ""
    print(f"{len(table.rows)} rows.{newest}")
    print(f"To bring changes back: build.py import {args.to} --as {args.kind} --id {args.id}")
    return FINE


def _refusal(args: argparse.Namespace, content: Content) -> str | None:
    """Say why this cannot be exported; nothing when it can."""
    from goldenthread.messages import guess

    records = content.folders[BY_NAME[args.kind].folder]
    kind = BY_NAME[args.kind].singular
    if args.id not in records:
        return f"There is no {kind} “{args.id}”. {guess(args.id, records)}".strip()
    if args.to.suffix.lower() not in ENDINGS:
        return f"“{args.to.name}” does not say what to write. Let it end in .csv, .xlsx or .docx."
    if not args.replace and args.to.exists():
        return f"{args.to} is already there. Choose another name, or add --replace."
    record = records[args.id]
    if not args.draft and _is_held_back(record, args):
        return f"Readers may not see this {kind} yet. Add --draft to export it all the same."
    return None


def _is_held_back(record: object, args: argparse.Namespace) -> bool:
    publish_on = getattr(record, "publish_on", None)
    return bool(getattr(record, "draft", False)) or (publish_on is not None and publish_on > args.today)


def _files(table: Sheet, to: Path) -> dict[Path, bytes]:
    """Make the file that was asked for, and beside a CSV file the description of its columns."""
    ending = to.suffix.lower()
    if ending == ".xlsx":
        from goldenthread.exporting.excel import as_excel

        return {to: as_excel(table)}
    if ending == ".docx":
        from goldenthread.exporting.word import as_word

        return {to: as_word(table)}
    from goldenthread.exporting.csv_file import as_csv, description

    return {to: as_csv(table), to.with_name(f"{to.name}-metadata.json"): description(table, to.name)}
