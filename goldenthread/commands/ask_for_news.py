"""`build.py ask-for-news`: a message to each lead about its actions that are overdue, due soon or without an update."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from goldenthread.commands.build import near
from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.inflection import count
from goldenthread.messages import guess
from goldenthread.outputs.news_requests import NewsRequest, news_requests
from goldenthread.register import build
from goldenthread.rules import sound_content

NOTHING = "There is nothing to ask: no such action is overdue, due soon or without an update."
ASKED = "Nothing was sent. Add the address of each lead, and send the messages yourself."


def run(args: argparse.Namespace) -> Exit:
    """Print the messages, or write a file for each into a folder."""
    register = build(sound_content(args.root, args.today, args.now), args.today)
    _known("body or post", args.lead, [office.facts.id for office in register.offices])
    _known("action plan", args.plan, [plan.facts.id for plan in register.action_plans])
    actions = [action for action in register.actions if args.plan in (None, action.plan_id)]
    requests, without = news_requests(register, actions)
    requests = [request for request in requests if args.lead in (None, request.name)]
    if args.format == "eml" or args.to:
        _write(args, requests)
    else:
        print("\n----\n\n".join(request.as_text for request in requests), end="\n" if requests else "")
    if without and args.lead is None:
        print(without)
    if not requests:
        print(NOTHING)
    return Exit.FINE


def _known(what: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        raise CommandError(f"There is no {what} “{name}”. {guess(name, known)}".strip())


def _write(args: argparse.Namespace, requests: list[NewsRequest]) -> None:
    """Write a file for each message; its name begins with the day, so that one of last month is not sent by mistake."""
    folder = args.to or args.root / "build/messages"
    for request in requests:
        folder.mkdir(parents=True, exist_ok=True)
        ending = "eml" if args.format == "eml" else "txt"
        content = request.as_eml if args.format == "eml" else request.as_text.encode()
        file = folder / f"{args.today.isoformat()}-{request.name}.{ending}"
        file.write_bytes(content)
        print(near(file))
    if requests:
        print(f"Wrote {count(len(requests), 'message')}. {ASKED}")
