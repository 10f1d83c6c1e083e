"""The layout of a report: worked out once, whatever asks for it, and what fills its sections described once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from council import TODAY
from paths import AMBLEFORD, NEVERHAM, ROOT

from goldenthread.markdown import render
from goldenthread.model.cabinet_report import CabinetReport
from goldenthread.model.report_format import SectionContent
from goldenthread.read import Content
from goldenthread.register import build
from goldenthread.report import layout
from goldenthread.report.formats import FILLINGS
from goldenthread.rules import examine

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("council", [ROOT, AMBLEFORD, NEVERHAM], ids=["real", "ambleford", "formats"])
def test_a_report_is_laid_out_once_in_a_check_and_a_build(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: Counter[str] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    real, count = layout.lay_out, render.number_after

    def lay_out(content: Content, report: CabinetReport) -> layout.Layout:
        laid_out[report.id] += 1
        return real(content, report)

    def number_after(text: str, first: str) -> str:
        counted[text, first] += 1
        return count(text, first)

    monkeypatch.setattr(layout, "lay_out", lay_out)
    monkeypatch.setattr(layout, "number_after", number_after)
    content = examine(council, TODAY).content
    assert content
    register = build(content, TODAY)
    assert laid_out == dict.fromkeys((report.facts.id for report in register.cabinet_reports), 1)
    blocks = [
        (report.facts.id, block)
        for report in register.cabinet_reports
        for section in report.sections
        for block in (section.lead, *section.blocks)
        if isinstance(block, layout.Prose)
    ]
    assert counted.total() == len(blocks)


def test_every_content_of_a_section_is_described_and_can_be_drawn() -> None:
    assert list(FILLINGS) == list(get_args(SectionContent))
    for content, filling in FILLINGS.items():
        assert filling.field in CabinetReport.model_fields, content
        assert not filling.template or (ROOT / "templates" / filling.template).is_file(), content
        assert filling.template or filling.is_prose or content == "body", content
