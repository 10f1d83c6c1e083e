"""`build.py guide`: write the guide's reference pages and the schemas for editors anew."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.model.vocabulary import Vocabulary

FINE, STALE, PROBLEMS = 0, 1, 1


def options(parser: argparse.ArgumentParser) -> None:
    """Say whether to write or only to look."""
    parser.add_argument(
        "--check", action="store_true", help="only say which files are out of date; ends with 1 if any is"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.common.problems import as_text
    from goldenthread.read.records import read_vocabulary

    vocabulary, problems = read_vocabulary(args.root)
    if vocabulary is None:
        sys.stderr.write(as_text(problems))
        return PROBLEMS
    stale = sorted(out_of_date(args.root, vocabulary))
    for name, content in stale:
        print(f"Out of date: {name}" if args.check else f"Wrote {name}")
        if not args.check:
            (args.root / name).parent.mkdir(parents=True, exist_ok=True)
            (args.root / name).write_bytes(content)
    if not stale:
        print("Everything is up to date: the guide’s reference pages, and the schemas for editors.")
    return STALE if stale and args.check else FINE


def out_of_date(root: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    """Give each file that differs from what it would be if it were made now, with what it should hold."""
    from goldenthread.guide.reference import everything

    for made in everything(root, vocabulary, verbs()):
        path = root / made.path
        if not path.is_file() or path.read_bytes() != made.content:
            yield made.path, made.content


def verbs() -> Iterator[argparse.ArgumentParser]:
    """Describe every verb, each with its options."""
    from goldenthread.commands.cli import VERBS

    for verb in VERBS:
        parser = argparse.ArgumentParser(prog=f"build.py {verb.name}", description=verb.help)
        verb.load().options(parser)
        yield parser
