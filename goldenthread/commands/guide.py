"""`build.py guide`, `codeowners` and `addresses`: write the files that are made from all the others."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from goldenthread.acts.address_list import list_addresses
from goldenthread.commands.cli import add_options, sentence
from goldenthread.commands.verbs import VERBS
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Severity, as_text
from goldenthread.guide.reference import everything
from goldenthread.model.addresses import LEDGER
from goldenthread.model.vocabulary import Vocabulary
from goldenthread.read import read
from goldenthread.read.records import read_vocabulary
from goldenthread.rules import sound_content
from goldenthread.rules.approvals import OWNERS
from goldenthread.rules.approvals import codeowners as as_codeowners


def run(args: argparse.Namespace) -> Exit:
    """Write the reference pages and schemas that are out of date, or only list them."""
    vocabulary, problems = read_vocabulary(args.root)
    if vocabulary is None:
        raise CommandError(as_text(problems), Exit.PROBLEMS)
    stale = sorted(out_of_date(args.root, vocabulary))
    for name, content in stale:
        print(f"Out of date: {name}" if args.check else f"Wrote {name}")
        if not args.check:
            (args.root / name).parent.mkdir(parents=True, exist_ok=True)
            (args.root / name).write_bytes(content)
    if not stale:
        print("Everything is up to date: the guide’s reference pages and the schemas for editors.")
    return Exit.PROBLEMS if stale and args.check else Exit.FINE


def out_of_date(root: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Yield each file that differs from what it would be if it were made now, with what it should hold."""
    for made in everything(root, vocabulary, verbs()):
        path = root / made.path
        if not path.is_file() or path.read_bytes() != made.content:
            yield made.path, made.content


def verbs() -> Iterator[argparse.ArgumentParser]:
    """Yield every verb's description, with its options."""
    for verb in VERBS:
        parser = argparse.ArgumentParser(prog=f"build.py {verb.name}", description=sentence(verb.help))
        add_options(parser, verb)
        yield parser


def codeowners(args: argparse.Namespace) -> Exit:
    """Write the list of owners that the code host reads."""
    content, problems = read(args.root, whole=False)
    wrong = [
        p for p in problems if p.severity is Severity.ERROR and p.place.file == "data/approval-rules.yml"
    ]
    if content is None or wrong:
        raise CommandError(as_text(wrong or problems), Exit.PROBLEMS)
    path = args.root / OWNERS
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_codeowners(content.approval_rules), "utf-8")
    print(f"Wrote {OWNERS}.")
    return Exit.FINE


def addresses(args: argparse.Namespace) -> Exit:
    """Add each public address and each file of `published/` that is not in the list yet, with today's date."""
    listed = list_addresses(sound_content(args.root, args.today), args.today)
    if listed is None:
        print("Every public address is already in the list. Nothing was changed.")
        return Exit.FINE
    (args.root / LEDGER).write_bytes(listed.ledger)
    new = len(listed.addresses)
    print(f"Added {new} new {'address' if new == 1 else 'addresses'} to {LEDGER}.")
    files = (f"Recorded the SHA-256 of {file}." for file in listed.files)
    print(*files, sep="\n", end="\n" if listed.files else "")
    return Exit.FINE
