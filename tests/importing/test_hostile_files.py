"""Files that could do harm, or cannot be read for sure, are refused with a reason and before anything in them is used."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from expected_text import Expected
from import_files import package

from goldenthread.importing.detect import MOST_BYTES, open_paper
from goldenthread.importing.document import CannotImport

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


@pytest.mark.slow
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
