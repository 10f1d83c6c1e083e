"""The crest and colour of a council's papers: what is said when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from council import Council
from expected_text import Expected

from goldenthread.common.contrast import contrast_on_white

FILE = "data/council.yml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("crest: crest.svg", "crest: arms.svg"),
        ("crest: crest.svg", "crest: crest.pdf"),
        ("crest: crest.svg", "typeface:\n  family: Ford “Sans”\n  regular: crest.svg\n  bold: ford.woff2"),
        ('colour: "#7a1f3d"', "colour: dark red"),
        ('colour: "#7a1f3d"', 'colour: "#7ac0d0"'),
    ],
)
def test_a_face_that_cannot_be_drawn_is_told(old: str, new: str, tmp_path: Path, expected: Expected) -> None:
    expected(Council(tmp_path / "c").change(FILE, old, new).said())


def test_contrast_is_worked_out_as_the_guidelines_do() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast_on_white("123456") is None
