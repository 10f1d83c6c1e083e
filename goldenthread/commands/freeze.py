"""`build.py freeze`: keep a cabinet report as it is published, byte for byte, at an address of its own."""

from __future__ import annotations

import argparse
import sys

FINE, PROBLEMS, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 1, 2, 3, 4


def options(parser: argparse.ArgumentParser) -> None:
    """Say which reports."""
    parser.add_argument(
        "reports", metavar="REPORT", nargs="*", help="the reports’ ids (every report that is public)"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.editing.save import CannotWrite, write
    from goldenthread.publish.keep_version import CannotKeep, content_of, published, versions

    try:
        with published(args.root) as folder:
            content = content_of(folder, args.today)
            public = [name for name, r in content.cabinet_reports.items() if r.is_public(args.today)]
            if unknown := [name for name in args.reports if name not in public]:
                print(
                    f"No report “{unknown[0]}” is published. The ids are: {', '.join(sorted(public))}.",
                    file=sys.stderr,
                )
                return WRONG_USE
            files = versions(args.root, folder, content, args.reports or public, args.today)
        write(args.root, files)
    except CannotKeep as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return CONFIGURATION
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    print(said(files))
    return FINE


def said(files: dict[str, bytes]) -> str:
    """Say what is kept now, and what to do with it."""
    folders = sorted({file.rpartition("/")[0] for file in files})
    if not folders:
        return "Every version asked for is kept already. Nothing was changed."
    return (
        "Kept as it is published:\n"
        + "".join(f"  {folder}/\n" for folder in folders)
        + "Propose these files with your change. They are never changed again. Then run build.py addresses."
    )
