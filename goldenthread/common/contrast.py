"""Colours as six digits, and whether words in them can be read."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5  # Web Content Accessibility Guidelines 2.2, success criterion 1.4.3


def contrast_on_white(colour: str) -> float | None:
    """Return the contrast of a colour such as `#0f4c52` with white, from 1 to 21; None when it is not a colour."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return None
    return 1.05 / (_luminance(colour[1:]) + 0.05)


def _luminance(colour: str) -> float:
    """Return the brightness of a colour of six digits, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
