"""`build.py set`: give one field of a record a new value, and touch nothing else in the file."""

from __future__ import annotations

import argparse
import sys

from goldenthread.acts.target import Edited, cleaned
from goldenthread.commands.prompts import save_edit, usage
from goldenthread.common.errors import Exit
from goldenthread.editing.lookup import field, fields_within, is_list, named
from goldenthread.editing.splice import remove, set_value
from goldenthread.editing.tree import CannotEdit

# The last part of a field's name -> why it is not set like the others, and what to do.
FIXED = {
    "id": (
        "it is part of a permanent address",
        "Start a new record with build.py new, and withdraw this one.",
    ),
    "updates": ("progress is added and never rewritten", "Add what is known now: build.py update."),
    "withdrawn": ("a withdrawal is recorded with its date and reason", "Use build.py withdraw."),
}
NUMBER = ("it is part of a permanent address", "Add a new row at the end, and withdraw this one.")


def run(args: argparse.Namespace) -> Exit:
    """Put the value into the file."""
    return save_edit(args, edit_field(args, remove_it=args.remove))


def edit_field(args: argparse.Namespace, *, remove_it: bool = False) -> Edited:
    """Return the file with a field's new value, or without the field; CannotEdit when the field cannot be set."""
    found, rest = named(args.root, args.words)
    if len(rest) != 1 if remove_it else len(rest) < 2:
        raise usage("set RECORD [NUMBER] FIELD", "--remove" if remove_it else "VALUE")
    name, before = rest[0], (args.root / found.file).read_bytes()
    _refuse_fixed(name, in_row=bool(found.loc))
    loc = field(found, name)
    if remove_it:
        return Edited(found, remove(before, loc))
    values = [sys.stdin.read()] if rest[1:] == ["-"] else rest[1:]
    if below := fields_within(found, loc):
        one = next(part for part in below if part not in ("id", "number"))
        raise CannotEdit(
            "edit-further-fields", field=name, example=f"{name}{'.1' * is_list(found, loc)}.{one}"
        )
    value = [cleaned(value) for value in values] if is_list(found, loc) else cleaned(" ".join(values))
    return Edited(found, set_value(before, loc, value, found.kind), _note(found.loc, name))


def _refuse_fixed(name: str, *, in_row: bool) -> None:
    """Refuse the fields that must not be set: addresses, and what has a verb of its own."""
    parts = name.split(".")
    reasons = [FIXED[part] for part in parts if part in FIXED]
    if parts[-1] == "number" and (in_row or parts[0] in ("actions", "recommendations")):
        reasons.append(NUMBER)
    if reasons:
        raise CannotEdit("edit-fixed", field=name, reason=reasons[0][0], instead=reasons[0][1])


def _note(loc: tuple[str | int, ...], name: str) -> str:
    if loc[:1] == ("actions",) and name == "timeline":
        return (
            "This corrects what the plan prints. If the date has moved since, use build.py move-date instead."
        )
    return ""
