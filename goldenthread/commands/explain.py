"""`build.py explain CODE`: explain what a problem means, why it matters, and what to do."""

from __future__ import annotations

import argparse

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit
from goldenthread.guide.problem_reference import explained, without_values
from goldenthread.messages import guess, load_catalogue


def run(args: argparse.Namespace) -> Exit:
    """Explain one problem, or list every code with its message, in alphabetical order."""
    messages = load_catalogue()
    if args.code is None:
        width = max(map(len, messages))
        for name, message in sorted(messages.items()):
            print(f"{name:<{width}}  {without_values(message.what)}")
        return Exit.FINE
    name = args.code.strip("[]").lower()
    if name not in messages:
        raise CommandError(
            f"No problem has the code “{name}”. {guess(name, messages)}To list all codes: {as_typed('explain')}"
        )
    print(explained(name, messages[name]), end="")
    return Exit.FINE
