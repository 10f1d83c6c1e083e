"""`build.py freeze`: keep a cabinet report as it is published, byte for byte, at an address of its own."""

from __future__ import annotations

import argparse

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit
from goldenthread.editing.save import write
from goldenthread.publish.keep_version import content_of, published, versions


def run(args: argparse.Namespace) -> Exit:
    """Draw and write each version that is not kept yet."""
    with published(args.root) as folder:
        content = content_of(folder, args.today)
        public = [name for name, r in content.cabinet_reports.items() if r.is_public(args.today)]
        if unknown := [name for name in args.reports if name not in public]:
            raise CommandError(
                f"No report “{unknown[0]}” is published. Choose from: {', '.join(sorted(public))}."
            )
        files = versions(args.root, folder, content, args.reports or public, args.today)
    write(args.root, files)
    folders = sorted({file.rpartition("/")[0] for file in files})
    if not folders:
        print("Every version is already kept. Nothing was changed.")
        return Exit.FINE
    print("Kept as it is published:", *(f"  {folder}/" for folder in folders), sep="\n")
    print(f"Propose these files with your change. They never change again. Then run {as_typed('addresses')}")
    return Exit.FINE
