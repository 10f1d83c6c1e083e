"""A pack for the committee system: written as a folder and a zip of the same files, and checked against its manifest."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeAlias

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.output import Output
from goldenthread.common.urls import MANIFEST
from goldenthread.publish.exchange import beside, flush, put_in_place, tidy_up
from goldenthread.publish.staging import Facts, Files, Staging, is_safe, read_facts

PACK = "pack"  # the fact of a manifest that says it is a pack's, and which report's
_FILE_MODE = 0o644


class CannotPack(CommandError):
    """The pack could not be written, and what was there is as it was."""

    exit_code = Exit.CANNOT_WRITE


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the pack is, and the digest of its manifest, which shows up a false manifest."""

    folder: Path
    zip: Path
    seal: str


def write_pack(name: str, outputs: Sequence[Output], facts: Facts, day: date, home: Path) -> Packed:
    """Write the folder `name` and `name.zip` into `home`; the same files, facts and day give the same bytes.

    Raises CannotPack when the disk refuses, or when the folder holds files of others.
    """
    folder, archive = home / name, home / f"{name}.zip"
    try:
        home.mkdir(parents=True, exist_ok=True)
        tidy_up(folder)
        for part in home.glob(f".staging-{archive.name}-*"):
            part.unlink()  # of a run that was killed
        _refuse_others(folder)
        seal = _write(outputs, {**facts, PACK: name}, day, folder, archive)
    except OSError as error:
        raise CannotPack(
            f"The pack could not be written to “{home}”: {error.strerror}. The files that were there have not changed."
        ) from error
    return Packed(folder, archive, seal)


def _refuse_others(folder: Path) -> None:
    """Never replace a folder that people work in."""
    if (
        folder.exists()
        and (folder.is_file() or any(folder.iterdir()))
        and PACK not in (read_facts(folder) or {})
    ):
        raise CannotPack(
            f"“{folder}” holds files that are not a pack, so nothing was written there. Choose another folder with --to."
        )


def _write(outputs: Sequence[Output], facts: Facts, day: date, folder: Path, archive: Path) -> str:
    staging = Staging(beside(folder, "staging"), facts)
    part = archive.with_name(f".staging-{archive.name}-{os.getpid()}")
    try:
        for output in outputs:
            staging.write(output)
        staging.finish()
        part.write_bytes(_zip(staging.folder, [*sorted(staging.files), MANIFEST], folder.name, day))
        flush(folder.parent)
        put_in_place(staging.folder, folder)
        part.replace(archive)
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
        part.unlink(missing_ok=True)
    return staging.seal


def _zip(source: Path, names: Sequence[str], folder: str, day: date) -> bytes:
    """Put files into a zip, below one folder; not made smaller, for that comes out differently on other machines."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, so that the mode below counts on every machine
            entry.external_attr = (0o100000 | _FILE_MODE) << 16
            archive.writestr(entry, (source / name).read_bytes())
    return made.getvalue()


MOST_FILES = 1_000
MOST_BYTES = 1_000_000_000
MOST_MANIFEST = 5_000_000
MOST_TIMES = 100  # how many times larger than in the zip a file may be
_CHUNK = 1 << 20
# What a zip that was made to do harm makes the library raise.
_DAMAGED = (zipfile.BadZipFile, zlib.error, ArithmeticError, EOFError, LookupError, RuntimeError, ValueError)

_Entries: TypeAlias = Mapping[str, Callable[[], IO[bytes]] | None]
"""Path in the pack -> what opens the file; None for a link and whatever else is no plain file."""


class NoPack(CommandError):
    """What was given cannot be a pack that Golden Thread made; the text says why."""

    exit_code = Exit.PROBLEMS


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pack says of itself, the SHA-256 of its manifest, its files, and what differs: path and what happened."""

    facts: Facts
    seal: str
    files: Files
    differences: tuple[tuple[str, str], ...]


def check_pack(pack: Path) -> Verdict:
    """Compare every file of a pack, or of a site's folder, with its manifest; raises NoPack for others, and OSError."""
    if pack.is_dir():
        return _verdict(dict(_in_folder(pack)), may_be_site=True)
    try:
        with zipfile.ZipFile(pack) as archive:
            return _verdict(_in_zip(archive))
    except _DAMAGED as error:
        raise NoPack("It is damaged, or it is neither a folder nor a zip.") from error


