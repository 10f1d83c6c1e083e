"""`build.py receipt`: after publishing, confirm where, when, with what digests, and how long before or after the deadline."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.common.git import commit_of, git
from goldenthread.common.urls import MANIFEST
from goldenthread.github.client import GitHub, connected
from goldenthread.github.publication_receipt import Published, as_markdown
from goldenthread.history.reader import changed_digests
from goldenthread.publish.staging import digest, read
from goldenthread.register import build
from goldenthread.rules import sound_content

LONDON = ZoneInfo("Europe/London")
TRIES, SECONDS = 6, 10  # a new site is seen everywhere within a minute, as a rule
NAME = "receipt"
LATEST = 5  # commits that are looked at for a pull request without a receipt


def run(args: argparse.Namespace) -> Exit:
    """Print the receipt and keep it in the pull request that was published."""
    address = args.address.rstrip("/") + "/"
    if urlsplit(address).scheme not in ("http", "https"):
        raise CommandError("--address is not the address of a site. It starts with https://")
    content = sound_content(args.root, args.today, args.now)
    deadlines = build(content, args.today).deadlines

    def write(published: Published) -> str:
        return as_markdown(published, deadlines, args.today)

    with explaining("The receipt could not be saved"):
        published = _published(args.root, args.site, address)
        print(write(published))
        if not args.dry_run:
            _keep(connected(), args.root, published, write)
    return Exit.FINE


def fetched(address: str) -> bytes:
    """Return a file from the published site; nothing when it cannot be fetched."""
    try:
        asked = Request(address, headers={"User-Agent": "golden-thread", "Cache-Control": "no-cache"})  # noqa: S310 - run() takes http and https only
        with urlopen(asked, timeout=30) as reply:  # noqa: S310
            return bytes(reply.read())
    except (OSError, HTTPException):
        return b""


def _published(root: Path, site: Path, address: str) -> Published:
    commit = commit_of(root, "HEAD")
    try:
        manifest = (site / MANIFEST).read_bytes()
    except OSError as error:
        raise CommandError(f"“{error.filename}”: {error.strerror}.", Exit.CANNOT_WRITE) from error
    return Published(
        address=address,
        commit=commit,
        files=read(site) or {},
        manifest=digest(manifest)[1],
        is_seen=_is_seen(manifest, address),
        when=datetime.now(LONDON),
        records=_changed(root, commit),
    )


def _changed(root: Path, commit: str) -> tuple[str, ...]:
    """Return the keys of the records that a commit changed for the public; of the first commit, none."""
    if " " not in git(root, "rev-list", "--parents", "--max-count=1", commit).decode().strip():
        return ()
    return tuple(key for key, shown in changed_digests(root, f"{commit}^1", commit).items() if shown)


def _is_seen(manifest: bytes, address: str) -> bool:
    """Return whether the published site is the one that was built; ask for a while, as it takes time to spread."""
    for again in range(TRIES):
        if again:
            time.sleep(SECONDS)
        if fetched(address + MANIFEST) == manifest:
            return True
    return False


def _keep(hub: GitHub, root: Path, published: Published, write: Callable[[Published], str]) -> None:
    """Keep the receipt in the pull request that was published, and in those before it that got none.

    The host leaves runs out when changes come faster than it publishes; what they changed is on the site as well.
    """
    line = git(root, "rev-list", "--first-parent", f"--max-count={LATEST}", published.commit).decode().split()
    for commit in line:
        # A commit that came by no pull request has no place for a receipt.
        pulls = [pull for pull in hub.all(f"/commits/{commit}/pulls?") if pull.get("merged_at")]
        for number in (int(pull["number"]) for pull in pulls):
            if commit != published.commit and hub.has_comment(number, NAME):
                return
            records = _changed(root, commit)
            hub.keep_comment(number, NAME, write(replace(published, commit=commit, records=records)))
