"""The command line of `build.py`: its verbs, each described by the module that does its work.

A verb's module has two functions: `options(parser)` adds what the verb can be told, and `run(args)` does it and
gives the exit code. A module is loaded only when its verb is asked for: the command line must answer at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

TODAY = "the day to work for, such as 2031-12-01 (today)"


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that `build.py` can be asked: the name, one line of help, and the module in this folder."""

    name: str
    help: str
    module: str
    aliases: tuple[str, ...] = ()

    def load(self) -> ModuleType:
        """Load the module that does the work."""
        return import_module(f"goldenthread.commands.{self.module}")


VERBS = (
    Verb("build", "check everything, then build the website and the PDFs (the default)", "build", ("site",)),
    Verb("check", "say what is wrong with the files, and change nothing", "check"),
    Verb("explain", "say what a problem means, why it matters, and what to do", "explain"),
    Verb("serve", "build, show the site on this computer, and build again on every change", "serve"),
    Verb("test", "run all tests, fast and slow", "run_tests"),
    Verb(
        "import",
        "bring in a plan, a review’s recommendations or a report from Word, Excel, CSV or text",
        "import_file",
    ),
    Verb("deadlines", "say what is or was due when, with the working", "deadlines"),
    Verb("plan-meeting", "say what has to be done by when for a meeting", "plan_meeting"),
    Verb("changes", "say in words what a change means for the public", "changes"),
    Verb("addresses", "keep every public address in urls.lock.yml, so that none can vanish", "addresses"),
    Verb("audit", "say who approved what is published, and where nobody did", "audit"),
    Verb(
        "codeowners",
        "write the list of owners that the code host reads, from the rules for approval",
        "codeowners",
    ),
    Verb("pack", "write one report for the committee system: PDF, web page, appendices", "pack"),
    Verb("verify", "say whether anything in a pack or a site was altered, is missing or was added", "verify"),
    Verb("remind", "say what is nearly due or late in issues of the repository", "remind"),
    Verb("keep-approvals", "write down in git what the code host knows of approvals", "keep_approvals"),
    Verb("comment-changes", "say in a pull request what it means for the public", "comment_changes"),
    Verb("compare", "say whether two built sites are the same, file by file", "compare"),
    Verb("receipt", "say where and when what was published, with its digests", "receipt"),
    Verb("links", "say which links of the built site lead nowhere", "links"),
    Verb(
        "take-progress",
        "turn an issue that tells of an action’s progress into a pull request",
        "take_progress",
    ),
    Verb("new", "make a new review, plan or report from a few answers, or a new council’s project", "new"),
    Verb("set", "give one field of a record a new value, or take it away", "set_field"),
    Verb("update", "add what is known of an action’s progress", "update"),
    Verb("move-date", "record that an action’s timeline has moved, and why", "move_date"),
    Verb("correct", "change published words, and say so to readers; the words until now are kept", "correct"),
    Verb("freeze", "keep reports as they are published, byte for byte, each at its own address", "freeze"),
    Verb(
        "withdraw", "withdraw a record, a recommendation or an action; its page stays and says so", "withdraw"
    ),
    Verb("export", "write an action plan or a review as CSV, Excel or Word", "export"),
    Verb(
        "guide", "write the guide's reference pages and the schemas for editors anew", "guide", ("schemas",)
    ),
)


class _Parser(argparse.ArgumentParser):
    """A parser that asks the verb's module for its options only when it is the verb that was given."""

    verb: Verb | None = None

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Add the verb's options, once, then read the command line."""
        verb, self.verb = self.verb, None
        if verb:
            self.add_argument("--today", type=date.fromisoformat, default=argparse.SUPPRESS, help=TODAY)
            module = verb.load()
            module.options(self)
            self.set_defaults(run=module.run)
        return super().parse_known_args(args, namespace)


@cache  # a description can be asked again and again
def arguments(root: Path) -> argparse.ArgumentParser:
    """Describe the command line of the project at `root`."""
    parser = _Parser(prog="build.py", description="Publish reviews, action plans and cabinet reports.")
    parser.add_argument("--root", type=Path, default=root, help="the project's folder (this one)")
    parser.add_argument("--today", type=date.fromisoformat, help=TODAY)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    for verb in VERBS:
        verbs.add_parser(verb.name, aliases=verb.aliases, help=verb.help, description=verb.help).verb = verb
    return parser
