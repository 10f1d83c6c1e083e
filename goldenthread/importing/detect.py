"""Which kind of file a council hands in, by what is in it; and what cannot be read is reported."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from goldenthread.common.limited_process import Limits, TooMuch, WorkFailed, run_limited
from goldenthread.importing.document import MOST_COLUMNS, CannotImport, Paper

MOST_FILES = 5_000
MOST_UNPACKED = 200_000_000  # bytes; a plan with pictures stays far below
MOST_XML = 10_000_000  # bytes of the parts that are read
MOST_RATIO = 100  # what a text shrinks to at best is about a twentieth
SMALL = 1_000_000  # a part that stays small may shrink as far as it likes
CHUNK = 1_000_000
MOST_DEEP = 200  # elements one in another; a document has about twenty
MOST_CELLS = 200_000  # of all tables, and of all merged ranges
HEAD = 64_000  # bytes of a part in which its kind shows
READING = Limits(seconds=20, memory=1500)

# What a document may refer to outside itself without taking anything from there: links to click, and its template.
_HARMLESS = ("hyperlink", "attachedTemplate")
_FETCHES = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT)\b")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


def looked_through(raw: bytes, name: str) -> str:
    """Return the kind of a package, “word”, “excel” or nothing; CannotImport when it could harm.

    Parts are judged by what is in them, for their names are free: too large, active, fed from elsewhere, or with
    ranges that grow to millions of cells when they are read.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise CannotImport("import-password", name)
            _sizes(parts, name)
            xml = [part for part in parts if _is_xml(package, part)]
            if sum(part.file_size for part in xml) > MOST_XML:
                raise CannotImport("import-bomb", name)
            _active([part.filename for part in parts], name)
            watch = _Watch(name)
            for part in xml:
                _read_xml(package, part, watch, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise CannotImport("import-damaged", name) from error
    names = {part.filename for part in parts}
    if "word/document.xml" in names or "wordprocessingml.document" in watch.main:
        return "word"
    return "excel" if "xl/workbook.xml" in names or "spreadsheetml.sheet" in watch.main else ""


def _sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(p.file_size > SMALL and p.file_size > MOST_RATIO * max(p.compress_size, 1) for p in parts)
    if len(parts) > MOST_FILES or unpacked > MOST_UNPACKED or swollen:
        raise CannotImport("import-bomb", name)
    if len({part.filename for part in parts}) < len(parts):
        raise CannotImport("import-damaged", name)


def _is_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is XML by its name or by how it begins, in any encoding."""
    if part.filename.endswith((".xml", ".rels")):
        return True
    with package.open(part) as stream:
        return stream.read(HEAD).lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<")


def _active(names: list[str], name: str) -> None:
    if any(part.rpartition("/")[2].lower() == "vbaproject.bin" for part in names):
        raise CannotImport("import-macros", name)
    if any(part.startswith("xl/externalLinks/") for part in names):
        raise CannotImport("import-outside", name, kind="another workbook")


@dataclass(slots=True)
class _Watch:
    """Looks at the elements of all parts, and refuses what would harm or never end.

    Names are compared without their prefixes, which are free.
    """

    name: str
    main: str = ""  # the content type of the main part
    deep: int = 0
    cells: int = 0
    merged: int = 0
    instruction: str = ""  # of the fields of a part, which Word may cut into runs
    inside: str = ""

    def open(self, full: str, attributes: Mapping[str, str]) -> None:
        """Look at an element that begins."""
        self.inside, self.deep = full.rpartition(":")[2], self.deep + 1
        if self.deep > MOST_DEEP:
            raise CannotImport("import-damaged", self.name)
        self._note(self.inside, {key.rpartition(":")[2]: value for key, value in attributes.items()})
        if max(self.cells, self.merged) > MOST_CELLS:
            raise CannotImport("import-endless-cells", self.name, most=f"{MOST_CELLS:,}")

    def _note(self, element: str, values: Mapping[str, str]) -> None:
        match element:
            case "Override" if ".main+xml" in values.get("ContentType", ""):
                self.main += values["ContentType"]
            case "Relationship":
                _outside(values, self.name)
            case "c" | "tc":
                self.cells += 1
            case "mergeCell" | "hyperlink":
                self.merged += _cells_of(values.get("ref", ""))
            case "gridSpan" if int("0" + re.sub(r"\D", "", values.get("val", ""))) > MOST_COLUMNS:
                raise CannotImport("import-too-wide", self.name, most=MOST_COLUMNS)
            case "fldChar" | "fldSimple":
                self.instruction += f" {values.get('instr', '')} "

    def hear(self, words: str) -> None:
        """Collect the instructions of fields."""
        if self.inside == "instrText":
            self.instruction += words

    def close(self, _: str) -> None:
        """Leave an element."""
        self.deep, self.inside = self.deep - 1, ""

    def end(self) -> None:
        """Leave a part; refuse a field in it that fetches text."""
        if _FETCHES.search(self.instruction):
            raise CannotImport("import-outside", self.name, kind="a field that fetches text")
        self.instruction, self.deep = "", 0


def _cells_of(ref: str) -> int:
    """Return how many cells a range such as A1:C3 has; 1 for anything else."""
    match = _RANGE.fullmatch(ref)
    if match is None:
        return 1
    columns = 1 + abs(_column(match[3]) - _column(match[1]))
    return columns * (1 + abs(int(match[4]) - int(match[2])))


def _column(letters: str) -> int:
    """Return the number of a column by its letters: 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _outside(relation: Mapping[str, str], name: str) -> None:
    kind = relation.get("Type", "").rpartition("/")[2]
    if relation.get("TargetMode") == "External" and kind not in _HARMLESS:
        raise CannotImport("import-outside", name, kind=kind or "something")


def _read_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, watch: _Watch, name: str) -> None:
    """Read one part with a reader that refuses definitions of its own, through which a small file can grow or peep."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.sax import make_parser  # type: ignore[import-untyped]

    parser = make_parser()
    parser.forbid_dtd = True
    handler: Any = ContentHandler()
    handler.startElement, handler.endElement, handler.characters = watch.open, watch.close, watch.hear
    parser.setContentHandler(handler)
    try:
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
        parser.close()
        watch.end()
    except DefusedXmlException as error:
        raise CannotImport("import-entities", name) from error
    except (SAXException, ValueError, LookupError) as error:
        raise CannotImport("import-damaged", name) from error


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


def open_limited(path: Path) -> Paper:
    """Read a file as `open_paper` does, in a process of its own: whatever the file makes a library do, it ends."""
    try:
        paper: Paper = run_limited(open_paper, path, limits=READING, preload=[__name__])
    except TooMuch as reached:
        most = f"{READING.seconds:g} seconds" if reached.of == "time" else f"{READING.memory:,} MB of memory"
        raise CannotImport("import-takes-too-much", path.name, most=most) from reached
    except WorkFailed as error:
        raise CannotImport("import-damaged", path.name) from error
    return paper


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
    if kind := looked_through(raw, name):
        return kind
    remedy = "Save it as .docx, .xlsx or .csv and import that."
    raise CannotImport("import-other-kind", name, kind="neither Word nor Excel", remedy=remedy)


def _refuse_ending(ending: str, kind: str, name: str) -> None:
    if ending in (".docm", ".xlsm", ".dotm", ".xltm"):
        raise CannotImport("import-macros", name)
    raise CannotImport(
        "import-ending", name, ending=ending or "nothing", kind=_NAMES[kind], right=_ENDINGS[kind][0]
    )
