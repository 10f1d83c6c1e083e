"""Do addresses that were published stay? Said by `rules/permanent_addresses.py`."""

from __future__ import annotations

from goldenthread.messages.message import ERROR, NOTICE, Message

MESSAGES = {
    "not-a-published-address": Message(
        ERROR,
        "“{value}” is not a day and an address.",
        "Write it as 2031-10-04 reviews/2031-finance/, or let “build.py addresses” write it.",
    ),
    "address-vanished": Message(
        ERROR,
        "The page {address}, published since {day}, would vanish, and somebody may have kept its address.",
        "Put the record back. Or add its address under “moved” with the new one, or under “gone” with a reason.",
    ),
    "move-leads-nowhere": Message(
        ERROR,
        "The old address {old} would lead to {new}, where no page stands in the end.",
        "Write the address of a page that is there.",
    ),
    "address-in-use": Message(
        ERROR,
        "A page stands at {address}, so it can neither lead elsewhere nor be gone.",
        "Take this entry out, or give the record another id.",
    ),
    "addresses-not-kept": Message(
        NOTICE,
        "New addresses are not in this list yet: {count}, the first is {first}.",
        "Run “build.py addresses”, so that they can never vanish unnoticed.",
    ),
}
