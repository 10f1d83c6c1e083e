"""Rules about who may see the files themselves: in a public repository nothing is held back by keeping it off the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.common.dates import in_words
from goldenthread.read import Content
from goldenthread.read.spots import Spot
from goldenthread.rules.finding import Finding

COUNCIL = "data/council.yml"


def a_public_repository_holds_nothing_back(content: Content, today: date) -> Iterator[Finding]:
    """What readers may not see yet does not lie where anybody can read the files."""
    kept = content.council.repository_is
    for file, record in content.published():
        if record.is_public(today) or kept == "private":
            continue
        if kept is None:
            yield Finding("repository-not-said", Spot(COUNCIL), {"file": file})
            return
        if record.publish_on and record.publish_on > today:
            yield Finding(
                "embargo-in-public", Spot(file, ("publish_on",)), {"day": in_words(record.publish_on)}
            )
        else:
            yield Finding("draft-in-public", Spot(file, ("draft",)))
