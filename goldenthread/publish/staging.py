"""The unfinished site: where the outputs are written before they are shown."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from goldenthread.common.output import Output
from goldenthread.publish.exchange import flush
from goldenthread.publish.manifest import MANIFEST, Facts, Files, as_json, digest

# Windows cannot hold a name with one of these, and the host's build artifacts refuse them too.
_FOREIGN = frozenset('\\"*:<>?|')


class Staging:
    """A new folder that takes outputs one by one, and remembers of each only its size and digest."""

    def __init__(self, folder: Path, facts: Facts | None = None) -> None:
        """Make the folder, which must not be there yet; `facts` are said in its manifest."""
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
    """Say whether a path stays inside the site and means the same on every computer."""
    # Not printable: control characters, marks that change the reading direction, halves of characters.
    if not path.isprintable() or _FOREIGN.intersection(path):
        return False
    return all(part.strip() == part and part.rstrip(".") == part != "" for part in path.split("/"))


def _alike(path: str) -> str:
    """Fold what some disks take for the same name: capitals, and letters with their accents apart."""
    return unicodedata.normalize("NFC", path.casefold())
