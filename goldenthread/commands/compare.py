"""`build.py compare`: are two built sites the same, file by file?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def options(parser: argparse.ArgumentParser) -> None:
    """Add the two folders to compare."""
    parser.add_argument("one", type=Path, metavar="SITE", help="a folder with a built site")
    parser.add_argument("other", type=Path, metavar="OTHER", help="another, built from the same files")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return compare(args.one, args.other)


def compare(one: Path, other: Path) -> int:
    """Hold each site against its own manifest, and the manifests against each other; give 1 when anything differs."""
    from goldenthread.publish.staging import read, verify

    differing = []
    for site in (one, other):
        differing += [f"{site.name}/{line}" for line in verify(site)]
    first, second = read(one), read(other)
    if first is None or second is None:
        print("\n".join(differing), file=sys.stderr)
        return WRONG_USE
    differing += [
        f"{path}: not the same in both"
        for path in sorted(first.keys() | second.keys())
        if first.get(path) != second.get(path)
    ]
    print("\n".join([*differing, f"{len(first)} files, {len(differing)} differences."]))
    return PROBLEMS if differing else FINE
