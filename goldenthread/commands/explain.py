"""`build.py explain CODE`: say what a problem means, why it matters, and what to do."""

from __future__ import annotations

import argparse
import sys

FINE, WRONG_USE = 0, 2


def options(parser: argparse.ArgumentParser) -> None:
    """Take the code that stands in square brackets at the end of a problem."""
    parser.add_argument(
        "code",
        nargs="?",
        help="the code at the end of a problem, such as not-a-date; without it, all are listed",
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    from goldenthread.guide.problem_reference import explained
    from goldenthread.messages import guess, load_catalogue

    if args.code is None:
        print(listed())
        return FINE
    name = args.code.strip("[]").lower()
    messages = load_catalogue()
    if name not in messages:
        near = guess(name, messages)
        print(f"No problem has the code “{name}”. {near}`build.py explain` lists all codes.", file=sys.stderr)
        return WRONG_USE
    print(explained(name, messages[name]), end="")
    return FINE


def listed() -> str:
    """List every code with what it says, in the order of the alphabet."""
    from goldenthread.guide.problem_reference import without_values
    from goldenthread.messages import load_catalogue

    messages = sorted(load_catalogue().items())
    width = max(len(name) for name, _ in messages)
    return "\n".join(f"{name:<{width}}  {without_values(message.what)}" for name, message in messages)
