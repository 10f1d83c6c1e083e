"""`build.py set`: give one field of a record a new value, and touch nothing else in the file."""

from __future__ import annotations

import argparse

from goldenthread.acts.questions import CannotAsk
from goldenthread.commands import edit_command

WORDS = "RECORD [NUMBER] FIELD [VALUE]"
HELP = (
    "such as: 2021-finance 12 timeline 'March 2022', or 2021-finance summary - (the value comes on standard input). "
    "Fields within fields have dots: events.2.when. Lists take several values."
)
# The last part of a field's name -> why it is not set like the others, and what to do.
FIXED = {
    "id": (
        "it is part of a permanent address",
        "Make a new record with build.py new, and withdraw this one.",
    ),
    "updates": ("progress is added and never rewritten", "Add what is known now: build.py update."),
    "withdrawn": ("a withdrawal has its own words", "Use build.py withdraw."),
}
NUMBER = ("it is part of a permanent address", "Add a new row at the end, and withdraw this one.")


def options(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    edit_command.options(parser, WORDS, HELP)
    parser.add_argument(
        "--remove",
        action="store_true",
        help="take the field away, with all it holds, in place of a new value",
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return edit_command.carry_out(args, make)


def make(args: argparse.Namespace) -> edit_command.Edited:
    """Put the value into the file's bytes; CannotEdit when the field cannot be set."""
    from goldenthread.editing.lookup import field, fields_within, is_list, named
    from goldenthread.editing.splice import remove, set_value
    from goldenthread.editing.tree import CannotEdit

    found, rest = named(args.root, args.words)
    if len(rest) != 1 if args.remove else len(rest) < 2:
        form = "RECORD [NUMBER] FIELD --remove" if args.remove else WORDS.replace("[VALUE]", "VALUE")
        raise CannotAsk(f"Say it as: build.py set {form}")
    name = rest[0]
    refuse_fixed(name, in_row=bool(found.loc))
    loc = field(found, name)
    if args.remove:
        return edit_command.Edited(found, remove(edit_command.source(args.root, found), loc))
    words = edit_command.typed(rest[1:])
    if below := fields_within(found, loc):
        one = next(part for part in below if part not in ("id", "number"))
        raise CannotEdit(
            "edit-further-fields", field=name, example=f"{name}{'.1' * is_list(found, loc)}.{one}"
        )
    value = (
        [edit_command.cleaned(word) for word in words]
        if is_list(found, loc)
        else edit_command.cleaned(" ".join(words))
    )
    after = set_value(edit_command.source(args.root, found), loc, value, found.kind)
    return edit_command.Edited(found, after, _note(found.loc, name))


def refuse_fixed(name: str, *, in_row: bool) -> None:
    """Refuse the fields that must not be set: addresses, and what has a verb of its own."""
    from goldenthread.editing.tree import CannotEdit

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
