"""The list of public addresses, with those that are new: what readers may keep from the day of a change on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.editing.splice import add_item
from goldenthread.model.addresses import LEDGER, Addresses, as_lines, first_list
from goldenthread.read import Content
from goldenthread.rules.corrections import not_recorded
from goldenthread.rules.permanent_addresses import addresses as public_addresses


@dataclass(frozen=True, slots=True)
class Listed:
    """The list with what is new in it: its bytes, the addresses, and the files of `published/` that were added."""

    ledger: bytes
    addresses: tuple[str, ...]
    files: tuple[str, ...]


def list_addresses(content: Content, today: date) -> Listed | None:
    """Return the list with every public address and kept file that is not in it yet; None where all are."""
    known = {item.address for item in content.addresses.published}
    new = tuple(sorted(public_addresses(content, today) - known))
    files = tuple(not_recorded(content))
    if not new and not files:
        return None
    path = content.root / LEDGER
    before = path.read_text("utf-8") if path.exists() else first_list([], today)
    if "\npublished:" not in f"\n{before}":
        before = f"{before.rstrip()}\npublished:\n"
    before = before if before.endswith("\n") else f"{before}\n"
    ledger = (before + as_lines(new, today)).encode()
    for file in files:
        entry = {"file": file, "date": today.isoformat(), "sha256": content.kept[file]}
        ledger = add_item(ledger, ("kept",), entry, Addresses, first=True)
    return Listed(ledger, new, files)
