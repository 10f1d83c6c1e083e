"""Do two recommendations ask for the same? Said by `rules/repeats.py`."""

from __future__ import annotations

from goldenthread.messages.message import NOTICE, Message

MESSAGES = {
    "nearly-the-same": Message(
        NOTICE,
        "Recommendations “{one}” and “{other}” say nearly the same: {score} of 100.",
        "If they do, write “repeats: {one}” here; if not, write “differs_from: {one}”.",
    ),
}
