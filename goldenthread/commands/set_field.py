"""`build.py set`: give one field of a record a new value, and touch nothing else in the file."""

from __future__ import annotations

import argparse
import sys

from goldenthread.acts.field_value import remove_field, set_field
from goldenthread.acts.target import Edited
from goldenthread.commands.prompts import save_edit, usage
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import named


def run(args: argparse.Namespace) -> Exit:
    """Put the value into the file."""
    return save_edit(args, edit_field(args, remove_it=args.remove))


def edit_field(args: argparse.Namespace, *, remove_it: bool = False) -> Edited:
    """Return the file with a field's new value, or without the field; CannotEdit when the field cannot be set."""
    found, rest = named(args.root, args.words)
    if len(rest) != 1 if remove_it else len(rest) < 2:
        raise usage("set RECORD [NUMBER] FIELD", "--remove" if remove_it else "VALUE")
    if remove_it:
        return remove_field(args.root, found, rest[0])
    values = [sys.stdin.read()] if rest[1:] == ["-"] else rest[1:]
    return set_field(args.root, found, rest[0], values)
