"""Which kind of file a council hands in, by what is in it; and what cannot be read is reported."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from goldenthread.importing.document import CannotImport, Paper

MOST_FILES = 5_000
MOST_UNPACKED = 200_000_000  # bytes; a plan with pictures stays far below
MOST_XML = 10_000_000  # bytes of the parts that are read
MOST_RATIO = 100  # what a text shrinks to at best is about a twentieth
SMALL = 1_000_000  # a part that stays small may shrink as far as it likes
CHUNK = 1_000_000

# What a document may refer to outside itself without taking anything from there: links to click, and its template.
_HARMLESS = ("hyperlink", "attachedTemplate")
_OUTSIDE = re.compile(r"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_KIND = re.compile(r"\bType\s*=\s*[\"'][^\"']*/(\w+)[\"']")


def looked_through(raw: bytes, name: str) -> frozenset[str]:
    """Return the names of a package's parts; CannotImport when it could harm: too large, active, or fed from elsewhere."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            parts = package.infolist()
            _sizes(parts, name)
            if any(part.flag_bits & 1 for part in parts):
                raise CannotImport("import-password", name)
            _active([part.filename for part in parts], name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _xml(package, part, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise CannotImport("import-damaged", name) from error
    return frozenset(part.filename for part in parts)


def _sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    swollen = any(p.file_size > SMALL and p.file_size > MOST_RATIO * max(p.compress_size, 1) for p in parts)
    if len(parts) > MOST_FILES or unpacked > MOST_UNPACKED or xml > MOST_XML or swollen:
        raise CannotImport("import-bomb", name)
    if len({part.filename for part in parts}) < len(parts):
        raise CannotImport("import-damaged", name)


def _active(names: list[str], name: str) -> None:
    if any(part.rpartition("/")[2].lower() == "vbaproject.bin" for part in names):
        raise CannotImport("import-macros", name)
    if any(part.startswith("xl/externalLinks/") for part in names):
        raise CannotImport("import-outside", name, kind="another workbook")


def _xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Read one part with a reader that refuses definitions of its own, through which a small file can grow or peep."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.sax import make_parser  # type: ignore[import-untyped]

    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(ContentHandler())
    text = b""
    try:
        for chunk in _chunks(package, part):
            parser.feed(chunk)
            text += chunk if part.filename.endswith(".rels") else b""
        parser.close()
    except DefusedXmlException as error:
        raise CannotImport("import-entities", name) from error
    except (SAXException, ValueError, LookupError) as error:
        raise CannotImport("import-damaged", name) from error
    _outside(text.decode("utf-8", errors="replace"), name)


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _outside(relations: str, name: str) -> None:
    for relation in _OUTSIDE.findall(relations):
        kind = _KIND.search(relation)
        if kind is None or kind[1] not in _HARMLESS:
            raise CannotImport("import-outside", name, kind=kind[1] if kind else "something")


MOST_BYTES = 20_000_000

# How files of other kinds begin, and what to do with them.
_OTHERS = (
    (b"%PDF", "a PDF", "Copy its table or its text into a text file (.txt) and import that."),
    (b"{\\rtf", "an RTF file", "Save it as .docx and import that."),
    (b"\x89PNG", "a picture", "Import the document that it was made from."),
    (b"\xff\xd8\xff", "a picture", "Import the document that it was made from."),
    (b"<html", "a web page", "Copy its table into a text file (.txt) and import that."),
    (b"<!doc", "a web page", "Copy its table into a text file (.txt) and import that."),
    (b"<?xml", "an XML file", "Save it as .docx, .xlsx or .csv and import that."),
)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENDINGS = {"word": (".docx",), "excel": (".xlsx",), "text": (".txt", ".csv", ".tsv", ".tab", ".md", ".text")}
_NAMES = {"word": "a Word document", "excel": "an Excel workbook", "text": "plain text"}


def open_paper(path: Path) -> Paper:
    """Read a file, whatever its kind; CannotImport says why it is refused. Nothing in it is run, fetched or guessed."""
    name = path.name
    raw = _bytes(path)
    kind = _kind(raw, name)
    if path.suffix.lower() not in _ENDINGS[kind]:
        _refuse_ending(path.suffix.lower(), kind, name)
    if kind == "word":
        from goldenthread.importing.word import read_word

        return read_word(raw, name)
    if kind == "excel":
        from goldenthread.importing.excel import read_excel

        return read_excel(raw, name)
    from goldenthread.importing.plain_text import read_text

    return read_text(raw, name, csv=path.suffix.lower() == ".csv")


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise CannotImport("import-no-file", path.name)
        if path.stat().st_size > MOST_BYTES:
            raise CannotImport("import-too-large", path.name, most=f"{MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotImport("import-no-file", path.name) from error


def _kind(raw: bytes, name: str) -> str:
    if not raw.strip():
        raise CannotImport("import-empty", name)
    if raw.startswith(_OLD):
        raise CannotImport("import-password" if _ENCRYPTED in raw else "import-old-format", name)
    for start, kind, remedy in _OTHERS:
        if raw.lstrip()[: len(start)].lower() == start.lower():
            raise CannotImport("import-other-kind", name, kind=kind, remedy=remedy)
    if not raw.startswith(b"PK"):
        return "text"
    parts = looked_through(raw, name)
    if "word/document.xml" in parts:
        return "word"
    if "xl/workbook.xml" in parts:
        return "excel"
    remedy = "Save it as .docx, .xlsx or .csv and import that."
    raise CannotImport("import-other-kind", name, kind="neither Word nor Excel", remedy=remedy)


def _refuse_ending(ending: str, kind: str, name: str) -> None:
    if ending in (".docm", ".xlsm", ".dotm", ".xltm"):
        raise CannotImport("import-macros", name)
    raise CannotImport(
        "import-ending", name, ending=ending or "nothing", kind=_NAMES[kind], right=_ENDINGS[kind][0]
    )
