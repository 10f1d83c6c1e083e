"""Letters that the first typeface of papers lacks: the second draws them, and papers without them stay as they were."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from council import PLAN, Council
from paths import ROOT
from verapdf import validate

from goldenthread.outputs.pdf.report_pdfs import draw_reports, report_assets, report_html
from goldenthread.outputs.pdf.weasyprint_engine import letters_drawn, render_pdf
from goldenthread.outputs.templating import environment
from goldenthread.report.typefaces import faces_of, letters_lacking, needs_second

pytestmark = pytest.mark.slow

OWN = faces_of(None, ROOT)
LETTERS = "Ŵyn a **Ŷ‑tŷ** → *✓* ● CO₂ ⅓ 5\u202f% 5\u2009kg ↗"
USUAL = "\n\t" + "".join(map(chr, [*range(32, 127), *range(160, 173), *range(174, 256)])) + "–—‘’“”…€"


def test_the_letters_that_are_taken_for_granted_are_in_the_first_typeface() -> None:
    for letter in USUAL:
        assert letters_lacking(f"{letter}漢") == ["漢"], f"U+{ord(letter):04X}"
        assert needs_second(f"{letter}Ŵ", OWN)
        assert not needs_second(f"{letter}œ", OWN), f"U+{ord(letter):04X}"


def test_only_what_neither_typeface_has_is_lacking() -> None:
    assert letters_lacking(LETTERS) == []
    assert needs_second(LETTERS, OWN)
    assert letters_lacking("漢 and 📈") == ["漢", "📈"]


def test_a_paper_with_welsh_letters_and_signs_is_drawn_for_everybody(tmp_path: Path) -> None:
    council = Council(tmp_path / "c").change(
        PLAN, "    response: not recorded\n", f"    response: {LETTERS}\n"
    )
    env, register = environment(ROOT / "templates"), council.register()
    report = register.cabinet_reports[0]
    pdf = draw_reports(register, env, council.root, tmp_path / "cache")[report.facts.id].content()
    with pikepdf.open(BytesIO(pdf)) as file:
        objects = [o for o in file.objects if isinstance(o, pikepdf.Dictionary)]
        fonts = [o for o in objects if o.get("/Type") == "/FontDescriptor"]
        names = {str(font.FontName).partition("+")[2].partition("-")[0] for font in fonts}
        assert names == {"Atkinson", "Inter"}
        assert all("/FontFile2" in font for font in fonts)
    html = report_html(report, register.council, env)
    assets = report_assets(env, council.root, register.council, html)
    assert needs_second(letters_drawn(html), OWN)
    assert render_pdf(html, assets) == render_pdf(html, assets), "the time of drawing is in it"
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf/paper.pdf").write_bytes(pdf)
    verdicts = validate(tmp_path / "pdf")
    assert [verdict.standard for verdict in verdicts] == ["PDFUA-1", "PDFA-3A"]
    assert [failure for verdict in verdicts for failure in verdict.failures] == []
