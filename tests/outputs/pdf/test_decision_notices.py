"""The notice of a decision: both standards for PDFs, and the same words as on the page of the decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import TODAY, Council
from paths import TEMPLATES
from pdf_reading import difference, text_of_pages, texts_equal
from verapdf import validate

from goldenthread.outputs.pages import pages
from goldenthread.outputs.pdf.decision_notices import draw_notices
from goldenthread.outputs.templating import environment

pytestmark = pytest.mark.slow


def test_a_notice_passes_both_standards_and_says_what_the_page_says(tmp_path: Path) -> None:
    council = Council(tmp_path / "c", decisions=True)
    register, env = council.register(TODAY), environment(TEMPLATES)
    notices = draw_notices(register, env, council.root, tmp_path / "cache")
    bodies = {page.path: page.body for page in pages(register, env)}
    (tmp_path / "pdfs").mkdir()
    for name, notice in notices.items():
        assert notice.path == f"decisions/{name}/{name}.pdf"
        page = bodies[f"decisions/{name}/"]
        assert f'href="../../{notice.path}"' in page
        assert texts_equal(page, notice.content()), difference(page, notice.content())
        (tmp_path / f"pdfs/{name}.pdf").write_bytes(notice.content())
    verdicts = validate(tmp_path / "pdfs")
    assert len(verdicts) == 2 * len(notices) == 6
    assert [v for v in verdicts if v.failures] == []
    (first, *_) = text_of_pages(notices["2031-10-04-finance"].content())
    assert "Ambleford Council" in first
    assert "Decision of Cabinet, 4 October 2031" in first


def test_a_notice_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = Council(tmp_path / "c", decisions=True)
    register, env, cache = council.register(TODAY), environment(TEMPLATES), tmp_path / "cache"
    before = draw_notices(register, env, council.root, cache)
    monkeypatch.setattr("goldenthread.outputs.pdf.decision_notices.draw_all", drawing_nothing)
    assert draw_notices(register, env, council.root, cache) == before


def drawing_nothing(jobs: list[object]) -> list[object]:
    assert jobs == []
    return []
