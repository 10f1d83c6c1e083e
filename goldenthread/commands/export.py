"""`build.py export`: an action plan or a review as CSV, Excel or Word, to share and to import again."""

from __future__ import annotations

import argparse
from pathlib import Path

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit
from goldenthread.exporting.rows import Sheet, sheet
from goldenthread.messages import guess
from goldenthread.model.kinds import BY_NAME
from goldenthread.read import Content
from goldenthread.rules import sound_content

ENDINGS = (".csv", ".xlsx", ".docx")


def run(args: argparse.Namespace) -> Exit:
    """Write the file, and say how to import what comes back."""
    content = sound_content(args.root, args.today, args.now)
    if refusal := _refusal(args, content):
        raise CommandError(refusal)
    table = sheet(args.kind, content.folders[BY_NAME[args.kind].folder][args.id], content)  # type: ignore[arg-type]
    try:
        for path, raw in _files(table, args.to).items():
            path.write_bytes(raw)
            print(f"Wrote {path}")
    except OSError as error:
        raise CommandError(f"{args.to} cannot be written: {error.strerror}.", Exit.CANNOT_WRITE) from error
    newest = " The table has the newest of each action’s updates." if args.kind == "action-plan" else ""
    print(f"{len(table.rows)} rows.{newest}")
    print(f"To import changes to it: {as_typed('import', args.to, '--as', args.kind, '--id', args.id)}")
    return Exit.FINE


def _refusal(args: argparse.Namespace, content: Content) -> str | None:
    """Return why this cannot be exported; None when it can."""
    records = content.folders[BY_NAME[args.kind].folder]
    kind = BY_NAME[args.kind].singular
    if args.id not in records:
        return f"There is no {kind} “{args.id}”. {guess(args.id, records)}".strip()
    if args.to.suffix.lower() not in ENDINGS:
        return f"“{args.to.name}” does not say which format to write. End the name in .csv, .xlsx or .docx."
    if not args.replace and args.to.exists():
        return f"{args.to} already exists. Choose another name, or add --replace."
    record = records[args.id]
    publish_on = getattr(record, "publish_on", None)
    is_early = publish_on is not None and publish_on > args.today
    if not args.draft and (getattr(record, "draft", False) or is_early):
        return f"This {kind} is not public yet. Add --draft to export it anyway."
    return None


def _files(table: Sheet, to: Path) -> dict[Path, bytes]:
    """Return the file that was asked for, and with a CSV file the description of its columns."""
    ending = to.suffix.lower()
    if ending == ".xlsx":
        from goldenthread.exporting.excel import as_excel

        return {to: as_excel(table)}
    if ending == ".docx":
        from goldenthread.exporting.word import as_word

        return {to: as_word(table)}
    from goldenthread.exporting.rows import as_csv, description

    return {to: as_csv(table), to.with_name(f"{to.name}-metadata.json"): description(table, to.name)}
