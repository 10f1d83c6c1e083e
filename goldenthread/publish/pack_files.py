"""Write a pack for the committee system: a folder and a zip of the same files, each whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.output import Output
from goldenthread.publish.exchange import beside, flush, put_in_place, tidy_up
from goldenthread.publish.manifest import MANIFEST, Facts, read_facts
from goldenthread.publish.staging import Staging

PACK = "pack"  # the fact of a manifest that says it is a pack's, and which report's
_FILE_MODE = 0o644


class CannotPack(CommandError):
    """The pack could not be written, and what was there is as it was."""

    exit_code = Exit.CANNOT_WRITE


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the pack lies, and the digest of its manifest: who has noted it can tell a false manifest."""

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
            f"The pack could not be written to “{home}”: {error.strerror}. What was there is as it was."
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
