"""Which kind of file a council hands in, by what is in it; and what cannot be read, said plainly."""

from __future__ import annotations

from pathlib import Path

from goldenthread.importing.document import CannotImport, Paper
from goldenthread.importing.ooxml_safety import looked_through

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
