"""Rules about pictures: they can be drawn, do nothing else, and are not larger than any page can show."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.read import Content
from goldenthread.rules.finding import Finding, Spot

MOST_PIXELS = 60_000_000  # a whole page at 600 dots an inch has 35 million; unpacked, these take 240 MB


def pictures_can_be_shown(content: Content) -> Iterator[Finding]:
    """A picture in `content/files/` is sound, is not too large to be drawn, and an SVG runs and fetches nothing."""
    for facts in content.files.values():
        picture = facts.picture
        if picture is None:
            continue
        spot = Spot(f"content/files/{facts.name}", line=1)
        if picture.is_broken:
            yield Finding("picture-broken", spot)
        elif picture.width * picture.height > MOST_PIXELS:
            words = {"width": f"{picture.width:,}", "height": f"{picture.height:,}"}
            yield Finding("picture-too-large", spot, words)
        if picture.acts:
            yield Finding("picture-acts", spot, {"acts": picture.acts})
        if picture.has_letters:
            yield Finding("picture-with-letters", spot)
