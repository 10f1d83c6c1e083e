"""The unfinished site, and the list of every file of it with size and SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from goldenthread.common.output import Output
from goldenthread.common.urls import MANIFEST
from goldenthread.publish.exchange import flush

Files: TypeAlias = dict[str, tuple[int, str]]
"""Path from the site's root -> bytes and SHA-256 in hexadecimal."""

Facts: TypeAlias = Mapping[str, str | None]
"""What else a manifest says, by name."""


def digest(content: bytes) -> tuple[int, str]:
    """Return the size and the SHA-256 of a file's bytes."""
    return len(content), hashlib.sha256(content).hexdigest()


def total(files: Files) -> int:
    """Add up the sizes."""
    return sum(size for size, _ in files.values())


def as_json(files: Files, facts: Facts | None = None) -> bytes:
    """Write the manifest, a file a line, sorted, so that the same files give the same bytes. It does not list itself.

    `facts` come before the files: what it is the manifest of.
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
    """Read what the manifest of a folder says apart from its files; None when it has none, or none of ours."""
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


# Windows cannot hold a name with one of these, and the host's build artifacts refuse them too.
_FOREIGN = frozenset('\\"*:<>?|')


class Staging:
    """A new folder that takes outputs one by one, and remembers of each only its size and digest."""

    def __init__(self, folder: Path, facts: Facts | None = None) -> None:
        """Make the folder, which must not be there yet; `facts` are in its manifest."""
        folder.mkdir()
        self.folder = folder
        self.files: Files = {}
        self.seal = ""  # the SHA-256 of the manifest, once it is written
        self._facts = facts
        self.bytes = 0
        self._names = {_alike(MANIFEST): MANIFEST}
        self._folders = {""}

    def write(self, output: Output) -> None:
        """Write one output; ValueError when its path is unsafe or taken."""
        self._claim(output.path)
        self._add(output.path, output.content)
        self.files[output.path] = digest(output.content)
        self.bytes += len(output.content)

    def finish(self) -> None:
        """Add the manifest, and wait until the disk holds everything."""
        manifest = as_json(self.files, self._facts)
        self._add(MANIFEST, manifest)
        self.seal = digest(manifest)[1]
        flush(self.folder)

    def _add(self, path: str, content: bytes) -> None:
        # "x": a file is never written over, not even where the disk takes two names for one.
        with open(f"{self.folder}/{path}", "xb") as file:  # noqa: PTH123 -- twice as fast as Path.open
            file.write(content)

    def _claim(self, path: str) -> None:
        """Take the path for one output and make its folders."""
        if not is_safe(path):
            raise ValueError(f"an output has the unsafe path {path!r}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._claim_folder(folder)
        taken = self._names.get(_alike(path))
        if taken is not None:
            raise ValueError(f"two outputs want one place: {taken!r} and {path!r}")
        self._names[_alike(path)] = path

    def _claim_folder(self, folder: str) -> None:
        above = folder.rpartition("/")[0]
        if above not in self._folders:
            self._claim_folder(above)
        name = f"{folder}/"
        taken = self._names.setdefault(_alike(folder), name)
        if taken != name:
            raise ValueError(f"two outputs want one place: {taken!r} and {name!r}")
        os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102 -- as above
        self._folders.add(folder)


def is_safe(path: str) -> bool:
    """Whether a path stays inside the site and means the same on every computer."""
    # Not printable: control characters, marks that change the reading direction, halves of characters.
    if not path.isprintable() or _FOREIGN.intersection(path):
        return False
    return all(part.strip() == part and part.rstrip(".") == part != "" for part in path.split("/"))


def _alike(path: str) -> str:
    """Fold what some disks take for the same name: capitals, and letters with their accents apart."""
    return unicodedata.normalize("NFC", path.casefold())
