"""Characters that no text of ours may hold, and what a character is called: for the gate, for Markdown and for papers."""

from __future__ import annotations

import re
import unicodedata

# Unicode's control, format and private characters, its two line separators, its non-characters, and the sign
# for a lost letter. A test holds this list against Python's Unicode tables. Only the line feed is let through.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f\U000efffe-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "]"
)
KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Co": "a sign that only one font knows",
    "Zl": "an invisible line break",
    "Zp": "an invisible line break",
    "So": "the sign for something that was lost",
    "Cn": "not a character at all",
}


def has_forbidden(text: str) -> bool:
    """Whether a text has a character that none may hold.

    Most texts are printable as a whole, which Python tells at once: then only the signs for what was lost are looked for.
    """
    if text.replace("\n", "").isprintable():
        return "\ufffc" in text or "\ufffd" in text
    return FORBIDDEN.search(text) is not None


def name_character(char: str) -> str:
    """Return the number and the name that Unicode gives a character: “U+2011, non-breaking hyphen”."""
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}" + (f", {name}" if name else "")
