"""`build.py verify` and `compare`: is a pack, a site or a file as it was made, and are two sites the same?"""

from __future__ import annotations

import argparse
from pathlib import Path

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.inflection import count
from goldenthread.common.urls import MANIFEST
from goldenthread.publish.pack_files import NoPack, check_pack, read_manifest
from goldenthread.publish.staging import digest, read
from goldenthread.publish.staging import verify as differences_of
from goldenthread.read.published_versions import published_digests


def run(args: argparse.Namespace) -> Exit:
    """Check a pack, a site, or one file against a manifest or all that was published; end with 1 when anything differs."""
    try:
        if args.against:
            return _one_file(args.pack, args.against)
        if args.pack.is_file() and args.pack.suffix.lower() != ".zip":
            return _as_published(args.pack, args.root)
        return _pack(args.pack, args.seal)
    except OSError as error:
        raise CommandError(f"“{error.filename or args.pack}” cannot be read: {error.strerror}.") from error


def _pack(pack: Path, seal: str | None) -> Exit:
    """Check a whole pack or site."""
    try:
        verdict = check_pack(pack)
    except NoPack as reason:
        raise NoPack(f"“{pack}” is not a pack. {reason}") from reason
    facts = verdict.facts
    thing, again = ("site", ("build",))
    if "pack" in facts:
        thing, again = (
            "pack",
            ("pack", *(("--meeting",) if facts.get("of") == "meeting" else ()), facts["pack"]),
        )
    if thing == "pack":
        print(f"{facts.get('title')}: {facts.get('body')}, made with {facts.get('made_with')}.")
    for path, what in verdict.differences:
        print(f"  {path}: {what}")
    if seal and seal.strip().lower() != verdict.seal:
        print(f"  manifest.json: not the one that was made with the {thing}")
    elif not verdict.differences:
        number = len(verdict.files)
        print(f"Nothing was altered, removed or added: {count(number, 'file')}.")
        if thing == "pack" and not seal:
            print(
                "Anyone who replaced a file could have replaced manifest.json too. "
                "To check that as well, add --seal with what `pack` printed."
            )
        return Exit.FINE
    print(f"This is not the {thing} as it was made. Make it again: {as_typed(*again)}")
    return Exit.PROBLEMS


def _one_file(path: Path, against: Path) -> Exit:
    """Check one file against a manifest."""
    manifest = against / MANIFEST if against.is_dir() else against
    try:
        files = read_manifest(manifest.read_bytes())[1]
    except NoPack as error:
        raise NoPack(f"“{manifest}” is not a manifest.") from error
    facts = digest(path.read_bytes())
    same = [name for name, recorded in files.items() if recorded == facts]
    if same:
        print(f"“{path.name}” is {same[0]}, not altered.")
        return Exit.FINE
    known = [name for name in files if name.rpartition("/")[2] == path.name]
    reason = (
        f"differs from {known[0]}: it was altered, or is another version"
        if known
        else "is not one of its files"
    )
    print(f"“{path.name}” {reason}. Its SHA-256 is {facts[1]}.")
    return Exit.PROBLEMS


def _as_published(path: Path, root: Path) -> Exit:
    """Look for one file among all that were ever recorded as published, the replaced ones too."""
    kept = published_digests(root)
    sha256 = digest(path.read_bytes())[1]
    same = [file for file, recorded in kept.items() if recorded == sha256]
    if same:
        print(f"“{path.name}” is {same[0]}, as it was published. It is not altered.")
        return Exit.FINE
    print(
        f"“{path.name}” is not one of the {count(len(kept), 'file')} kept as published here. Its SHA-256 is {sha256}. "
        f"To compare it with a site: {as_typed('verify', path.name, '--against', 'site')}"
    )
    return Exit.PROBLEMS


def compare(args: argparse.Namespace) -> Exit:
    """Compare each of two sites with its own manifest, and the manifests; end with 1 when anything differs."""
    differing = [f"{site.name}/{line}" for site in (args.one, args.other) for line in differences_of(site)]
    first, second = read(args.one), read(args.other)
    if first is None or second is None:
        raise CommandError("\n".join(differing))
    differing += [
        f"{path}: not the same in both"
        for path in sorted(first.keys() | second.keys())
        if first.get(path) != second.get(path)
    ]
    print("\n".join([*differing, f"{len(first)} files, {len(differing)} differences."]))
    return Exit.PROBLEMS if differing else Exit.FINE
