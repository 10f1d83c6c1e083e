"""What a line of a report's text can ask to be drawn there: data of a plan, or a picture."""

from __future__ import annotations

import re

# A line of a report's text at which something is drawn: data of a plan, or `[[picture progress 2021-finance]]`.
# The rules look at it, and the register cuts texts by it.
PICTURE = "picture"
EMBEDS = ("table", "activities", "horizons", "workstreams", "principles")
TIMELINE = "timeline"  # of a review; the other pictures are of an action plan
PICTURES = ("progress", "over-time", "slippage", TIMELINE)
EMBED = re.compile(
    rf"^\[\[(?P<kind>{'|'.join((*EMBEDS, PICTURE))}) (?P<plan>[a-z0-9-]+)(?: (?P<name>[a-z0-9-]+))?\]\]\s*$",
    re.MULTILINE,
)
