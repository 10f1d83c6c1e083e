"""The one thing that every renderer gives and the publisher takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path from the site's root, with forward slashes, and its bytes."""

    path: str
    content: bytes
