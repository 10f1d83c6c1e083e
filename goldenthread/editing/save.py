"""Write changed files only when the whole content, with the changes in it, is no worse than it was.

The content as it would be is made beside the project, read through the same gate and checked against the same rules.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.files import write_whole
from goldenthread.common.problems import Place, Problem, Severity, in_order
from goldenthread.messages import problem
from goldenthread.model.addresses import LEDGER
from goldenthread.read import Content, read
from goldenthread.read.published_versions import FOLDER as PUBLISHED
from goldenthread.rules import check
from goldenthread.rules.approvals import OWNERS

FOLDERS = ("data", "content")
FILES = "content/files"  # papers, which may be large


class CannotWrite(CommandError):
    """The disk or the computer refused, and every file is as it was."""

    exit_code = Exit.CANNOT_WRITE


def save(root: Path, changes: Mapping[str, bytes | None], today: date) -> tuple[Problem, ...]:
    """Write all the files, or none: give the errors that the changes would bring, in order, and write nothing then.

    `changes` holds whole files by their path from the project's root. Errors that were there before are not
    in the way. Raises CannotWrite when the disk refuses.
    """
    found = would_bring(root, changes, today)
    if not found:
        write(root, changes)
    return found


def would_bring(root: Path, changes: Mapping[str, bytes | None], today: date) -> tuple[Problem, ...]:
    """Return the errors that changes would bring, in order, and change nothing."""
    return tried(root, changes, today).new_errors


@dataclass(frozen=True, slots=True)
class Examined:
    """A whole content with its errors. There is none where the files cannot be read far enough for the rules to see it."""

    errors: tuple[Problem, ...]
    content: Content | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What changes would do: the errors that they bring, in order, and the content as it would be, if it can be read."""

    new_errors: tuple[Problem, ...]
    content: Content | None = None


def tried(
    root: Path, changes: Mapping[str, bytes | None], today: date, before: Examined | None = None
) -> Tried:
    """Return what changes would do, and change nothing; `before` is given where the files were examined already."""
    if links := [file for file in changes if not _is_own(root, file)]:
        return Tried(tuple(problem("link", Place(file)) for file in sorted(links)))
    before = before or examined(root, today)
    with as_it_would_be(root, changes) as copy:
        after = examined(copy, today)
    if after.content and not before.content:  # only now can the rules see what was wrong all along
        return Tried((), after.content)
    known = Counter(_said(error) for error in before.errors)
    new = Counter(_said(error) for error in after.errors) - known
    return Tried(tuple(error for error in after.errors if _said(error) in new), after.content)


def write(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write files so that each is whole at every moment, keeping its permissions; all as before when one fails.

    A file with None is deleted, and its folder with the last file in it.
    """
    done: list[tuple[Path, bytes | None]] = []
    for file, content in changes.items():
        path = root / file
        try:
            old = path.read_bytes() if path.exists() else None
            _delete(root, path) if content is None else write_whole(path, content, lasting=True)
        except OSError as error:
            _put_back(done)
            reason = (error.strerror or "the disk refused it").lower()
            raise CannotWrite(f"“{file}” cannot be written: {reason}. Nothing was changed.") from error
        done.append((path, old))


def _delete(root: Path, path: Path) -> None:
    path.unlink(missing_ok=True)
    for folder in path.relative_to(root).parents[:-2]:
        with suppress(OSError):  # there is something else in it
            (root / folder).rmdir()


def _put_back(done: list[tuple[Path, bytes | None]]) -> None:
    for path, old in reversed(done):
        with suppress(OSError):
            if old is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, old, lasting=True)


def examined(root: Path, today: date) -> Examined:
    """Read everything and check it against every rule, for the errors alone."""
    content, problems = read(root)
    if content is not None:
        problems = problems + check(content, today)
    errors = (problem for problem in in_order(problems) if problem.severity is Severity.ERROR)
    return Examined(tuple(errors), content)


def _said(error: Problem) -> tuple[str, str, str]:
    """Return what makes an error the same although its line has moved."""
    return error.place.file, error.code, "".join(sign for sign in error.what if not sign.isdigit())


def _is_own(root: Path, file: str) -> bool:
    """Whether a path leads to an ordinary place inside the project, not through a link."""
    path = root / file
    return path.resolve() == root.resolve() / file and not path.is_symlink()


@contextmanager
def as_it_would_be(root: Path, changes: Mapping[str, bytes | None]) -> Iterator[Path]:
    """Yield a copy of the content with the changes in it."""
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        copy = Path(folder).resolve()
        for name in (
            *FOLDERS,
            *((PUBLISHED,) if LEDGER in changes else ()),
        ):  # the list is checked with what it lists
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True, copy_function=_copied)
        if (root / OWNERS).is_file():  # check holds it against the rules for approval
            (copy / OWNERS).parent.mkdir()
            shutil.copy(root / OWNERS, copy / OWNERS)
        for file, content in changes.items():
            path = copy / file
            _delete(copy, path)
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        yield copy


def _copied(source: str, target: str) -> None:
    """Link a large paper where the disk can, copy all else; what cannot be opened is read from the original."""
    if FILES in Path(source).as_posix():
        with suppress(OSError):
            os.link(source, target, follow_symlinks=False)
            return
    with suppress(OSError):
        shutil.copy2(source, target, follow_symlinks=False)
