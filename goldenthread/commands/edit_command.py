"""What every verb that changes a file does: show the change in words, save it or refuse it, and say so."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING

from goldenthread.acts.questions import CannotAsk

if TYPE_CHECKING:
    from goldenthread.editing.lookup import Named
    from goldenthread.editing.tree import CannotEdit

FINE, PROBLEMS, WRONG_USE, CANNOT_WRITE = 0, 1, 2, 4
UNCHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Edited:
    """A record, the bytes of its file with the change in them, and what a person should know besides.

    `further` holds whole files that are written along, by path from the root.
    """

    found: Named
    after: bytes
    note: str = ""
    further: Mapping[str, bytes] = field(default_factory=dict)


def options(parser: argparse.ArgumentParser, words: str, help: str) -> None:
    """Add what every such verb can be told: the words that name the record, and `--dry-run`."""
    parser.usage = f"%(prog)s {words} [options]"  # argparse would say the words twice
    parser.add_argument("words", nargs="+", metavar=words, help=help)
    parser.add_argument(
        "--dry-run", action="store_true", help="show the change and check it, but do not save it"
    )


def carry_out(args: argparse.Namespace, make: Callable[[argparse.Namespace], Edited]) -> int:
    """Make a change, show it, and save it when it brings no new error; give the exit code."""
    from goldenthread.editing.save import CannotWrite
    from goldenthread.editing.tree import CannotEdit

    try:
        return _finish(args, make(args))
    except CannotEdit as error:
        print(f"{said(error)}{UNCHANGED}", file=sys.stderr)
        return PROBLEMS if error.code == "edit-of-broken-file" else WRONG_USE
    except CannotAsk as error:
        print(f"{error}\n{UNCHANGED}", file=sys.stderr)
        return WRONG_USE
    except CannotWrite as error:
        print(error, file=sys.stderr)
        return CANNOT_WRITE
    except (EOFError, KeyboardInterrupt):
        print(f"\nStopped. {UNCHANGED}", file=sys.stderr)
        return WRONG_USE


def _finish(args: argparse.Namespace, edited: Edited) -> int:
    from goldenthread.common.problems import as_text
    from goldenthread.editing.save import would_bring, write

    file = edited.found.file
    before = (args.root / file).read_bytes()
    if before == edited.after:
        print(f"{file} says that already. {UNCHANGED}")
        return FINE
    print(f"In {file}\n" + "".join(difference(before, edited.after)), end="")
    changes = {**edited.further, file: edited.after}
    errors = would_bring(args.root, changes, args.today)
    if errors:
        print(f"{as_text(errors)}So this was not saved. {UNCHANGED}", file=sys.stderr)
        return PROBLEMS
    if edited.note:
        print(edited.note)
    if args.dry_run:
        print(f"This can be saved. {UNCHANGED} Ask again without --dry-run to save it.")
        return FINE
    write(args.root, changes)
    print("Saved.")
    return FINE


def difference(before: bytes, after: bytes) -> Iterator[str]:
    """Say which lines changed: how they were, how they are now."""
    old, new = (text.decode().removeprefix("\ufeff").splitlines() for text in (before, after))
    for act, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if act == "equal":
            continue
        words = {"insert": ("", "new"), "delete": ("taken out", ""), "replace": ("before", "after")}[act]
        yield f"  line {new_from + 1}\n"
        for word, rows in zip(words, (old[old_from:old_to], new[new_from:new_to]), strict=True):
            if word:
                yield f"    {word}:\n" + indent(dedent("\n".join(rows)), " " * 6) + "\n"


def said(error: CannotEdit) -> str:
    """Say why an edit was refused, in the catalogue's words."""
    from goldenthread.common.problems import as_text
    from goldenthread.messages import load_catalogue

    message = load_catalogue()[error.code]
    found = as_text(error.words.get("problems", ()))  # type: ignore[arg-type]
    return f"{found}{message.what.format(**error.words)} {message.fix.format(**error.words)}\n"


def cleaned(text: str) -> str:
    """Give a text as it may stand in a file: letters in their usual form, no spaces around, plain line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def typed(words: list[str]) -> list[str]:
    """Give the words of a value; a single `-` stands for what comes in on standard input."""
    return [sys.stdin.read()] if words == ["-"] else words


def source(root: Path, found: Named) -> bytes:
    """Give the bytes of a record's file."""
    return (root / found.file).read_bytes()


def the_action(root: Path, words: list[str]) -> tuple[Named, list[str]]:
    """Find the action that the words name; give the words that are left."""
    from goldenthread.editing.lookup import named
    from goldenthread.editing.tree import CannotEdit

    found, rest = named(root, words)
    if found.loc[:1] != ("actions",):
        raise CannotEdit("edit-no-action", file=found.file)
    return found, rest
