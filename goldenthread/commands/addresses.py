"""`build.py addresses`: write every new public address into `urls.lock.yml`, so that none can vanish unnoticed."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

FINE, PROBLEMS = 0, 1


def options(_: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return keep(args.root, args.today)


def keep(root: Path, today: date) -> int:
    """Add each public address that is not in the list yet, with the day `today`; give the exit code."""
    from goldenthread.commands.deadlines import sound
    from goldenthread.model.addresses import LEDGER, as_lines, first_list
    from goldenthread.rules.permanent_addresses import addresses

    content = sound(root, today)
    if content is None:
        return PROBLEMS
    known = {item.address for item in content.addresses.published}
    new = sorted(addresses(content, today) - known)
    if not new:
        print("Every public address is in the list already. Nothing was changed.")
        return FINE
    path = root / LEDGER
    before = path.read_text("utf-8") if path.exists() else first_list([], today)
    if "\npublished:" not in f"\n{before}":
        before = f"{before.rstrip()}\npublished:\n"
    before = before if before.endswith("\n") else f"{before}\n"
    path.write_text(before + as_lines(new, today), "utf-8")
    print(f"Added {len(new)} new {'address' if len(new) == 1 else 'addresses'} to {LEDGER}.")
    return FINE
