"""A report as large as any council has tabled: 200 actions, 30 pictures and 60 footnotes."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from council import PLAN, REPORT, TEXT, Council
from drawn_report import LONG_ROW, body
from paths import ROOT
from pdf_reading import difference, tags, text_of_pages

from goldenthread.common.limited_process import Limits
from goldenthread.outputs.pdf.report_pdfs import CannotRender, draw_reports
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow

ACTIONS, PICTURES, FOOTNOTES = 200, 30, 60
LARGE, SMALL = "2031-10-04-finance", "2031-10-05-small"


def png(shade: int, width: int = 40, height: int = 30) -> bytes:
    """Make a picture of one grey."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def beside(council: Council) -> Council:
    """Put a small report with a text of its own beside the council's report."""
    for file in (REPORT, TEXT):
        shutil.copy(council.root / file, council.root / file.replace(LARGE, SMALL))
    small = REPORT.replace(LARGE, SMALL)
    council.change(small, f"id: {LARGE}", f"id: {SMALL}").change(
        small, f"text: {TEXT}", f"text: {TEXT.replace(LARGE, SMALL)}"
    )
    return council.change(small, "    action_plan: 2031-finance\n", "    not_supplied: Left out.\n")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """Give the invented council's report all of it, and put a small report beside it."""
    made = beside(Council(tmp_path_factory.mktemp("large") / "c"))
    plan = (made.root / PLAN).read_text("utf-8").replace(
        "group: reporting", "group: leadership"
    ).rstrip() + "\n"
    rows = [
        LONG_ROW.format(number=n, group="leadership" if n < 30 else "reporting")
        for n in range(4, ACTIONS + 1)
    ]
    (made.root / PLAN).write_text(plan + "".join(rows), "utf-8")
    for number in range(1, PICTURES + 1):
        (made.root / f"content/files/chart-{number}.png").write_bytes(png(number * 8))
    pictures = [
        f'![Chart {n}: savings rise](chart-{n}.png "Savings, part {n}")' for n in range(1, PICTURES + 1)
    ]
    called = [f"#. Statement {n} stands on a source.[^{n}]" for n in range(1, FOOTNOTES + 1)]
    notes = [f"[^{n}]: Source of statement {n}." for n in range(1, FOOTNOTES + 1)]
    with (made.root / TEXT).open("a", encoding="utf-8") as text:
        text.write("\n" + "\n\n".join([*pictures, *called, *notes]) + "\n")
    return made


@pytest.fixture(scope="module")
def drawn(council: Council) -> bytes:
    """Draw it within the limits that every report has."""
    env = environment(ROOT / "templates")
    pdfs = draw_reports(council.register(), env, council.root, council.root / "cache")
    assert sorted(pdfs) == [LARGE, SMALL]
    return pdfs[LARGE].output().content


def test_all_of_it_is_in_the_paper_once_and_in_order(drawn: bytes) -> None:
    top = tags(drawn)
    said = top.words()
    assert re.findall(r"Row (\d+) begins", said) == re.findall(r"Row (\d+) ends", said)
    assert re.findall(r"Row (\d+) ends", said) == [str(n) for n in range(4, ACTIONS + 1)]
    assert len(list(top.all("Figure"))) == PICTURES + 1, (
        "pictures and crest: the strips of charts only show their words again"
    )
    assert [int(n) for n in re.findall(r"Source of statement (\d+)\.", said)] == list(range(1, FOOTNOTES + 1))
    assert len(list(top.all("Note"))) == FOOTNOTES
    pages = text_of_pages(drawn)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_page_and_paper_are_one_text_however_long(council: Council, drawn: bytes) -> None:
    report = next(view for view in council.register().cabinet_reports if view.facts.id == LARGE)
    assert difference(body(report, environment(ROOT / "templates")), drawn) == ""


def test_a_report_that_hits_a_limit_is_named_and_the_other_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "goldenthread.rules.attached_files.MOST_PIXELS", 10**9
    )  # check would refuse it otherwise
    made = beside(Council(tmp_path / "c"))
    (made.root / "content/files/huge.png").write_bytes(png(200, 13_000, 13_000))  # 169 MB once it is unpacked
    with (made.root / TEXT).open("a", encoding="utf-8") as text:
        text.write("\n![All of it at once](huge.png)\n")
    env = environment(ROOT / "templates")
    with pytest.raises(CannotRender) as stopped:
        draw_reports(made.register(), env, made.root, tmp_path / "cache", limits=Limits(memory=360))
    assert str(stopped.value).startswith(
        f"Cabinet report {LARGE} (“Finance review and action plan”): Drawing it broke off"
    )
    assert "than the 360 MB of memory that one report may have. Make its pictures smaller" in str(
        stopped.value
    )
    assert len(list((tmp_path / "cache").glob("*.pdf.kept"))) == 1, "the small report"
