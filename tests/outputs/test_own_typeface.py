"""A council's own typeface (`typeface:` in data/council.yml): on its pages and in its papers, and nothing of ours."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from council import Council
from paths import ROOT

from goldenthread.outputs.pdf.report_pdfs import report_assets, report_html
from goldenthread.outputs.pdf.weasyprint_engine import render_pdf
from goldenthread.outputs.templating import environment
from goldenthread.publish.face import face_of
from goldenthread.publish.shell import Shell

SITE_FACES = ROOT / "templates/theme/assets/fonts"
SETTINGS = "typeface:\n  family: Ford Sans\n  regular: ford.woff2\n  bold: ford-bold.woff2\ncolour:"


@pytest.fixture
def council(tmp_path: Path) -> Council:
    made = Council(tmp_path / "c").change("data/council.yml", "colour:", SETTINGS)
    for name, face in (("ford.woff2", "regular"), ("ford-bold.woff2", "bold")):
        shutil.copyfile(SITE_FACES / f"text-{face}.woff2", made.root / "content/files" / name)
    return made


def test_the_pages_get_its_files_at_the_addresses_that_they_ask_for(council: Council, tmp_path: Path) -> None:
    assert [line for line in council.said() if "typeface" in line] == []
    shell = Shell.load(ROOT, tmp_path / "cache").dressed(face_of(council.register(), council.root))
    files = {asset.path: asset.content for asset in shell.assets()}
    own = (council.root / "content/files/ford.woff2").read_bytes()
    assert files["assets/fonts/text-regular.woff2"] == own
    assert files["assets/fonts/text-italic.woff2"] == own, "without an italic the upright face is used"
    assert (
        files["assets/fonts/text-bold.woff2"] == (council.root / "content/files/ford-bold.woff2").read_bytes()
    )


def test_papers_are_set_in_it(council: Council) -> None:
    register, env = council.register(), environment(ROOT / "templates")
    html = report_html(register.cabinet_reports[0], register.council, env)
    pdf = render_pdf(html, report_assets(env, council.root, register.council, html))
    with pikepdf.open(BytesIO(pdf)) as file:
        objects = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        names = {str(one.FontName) for one in objects if one.get("/Type") == "/FontDescriptor"}
    assert {name.partition("+")[2].removeprefix("Ford-Sans") for name in names} == {"", "-Bold", "-Italic"}


def test_a_drawing_with_text_names_it(council: Council) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="{}">Ford</text></svg>'
    drawing = council.root / "content/files/map.svg"
    drawing.write_text(svg.format("Atkinson Hyperlegible"), "utf-8")
    assert [line for line in council.said() if line.endswith("[picture-with-letters]")]
    drawing.write_text(svg.format("Ford Sans"), "utf-8")
    assert not [line for line in council.said() if line.endswith("[picture-with-letters]")]


def test_other_files_are_other_words_to_approve(council: Council) -> None:
    from goldenthread.changes.canonical import public_facts

    def facts() -> object:
        content = council.content()
        return public_facts(
            content.council, content.texts, {f.name: f.sha256 for f in content.files.values()}
        )

    before = facts()
    shutil.copyfile(SITE_FACES / "text-italic.woff2", council.root / "content/files/ford.woff2")
    assert facts() != before
