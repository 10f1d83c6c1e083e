"""What a picture of `content/files/` is, looked up before anything draws it: its size, and what an SVG could do.

Nothing is unpacked: the size of a PNG or JPEG stands at its beginning. An SVG that is opened on its own is a page,
and what runs or is fetched in it runs and is fetched in its reader's browser.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
_SVG = "{http://www.w3.org/2000/svg}"
_ACTS = ("script", "foreignObject", "iframe", "handler", "listener", "set", "animate", "animateTransform")
# The one typeface that papers bring: letters in another are drawn as each computer can, or not at all.
TYPEFACE = "Atkinson Hyperlegible"
_FETCHED = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)|@import", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture: its width and height in pixels, 0 for an SVG, which has none; what of it is not only drawn."""

    width: int = 0
    height: int = 0
    acts: str = ""  # what in an SVG runs or fetches, in words; empty when nothing does
    has_letters: bool = False  # an SVG with words to be set in a typeface that papers do not bring
    is_broken: bool = False  # damaged, or no picture whatever its name says


@lru_cache(maxsize=1000)
def picture_facts(path: Path, sha256: str) -> PictureFacts:  # noqa: ARG001 - other bytes are another key
    """Look at a picture. `sha256` is the digest of its bytes."""
    raw = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return _svg(raw)
    size = _png(raw) if path.suffix.lower() == ".png" else _jpeg(raw)
    return PictureFacts(*size) if size else PictureFacts(is_broken=True)


def _png(raw: bytes) -> tuple[int, int] | None:
    """Read width and height from the first part of a PNG (ISO/IEC 15948, 11.2.2)."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or raw[12:16] != b"IHDR" or len(raw) < 24:
        return None
    width, height = struct.unpack(">II", raw[16:24])
    return width, height


def _jpeg(raw: bytes) -> tuple[int, int] | None:
    """Read height and width from the frame's head of a JPEG (ITU-T T.81, B.2.2), the first part that names them."""
    at = 2
    while raw.startswith(b"\xff\xd8") and at + 9 < len(raw) and raw[at] == 0xFF:
        kind = raw[at + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return width, height
        at += 1 if kind == 0xFF else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    return None


def _svg(raw: bytes) -> PictureFacts:
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    try:
        root: Element = fromstring(raw, forbid_dtd=False)
    except (ParseError, ValueError, DefusedXmlException):
        return PictureFacts(is_broken=True)
    if root.tag != f"{_SVG}svg":
        return PictureFacts(is_broken=True)
    letters = any("".join(text.itertext()).strip() for text in root.iter(f"{_SVG}text"))
    return PictureFacts(
        acts=next(_acting(root, raw), ""), has_letters=letters and TYPEFACE.encode() not in raw
    )


def _acting(root: Element, raw: bytes) -> Iterator[str]:
    """Name what in an SVG is more than drawn."""
    if b"<?xml-stylesheet" in raw:
        yield "a style sheet of its own"
    for part in root.iter():
        name = part.tag.rpartition("}")[2]
        if name in _ACTS:
            yield f"<{name}>"
        for key, value in part.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute.lower().startswith("on"):
                yield f"the command “{attribute}”"
            elif attribute == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
                yield f"the address “{value[:60]}”"
            elif _FETCHED.search(value):
                yield f"something fetched in “{attribute}”"
        if name == "style" and _FETCHED.search(part.text or ""):
            yield "something fetched in its styles"
