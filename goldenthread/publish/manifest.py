"""The list of every file of a site with its size and SHA-256, so that anyone can see whether it is whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

MANIFEST = "manifest.json"

Files: TypeAlias = dict[str, tuple[int, str]]
"""Path from the site's root -> bytes and SHA-256 in hexadecimal."""

Facts: TypeAlias = Mapping[str, str | None]
"""What else a manifest says, by name."""


def digest(content: bytes) -> tuple[int, str]:
    """Give the size and the SHA-256 of a file's bytes."""
    return len(content), hashlib.sha256(content).hexdigest()


def total(files: Files) -> int:
    """Add up the sizes."""
    return sum(size for size, _ in files.values())


def as_json(files: Files, facts: Facts | None = None) -> bytes:
    """Write the manifest, a file a line, sorted, so that the same files give the same bytes. It does not list itself.

    `facts` are said before the files: of what it is the manifest.
    """
    lines = (
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps({'bytes': size, 'sha256': sha256})}"
        for path, (size, sha256) in sorted(files.items())
    )
    said = "".join(
        f"{json.dumps(name)}: {json.dumps(fact, ensure_ascii=False)},\n"
        for name, fact in (facts or {}).items()
    )
    return ("{" + said + '"files": {\n' + ",\n".join(lines) + "\n}}\n").encode()


def read(site: Path) -> Files | None:
    """Read the manifest of a site; None when it has none, or none of ours."""
    try:
        rows = json.loads((site / MANIFEST).read_bytes())["files"]
        return {path: (row["bytes"], row["sha256"]) for path, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_facts(folder: Path) -> Facts | None:
    """Read what the manifest of a folder says besides its files; None when it has none, or none of ours."""
    if read(folder) is None:
        return None
    rows = json.loads((folder / MANIFEST).read_bytes())
    return {name: fact for name, fact in rows.items() if name != "files"}


def verify(site: Path) -> list[str]:
    """Compare a site with its manifest: one line for each file that differs, none when all is as published."""
    files = read(site)
    if files is None:
        return [f"{MANIFEST}: missing or unreadable"]
    found = _found(site)
    differing = [(path, "missing") for path in files.keys() - found]
    differing += [(path, "not in the manifest") for path in found - files.keys()]
    for path in files.keys() & found:
        file = site / path
        if file.is_symlink() or digest(file.read_bytes()) != files[path]:
            differing.append((path, "changed since it was published"))
    return [f"{path}: {what}" for path, what in sorted(differing)]


def _found(site: Path) -> set[str]:
    found = {
        Path(folder, name).relative_to(site).as_posix()
        for folder, folders, names in os.walk(site)
        for name in [*names, *(name for name in folders if Path(folder, name).is_symlink())]
    }
    return found - {MANIFEST}
