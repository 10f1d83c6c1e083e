"""The files that a council publishes as they are (`content/files/`): their digests, and what a PDF lets readers do.

Appendices and papers of other makers are never rewritten. What we know about them is looked up here, once.
No picture is unpacked: the size of a PNG or JPEG is at its beginning. An SVG that is opened on its own is a page, and
what runs or is fetched in it runs and is fetched in its reader's browser.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_letters, digits
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from goldenthread.read.redactions import covered_pages
from goldenthread.source.folder import is_text

ENGLISH = f"{ascii_letters}{digits} .,;:!?()'-–‘’“”£%&/"
ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
_SVG = "{http://www.w3.org/2000/svg}"
_ACTS = ("script", "foreignObject", "iframe", "handler", "listener", "set", "animate", "animateTransform")
_FETCHED = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)|@import|image-set\(|\bsrc\(", re.IGNORECASE)
# Parts of a web page or of mathematics: in an SVG they are drawn, run and fetched as there.
_OTHER_PAGES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture: its width and height in pixels, 0 for an SVG, which has none; what of it is not only drawn."""

    width: int = 0
    height: int = 0
    acts: str = ""  # what in an SVG runs or fetches, in words; empty when nothing does
    lettered: bytes = b""  # an SVG with words: its source, which names their typeface
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
    return PictureFacts(acts=next(_acting(root, raw), ""), lettered=raw if letters else b"")


def _acting(root: Element, raw: bytes) -> Iterator[str]:
    """Name what in an SVG is more than drawn: opened by itself it is a page, whatever its parts are called elsewhere."""
    if "<?xml-stylesheet" in _as_text(raw):
        yield "a style sheet of its own"
    for part in root.iter():
        space, _, name = part.tag.rpartition("}")
        if name in _ACTS or space.lstrip("{") in _OTHER_PAGES:
            yield f"<{name}>"
        for key, value in part.attrib.items():
            attribute = key.rpartition("}")[2]
            if attribute.lower().startswith("on"):
                yield f"the command “{attribute}”"
            elif attribute == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
                yield f"the address “{value[:60]}”"
            elif _FETCHED.search(_without_escapes(value)):
                yield f"something fetched in “{attribute}”"
        if name == "style" and _FETCHED.search(_without_escapes("".join(part.itertext()))):
            yield "something fetched in its styles"


def _as_text(raw: bytes) -> str:
    """Return an SVG's letters, in UTF-16 too; its processing instructions are not among what a parser returns."""
    return raw.replace(b"\0", b"").decode("latin-1")


def _without_escapes(css: str) -> str:
    r"""Return styles as a browser reads them: `\75rl(` is `url(` (CSS Syntax Level 3, 4.3.7)."""
    plain = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda found: chr(min(int(found[1], 16), 0x10FFFF)), css)
    return re.sub(r"\\(.)", r"\1", plain)


FOLDER = "content/files"
# Marks of those who read a draft (ISO 32000-1, table 169), and actions that only show a place.
_COMMENTS = ("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink")
_WAYS = ("/GoTo",)
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says of itself: pages counted, and whether its words reach a screen reader.

    `is_tagged`: it carries the order and kind of its words (ISO 32000-1, 14.8), which PDF/UA requires.
    `has_words`: some page draws with a typeface; a scan without recognised words does not.
    """

    pages: int = 0
    is_tagged: bool = False
    has_words: bool = False
    is_locked: bool = False  # opens with a password only, or limits what a reader may do
    carries: tuple[str, ...] = ()  # what is in it apart from its pages, in words
    covered: tuple[int, ...] = ()  # pages on which a filled box covers words that are still in the file
    is_broken: bool = False  # damaged, or no PDF whatever its name says


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of `content/files/`: its size in bytes, its SHA-256 in hexadecimal, more when it is a PDF or picture."""

    name: str
    size: int
    sha256: str
    pdf: PdfFacts | None = None
    picture: PictureFacts | None = None
    has_english: bool = False  # a typeface (WOFF2) with the letters, figures and signs of English


def attachments(root: Path, *, look_inside: bool = True) -> dict[str, FileFacts]:
    """Look at every file that can be published, by name; links and files that may not be read are not there.

    Without `look_inside` only bytes are counted: a program with a token does not open the files of strangers.
    """
    return {facts.name: facts for facts in _all(root / FOLDER, look_inside=look_inside)}


