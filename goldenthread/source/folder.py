"""Which files a folder holds, and whether their names can be ids and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from goldenthread.common.problems import Place, Problem, in_order
from goldenthread.messages import problem

MOST_LETTERS = 80
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Windows cannot hold files of these names.
WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def files(root: Path, folder: str) -> tuple[list[Path], list[Problem]]:
    """List the .yml files of one folder in order of name; whatever cannot be read there is a problem, not a loss.

    `folder` is relative to the project's root. Files whose names begin with a dot, such as .gitkeep, are passed over.
    """
    home = root / folder
    if not home.exists() and not home.is_symlink():
        return [], []
    if home.resolve() != root.resolve() / folder:
        return [], [problem("link", Place(folder))]
    if not home.is_dir():
        return [], [problem("not-a-folder", Place(folder))]
    good: list[Path] = []
    bad: list[Problem] = []
    for path in sorted(filter(is_text, home.iterdir())):
        code = None if path.name.startswith(".") and not path.is_symlink() else _wrong_with(path)
        if code:
            bad.append(problem(code, Place(f"{folder}/{printable(path.name)}")))
        elif not path.name.startswith("."):
            good.append(path)
    return good, in_order(bad)


def hidden_files(root: Path, folders: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file below some folders that would hide something, or whose name is not text.

    A .gitattributes file below the root can change what git and a checkout show of the files beside it.
    """
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*")):
        place = Place(printable(path.relative_to(root).as_posix()))
        if path.name == ".gitattributes":
            yield problem("attributes-below-root", place)
        elif not is_text(path):
            yield problem("name-not-text", place)


def is_text(path: Path) -> bool:
    """Whether a path is text: other bytes can be in no message and no address."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_name(text: str) -> bool:
    """Whether a text can be an id, a file name and part of an address: a-z, 0-9 and single hyphens."""
    return len(text) <= MOST_LETTERS and bool(NAME.fullmatch(text)) and not WINDOWS.fullmatch(text)


def printable(name: str) -> str:
    """A file's name with everything that could upset a message shown by its code."""
    return name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name


def _wrong_with(path: Path) -> str | None:
    if path.is_symlink():
        return "link"
    if path.is_dir():
        return "folder-in-folder"
    if not path.is_file():
        return "not-a-file"
    if path.suffix.lower() == ".yaml" or (path.suffix.lower() == ".yml" and path.suffix != ".yml"):
        return "wrong-ending"
    if path.suffix != ".yml":
        return "other-file"
    return None if is_name(path.stem) else "odd-name"
