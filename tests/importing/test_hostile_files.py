"""Files that could do harm, or cannot be read for sure, are refused with a reason and before anything in them is used."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from expected_text import Expected
from import_files import as_csv, excel, package, word

from goldenthread.common.limited_process import Limits
from goldenthread.importing import detect
from goldenthread.importing.detect import MOST_BYTES, open_limited, open_paper
from goldenthread.importing.document import CannotImport

pytestmark = pytest.mark.slow

ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
PEEP = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
RELATION = (
    b'<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(path: Path) -> str:
    with pytest.raises(CannotImport) as caught:
        open_paper(path)
    return str(caught.value.problem)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word__vbaProject_dot_bin": b"x"}, "import-macros"),
        ({"xl__externalLinks__externalLink1_dot_xml": b"<a/>"}, "import-outside"),
        ({"word___rels__document_dot_xml_dot_rels": RELATION % b"image"}, "import-outside"),
        ({"word___rels__document_dot_xml_dot_rels": RELATION % b"oleObject"}, "import-outside"),
        ({"word___rels__document_dot_xml_dot_rels": RELATION % b"subDocument"}, "import-outside"),
        ({"word__styles_dot_xml": ENTITY}, "import-entities"),
        ({"word__styles_dot_xml": PEEP}, "import-entities"),
        ({"word__styles_dot_xml": ENTITY.decode().encode("utf-16")}, "import-entities"),
        ({"word__styles_dot_xml": b"<a>"}, "import-damaged"),
        ({"word__media__a_dot_bin": b"\0" * 30_000_000}, "import-bomb"),
    ],
)
def test_a_package_that_could_do_harm_is_refused(parts: dict[str, bytes], code: str, tmp_path: Path) -> None:
    assert refused(package(tmp_path / "plan.docx", **parts)).endswith(f"[{code}]")


def test_many_parts_that_swell_a_little_are_refused_together(tmp_path: Path) -> None:
    parts = {f"word__p{n}_dot_bin": b"\0" * 900_000 for n in range(230)}
    assert refused(package(tmp_path / "plan.docx", **parts)).endswith("[import-bomb]")


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("plan.doc", OLD, "import-old-format"),
        ("plan.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "import-password"),
        ("plan.pdf", b"%PDF-1.7 ...", "import-other-kind"),
        ("plan.rtf", b"{\\rtf1 plan}", "import-other-kind"),
        ("plan.html", b"<!DOCTYPE html><table>", "import-other-kind"),
        ("plan.docx", b"Ref\tResponse", "import-ending"),
        ("plan", b"Ref\tResponse", "import-ending"),
        ("plan.docx", b"PK\x03\x04 cut short", "import-damaged"),
        ("plan.txt", b"  \n", "import-empty"),
        ("plan.txt", b"Ref\0\tResponse", "import-not-text"),
        ("plan.txt", b"caf\x81", "import-not-text"),
        ("plan.csv", b'Ref,Response\n1,"Agreed', "import-quotes"),
    ],
)
def test_a_file_of_another_kind_is_named_plainly(name: str, raw: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    assert refused(tmp_path / name).endswith(f"[{code}]")


def test_what_to_do_is_said(tmp_path: Path, expected: Expected) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    expected(refused(tmp_path / "plan.pdf"))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).endswith("[import-no-file]")
    assert refused(tmp_path / "none.docx").endswith("[import-no-file]")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "plan.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refused(tmp_path / "plan.csv").endswith("[import-too-large]")


def test_a_locked_part_is_told_as_a_password(tmp_path: Path) -> None:
    path = package(tmp_path / "plan.docx")
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert refused(path).endswith("[import-password]")


def test_a_workbook_with_the_name_of_a_document_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    assert "The file’s name ends in .docx, but it contains an Excel workbook." in refused(
        tmp_path / "plan.docx"
    )


# Small files that would never end


def altered(path: Path, part: str, change: Callable[[bytes], bytes], new_name: str = "") -> Path:
    """Write a package again with one part changed, and called otherwise."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts = {
        (new_name or name) if name == part else name: change(raw) if name == part else raw
        for name, raw in parts.items()
    }
    if new_name:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            parts[name] = parts[name].replace(part.encode(), new_name.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in parts.items():
            file.writestr(name, raw)
    return path


SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "A6:GR19000", "$A$1:$ZZ$9999"])
@pytest.mark.parametrize("element", ["mergeCell", "hyperlink"])
def test_a_range_of_millions_of_cells_is_refused_before_it_is_made(
    ref: str, element: str, tmp_path: Path
) -> None:
    path = altered(
        excel(tmp_path / "plan.xlsx"),
        SHEET,
        lambda raw: raw.replace(
            b"<mergeCells", f'<{element}s><{element} ref="{ref}"/></{element}s><mergeCells'.encode()
        ),
    )
    assert refused(path).endswith("[import-endless-cells]")


