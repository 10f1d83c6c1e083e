"""`build.py verify`: was anything in a pack altered, taken away or added? Is a file the one that was published?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def options(parser: argparse.ArgumentParser) -> None:
    """Say what is to be checked, and against what."""
    parser.add_argument(
        "pack",
        type=Path,
        metavar="PACK",
        help="a pack’s folder or zip, or a site’s folder; or one file, with --against",
    )
    parser.add_argument(
        "--seal", help="what `pack` printed: shows that the manifest itself was not exchanged"
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="MANIFEST",
        help="the manifest.json of a pack or of the site, for one file",
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    try:
        return _one_file(args.pack, args.against) if args.against else _pack(args.pack, args.seal)
    except OSError as error:
        print(f"“{error.filename or args.pack}” cannot be read: {error.strerror}.", file=sys.stderr)
        return WRONG_USE


def _pack(pack: Path, seal: str | None) -> int:
    """Check a whole pack or site; give 0 when it is as it was made, and 1 when not."""
    from goldenthread.publish.pack_check import NoPack, check_pack

    try:
        verdict = check_pack(pack)
    except NoPack as reason:
        print(f"“{pack}” is no pack that can be checked. {reason}", file=sys.stderr)
        return PROBLEMS
    facts = verdict.facts
    thing, again = ("pack", f"pack {facts['pack']}") if "pack" in facts else ("site", "build")
    if thing == "pack":
        print(f"{facts.get('title')}: {facts.get('body')}, made with {facts.get('made_with')}.")
    for path, what in verdict.differences:
        print(f"  {path}: {what}")
    if seal and seal.strip().lower() != verdict.seal:
        print(f"  manifest.json: not the one that was made with the {thing}")
    elif not verdict.differences:
        count = len(verdict.files)
        print(f"Nothing was altered, taken away or added: {count:,} file{'s' * (count != 1)}.")
        if thing == "pack" and not seal:
            print(
                "Whoever exchanged a file could exchange manifest.json too. With --seal, and what `pack` printed, "
                "that shows as well."
            )
        return FINE
    print(f"This is not the {thing} as it was made. Make it again: build.py {again}")
    return PROBLEMS


def _one_file(path: Path, against: Path) -> int:
    """Check one file against a manifest; give 0 when it is one of its files, and 1 when not."""
    from goldenthread.publish.manifest import MANIFEST, digest
    from goldenthread.publish.pack_check import NoPack, read_manifest

    manifest = against / MANIFEST if against.is_dir() else against
    try:
        files = read_manifest(manifest.read_bytes())[1]
    except NoPack:
        print(f"“{manifest}” is no manifest that can be read.", file=sys.stderr)
        return PROBLEMS
    found = digest(path.read_bytes())
    same = [name for name, facts in files.items() if facts == found]
    if same:
        print(f"“{path.name}” is {same[0]}, not altered.")
        return FINE
    known = [name for name in files if name.rpartition("/")[2] == path.name]
    reason = (
        f"differs from {known[0]}: it was altered, or is another version" if known else "is none of its files"
    )
    print(f"“{path.name}” {reason}. Its SHA-256 is {found[1]}.")
    return PROBLEMS
