"""The files that a council publishes as they are (`content/files/`): their digests, and what a PDF lets readers do.

Appendices and papers of other makers are never rewritten. What can be told about them is looked up here, once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenthread.read.pictures import ENDINGS, PictureFacts, picture_facts

FOLDER = "content/files"
# Marks of those who read a draft (ISO 32000-1, table 169), and actions that only show a place.
_COMMENTS = ("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink")
_WAYS = ("/GoTo",)


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
    carries: tuple[str, ...] = ()  # what is in it besides its pages, in words
    is_broken: bool = False  # damaged, or no PDF whatever its name says


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of `content/files/`: its size in bytes, its SHA-256 in hexadecimal, more when it is a PDF or picture."""

    name: str
    size: int
    sha256: str
    pdf: PdfFacts | None = None
    picture: PictureFacts | None = None


def attachments(root: Path) -> dict[str, FileFacts]:
    """Look at every file that can be published, by name; links and files that may not be read are not there."""
    return {facts.name: facts for facts in _all(root / FOLDER)}


def _all(folder: Path) -> Iterator[FileFacts]:
    for path in sorted(folder.glob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            pdf = pdf_facts(path, sha256) if path.suffix.lower() == ".pdf" else None
            picture = picture_facts(path, sha256) if path.suffix.lower() in ENDINGS else None
            yield FileFacts(path.name, path.stat().st_size, sha256, pdf, picture)
        except OSError:
            continue


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
                carries=tuple(_carries(pdf)),
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
    """Say whether a page, or a drawing that is placed on it, names a typeface; each drawing is looked into once."""
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
    action = pdf.Root.get("/OpenAction")
    acts = isinstance(action, pikepdf.Dictionary) and action.get("/S") not in _WAYS
    if acts or "/AA" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "commands for the reader’s computer"
