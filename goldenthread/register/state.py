"""One state of what the public sees: every record in its one form, and the addresses that readers may keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.changes.canonical import Facts, flowing, public_facts
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import Content
from goldenthread.register.links import Public
from goldenthread.rules.addresses import addresses


@dataclass(frozen=True, slots=True)
class State:
    """What the public sees at one moment.

    `records` has the facts of each record by the key under which it is filed: `action-plans/2031-finance`;
    `settings/council` for the files of which there is one, and `pages/about` for the pages of `content/`.
    """

    records: Mapping[str, Facts]
    vocabulary: Vocabulary
    addresses: frozenset[str]


def state(content: Content, today: date) -> State:
    """Give what the public sees of content on the day `today`: no draft, and nothing whose day has not come."""
    visible = Public(content, today).only()
    return State(dict(_records(visible)), content.vocabulary, addresses(content, today))


def _records(content: Content) -> Iterator[tuple[str, Facts]]:
    for name, record in content.settings():
        yield f"settings/{name}", public_facts(record)
    for folder, records in content.folders().items():
        for name, record in records.items():
            yield f"{folder}/{name}", public_facts(record, content.texts)
    for file, text in content.texts.items():
        name = file.removeprefix("content/").removesuffix(".md")
        if not name.startswith(tuple(content.folders())):
            yield f"pages/{name}", {"text": flowing(text)}
