"""One field of a record: a new value in its place, or the field removed, and nothing else touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goldenthread.acts.target import Edited, cleaned
from goldenthread.editing.lookup import Named, field, fields_within, is_list
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


def set_field(root: Path, found: Named, name: str, values: Sequence[str]) -> Edited:
    """Return the file with a field's new value: one text, or the items of a list. CannotEdit where that cannot be."""
    source = (root / found.file).read_bytes()
    return Edited(found, with_value(source, found, name, values), _note(found.loc, name))


def with_value(source: bytes, found: Named, name: str, values: Sequence[str]) -> bytes:
    """Return the bytes of a record's file with a field's new value. CannotEdit where that cannot be."""
    refuse_fixed(name, in_row=bool(found.loc))
    loc = field(found, name)
    if below := fields_within(found, loc):
        one = next(part for part in below if part not in ("id", "number"))
        raise CannotEdit(
            "edit-further-fields", field=name, example=f"{name}{'.1' * is_list(found, loc)}.{one}"
        )
    value = [cleaned(value) for value in values] if is_list(found, loc) else cleaned(" ".join(values))
    return set_value(source, loc, value, found.kind)


def remove_field(root: Path, found: Named, name: str) -> Edited:
    """Return the file without a field. CannotEdit where that cannot be."""
    return Edited(found, without_field((root / found.file).read_bytes(), found, name))


def without_field(source: bytes, found: Named, name: str) -> bytes:
    """Return the bytes of a record's file without a field. CannotEdit where that cannot be."""
    refuse_fixed(name, in_row=bool(found.loc))
    return remove(source, field(found, name))


def refuse_fixed(name: str, *, in_row: bool) -> None:
    """Refuse the fields that must not be set: addresses, and what has an act of its own."""
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
