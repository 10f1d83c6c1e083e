"""Which files change as well as the words: versions that are kept, the design of pages, and the program itself.

Words are compared by what they mean (`differences`). These files are compared byte for byte, and told by name, or
counted by folder: an approver should know that they change, and their own people read them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from goldenthread.common.git import commit_of, files_at, git
from goldenthread.common.inflection import noun
from goldenthread.model.kinds import BY_FOLDER


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the repository: the beginnings of its paths, what its changing means, and how one and many are counted."""

    starts: tuple[str, ...]
    meaning: str
    one: str = ""
    many: str = ""
    by_folder: bool = False  # counted by folder, and not told by name


AREAS = (
    Area(("published/",), "A version that readers were told is kept", "file of a kept version", "files of kept versions"),
    Area(("data/", "content/"), "A file beside the words", "file beside the words", "files beside the words"),
    Area(
        ("templates/", "mkdocs.yml", "accessibility-tests.yml", ".gitattributes"),
        "The design of pages or papers",
        "file of the design",
        "files of the design",
    ),
    Area(
        ("goldenthread/", "build.py", "requirements/", "scripts/", "pyproject.toml", "Makefile"),
        "The program itself changes",
        "file of the program",
        "files of the program",
        by_folder=True,
    ),
    Area((".github/",), "The workflows, or who must approve"),
    Area(("",), "Files that no reader sees change", by_folder=True),
)  # fmt: skip
_COMPARED = ("urls.lock.yml",)  # by its meaning: addresses that come and go


@dataclass(frozen=True, slots=True)
class Machinery:
    """The files of one area that change: `added`, `changed` or `removed`, by path."""

    area: Area
    files: Mapping[str, str]

    def sentences(self) -> Iterator[str]:
        """Yield what changes: each file by name, or the number of them in each folder."""
        if not self.area.by_folder:
            yield from (f"{self.area.meaning}: {path} is {how}." for path, how in self.files.items())
            return
        folders: dict[str, list[str]] = {}
        for path in self.files:
            folders.setdefault(path[: path.find("/") + 1] or path, []).append(path)
        for folder, paths in folders.items():
            count = f"{len(paths)} {noun(len(paths), 'file')} of {folder}"
            yield f"{self.area.meaning}: {count if folder.endswith('/') else folder}."


def machinery(root: Path, base: str, head: str | None, compared: frozenset[str]) -> tuple[Machinery, ...]:
    """Return what differs between two commits, or a commit and the folder, as well as the words, area by area.

    `compared` has the keys of the records and pages whose change is described in words already.
    """
    before = _blobs(root, base)
    after = _blobs(root, head) if head else _blobs_here(root)
    found: dict[Area, dict[str, str]] = {}
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path) and not _is_compared(path, compared):
            area = next(area for area in AREAS if path.startswith(area.starts))
            how = "added" if path not in before else "changed" if path in after else "removed"
            found.setdefault(area, {})[path] = how
    return tuple(Machinery(area, found[area]) for area in AREAS if area in found)


def _is_compared(path: str, compared: frozenset[str]) -> bool:
    """Whether a file is compared by what it means: records, settings, their texts, and pages that people write."""
    top, _, rest = path.partition("/")
    folder, stem = rest.partition("/")[0], rest.removesuffix(".md")
    if top == "content" and path.endswith(".md"):
        # A page of the guide that says that the program makes it is in no record.
        return folder in BY_FOLDER or folder != "guide" or f"pages/{stem}" in compared
    is_record = path.endswith(".yml") and (folder in BY_FOLDER or "/" not in rest)
    return path in _COMPARED or (top == "data" and is_record and rest.count("/") <= 1)


def _blobs(root: Path, name: str) -> dict[str, tuple[str, str]]:
    commit = commit_of(root, name)
    return {_shown(path): (mode, blob) for mode, blob, path in files_at(root, commit)}


def _shown(path: bytes) -> str:
    """Return a path as text: a name that is not in UTF-8 is distinguished from every other."""
    return path.decode("utf-8", "backslashreplace")


def _blobs_here(root: Path) -> dict[str, tuple[str, str]]:
    """Return mode and blob of each file in the folder that git would keep, whatever its attributes ask for."""
    printed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    form = git(root, "rev-parse", "--show-object-format").decode().strip()  # sha1, or sha256
    found: dict[str, tuple[str, str]] = {}
    for path in sorted({path for path in printed.split(b"\0") if path}):
        file = root / os.fsdecode(path)
        if file.is_symlink():
            mode, raw = "120000", os.fsencode(file.readlink())
        elif file.is_file():
            mode, raw = "100755" if file.stat().st_mode & 0o100 else "100644", file.read_bytes()
        else:
            continue
        found[_shown(path)] = (mode, hashlib.new(form, b"blob %d\0" % len(raw) + raw).hexdigest())
    return found