def _all(folder: Path, *, look_inside: bool) -> Iterator[FileFacts]:
    for path in sorted(folder.glob("*")):
        if path.name.startswith(".") or not path.is_file() or path.is_symlink() or not is_text(path):
            continue
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            ending = path.suffix.lower() if look_inside else ""
            pdf = pdf_facts(path, sha256) if ending == ".pdf" else None
            picture = picture_facts(path, sha256) if ending in ENDINGS else None
            has_english = ending == ".woff2" and typeface_has_english(path, sha256)
            yield FileFacts(path.name, path.stat().st_size, sha256, pdf, picture, has_english)
        except OSError:
            continue


@lru_cache(maxsize=100)
def typeface_has_english(path: Path, sha256: str) -> bool:  # noqa: ARG001 - other bytes are another key
    """Whether a file is a typeface (WOFF2) that can set English. `sha256` is the digest of its bytes."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # a tenth of a second

    try:
        with TTFont(path, lazy=True) as font:
            letters: dict[int, str] = font.getBestCmap()
            return bool(font.flavor == "woff2") and set(map(ord, ENGLISH)) <= letters.keys()
    except Exception:  # noqa: BLE001 - a damaged file fails in as many ways as it has tables
        return False


@lru_cache(maxsize=1000)
def pdf_facts(path: Path, sha256: str) -> PdfFacts:  # noqa: ARG001 - other bytes are another key
    """Open a PDF and say what it lets its readers do. `sha256` is the digest of its bytes."""
    import pikepdf  # a tenth of a second: only a council with PDFs of others waits for it

    try:
        # Without repairs: what a repair loses nobody would notice.
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            seen: set[tuple[int, int]] = set()
            marked: Any = pdf.Root.get("/MarkInfo", {})
            return PdfFacts(
                pages=len(pdf.pages),
                is_tagged="/StructTreeRoot" in pdf.Root and bool(marked.get("/Marked", False)),
                has_words=any(
                    _has_words(page.obj.get("/Resources", page.resources), seen) for page in pdf.pages
                ),
                carries=(*_carries(pdf), *_earlier_versions(path.read_bytes())),
                covered=covered_pages(pdf),
                is_locked=pdf.is_encrypted,
            )
    except pikepdf.PasswordError:
        return PdfFacts(is_locked=True)
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        return PdfFacts(is_broken=True)  # its inside may be anything at all


def _has_words(resources: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether a page, or a drawing that is placed on it, names a typeface; each drawing is looked into once."""
    if len(resources.get("/Font", {})):
        return True
    placed = resources.get("/XObject", {})
    for drawing in [placed[name] for name in placed.keys()]:  # noqa: SIM118 - a PDF's names, not Python's
        if drawing.objgen not in seen:
            seen.add(drawing.objgen)
            if _has_words(drawing.get("/Resources", {}), seen):
                return True
    return False


def _carries(pdf: Any) -> Iterator[str]:
    """Name what a reader does not see on the pages but can get out of the file."""
    import pikepdf

    if any(note.get("/Subtype") in _COMMENTS for page in pdf.pages for note in page.obj.get("/Annots", [])):
        yield "comments"
    if len(pdf.attachments):
        yield "other files"
    if any(note.get("/Subtype") == "/Redact" for page in pdf.pages for note in page.obj.get("/Annots", [])):
        yield "unapplied redactions"
    layers = pdf.Root.get("/OCProperties", {}).get("/D", {})
    if len(layers.get("/OFF", [])) or layers.get("/BaseState") == "/OFF":
        yield "hidden layers"
    action = pdf.Root.get("/OpenAction")
    acts = isinstance(action, pikepdf.Dictionary) and action.get("/S") not in _WAYS
    if acts or "/AA" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "commands for the reader’s computer"


def _earlier_versions(raw: bytes) -> Iterator[str]:
    """Name versions that were saved over: an update only adds to a file (ISO 32000-1, 7.5.6).

    A file that begins with its first page, to be shown before the rest is there, has two ends from the start.
    """
    if len(_END.findall(raw)) > 1 + (b"/Linearized" in raw[:1024]):
        yield "earlier versions of itself"
