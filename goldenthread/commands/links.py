"""`build.py links`: which links of the built site lead nowhere, and which other sites no longer answer.

A link inside the site that leads nowhere is an error. One to another site is only reported: it breaks without our doing.
"""

from __future__ import annotations

import argparse
from collections import Counter

from goldenthread.commands.cli import as_typed
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.github.client import GitHub, connected
from goldenthread.publish.link_check import as_markdown, ask_all, links_of
from goldenthread.read import read

LABEL, TITLE = "links", "Links to other sites that need attention"
MARKER = "<!-- golden-thread: links -->"
ADVICE = (
    "Check each by hand. If a page has moved, use the new address. If it has gone, look for a copy in a web archive, "
    "or remove the link and say where the paper was. The links are checked again every week, and this text is replaced."
)


def run(args: argparse.Namespace) -> Exit:
    """Print what leads nowhere; end with 1 when a link inside the site does."""
    site = args.site or args.root / "site"
    if not (site / "index.html").is_file():
        raise CommandError(f"There is no built site at “{site}”. Build it first: {as_typed('build')}")
    content, _ = read(args.root)
    links = links_of(site, (content.council.site_address if content else None) or "")
    print("".join(f"{line}\n" for line in links.broken), end="")
    print(f"Links inside the site that lead nowhere: {len(links.broken)}.")
    if args.external or args.issue:
        answers = list(ask_all(links.others))
        report = as_markdown(answers)
        print(f"{report}\n" if report else "", end="")
        counts = Counter(answer.verdict for answer in answers)
        print(
            "Other sites: " + (", ".join(f"{n} {verdict}" for verdict, n in counts.items()) or "none") + "."
        )
        if args.issue:
            with explaining("The issue could not be updated"):
                _keep_issue(connected(), report)
    return Exit.PROBLEMS if links.broken else Exit.FINE


def _keep_issue(hub: GitHub, report: str) -> None:
    """Keep one issue: open it when something needs attention, replace its text, close it when nothing is left."""
    ours = [issue for issue in hub.issues(LABEL) if str(issue.get("body")).startswith(MARKER)]
    body = f"{MARKER}\n{report}\n\n{ADVICE}" if report else f"{MARKER}\nAll links to other sites work."
    if ours and (report or ours[0]["state"] == "open"):
        hub.change(int(ours[0]["number"]), TITLE, body, "open" if report else "closed")
    elif report:
        hub.open(TITLE, body, LABEL)