def test_a_sheet_with_millions_of_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "MOST_CELLS", 20)
    assert refused(excel(tmp_path / "plan.xlsx")).endswith("[import-endless-cells]")


def test_a_cell_that_spans_millions_of_columns_is_refused(tmp_path: Path) -> None:
    path = altered(
        word(tmp_path / "plan.docx"),
        BODY,
        lambda raw: raw.replace(b'gridSpan w:val="5"', b'gridSpan w:val="50000000"'),
    )
    assert refused(path).endswith("[import-too-wide]")


def test_a_body_that_is_not_called_xml_is_counted_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = altered(word(tmp_path / "plan.docx"), BODY, lambda raw: raw, "word/body.bin")
    (tmp_path / "other.docx").write_bytes(path.read_bytes())
    assert open_paper(path).tables
    monkeypatch.setattr(detect, "MOST_XML", 30_000)
    altered(
        tmp_path / "other.docx",
        "word/body.bin",
        lambda raw: raw.replace(b"</w:body>", b"<w:p/>" * 5_000 + b"</w:body>"),
    )
    assert refused(tmp_path / "other.docx").endswith("[import-bomb]")


@pytest.mark.parametrize("body", [b"<w:p>" * 300, b"<w:p></w:q>", b"&b;"])
def test_a_renamed_body_that_is_malformed_or_too_deep_is_damaged(body: bytes, tmp_path: Path) -> None:
    path = altered(
        word(tmp_path / "plan.docx"),
        BODY,
        lambda raw: raw.replace(b"<w:body>", b"<w:body>" + body),
        "word/body.bin",
    )
    assert refused(path).endswith("[import-damaged]")


def test_a_renamed_body_with_entities_is_refused(tmp_path: Path) -> None:
    head = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document'
    path = altered(
        word(tmp_path / "plan.docx"), BODY, lambda raw: raw.replace(b"<w:document", head, 1), "word/body.bin"
    )
    assert refused(path).endswith("[import-entities]")


def test_relations_in_any_encoding_are_noticed(tmp_path: Path) -> None:
    relations = (b'<?xml version="1.0" encoding="utf-16"?>' + RELATION % b"image").decode().encode("utf-16")
    path = package(tmp_path / "plan.docx", word___rels__document_dot_xml_dot_rels=relations)
    assert refused(path).endswith("[import-outside]")


@pytest.mark.parametrize(
    "field",
    [
        '<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "x"</w:instrText></w:r>',
        '<w:fldSimple w:instr="INCLUDEPICTURE x"/>',
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r>",
    ],
)
def test_a_field_that_fetches_is_noticed_however_it_is_cut(field: str, tmp_path: Path) -> None:
    path = altered(
        word(tmp_path / "plan.docx"), BODY, lambda raw: raw.replace(b"<w:p>", f"<w:p>{field}".encode(), 1)
    )
    assert refused(path).endswith("[import-outside]")


def test_a_table_of_100_000_columns_and_a_cell_like_a_book_get_their_own_reason(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("a," * 100_000)
    assert refused(tmp_path / "wide.csv").endswith("[import-too-wide]")
    (tmp_path / "wide.txt").write_text("a\t" * 100_000 + "b")
    assert refused(tmp_path / "wide.txt").endswith("[import-too-wide]")
    (tmp_path / "long.csv").write_text(f'Ref,Response\n1,"{"a " * 70_000}"\n')
    assert "line 2" in (said := refused(tmp_path / "long.csv"))
    assert said.endswith("[import-long-cell]")


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = as_csv(tmp_path / "plan.csv")
    assert open_limited(path) == open_paper(path)
    with pytest.raises(CannotImport) as caught:
        open_limited(tmp_path / "none.csv")
    assert str(caught.value).endswith("[import-no-file]")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own bytes
    monkeypatch.setattr(detect, "READING", Limits(seconds=0.0))
    with pytest.raises(CannotImport) as caught:
        open_limited(path)
    assert str(caught.value).endswith("[import-takes-too-much]")
