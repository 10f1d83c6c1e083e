"""One state of what the public sees: every record in its one form, and the addresses that readers may keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.changes.canonical import Facts, digest, flowing, public_facts
from goldenthread.common.git import commit_of, take_out
from goldenthread.common.problems import Problem
from goldenthread.guide import MADE
from goldenthread.model.addresses import LEDGER, Kept
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.common import Published
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import Content, read
from goldenthread.read.records import INPUTS
from goldenthread.rules.permanent_addresses import addresses

PUBLIC = (*INPUTS, LEDGER)  # where what the public sees is kept


@dataclass(frozen=True, slots=True)
class State:
    """What the public sees at one moment.

    `records` has the facts of each record by the key under which it is filed: `action-plans/2031-finance`;
    `settings/council` for the files of which there is one, and `pages/about` for the pages of `content/`.
    `drafts` has the digest of each draft by its key. `moved` and `noticed` say what became of addresses.
    """

    records: Mapping[str, Facts]
    drafts: Mapping[str, str]
    vocabulary: Vocabulary
    rules: ApprovalRules
    addresses: frozenset[str]
    moved: Mapping[str, str]
    noticed: frozenset[str]
    kept: Mapping[str, str]  # SHA-256 of each file of published/
    recorded: Mapping[str, Kept]  # what the list says of them, by file


def state(content: Content, today: date, *, until: date | None = None) -> State:
    """Return what the public sees of content on the day `today`: no draft, and nothing whose day has not come.

    With `until`, records that will be shown up to that day are there as well: whoever approves must see them now.
    """
    shown, drafts = dict(_settings(content)), {}
    for key, record, facts in _records(content):
        if record.is_public(until or today):
            shown[key] = facts
        elif record.draft:
            drafts[key] = digest(facts)
    return State(
        records=shown,
        drafts=drafts,
        vocabulary=content.vocabulary,
        rules=content.approval_rules,
        addresses=addresses(content, today),
        moved={item.old: item.new for item in content.addresses.moved},
        noticed=frozenset(item.address for item in content.addresses.gone),
        kept=content.kept,
        recorded={item.file: item for item in content.addresses.kept},
    )


def state_at(
    root: Path, name: str, today: date, *, until: date | None = None
) -> tuple[State | None, list[Problem]]:
    """Return what the public sees, on the day `today`, of the files as at a commit, a branch or a tag. Raises GitFailed.

    There is none when they cannot be read at all; the problems are those of reading them.
    """
    commit = commit_of(root, name)
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        take_out(root, commit, PUBLIC, Path(folder).resolve())
        content, problems = read(Path(folder).resolve(), whole=False)
        return state(content, today, until=until) if content else None, problems


def _records(content: Content) -> Iterator[tuple[str, Published, Facts]]:
    digests = {name: facts.sha256 for name, facts in content.files.items()}
    for folder, records in content.folders.items():
        for name, record in records.items():
            yield f"{folder}/{name}", record, public_facts(record, content.texts, digests)


def _settings(content: Content) -> Iterator[tuple[str, Facts]]:
    """Yield the files of which there is one, and the hand-written pages."""
    digests = {name: facts.sha256 for name, facts in content.files.items()}
    for name, record in content.settings():
        if (content.root / f"data/{name}.yml").exists():
            yield f"settings/{name}", public_facts(record, {}, digests)
    for file, text in content.texts.items():
        name = file.removeprefix("content/").removesuffix(".md")
        is_part = name.startswith(tuple(f"{folder}/" for folder in content.folders))
        if not is_part and not (name.startswith("guide/") and text.rstrip().endswith(MADE)):
            yield f"pages/{name}", {"text": flowing(text)}
