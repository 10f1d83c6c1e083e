"""`build.py receipt`: after publishing, say where, when, with what digests, and how long before or after the deadline."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from goldenthread.github.client import CannotAsk, Connect, GitHub, NotSetUp, connected

if TYPE_CHECKING:
    from goldenthread.github.publication_receipt import Published

FINE, PROBLEMS, WRONG_USE, CONFIGURATION, CANNOT_WRITE = 0, 1, 2, 3, 4
LONDON = ZoneInfo("Europe/London")
TRIES, SECONDS = 6, 10  # a new site is seen everywhere within a minute, as a rule
NAME = "receipt"
LATEST = 5  # commits that are looked at for a pull request without a receipt


def options(parser: argparse.ArgumentParser) -> None:
    """Say what was published, and where it can be seen."""
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder that was published")
    parser.add_argument("--address", required=True, help="where it can be seen")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the receipt without telling the pull request"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; give the exit code."""
    address = args.address.rstrip("/") + "/"
    if urlsplit(address).scheme not in ("http", "https"):
        print("--address is no address of a site: it begins with https://", file=sys.stderr)
        return WRONG_USE
    return receipt(args.root, args.today, args.site, address, dry_run=args.dry_run)


def fetched(address: str) -> bytes:
    """Fetch a file from the published site; nothing when it cannot be had."""
    try:
        asked = Request(address, headers={"User-Agent": "golden-thread", "Cache-Control": "no-cache"})  # noqa: S310 - run() takes http and https only
        with urlopen(asked, timeout=30) as reply:  # noqa: S310
            return bytes(reply.read())
    except (OSError, HTTPException):
        return b""


def receipt(
    root: Path, today: date, site: Path, address: str, *, dry_run: bool, connect: Connect = GitHub
) -> int:
    """Print the receipt and keep it in the pull request that was published; give the exit code."""
    from goldenthread.commands.deadlines import sound
    from goldenthread.common.git import GitFailed
    from goldenthread.github.publication_receipt import as_markdown
    from goldenthread.register import build

    content = sound(root, today)
    if content is None:
        return PROBLEMS
    try:
        published = _published(root, today, site, address)
        deadlines = build(content, today).deadlines
        print(as_markdown(published, deadlines, today))
        if not dry_run:
            hub = connected(connect)
            _tell(hub, root, today, published, lambda one: as_markdown(one, deadlines, today))
    except NotSetUp as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except (OSError, CannotAsk, GitFailed) as error:
        print(f"The receipt could not be kept: {error}", file=sys.stderr)
        return CANNOT_WRITE
    return FINE


def _published(root: Path, today: date, site: Path, address: str) -> Published:
    from goldenthread.commands.keep_approvals import changed_records
    from goldenthread.common.git import commit_of
    from goldenthread.github.publication_receipt import Published
    from goldenthread.publish.manifest import MANIFEST, digest, read

    commit = commit_of(root, "HEAD")
    return Published(
        address=address,
        commit=commit,
        files=read(site) or {},
        manifest=digest((site / MANIFEST).read_bytes())[1],
        is_seen=_seen(site, address),
        when=datetime.now(LONDON),
        records=tuple(changed_records(root, today, commit)),
    )


def _seen(site: Path, address: str) -> bool:
    """Say whether the published site is the one that was built; ask again for a while, for it takes time to spread."""
    from goldenthread.publish.manifest import MANIFEST

    built = (site / MANIFEST).read_bytes()
    for again in range(TRIES):
        if again:
            time.sleep(SECONDS)
        if fetched(address + MANIFEST) == built:
            return True
    return False


def _tell(
    hub: GitHub, root: Path, today: date, published: Published, write: Callable[[Published], str]
) -> None:
    """Keep the receipt in the pull request that was published, and in those before it that got none.

    The host leaves runs out when changes come faster than it publishes; what they brought is on the site as well.
    """
    from goldenthread.commands.keep_approvals import changed_records
    from goldenthread.common.git import git

    line = git(root, "rev-list", "--first-parent", f"--max-count={LATEST}", published.commit).decode().split()
    for commit in line:
        for number in _pulls(hub, commit):
            if commit != published.commit and hub.has_comment(number, NAME):
                return
            records = tuple(changed_records(root, today, commit))
            hub.keep_comment(number, NAME, write(replace(published, commit=commit, records=records)))


def _pulls(hub: GitHub, commit: str) -> list[int]:
    """Give the pull requests by which a commit came; one that came by none has no place for a receipt."""
    return [int(pull["number"]) for pull in hub.all(f"/commits/{commit}/pulls?") if pull.get("merged_at")]
