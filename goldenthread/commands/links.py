"""`build.py links`: which links of the built site lead nowhere, and which other sites no longer answer.

A link inside the site that leads nowhere is an error. One to another site is only told: it breaks without our doing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected

FINE, PROBLEMS, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 1, 2, 3, 4
LABEL, TITLE = "links", "Links to other sites that need a look"
MARKER = "<!-- golden-thread: links -->"
ADVICE = (
    "Look at each by hand. For a page that has moved, put in the new address. For one that is gone, look for a copy in "
    "a web archive, or take the link away and say where the paper was. This is asked anew every week, and this text is "
    "written over."
)


def options(parser: argparse.ArgumentParser) -> None:
    """Say which site, and whether to ask other sites too."""
    parser.add_argument("--site", type=Path, help="the folder of the built site (site)")
    parser.add_argument("--external", action="store_true", help="ask other sites too, one question a second")
    parser.add_argument("--issue", action="store_true", help="keep what is found there in one issue")


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    return links(args.root, args.site or args.root / "site", external=args.external, issue=args.issue)


def links(root: Path, site: Path, *, external: bool, issue: bool, connect: Connect = GitHub) -> int:
    """Print what leads nowhere; give 1 when a link inside the site does."""
    from goldenthread.publish.link_check import as_markdown, ask_all, links_of
    from goldenthread.read import read

    if not (site / "index.html").is_file():
        print(f"There is no built site at “{site}”. Build it first: build.py build", file=sys.stderr)
        return WRONG_USE
    content, _ = read(root)
    found = links_of(site, (content.council.site_address if content else None) or "")
    print("".join(f"{line}\n" for line in found.broken), end="")
    print(f"Links inside the site that lead nowhere: {len(found.broken)}.")
    if external or issue:
        answers = list(ask_all(found.others))
        said = as_markdown(answers)
        print(f"{said}\n" if said else "", end="")
        counts = Counter(answer.verdict for answer in answers)
        print(
            "Other sites: " + (", ".join(f"{n} {verdict}" for verdict, n in counts.items()) or "none") + "."
        )
        if issue:
            kept = _keep(said, connect)
            return kept or (PROBLEMS if found.broken else FINE)
    return PROBLEMS if found.broken else FINE


def _keep(said: str, connect: Connect) -> int:
    try:
        keep_issue(connected(connect), said)
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except CannotAsk as error:
        print(f"The issue could not be kept: {error}", file=sys.stderr)
        return CANNOT_WRITE
    return FINE


def keep_issue(hub: GitHub, said: str) -> None:
    """Keep one issue: opened when there is something to look at, written over, and closed when nothing is left."""
    ours = [issue for issue in hub.issues(LABEL) if str(issue.get("body")).startswith(MARKER)]
    body = f"{MARKER}\n{said}\n\n{ADVICE}" if said else f"{MARKER}\nAll links to other sites answer."
    if ours and (said or ours[0]["state"] == "open"):
        hub.change(int(ours[0]["number"]), TITLE, body, "open" if said else "closed")
    elif said:
        hub.open(TITLE, body, LABEL)