def read_manifest(content: bytes) -> tuple[Facts, Files]:
    """Read what a manifest says of itself and of its files; raises NoPack when it cannot be one of ours."""
    try:
        rows = json.loads(content, object_pairs_hook=_once)
        files = {path: _row(path, row) for path, row in rows.pop("files").items()}
        facts = {name: fact for name, fact in rows.items() if fact is None or isinstance(fact, str)}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NoPack(f"Its {MANIFEST} cannot be read, so nothing can be compared.") from error
    if not files:
        raise NoPack(f"Its {MANIFEST} names no files.")
    return facts, files


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is there twice: two readers could take it for different things."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name is in it twice")
    return dict(pairs)


def _row(path: str, row: dict[str, Any]) -> tuple[int, str]:
    size, sha256 = row["bytes"], row["sha256"]
    if (
        type(size) is not int
        or not re.fullmatch("[0-9a-f]{64}", sha256)
        or not is_safe(path)
        or path == MANIFEST
    ):
        raise ValueError("not one of ours")
    return size, sha256


def _verdict(entries: _Entries, *, may_be_site: bool = False) -> Verdict:
    opened = entries.get(MANIFEST)
    if opened is None:
        raise NoPack(f"It has no {MANIFEST}, so nothing can be compared.")
    with opened() as file:
        raw = file.read(MOST_MANIFEST)
    facts, files = read_manifest(raw)
    if PACK not in facts and not may_be_site:
        raise NoPack(f"Its {MANIFEST} is not that of a pack.")
    there = entries.keys() - {MANIFEST}
    differing = [(path, "missing") for path in files.keys() - there]
    differing += [(path, "added; it is not part of the pack") for path in there - files.keys()]
    differing += [(path, "altered") for path in files.keys() & there if _digest(entries[path]) != files[path]]
    return Verdict(facts, hashlib.sha256(raw).hexdigest(), files, tuple(sorted(differing)))


def _digest(opened: Callable[[], IO[bytes]] | None) -> tuple[int, str] | None:
    """Return size and SHA-256 of a file; None when it is not a file, or is damaged in its zip."""
    if opened is None:
        return None
    size, digest = 0, hashlib.sha256()
    try:
        with opened() as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                digest.update(chunk)
    except _DAMAGED:
        return None
    return size, digest.hexdigest()


def _in_folder(folder: Path) -> Iterator[tuple[str, Callable[[], IO[bytes]] | None]]:
    for where, folders, names in os.walk(folder):
        for name in [*names, *(name for name in folders if Path(where, name).is_symlink())]:
            path = Path(where, name)
            plain = stat.S_ISREG(path.lstat().st_mode)
            yield path.relative_to(folder).as_posix(), partial(_open, path) if plain else None


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _in_zip(archive: zipfile.ZipFile) -> _Entries:
    """Return the files of a zip, without the folder that holds them all; refuse what no pack of ours is like."""
    entries = archive.infolist()
    _refuse_bombs(entries)
    names: set[str] = set()
    for entry in entries:
        name = entry.filename.removesuffix("/") if entry.is_dir() else entry.filename
        alike = unicodedata.normalize("NFC", name.casefold())
        if not is_safe(name):
            raise NoPack(f"It holds a file with a name that is not safe to unpack: {name!a}.")
        if alike in names:
            raise NoPack(f"It holds two files of one name: “{name}”.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise NoPack(f"It holds a link to another place: “{name}”.")
        if entry.flag_bits & 1:
            raise NoPack(f"It is locked with a password: “{name}”.")
        names.add(alike)
    files = {entry.filename: entry for entry in entries if not entry.is_dir()}
    top = _top(files)
    return {name.removeprefix(top): partial(archive.open, entry) for name, entry in files.items()}


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a zip that would fill the memory or take for ever, before anything of it is unpacked."""
    if len(entries) > MOST_FILES:
        raise NoPack(f"It holds {len(entries)} files; no pack has more than {MOST_FILES}.")
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES:
        raise NoPack(
            f"Unpacked it would take {size / 1e9:.0f} GB; no pack takes more than {MOST_BYTES / 1e9:.0f}."
        )
    for entry in entries:
        if entry.file_size > MOST_TIMES * max(entry.compress_size, 1_000):
            raise NoPack(f"Unpacked, “{entry.filename!a}” would be over {MOST_TIMES} times as large.")


def _top(files: Mapping[str, zipfile.ZipInfo]) -> str:
    """Find the folder that holds the manifest: none, or one."""
    tops = {
        name.removesuffix(MANIFEST)
        for name in files
        if name.rpartition("/")[2] == MANIFEST and name.count("/") < 2
    }
    return "" if "" in tops or len(tops) != 1 else tops.pop()
